import { varyScenario, variantScenario } from '../scenario/vary.js';
import type { Scenario } from '../scenario/scenario.js';
import { DesignError } from './design-error.js';

export { DesignError };

/** One setting of a study: a variant of the file, a combination of varied values, or both. */
export interface DesignPoint {
  readonly index: number;
  /** Name of the variant, or `path=value` pairs. */
  readonly name: string;
  /** Variant of the file that it starts from; absent where that is the file itself. */
  readonly variant?: string;
  /** What this point sets, by path of the file, as written. */
  readonly changes: Readonly<Record<string, unknown>>;
  /** The scenario with these changes. Those of large designs are made anew when asked for: take it once. */
  readonly scenario: Scenario;
}

/** A design point in plain data, as it travels to workers and into files. */
export interface PointSpec {
  readonly name: string;
  /** Variant of the file that it starts from. */
  readonly variant?: string;
  readonly changes: Readonly<Record<string, unknown>>;
}

/** Values to try by path: every combination is a design point. */
export type Factors = Readonly<Record<string, readonly unknown[]>>;

/** What all design points of a study share, so that setting it in one of them would be without effect. */
const shared = ['name', 'title', 'question', 'sources', 'seed', 'replications', 'headline'];

/** Design points beyond which a design is refused: each is a scenario of its own in memory. */
const MOST_POINTS = 10_000;
/** The same for points that are listed, whose scenarios are made one at a time. */
const MOST_LISTED = 200_000;

const VARIANT_VARIED = 'vary variant: "compare" makes design points of the variants of the file, or of those named behind it, times the varied values; in a sweep "variant" may be a factor';

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
  if (options.vary !== undefined && Object.hasOwn(options.vary, 'variant')) throw new DesignError(VARIANT_VARIED);
  for (const [path, values] of factors) requireValues(path, values);
  requireSettings('vary', factors.map(([path]) => path));
  if (useVariants) for (const { name, changes } of scenario.variants) requireSettings(`variant "${name}"`, Object.keys(changes));

  const count = factors.reduce((product, [, values]) => product * values.length, useVariants ? scenario.variants.length : 1);
  if (count > MOST_POINTS) throw new DesignError(`${count} design points: expected at most ${MOST_POINTS}`);

  const bases: readonly PointSpec[] = useVariants
    ? scenario.variants.map(({ name, changes }) => ({ name, variant: name, changes }))
    : [{ name: scenario.name, changes: {} }];
  const specs = bases.flatMap((base) =>
    combine(factors).map((combination): PointSpec => ({
      ...base,
      name: factors.length === 0 ? base.name : [...(useVariants ? [base.name] : []), ...describe(combination)].join(' '),
      changes: combination,
    })),
  );
  const points = givenPoints(scenario, specs);
  for (const point of points) requireScenario(point);
  return points;
}

/**
 * Design points that something else has listed.
 * @throws DesignError when there are none, more than 200,000, a point sets what all points share, or two have one name.
 */
export function givenPoints(scenario: Scenario, specs: readonly PointSpec[]): DesignPoint[] {
  if (specs.length === 0) throw new DesignError('no design points: expected at least one');
  if (specs.length > MOST_LISTED) throw new DesignError(`${specs.length} design points: expected at most ${MOST_LISTED}`);
  const names = new Set<string>();
  for (const { name, changes } of specs) {
    requireSettings(name, Object.keys(changes));
    if (names.has(name)) throw new DesignError(`two design points are called "${name}"`);
    names.add(name);
  }
  const shelf = new Shelf(scenario);
  return specs.map((spec, index) => new ListedPoint(index, spec, shelf));
}

/** Scenarios that are kept: as many as small designs have points, so that they are made once. */
const MOST_KEPT = 64;

/** Makes the scenarios of design points and keeps the last ones: all those of a large design would fill the memory. */
class Shelf {
  private readonly kept = new Map<number, Scenario>();

  constructor(private readonly base: Scenario) {}

  /** What a variant of the file changes. */
  changesOf(variant: string | undefined): Readonly<Record<string, unknown>> {
    return this.base.variants.find(({ name }) => name === variant)?.changes ?? {};
  }

  take(index: number, { variant, changes }: PointSpec): Scenario {
    const known = this.kept.get(index);
    if (known !== undefined) return known;
    const start = variant === undefined ? this.base : variantScenario(this.base, variant);
    const scenario = Object.keys(changes).length === 0 ? start : varyScenario(start, changes);
    const [oldest] = this.kept.keys();
    if (this.kept.size === MOST_KEPT) this.kept.delete(oldest);
    this.kept.set(index, scenario);
    return scenario;
  }
}

class ListedPoint implements DesignPoint {
  readonly name: string;
  readonly variant?: string;
  readonly changes: Readonly<Record<string, unknown>>;

  constructor(
    readonly index: number,
    private readonly spec: PointSpec,
    private readonly shelf: Shelf,
  ) {
    this.name = spec.name;
    if (spec.variant !== undefined) this.variant = spec.variant;
    this.changes = { ...shelf.changesOf(spec.variant), ...spec.changes };
  }

  get scenario(): Scenario {
    return this.shelf.take(this.index, this.spec);
  }
}

/** Makes the scenario of a point, which throws what is wrong with it. */
function requireScenario({ scenario }: DesignPoint): Scenario {
  return scenario;
}

function requireValues(path: string, values: readonly unknown[]): void {
  if (values.length === 0) throw new DesignError(`vary ${path}: expected at least one value`);
  const texts = values.map(valueText);
  const twice = texts.find((text, index) => texts.indexOf(text) < index);
  if (twice !== undefined) throw new DesignError(`vary ${path}: expected different values, found ${twice} twice`);
}

function requireSettings(where: string, paths: readonly string[]): void {
  const path = paths.find(isShared);
  if (path !== undefined) throw new DesignError(`${where}: ${sharedInWords(path)}`);
}

/** Whether all design points of a study have the same value at a path, so that it cannot be varied. */
export function isShared(path: string): boolean {
  return shared.includes(path);
}

/** Why such a path cannot be varied. */
export function sharedInWords(path: string): string {
  return `"${path}" is the same for all design points of a study and cannot be varied`;
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
