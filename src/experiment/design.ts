import { varyScenario, variantScenario } from '../scenario/vary.js';
import type { Scenario } from '../scenario/scenario.js';
import { DesignError } from './design-error.js';

export { DesignError };

/** One setting of a study: a variant of the file, or a combination of varied values. */
export interface DesignPoint {
  readonly index: number;
  /** Name of the variant, or `path=value` pairs. */
  readonly name: string;
  /** What this point sets, by path of the file, as written. */
  readonly changes: Readonly<Record<string, unknown>>;
  readonly scenario: Scenario;
}

/** Values to try by path: every combination is a design point. */
export type Factors = Readonly<Record<string, readonly unknown[]>>;

/** What all design points of a study share, so that setting it in one of them would be without effect. */
const shared = ['name', 'title', 'question', 'sources', 'seed', 'replications', 'headline'];

/** Design points beyond which a design is refused: each is a scenario of its own in memory. */
const MOST_POINTS = 10_000;

/**
 * The design points of a study: the file's variants, times every combination of the varied values; a file without variants is one
 * point of its own.
 * @throws DesignError when a factor has no values or one of them twice, a point sets what all points share (seed, replications ...), or
 * there are more than 10,000 points.
 * @throws ScenarioError when a path does not exist or a value does not fit.
 */
export function designPoints(scenario: Scenario, options: { readonly vary?: Factors; readonly variants?: boolean } = {}): DesignPoint[] {
  const useVariants = options.variants !== false && scenario.variants.length > 0;
  const factors = Object.entries(options.vary ?? {});
  for (const [path, values] of factors) requireValues(path, values);
  requireSettings('vary', factors.map(([path]) => path));
  if (useVariants) for (const { name, changes } of scenario.variants) requireSettings(`variant "${name}"`, Object.keys(changes));

  const count = factors.reduce((product, [, values]) => product * values.length, useVariants ? scenario.variants.length : 1);
  if (count > MOST_POINTS) throw new DesignError(`${count} design points: expected at most ${MOST_POINTS}`);

  const bases = useVariants
    ? scenario.variants.map(({ name, changes }) => ({ name, changes, base: variantScenario(scenario, name) }))
    : [{ name: scenario.name, changes: {}, base: scenario }];
  return bases.flatMap(({ name, changes, base }) =>
    combine(factors).map((combination) => ({
      name: factors.length === 0 ? name : [...(useVariants ? [name] : []), ...describe(combination)].join(' '),
      changes: { ...changes, ...combination },
      scenario: factors.length === 0 ? base : varyScenario(base, combination),
    })),
  ).map((point, index) => ({ index, ...point }));
}

function requireValues(path: string, values: readonly unknown[]): void {
  if (values.length === 0) throw new DesignError(`vary ${path}: expected at least one value`);
  const texts = values.map(valueText);
  const twice = texts.find((text, index) => texts.indexOf(text) < index);
  if (twice !== undefined) throw new DesignError(`vary ${path}: expected different values, found ${twice} twice`);
}

function requireSettings(where: string, paths: readonly string[]): void {
  const path = paths.find((candidate) => shared.includes(candidate));
  if (path !== undefined) throw new DesignError(`${where}: "${path}" is the same for all design points of a study and cannot be varied`);
}

function combine(factors: readonly (readonly [string, readonly unknown[]])[]): Record<string, unknown>[] {
  return factors.reduce<Record<string, unknown>[]>(
    (points, [path, values]) => points.flatMap((point) => values.map((value) => ({ ...point, [path]: value }))),
    [{}],
  );
}

function describe(changes: Record<string, unknown>): string[] {
  return Object.entries(changes).map(([path, value]) => `${path}=${valueText(value)}`);
}

/** A value of a file as it stands in names and in cells of text. */
export function valueText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
