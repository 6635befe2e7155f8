export type { Catalogue, CatalogueEntry, FormEntry } from './catalogue.js';
export type { PlacedSetting, Setting } from './command-line-changes.js';
export { scenarioJsonSchema } from './json-schema.js';
export { parseScenario, type ParseOptions } from './parse-scenario.js';
export type * from './scenario.js';
export { ScenarioError, type Place, type Problem } from './scenario-error.js';
export { variantScenario, varyScenario } from './vary.js';
export type { Vocabulary } from './vocabulary.js';
