import { Purpose } from '../purposes.js';
import type { BargainingTable } from './bargaining-table.js';
import type { Play } from './bargaining-protocol.js';
import type { Negotiation } from './negotiation.js';
import { amountsOf, largestGains, surplusOf, type Stakes } from './stakes.js';
import { constrainedAwards } from '../../theory/bargaining/constrained-awards.js';

const WRITE = 0;
const ANSWER = 1;

/** Who proposes what in a sequence of offers. */
export interface Offers {
  /** Claimant whose turn it is in a round, from 1. */
  proposer(round: number): number;
  /** Shares of the surplus that a proposer offers to each, itself included; they sum to 1. */
  offered(proposer: number, round: number): readonly number[];
  /** Shares that each demands for accepting: what it expects of refusing. */
  demanded(proposer: number, round: number): readonly number[];
  /** Probability that a refusal breaks the negotiation off. */
  readonly breakdown: number;
}

/**
 * Claimants propose: whose turn it is writes an offer, the others read it and decide. A refusal that the rule of agreement does not
 * outvote may break everything off; otherwise the next proposer's turn comes. Shares are of the surplus that claimants declare; while they
 * declare none, turns pass without an offer.
 */
export function offers(table: BargainingTable, negotiation: Negotiation, rules: Offers): Play {
  const { claimants, times } = negotiation;
  let proposer = 0;
  let stakes: Stakes = negotiation.stakes;
  /** Gains that claimants demand in this round. */
  let demands: readonly number[] = [];

  function round(): void {
    if (!table.nextRound(negotiation)) return;
    proposer = rules.proposer(negotiation.round);
    table.work(negotiation, proposer, times.write, WRITE);
  }

  function propose(): void {
    stakes = table.declaredStakes(negotiation);
    if (surplusOf(stakes) <= 0) {
      if (table.hides(negotiation)) next();
      else table.impasse(negotiation);
      return;
    }
    const [surplus, largest] = [surplusOf(stakes), largestGains(stakes)];
    const gains = constrainedAwards(surplus, largest, rules.offered(proposer, negotiation.round));
    // Nobody can hope for more than the most it could gain.
    demands = rules.demanded(proposer, negotiation.round).map((share, claimant) => Math.min(share * surplus, largest[claimant]));
    table.offer(negotiation, proposer, amountsOf(stakes, gains));
    negotiation.pending = claimants.length - 1;
    claimants.forEach((_, claimant) => {
      if (claimant !== proposer) table.work(negotiation, claimant, times.read + times.decide, ANSWER);
    });
  }

  function answer(claimant: number): void {
    table.judge(negotiation, claimant, demands[claimant], stakes);
    if (--negotiation.pending > 0) return;
    if (table.adopted(negotiation)) table.settle(negotiation);
    else next();
  }

  function next(): void {
    const brokenOff = rules.breakdown > 0 && table.lot(negotiation, Purpose.breakdown, 0, negotiation.round).next() < rules.breakdown;
    if (brokenOff) table.impasse(negotiation);
    else round();
  }

  return {
    begin: round,
    done(step, claimant) {
      if (step === WRITE) propose();
      else answer(claimant);
    },
  };
}
