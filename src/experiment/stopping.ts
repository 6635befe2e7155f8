import { meanInterval } from '../statistics/interval.js';
import { isPrecise, mayBePrecise, stoppingTarget } from '../statistics/sequential-stopping.js';
import { Tally } from '../statistics/tally.js';
import type { MeasureValues } from './estimates.js';
import { runAt, type Experiment, type Run } from './experiment.js';

/** When an experiment has enough replications: a measure is known precisely enough at every design point. */
export interface StoppingRule {
  readonly measure: string;
  /** Half-width of the confidence interval as a share of the mean that is reached at every design point. */
  readonly precision: number;
  readonly confidence: number;
  /** Replications before which nothing is decided, at least 2. */
  readonly atLeast: number;
}

/**
 * Decides after how many replications an experiment stops. It looks at complete replications only, one after the other, so that the answer
 * does not depend on the order in which runs end. Stopping early makes intervals a little too short on average; the criterion is therefore
 * half-width / |mean| <= precision / (1 + precision) (Law and Kelton 1982, Operations Research 30, 169-184; Law 2015, chapter 9).
 *
 * A design point whose measure is missing in some replications is judged by the others.
 */
export class StoppingWatch {
  private readonly values: (number | undefined)[][];
  /** Of the complete replications of every design point. */
  private readonly tallies: readonly Tally[];
  private readonly runsOf: Uint32Array;
  private complete = 0;
  private stopped: number | undefined;

  constructor(
    private readonly rule: StoppingRule,
    private readonly experiment: Experiment,
  ) {
    this.values = experiment.points.map(() => []);
    this.tallies = experiment.points.map(() => new Tally());
    this.runsOf = new Uint32Array(experiment.replications);
  }

  /** A run has ended; a failed one has no measures. */
  record({ point, replication }: Pick<Run, 'point' | 'replication'>, measures: Readonly<Record<string, number | undefined>>): void {
    this.values[point.index][replication] = measures[this.rule.measure];
    this.runsOf[replication]++;
    while (this.stopped === undefined && this.runsOf[this.complete] === this.experiment.points.length) {
      for (const [index, values] of this.values.entries()) {
        const value = values[this.complete];
        if (value !== undefined) this.tallies[index].add(value);
      }
      this.complete++;
      if (this.complete >= this.rule.atLeast && this.allArePrecise()) this.stopped = this.complete;
    }
  }

  /** Replications that suffice; undefined while they do not. */
  get replications(): number | undefined {
    return this.stopped;
  }

  private allArePrecise(): boolean {
    const { precision, confidence } = this.rule;
    const target = stoppingTarget(precision);
    if (!this.tallies.every((tally) => mayBePrecise(tally, confidence, target))) return false;
    return this.values.every((values) => isPrecise(values.slice(0, this.complete).filter((value) => value !== undefined), confidence, target));
  }
}

/** A design point at which a measure is less precise than a rule wants. */
export interface ImprecisePoint {
  /** Index of the design point. */
  readonly point: number;
  /** Half-width of the interval as a share of the mean; Infinity for fewer than two values, and where the mean is 0. */
  readonly relativeHalfWidth: number;
}

/** Where the replications were not enough for a rule. */
export interface UnmetRule {
  readonly rule: StoppingRule;
  /** The least precise first. */
  readonly points: readonly ImprecisePoint[];
}

/**
 * Where a measure is less precise than a rule wants; undefined where it is nowhere.
 * @param values of the rule's measure by design point and replication; undefined where a run has none
 */
export function unmetRule(rule: StoppingRule, values: MeasureValues): UnmetRule | undefined {
  const target = stoppingTarget(rule.precision);
  const points = values.flatMap((ofPoint, point): ImprecisePoint[] => {
    const found = ofPoint.filter((value) => value !== undefined);
    return isPrecise(found, rule.confidence, target) ? [] : [{ point, relativeHalfWidth: relativeHalfWidth(found, rule.confidence) }];
  });
  // Not by a difference, which is not a number for two that are infinite.
  points.sort((a, b) => (a.relativeHalfWidth === b.relativeHalfWidth ? a.point - b.point : a.relativeHalfWidth < b.relativeHalfWidth ? 1 : -1));
  return points.length === 0 ? undefined : { rule, points };
}

function relativeHalfWidth(values: readonly number[], confidence: number): number {
  if (values.length < 2) return Infinity;
  const { mean, halfWidth = Infinity } = meanInterval(values, confidence);
  return mean === 0 ? Infinity : halfWidth / Math.abs(mean);
}

/** Collects what tells whether a rule for stopping, if there is one, has been met in the end. */
export class PrecisionCheck {
  /** Measures that it has to know of every run. */
  readonly measures: readonly string[];
  private readonly values: (number | undefined)[][];

  constructor(
    private readonly rule: StoppingRule | undefined,
    private readonly experiment: Experiment,
  ) {
    this.measures = rule === undefined ? [] : [rule.measure];
    this.values = experiment.points.map(() => []);
  }

  record(run: number, measures: Readonly<Record<string, number | undefined>>): void {
    if (this.rule === undefined || run >= this.experiment.runs) return;
    const { point, replication } = runAt(this.experiment, run);
    this.values[point.index][replication] = measures[this.rule.measure];
  }

  get unmet(): UnmetRule | undefined {
    return this.rule === undefined ? undefined : unmetRule(this.rule, this.values);
  }
}
