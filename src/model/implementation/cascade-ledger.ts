import { BinnedSurvival } from '../../statistics/binned-survival.js';

/** Cascades of programmes, and the local programmes that they consist of. */
export class CascadeLedger {
  // Local programmes, totals since time 0.
  everBegun = 0;
  everEnded = 0;

  // Of programmes launched after the warm-up: jurisdictions that have detailed them, and local programmes.
  detailed = 0;
  begun = 0;
  completed = 0;
  /** Not cleared. */
  failed = 0;
  /** Still under way when enough others were complete, or when the whole was given up. */
  dropped = 0;
  /** Sums over those completed. */
  worth = 0;
  misfit = 0;
  divergence = 0;
  /** Local programmes of cascades that joined, and how long they had been complete by then. */
  joined = 0;
  waitedForJoin = 0;
  /** From the beginning of the cascade to its join. */
  readonly timeToJoin = new BinnedSurvival();

  restart(): void {
    this.detailed = this.begun = this.completed = this.failed = this.dropped = 0;
    this.worth = this.misfit = this.divergence = this.joined = this.waitedForJoin = 0;
    this.timeToJoin.reset();
  }
}
