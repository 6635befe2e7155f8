import { constrainedAwards } from '../../../theory/bargaining/constrained-awards.js';
import type { BargainingProtocol } from '../bargaining-protocol.js';
import { mediation } from '../mediation.js';
import { sharingSurplus } from '../stakes.js';

/** Everybody gets the same share of the most it could gain if the others were held to their reservations (Kalai and Smorodinsky 1975). */
export const kalaiSmorodinsky: BargainingProtocol = {
  name: 'kalai-smorodinsky',
  summary: 'the chair proposes gains in proportion to the most that each could gain, by what claimants report',
  schema: () => ({}),
  play: (table, negotiation) =>
    mediation(table, negotiation, {
      reports: true, repeats: true,
      divide: (stakes) =>
        sharingSurplus(stakes, (surplus, largest) => {
          const utopia = largest.map((gain) => Math.min(gain, surplus));
          return constrainedAwards(surplus, utopia, utopia);
        }),
    }),
};
