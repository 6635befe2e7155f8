import type { BargainingTable } from './bargaining-table.js';
import type { Play } from './bargaining-protocol.js';
import type { Negotiation } from './negotiation.js';
import type { Stakes } from './stakes.js';

const REPORT = 0;
const READ = 1;
const DECIDE = 2;
const JUDGE = 3;

/** How a chair divides. */
export interface Mediation {
  /** Whether claimants write to the chair before. */
  readonly reports: boolean;
  /** Whether there is a next round after a refusal, in which they report something else. */
  readonly repeats: boolean;
  /** Amounts that sum to the total, from the stakes as declared; undefined when there is no division that everybody could accept. */
  readonly divide: (stakes: Stakes) => readonly number[] | undefined;
  /** Called when all reports are in, before the chair decides; it decides when told to go on. */
  readonly prepare?: (goOn: () => void) => void;
}

/**
 * The chair proposes: claimants report what they would accept, the chair reads every report, works out a division and announces it, and
 * everybody reads and judges it. Who holds back too much leaves nothing to share out; the next round begins with new reports. A division
 * that would be the same again is offered once.
 */
export function mediation(table: BargainingTable, negotiation: Negotiation, { reports, repeats, divide, prepare }: Mediation): Play {
  const { claimants, chair, times } = negotiation;
  const chairPlace = claimants.indexOf(chair);

  function round(): void {
    if (!table.nextRound(negotiation)) return;
    negotiation.pending = 0;
    if (reports) forOthers(() => times.write, REPORT);
    if (negotiation.pending === 0) decide();
  }

  /** Work for everybody but the chair, which needs no message to itself. */
  function forOthers(time: () => number, step: number): void {
    claimants.forEach((_, claimant) => {
      if (claimant === chairPlace) return;
      negotiation.pending++;
      table.work(negotiation, claimant, time(), step);
    });
  }

  function decide(): void {
    const goOn = (): void => table.work(negotiation, -1, times.decide, DECIDE);
    if (prepare === undefined) goOn();
    else prepare(goOn);
  }

  function announce(): void {
    const amounts = divide(table.declaredStakes(negotiation));
    if (amounts === undefined) {
      if (table.hides(negotiation)) round();
      else table.impasse(negotiation);
      return;
    }
    table.offer(negotiation, -1, amounts);
    if (chairPlace >= 0) table.judge(negotiation, chairPlace);
    negotiation.pending = 0;
    forOthers(() => times.read + times.decide, JUDGE);
  }

  function judged(): void {
    if (table.adopted(negotiation)) table.settle(negotiation);
    else if (repeats) round();
    else table.impasse(negotiation);
  }

  return {
    begin: round,
    done(step, claimant) {
      switch (step) {
        case REPORT:
          table.work(negotiation, -1, times.read, READ);
          break;
        case READ:
          if (--negotiation.pending === 0) decide();
          break;
        case DECIDE:
          announce();
          break;
        case JUDGE:
          table.judge(negotiation, claimant);
          if (--negotiation.pending === 0) judged();
          break;
      }
    },
  };
}
