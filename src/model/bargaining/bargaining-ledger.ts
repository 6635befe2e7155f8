import { BinnedSurvival } from '../../statistics/binned-survival.js';
import { gini } from '../../statistics/gini.js';

/** Negotiations since the warm-up. */
export class BargainingLedger {
  opened = 0;
  /** Ended with a division, an arbiter's among them. */
  settled = 0;
  impasses = 0;
  arbitrated = 0;
  /** Ended without a division. */
  failed = 0;
  offers = 0;
  /** Rounds of all that ended with a division or without. */
  rounds = 0;
  /** Sum over divisions of the Gini coefficient of amounts. */
  inequality = 0;
  readonly timeToAgreement = new BinnedSurvival();

  settle(time: number, rounds: number, amounts: readonly number[]): void {
    this.settled++;
    this.rounds += rounds;
    this.inequality += gini(amounts);
    this.timeToAgreement.addEnded(time);
  }

  fail(rounds: number): void {
    this.failed++;
    this.rounds += rounds;
    this.timeToAgreement.addNever();
  }

  restart(): void {
    this.opened = this.settled = this.impasses = this.arbitrated = this.failed = this.offers = this.rounds = this.inequality = 0;
    this.timeToAgreement.reset();
  }
}
