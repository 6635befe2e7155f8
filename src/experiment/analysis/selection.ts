import { FullySequentialSelection, selectionConstants, type Elimination } from '../../statistics/fully-sequential-selection.js';
import { orientation, type Goal } from '../../statistics/goal.js';
import { sampleMoments } from '../../statistics/moments.js';
import type { CompleteValues } from './complete-values.js';

export interface SelectionQuestion {
  readonly goal: Goal;
  /** Smallest difference from the best that is worth detecting, above 0 [unit of the measure]. */
  readonly indifference: number;
  /** Probability of a right selection (default 0.95). */
  readonly confidence?: number;
  /** Replications before any point is dropped (default 10). */
  readonly firstStage?: number;
}

/** How many more replications a design point needs. */
export interface Outlook {
  readonly point: number;
  /** Until it is decided, should the differences of means stay as they are; at least 1. */
  readonly ifUnchanged: number;
  /** Until it is decided in any case. */
  readonly atMost: number;
}

/** What the replications that are there say by Kim and Nelson's procedure. */
export interface SelectionResult {
  /** Selected design point; undefined when the data end before a decision. */
  readonly best: number | undefined;
  readonly eliminations: readonly Elimination[];
  /** Design points that are left. */
  readonly contenders: readonly number[];
  /** Replications that the procedure looked at. */
  readonly used: number;
  /** Of the points that are left, when there is no decision and the first stage is over; empty otherwise. */
  readonly outlook: readonly Outlook[];
  /** Replications that are missing from the first stage, of which nothing else can be said. */
  readonly missingFromFirstStage: number;
}

/**
 * Kim and Nelson's fully sequential selection of the best design point, played on replications that are there already, in their order; see
 * `FullySequentialSelection`.
 *
 * When they end before a decision, contender i leaves after r replications as soon as r D > h^2 S^2 / (2 d) - d r / 2, D being its distance
 * from the leader's mean; solved for r with today's D that is the outlook. At r = h^2 S^2 / d^2 nothing is left to wait for.
 *
 * @param values of one measure, at least two design points, as many replications of each
 * @throws RangeError when an option is out of its range
 */
export function selectBest(values: CompleteValues, { goal, indifference, confidence = 0.95, firstStage = 10 }: SelectionQuestion): SelectionResult {
  const selection = new FullySequentialSelection({ systems: values.length, indifference, goal, confidence, firstStage });
  const available = values[0].length;
  while (selection.best === undefined && selection.replications < available) {
    selection.record(selection.contenders.map((point) => values[point][selection.replications]));
  }
  const { best, eliminations, contenders, replications: used } = selection;
  const started = used >= firstStage;
  const { hSquared } = selectionConstants(values.length, firstStage, 1 - confidence);
  return {
    best, eliminations, contenders, used,
    outlook: best === undefined && started ? outlookOf(values, contenders, used, { hSquared, indifference, goal, firstStage }) : [],
    missingFromFirstStage: Math.max(0, firstStage - used),
  };
}

interface Continuation {
  readonly hSquared: number;
  readonly indifference: number;
  readonly goal: Goal;
  readonly firstStage: number;
}

function outlookOf(values: CompleteValues, contenders: readonly number[], used: number, { hSquared, indifference, goal, firstStage }: Continuation): Outlook[] {
  const sign = orientation(goal);
  const means = values.map((ofPoint) => sign * sampleMoments('selectBest', ofPoint).mean);
  const leader = contenders.reduce((best, point) => (means[point] > means[best] ? point : best));
  const variance = (i: number, j: number): number =>
    sampleMoments('selectBest', values[i].slice(0, firstStage).map((value, r) => value - values[j][r])).variance ?? 0;
  const scaled = (i: number, j: number): number => (hSquared * variance(i, j)) / indifference;
  const rest = (replications: number): number => Math.max(1, replications - used);
  const others = contenders.filter((point) => point !== leader).map((point) => ({
    point,
    ifUnchanged: rest(Math.floor(scaled(point, leader) / (2 * (means[leader] - means[point]) + indifference)) + 1),
    atMost: rest(Math.ceil(contenders.reduce((most, other) => (other === point ? most : Math.max(most, scaled(point, other))), 0) / indifference)),
  }));
  // The leader goes on until the last of the others has left.
  const last = (of: 'ifUnchanged' | 'atMost'): number => others.reduce((most, outlook) => Math.max(most, outlook[of]), 1);
  const ofLeader = { point: leader, ifUnchanged: last('ifUnchanged'), atMost: last('atMost') };
  return [ofLeader, ...others.map((each) => ({ ...each, ifUnchanged: Math.min(each.ifUnchanged, each.atMost) }))].sort((a, b) => a.point - b.point);
}
