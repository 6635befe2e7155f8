import { BinnedSurvival } from '../../statistics/binned-survival.js';

/** Projects of programmes launched after the warm-up, and their tasks. */
export class ProjectLedger {
  /** Tasks done for good. */
  done = 0;
  /** Times that somebody did a task, first or again; times that it was done again. */
  tries = 0;
  reworked = 0;
  /** Wrong results that were accepted. */
  accepted = 0;
  /** From the beginning of the first task to the end of the last one. */
  readonly makespan = new BinnedSurvival();

  restart(): void {
    this.done = this.tries = this.reworked = this.accepted = 0;
    this.makespan.reset();
  }
}
