import { isPrecise, mayBePrecise, stoppingTarget } from '../statistics/sequential-stopping.js';
import { Tally } from '../statistics/tally.js';
import type { Experiment, Run } from './experiment.js';

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
