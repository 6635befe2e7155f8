import { constrainedAwards } from '../../../theory/bargaining/constrained-awards.js';
import type { BargainingProtocol } from '../bargaining-protocol.js';
import { mediation } from '../mediation.js';

/** Costs in proportion to weights, a pool in proportion to what is asked for: take it or leave it. */
export const proportional: BargainingProtocol = {
  name: 'proportional',
  summary: 'costs in proportion to weights, money in proportion to demands, offered once',
  schema: () => ({}),
  play: (table, negotiation) =>
    mediation(table, negotiation, {
      reports: false, repeats: false,
      divide: ({ total, burden, limit, ideal, weight }) => constrainedAwards(total, limit, burden ? weight : ideal),
    }),
};
