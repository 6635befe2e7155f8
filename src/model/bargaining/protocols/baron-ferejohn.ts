import { Purpose } from '../../purposes.js';
import type { BargainingProtocol } from '../bargaining-protocol.js';
import { offers } from '../offers.js';

/**
 * Legislative bargaining under a closed rule (Baron and Ferejohn 1989): a proposer drawn by lot buys just enough votes, of partners by
 * lot, at what waiting is worth to them, discount / n each, and keeps the rest. Who is not needed gains nothing and votes against.
 */
export const baronFerejohn: BargainingProtocol = {
  name: 'baron-ferejohn',
  summary: 'a proposer drawn by lot buys just enough votes at what waiting is worth to them',
  schema: ({ share }) => ({
    discount: share.prefault(0.9).describe('What a gain is worth one round later; 0.9 when left out.'),
  }),
  play(table, negotiation, { discount }) {
    const { claimants, stakes, bargaining: { agreement, spec } } = negotiation;
    const n = claimants.length;
    const price = (discount as number) / n;

    /** Claimants by lot: the partners of a round. */
    const inRandomOrder = (proposer: number, round: number): number[] => {
      const lots = claimants.map((organisation) => table.lot(negotiation, Purpose.partner, table.world.memberKey(organisation), round).next());
      return claimants.map((_, i) => i).filter((i) => i !== proposer).sort((a, b) => lots[a] - lots[b]);
    };

    /** The coalition that a proposer buys: partners join until the votes suffice. */
    const coalition = (proposer: number, round: number): boolean[] => {
      const accepts = claimants.map((_, i) => i === proposer);
      for (const partner of inRandomOrder(proposer, round)) {
        if (agreement.adopts({ accepts, weights: stakes.weight }, spec.agreement.parameters)) break;
        accepts[partner] = true;
      }
      return accepts;
    };

    return offers(table, negotiation, {
      breakdown: 0,
      proposer: (round) => Math.floor(table.lot(negotiation, Purpose.recognition, 0, round).next() * n),
      offered(proposer, round) {
        const shares: number[] = coalition(proposer, round).map((bought, i) => (bought && i !== proposer ? price : 0));
        shares[proposer] = 1 - shares.reduce((sum, share) => sum + share, 0);
        return shares;
      },
      // The last round's refusal is worth nothing: everybody takes what it gets.
      demanded: (_, round) => claimants.map(() => (round < spec.rounds ? price : 0)),
    });
  },
};
