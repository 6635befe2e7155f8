import { orientation, type Goal } from './goal.js';
import { requireSample } from './sample.js';
import { requireLevel } from './student-inference.js';
import { Tally } from './tally.js';

/** What is to be selected, and how surely. */
export interface SelectionOptions {
  /** Number of systems, whole, at least 2. */
  readonly systems: number;
  /** Smallest difference from the best that is worth detecting, above 0 [unit of the values]. */
  readonly indifference: number;
  readonly goal: Goal;
  /** Probability of selecting the best when it is better than all others by `indifference` or more; above 1 / systems, below 1 (default 0.95). */
  readonly confidence?: number;
  /** Replications of every system before any is dropped, whole, at least 2 (default 10). */
  readonly firstStage?: number;
}

/** A system that has been dropped. */
export interface Elimination {
  readonly system: number;
  /** The contender that was better by the required margin, the first if several were. */
  readonly by: number;
  /** Replications of each contender at that time. */
  readonly replications: number;
}

/** Constants of the procedure. */
export interface SelectionConstants {
  readonly eta: number;
  /** h^2 = 2 eta (n0 - 1). */
  readonly hSquared: number;
}

/**
 * Constants of Kim and Nelson's procedure with c = 1: eta = ((2 alpha / (k - 1))^(-2 / (n0 - 1)) - 1) / 2 and h^2 = 2 eta (n0 - 1).
 *
 * Source: Kim and Nelson (2001), ACM TOMACS 11, 251-273, section 3.
 *
 * @param systems k, whole, at least 2
 * @param firstStage n0, whole, at least 2
 * @param alpha permitted probability of a wrong selection, above 0, below 1 - 1 / k
 * @throws RangeError on any other argument
 * @example selectionConstants(5, 10, 0.05) // { eta: 0.63497, hSquared: 11.42941 }
 */
export function selectionConstants(systems: number, firstStage: number, alpha: number): SelectionConstants {
  if (!(Number.isInteger(systems) && systems >= 2)) throw new RangeError(`selectionConstants: expected a whole number of at least 2 systems, found ${systems}`);
  if (!(Number.isInteger(firstStage) && firstStage >= 2)) {
    throw new RangeError(`selectionConstants: expected a first stage of at least 2 replications, a whole number, found ${firstStage}`);
  }
  if (!(alpha > 0 && alpha < 1 - 1 / systems)) {
    throw new RangeError(`selectionConstants: expected alpha between 0 and ${1 - 1 / systems} for ${systems} systems, found ${alpha}`);
  }
  const eta = Math.expm1((-2 / (firstStage - 1)) * Math.log((2 * alpha) / (systems - 1))) / 2;
  return { eta, hSquared: 2 * eta * (firstStage - 1) };
}

/**
 * Fully sequential selection of the best of k systems with an indifference zone, by Kim and Nelson (2001). All systems are replicated n0
 * times; with S^2(i, l) the variance of their differences and d the indifference, contender i is then dropped after r replications
 * when, for a contender l,
 *
 *     sum over r of (X_l - X_i)  >  max(0, h^2 S^2(i, l) / (2 d) - d r / 2)        (larger is better, c = 1)
 *
 * and the others are replicated once more, until one is left. After the largest r at which the right side can be above 0 the
 * contender with the best mean is selected, the first of equal ones; so systems that behave identically end the procedure too.
 *
 * The guarantee holds for normal values, independent from replication to replication. Systems may be correlated within one: common random
 * numbers make S^2 smaller and the procedure shorter. What it does is a function of the values alone; to resume, record them again.
 *
 * Source: Kim and Nelson (2001), ACM TOMACS 11, 251-273, section 3.
 *
 * @example
 * const selection = new FullySequentialSelection({ systems: 2, indifference: 1, goal: 'maximise' });
 * while (selection.best === undefined) selection.record(selection.contenders.map((system) => replicate(system, selection.replications)));
 */
export class FullySequentialSelection {
  readonly #orientation: 1 | -1;
  readonly #indifference: number;
  readonly #firstStage: number;
  readonly #hSquared: number;
  /** Values of the first stage, by system, larger is better. */
  readonly #first: number[][];
  /** Sums of all values, by system, larger is better. */
  readonly #sums: Float64Array;
  /** Variances of pairwise differences in the first stage. */
  #variances: readonly (readonly number[])[] = [];
  #contenders: readonly number[];
  #eliminations: readonly Elimination[] = [];
  #replications = 0;
  #best: number | undefined;

