import { varyScenario, variantScenario } from '../scenario/vary.js';
import type { Scenario } from '../scenario/scenario.js';

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

/**
 * The design points of a study: the file's variants, times every combination of the varied values; a file without variants is one
 * point of its own.
 * @throws ScenarioError when a path does not exist or a value does not fit.
 */
export function designPoints(scenario: Scenario, options: { readonly vary?: Factors; readonly variants?: boolean } = {}): DesignPoint[] {
  const useVariants = options.variants !== false && scenario.variants.length > 0;
  const bases = useVariants
    ? scenario.variants.map(({ name, changes }) => ({ name, changes, base: variantScenario(scenario, name) }))
    : [{ name: scenario.name, changes: {}, base: scenario }];
  const combinations = combine(Object.entries(options.vary ?? {}));
  return bases.flatMap(({ name, changes, base }) =>
    combinations.map((combination) => ({
      name: Object.keys(combination).length === 0 ? name : [...(useVariants ? [name] : []), ...describe(combination)].join(' '),
      changes: { ...changes, ...combination },
      scenario: Object.keys(combination).length === 0 ? base : varyScenario(base, combination),
    })),
  ).map((point, index) => ({ index, ...point }));
}

function combine(factors: readonly (readonly [string, readonly unknown[]])[]): Record<string, unknown>[] {
  return factors.reduce<Record<string, unknown>[]>(
    (points, [path, values]) => points.flatMap((point) => values.map((value) => ({ ...point, [path]: value }))),
    [{}],
  );
}

function describe(changes: Record<string, unknown>): string[] {
  return Object.entries(changes).map(([path, value]) => `${path}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
}
