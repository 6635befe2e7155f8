import { alternatingOffers } from '../../../theory/bargaining/alternating-offers.js';
import type { BargainingProtocol } from '../bargaining-protocol.js';
import { offers } from '../offers.js';

/** Who never tires of waiting counts as all but so: without end, nothing would press anybody to agree. The shares are those of the limit. */
const PATIENT = 1 - 1e-9;

/**
 * Claimants propose in turn, in their order, and everybody must accept (Rubinstein 1982; finitely often: Stahl 1972; with a risk that
 * refusals end it: Binmore, Rubinstein and Wolinsky 1986). Each offers the others what waiting for their own turn would be worth to them.
 */
export const rubinstein: BargainingProtocol = {
  name: 'rubinstein',
  summary: 'claimants make alternating offers, in view of what waiting costs each of them',
  schema: ({ choice, share, shareList }) => ({
    discount: shareList.prefault(0.9).describe('What a gain is worth one round later: a share, or a list with one for each possible claimant in order (members of the network, children of the treasurer); 0.9 when left out.'),
    breakdown: share.prefault(0).describe('Probability that a refusal breaks the negotiation off; 0 when left out.'),
    horizon: choice('infinite', 'rounds').prefault('infinite').describe('Whether claimants look ahead without end, or know that the last of the "rounds" is the last; infinite when left out.'),
  }),
  play(table, negotiation, parameters) {
    const { claimants, places, bargaining: { spec } } = negotiation;
    const breakdown = parameters.breakdown as number;
    const given = parameters.discount as readonly number[];
    const longest = parameters.horizon === 'rounds' ? 1 : PATIENT;
    const discounts = claimants.map((_, i) => Math.min(longest, given[places[i] % given.length] * (1 - breakdown)));
    const sharesIn = (round: number): readonly number[] =>
      alternatingOffers({
        discounts,
        proposer: (round - 1) % claimants.length,
        ...(parameters.horizon === 'rounds' ? { periods: Math.max(1, spec.rounds - round + 1) } : {}),
      });
    return offers(table, negotiation, {
      breakdown,
      proposer: (round) => (round - 1) % claimants.length,
      offered: (_, round) => sharesIn(round),
      demanded: (_, round) => (parameters.horizon === 'rounds' && round >= spec.rounds ? claimants.map(() => 0) : sharesIn(round + 1).map((share, i) => discounts[i] * share)),
    });
  },
};