  /** @throws RangeError when an option is out of its range */
  constructor({ systems, indifference, goal, confidence = 0.95, firstStage = 10 }: SelectionOptions) {
    requireLevel('FullySequentialSelection', confidence);
    if (!(indifference > 0 && indifference < Infinity)) {
      throw new RangeError(`FullySequentialSelection: expected a finite indifference > 0, found ${indifference}`);
    }
    this.#hSquared = selectionConstants(systems, firstStage, 1 - confidence).hSquared;
    this.#orientation = orientation(goal);
    this.#indifference = indifference;
    this.#firstStage = firstStage;
    this.#first = Array.from({ length: systems }, () => []);
    this.#sums = new Float64Array(systems);
    this.#contenders = Array.from({ length: systems }, (_, i) => i);
  }

  /** Systems that need one more replication, in ascending order; only the best one when it is selected. */
  get contenders(): readonly number[] {
    return this.#contenders;
  }

  /** Replications of every contender so far; the index from 0 of the next one. */
  get replications(): number {
    return this.#replications;
  }

  /** Selected system; undefined while more replications are needed. */
  get best(): number | undefined {
    return this.#best;
  }

  /** Systems dropped, in that order. */
  get eliminations(): readonly Elimination[] {
    return this.#eliminations;
  }

  /**
   * Takes the next replication of every contender.
   *
   * @param values one per contender, in the order of `contenders`
   * @throws RangeError when their number is another, one is not finite, or a system has been selected
   */
  record(values: readonly number[]): void {
    if (this.#best !== undefined) throw new RangeError(`FullySequentialSelection.record: expected no more values, system ${this.#best} is selected`);
    requireSample('FullySequentialSelection.record', values, 0);
    if (values.length !== this.#contenders.length) {
      throw new RangeError(`FullySequentialSelection.record: expected one value for each of ${this.#contenders.length} contenders, found ${values.length}`);
    }
    for (const [i, system] of this.#contenders.entries()) {
      const value = this.#orientation * values[i];
      this.#sums[system] += value;
      if (this.#replications < this.#firstStage) this.#first[system].push(value);
    }
    this.#replications++;
    if (this.#replications === this.#firstStage) this.#variances = this.#first.map((x) => this.#first.map((y) => varianceOfDifferences(x, y)));
    if (this.#replications >= this.#firstStage) this.#screen();
  }

  /** Drops contenders, each compared with all that were contenders before. */
  #screen(): void {
    const before = this.#contenders;
    const betterThan = (system: number): number | undefined =>
      before.find((other) => other !== system && this.#sums[other] - this.#sums[system] > this.#margin(system, other));
    const eliminations = before.flatMap((system) => {
      const by = betterThan(system);
      return by === undefined ? [] : [{ system, by, replications: this.#replications }];
    });
    this.#eliminations = [...this.#eliminations, ...eliminations];
    this.#contenders = before.filter((system) => !eliminations.some((gone) => gone.system === system));
    if (this.#contenders.length > 1 && this.#isExhausted()) this.#contenders = [this.#leader()];
    if (this.#contenders.length === 1) this.#best = this.#contenders[0];
  }

  /** How far apart two sums have to be: r W(r) of the paper with c = 1. */
  #margin(system: number, other: number): number {
    const d = this.#indifference;
    return Math.max(0, (this.#hSquared * this.#variances[system][other]) / (2 * d) - (d * this.#replications) / 2);
  }

  /** Whether no two contenders have a margin left, so that they differ by chance of rounding or not at all. */
  #isExhausted(): boolean {
    return this.#contenders.every((i) => this.#contenders.every((j) => i === j || this.#margin(i, j) === 0));
  }

  #leader(): number {
    return this.#contenders.reduce((best, system) => (this.#sums[system] > this.#sums[best] ? system : best));
  }
}

function varianceOfDifferences(x: readonly number[], y: readonly number[]): number {
  const tally = new Tally();
  for (const [i, value] of x.entries()) tally.add(value - y[i]);
  return tally.variance ?? 0;
}
