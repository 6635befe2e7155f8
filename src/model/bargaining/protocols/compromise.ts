import type { BargainingProtocol } from '../bargaining-protocol.js';
import { mediation } from '../mediation.js';
import { compromiseOf, proposalsOf } from '../voting-positions.js';

/** The chair weighs everybody's best division by capability and salience: sum(c s x) / sum(c s) (Van den Bos 1991). */
export const compromise: BargainingProtocol = {
  name: 'compromise',
  summary: 'the mean of what everybody proposes, weighted by weight and salience, offered once',
  schema: () => ({}),
  play: (table, negotiation) =>
    mediation(table, negotiation, { reports: true, repeats: false, divide: () => compromiseOf(negotiation.stakes, proposalsOf(negotiation.stakes)) }),
};
