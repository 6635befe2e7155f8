import { constrainedAwards } from '../../../theory/bargaining/constrained-awards.js';
import type { BargainingProtocol } from '../bargaining-protocol.js';
import { mediation } from '../mediation.js';

/** Everybody the same, as far as it can bear it (or has asked for it): take it or leave it. */
export const equal: BargainingProtocol = {
  name: 'equal',
  summary: 'the same for everybody, offered once',
  schema: () => ({}),
  play: (table, negotiation) =>
    mediation(table, negotiation, { reports: false, repeats: false, divide: ({ total, limit }) => constrainedAwards(total, limit) }),
};
