import { constrainedAwards } from '../../../theory/bargaining/constrained-awards.js';
import type { BargainingProtocol } from '../bargaining-protocol.js';
import { mediation } from '../mediation.js';
import { sharingSurplus } from '../stakes.js';

/** The chair looks for the division that maximises the product of gains, each to the power of its weight (Nash 1950; Kalai 1977). */
export const nash: BargainingProtocol = {
  name: 'nash',
  summary: 'the chair proposes the weighted Nash solution of what claimants report',
  schema: () => ({}),
  play: (table, negotiation) =>
    mediation(table, negotiation, {
      reports: true, repeats: true,
      // Gains count alike and are bounded, so the product is largest where they are as equal, per weight, as their bounds allow.
      divide: (stakes) => sharingSurplus(stakes, (surplus, largest) => constrainedAwards(surplus, largest, stakes.weight)),
    }),
};
