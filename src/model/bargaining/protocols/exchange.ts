import type { BargainingProtocol } from '../bargaining-protocol.js';
import { mediation } from '../mediation.js';
import { bestTrade, compromiseOf, proposalsOf } from '../voting-positions.js';

/** Follows the steps of a mediation. */
const TRADE = 100;

/**
 * A compromise before which votes are traded (Stokman and Van Oosten 1994): when the chair has all proposals of a case, and of another
 * one that it has not decided yet, two claimants of both vote for each other's benefit where the other cares more; both gain the same.
 * The trade worth most is made first, then the next, until none is left. Each takes both parties a message, its reading and a decision.
 */
export const exchange: BargainingProtocol = {
  name: 'exchange',
  summary: 'as compromise, but claimants who meet in two open cases trade votes at equal gains before',
  schema: () => ({}),
  play(table, negotiation) {
    const { stakes, chair, times } = negotiation;
    let decide = (): void => undefined;

    function trade(): void {
      const proposals = (negotiation.proposals = proposalsOf(stakes));
      for (const other of table.running()) {
        if (other === negotiation || other.chair !== chair || other.proposals === undefined) continue;
        for (;;) {
          const best = bestTrade(negotiation, other, [proposals, other.proposals]);
          if (best === undefined) break;
          best.carryOut();
          for (const party of best.parties) {
            negotiation.pending++;
            table.work(negotiation, party, times.write + times.read + times.decide, TRADE);
          }
        }
      }
    }

    const compromise = mediation(table, negotiation, {
      reports: true,
      repeats: false,
      prepare(goOn) {
        decide = goOn;
        negotiation.pending = 0;
        trade();
        if (negotiation.pending === 0) decide();
      },
      divide() {
        const agreed = negotiation.proposals ?? proposalsOf(stakes);
        negotiation.proposals = undefined;
        return compromiseOf(stakes, agreed);
      },
    });
    return {
      begin: () => compromise.begin(),
      done(step, claimant) {
        if (step !== TRADE) compromise.done(step, claimant);
        else if (--negotiation.pending === 0) decide();
      },
    };
  },
};
