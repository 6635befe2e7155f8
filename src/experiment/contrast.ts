import type { ModelCatalogue } from '../model/catalogue.js';
import { ScenarioError } from '../scenario/scenario-error.js';
import type { Scenario } from '../scenario/scenario.js';
import { varyScenario } from '../scenario/vary.js';
import { scenarioIdentity } from './scenario-identity.js';
import { DesignError, designPoints, type DesignPoint, type Factors } from './design.js';
import { coarsened, elementsOf, mechanisms, settingsOf, switchedTo, withExplicitRules, type Element, type Mechanism } from './elements.js';
import { experimentOf, type Experiment } from './experiment.js';

export interface ContrastOptions {
  /** Names of the two design points; the only two there are, when left out. */
  readonly names?: readonly [a: string, b: string];
  readonly seed?: number | string;
  readonly replications?: number;
  readonly vary?: Factors;
}

/** Numbers of design points of a contrast; undefined where the file does not allow the combination. */
type PointNumber = number | undefined;

/** A way to take a mechanism away under both variants. */
export interface Neutralisation {
  readonly mechanism: Mechanism;
  readonly a: PointNumber;
  readonly b: PointNumber;
}

/** Everything that is run to say why two design points differ. */
export interface Contrast {
  readonly experiment: Experiment;
  readonly names: readonly [a: string, b: string];
  readonly a: number;
  readonly b: number;
  readonly elements: readonly Element[];
  /** Design point in which the elements whose bits are set have the value of b; bit i belongs to element i. Only some where there are many. */
  readonly combinations: ReadonlyMap<number, PointNumber>;
  /** Whether there are all combinations, so that orders can be averaged. */
  readonly complete: boolean;
  readonly neutralisations: readonly Neutralisation[];
  /** All mechanisms taken away at once. */
  readonly bare: Neutralisation | undefined;
  /** Mechanisms that take no time under either. */
  readonly idle: readonly Mechanism[];
}

/** Elements up to which all combinations are run. */
const MOST_COMBINED = 4;
/** Elements beyond which settings are merged that stand below each other in the file; sections of a file are fewer. */
const MOST_ELEMENTS = 12;

/**
 * Plans the paired decomposition of the difference between two design points a and b.
 *
 * What they set differently is switched from a's value to b's: in all combinations while there are few elements, otherwise one
 * element at a time from a and from b. And what takes time under both is taken away under both, one mechanism at a time and all at once.
 * Combinations that mean the same scenario are run once; those that the file does not allow are left out.
 *
 * @example
 * const contrast = planContrast(scenario, catalogue, { names: ['shared', 'lead'], replications: 50 });
 * const book = new MeasureBook(contrast.experiment);
 * const execute = experimentRunner(contrast.experiment, catalogue);
 * for (let run = 0; run < contrast.experiment.runs; run++) {
 *   const outcome = execute(run);
 *   if (outcome.ok) book.record(runAt(contrast.experiment, run), outcome.result.measures);
 * }
 * const { difference, elements } = decompose(contrast, 'time_to_decision', book.values.get('time_to_decision') ?? []);
 *
 * @throws DesignError unless there are two such design points that differ; ScenarioError and RangeError as `planExperiment`.
 */
