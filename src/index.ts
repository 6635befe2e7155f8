/**
 * Subsidia: a discrete-event simulator of multi-level policy implementation.
 *
 *     scenario text --parseScenario--> Scenario --compile--> Model --runReplication--> numbers of one run
 *                                         \--planExperiment / runExperiment--> estimates and comparisons
 *
 * These are the public names by topic. Everything here also works in a browser; files, journal and worker threads are in `subsidia/node`.
 */

// Scenarios: text in, checked plain data out, or every problem of the file.
export { parseScenario, type ParseOptions } from './scenario/parse-scenario.js';
export type { PlacedSetting, Setting } from './scenario/command-line-changes.js';
export { variantScenario, varyScenario } from './scenario/vary.js';
export { ScenarioError, type Problem } from './scenario/scenario-error.js';
export { scenarioJsonSchema } from './scenario/json-schema.js';
export type { Scenario } from './scenario/scenario.js';
export type { Catalogue, CatalogueEntry, FormEntry } from './scenario/catalogue.js';
export type { Vocabulary } from './scenario/vocabulary.js';

// The model: what organisations do.
export { catalogue, type ModelCatalogue } from './model/catalogue.js';
export { CatalogueError, extendedCatalogue, type CatalogueAdditions } from './model/extended-catalogue.js';
export { pluginKit, type Plugin, type PluginKit } from './model/plugin-kit.js';
export { compile } from './model/compile.js';
export type { Model } from './model/model.js';
export { runReplication, type Replication, type ReplicationOptions } from './model/replication.js';
export type { DelayCause, LifeNews, Observer, ProblemRecord } from './model/observer.js';
export { runMeasures, type Measure } from './model/measures.js';
export type { GovernanceForm, Protocol } from './model/forms/governance-form.js';
export type { AgreementRule } from './model/rules/agreement-rules.js';
export type { AttentionRule } from './model/rules/attention-rules.js';
export type { BargainingProtocol } from './model/bargaining/bargaining-protocol.js';
export type { ConveningRule } from './model/rules/convening-rules.js';
export type { CostFunction } from './model/rules/cost-functions.js';
export type { DecisionRule } from './model/rules/decision-rules.js';
export type { Coordination } from './model/coordination.js';
export type { Issue } from './model/issue.js';

// Experiments: design points, replications, estimates.
export {
  experimentRunner,
  MeasureBook,
  planExperiment,
  runAt,
  runExperiment,
  type Experiment,
  type ExperimentOptions,
  type ExperimentResult,
  type Run,
  type RunOutcome,
} from './experiment/experiment.js';
export { experimentOutcomes, type ExperimentOutcome } from './experiment/outcomes.js';
export type { DesignPoint, Factors } from './experiment/design.js';
export type { Comparison, Estimate } from './experiment/estimates.js';

// One problem's life, every hour of it attributed to an organisation and a cause.
export { causes, LifeFollower, type Cause, type FollowedLife, type LifeStep, type Mark, type Stretch } from './experiment/followed-life.js';
export { lifeLine, parallelLines, timeBy } from './experiment/life-line.js';

// What the difference between two design points is made of.
export { planContrast, type Contrast, type ContrastOptions, type Neutralisation } from './experiment/contrast.js';
export { decompose, type Decomposition, type ElementShare, type MechanismShare, type Share } from './experiment/decomposition.js';
export type { Element, Mechanism } from './experiment/elements.js';
export type { SettingDifference } from './experiment/setting-differences.js';

// The engine alone: clock, events, stations, calendars.
export * from './engine/index.js';

// Random numbers: streams, keyed draws, laws, arrival processes.
export { createStream } from './random/stream.js';
export { KeyedDraws, mixKey } from './random/keyed.js';
export { hash64 } from './random/hash.js';
export { normaliseSeed } from './random/seed.js';
export { makeLaw } from './random/make-law.js';
export type { Law } from './random/law.js';
export type { LawSpec } from './random/law-spec.js';
export type { UniformSource } from './random/uniform-source.js';

// Statistics and closed forms.
export * as statistics from './statistics/index.js';
export * as theory from './theory/index.js';

export { version } from './version.js';
