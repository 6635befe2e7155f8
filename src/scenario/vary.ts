import { applyChanges, nearestChange, type Change } from './changes.js';
import { build, finish } from './build.js';
import type { Path } from './document.js';
import { unknownKey } from './piece.js';
import { describeValue } from './reason.js';
import type { Scenario } from './scenario.js';
import { problemAt, ScenarioError, type Place, type Problem } from './scenario-error.js';
import { sourceOf, type Source } from './source.js';

/**
 * The scenario with some settings of its file changed, checked again as a whole. Its variants stay as they are in the file; they are
 * checked when one is taken (`variantScenario`).
 *
 * @param changes new values by path, as they would stand in the file; null takes a setting away
 * @param placeOf where the change of a path stands, or a setting inside its value; in no file unless said otherwise
 * @throws ScenarioError when a path does not exist or the changed scenario is not valid
 * @throws TypeError for a scenario that was not made by `parseScenario`
 * @example
 * const lead = varyScenario(scenario, { 'networks.cabinet.form': 'lead', 'networks.cabinet.lead': 'ministry.health' });
 */
export function varyScenario(scenario: Scenario, changes: Readonly<Record<string, unknown>>, placeOf?: (path: string, inside: Path) => Place): Scenario {
  const source = sourceOf(scenario);
  const { file } = source.document;
  const written = Object.entries(changes).map(([path, value]): Change => ({
    path, value, place: (inside) => placeOf?.(path, inside) ?? { file, change: `change ${path}=${typeof value === 'string' ? value : describeValue(value)}` },
  }));
  return scenarioOf(applyTo(source, written));
}

/**
 * One of the scenario's variants as a scenario of its own, which has no variants.
 * @throws ScenarioError when there is no variant of that name, or changes made since the file was checked do not fit it
 * @throws TypeError for a scenario that was not made by `parseScenario`
 */
export function variantScenario(scenario: Scenario, name: string): Scenario {
  const source = sourceOf(scenario);
  const variant = scenario.variants.find((candidate) => candidate.name === name);
  if (variant === undefined) {
    const { document } = source;
    const reason = unknownKey(name, scenario.variants.map((candidate) => candidate.name));
    throw new ScenarioError(document.file, [problemAt(document.place(['variants']), `variants.${name}`, { ...reason, statement: 'there is no such variant' })]);
  }
  return scenarioOf(variantSource(source, name, variant.changes));
}

/** A source after changes, and what is wrong with the changes themselves. */
export interface ChangedSource {
  readonly source: Source;
  readonly problems: readonly Problem[];
}

/** The source of a variant, its problems placed at the variant's own lines. */
export function variantSource(source: Source, name: string, changes: Readonly<Record<string, unknown>>): ChangedSource {
  const { document } = source;
  const written = Object.entries(changes).map(([path, value]): Change => ({
    path, value, place: (inside) => ({ ...document.place(['variants', name, path, ...inside]), variant: name }),
  }));
  const { variants: _, ...root } = document.root;
  const base = { ...source, document: { ...document, root } };
  return applyTo(base, written, () => ({ ...document.place(['variants', name]), variant: name }));
}

/** @param otherwise place of problems when there is no change at all */
function applyTo(source: Source, changes: readonly Change[], otherwise?: () => Place): ChangedSource {
  const { document, problems } = applyChanges(source.document, changes, (path) =>
    nearestChange(changes, path)?.place([]) ?? otherwise?.() ?? source.document.place(path));
  return { source: { ...source, document }, problems };
}

function scenarioOf({ source, problems }: ChangedSource): Scenario {
  const built = build(source);
  if (problems.length > 0 || built.scenario === undefined) throw new ScenarioError(source.document.file, [...problems, ...built.problems]);
  return finish(built.scenario, source);
}