export function planContrast(scenario: Scenario, catalogue: ModelCatalogue, options: ContrastOptions = {}): Contrast {
  const [first, second] = pointsNamed(scenario, options);
  const [a, b] = withExplicitRules(first.scenario, second.scenario);
  const elements = coarsened(elementsOf(a, b, catalogue), MOST_ELEMENTS);
  if (elements.length === 0) throw new DesignError(`${first.name} and ${second.name} set nothing differently`);
  const points = new Points();
  const numberA = points.add(first.name, a, {});
  const numberB = points.add(second.name, b, {});
  const all = (1 << elements.length) - 1;
  const complete = elements.length <= MOST_COMBINED;
  const masks = complete ? range(all + 1) : [0, ...elements.map((_, index) => 1 << index), ...elements.map((_, index) => all & ~(1 << index)), all];
  const combination = (mask: number): PointNumber => {
    const chosen = elements.filter((_, index) => (mask & (1 << index)) !== 0);
    return points.tryAdd(`${first.name} with ${chosen.map(({ name }) => name).join(', ')} of ${second.name}`, a, switchedTo('b', chosen, a));
  };
  const combinations = new Map(masks.map((mask): [number, PointNumber] => [mask, mask === 0 ? numberA : mask === all ? numberB : combination(mask)]));
  const without = (mechanism: Mechanism): Neutralisation => ({
    mechanism,
    a: points.tryAdd(`${first.name} without ${mechanism.name}`, a, mechanism.changes(a, settingsOf(a))),
    b: points.tryAdd(`${second.name} without ${mechanism.name}`, b, mechanism.changes(b, settingsOf(b))),
  });
  const tried = mechanisms.map(without);
  const isIdle = (one: Neutralisation): boolean => one.a === numberA && one.b === numberB;
  const neutralisations = tried.filter((one) => !isIdle(one));
  const effective = neutralisations.filter((one) => one.a !== undefined && one.b !== undefined).map(({ mechanism }) => mechanism);
  const bare = effective.length < 2 ? undefined : without({
    name: 'all of these',
    meaning: 'none of these',
    changes: (one, settings) => Object.assign({}, ...effective.map((mechanism) => mechanism.changes(one, settings))) as Record<string, unknown>,
  });
  return {
    experiment: experimentOf(scenario, points.list, options),
    names: [first.name, second.name],
    a: numberA,
    b: numberB,
    elements,
    combinations,
    complete,
    neutralisations,
    bare,
    idle: tried.filter(isIdle).map(({ mechanism }) => mechanism),
  };
}

/** The design points that are compared: by name, or the only two. */
function pointsNamed(scenario: Scenario, { names, vary }: ContrastOptions): readonly [DesignPoint, DesignPoint] {
  const points = designPoints(scenario, vary === undefined ? {} : { vary });
  const known = points.map(({ name }) => name);
  if (names === undefined) {
    if (points.length === 1) throw new DesignError(`only one design point (${known[0]}): expected two, by variants of the file or by --vary PATH=A,B`);
    if (points.length !== 2) throw new DesignError(`${points.length} design points (${inShort(known)}): expected the names of two of them`);
    return [points[0], points[1]];
  }
  const [a, b] = names.map((name) => points.find((point) => point.name === name));
  if (a === undefined || b === undefined) throw new DesignError(`there is no variant "${names[a === undefined ? 0 : 1]}": expected two of ${inShort(known)}`);
  return [a, b];
}

/** Names that a message lists; more are counted. */
const MOST_NAMES = 12;

function inShort(names: readonly string[]): string {
  return names.length <= MOST_NAMES ? names.join(', ') : `${names.slice(0, MOST_NAMES).join(', ')} and ${names.length - MOST_NAMES} more`;
}

/** Design points in the order in which they were asked for, each scenario once. */
class Points {
  readonly list: DesignPoint[] = [];
  private readonly numbers = new Map<string, number>();

  add(name: string, scenario: Scenario, changes: Readonly<Record<string, unknown>>): number {
    const identity = scenarioIdentity(scenario);
    const known = this.numbers.get(identity);
    if (known !== undefined) return known;
    const index = this.list.length;
    this.numbers.set(identity, index);
    this.list.push({ index, name, changes, scenario });
    return index;
  }

  /** Undefined when the changed scenario is not valid. */
  tryAdd(name: string, base: Scenario, changes: Readonly<Record<string, unknown>>): PointNumber {
    try {
      return this.add(name, Object.keys(changes).length === 0 ? base : varyScenario(base, changes), changes);
    } catch (error) {
      if (error instanceof ScenarioError) return undefined;
      throw error;
    }
  }
}

function range(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}
