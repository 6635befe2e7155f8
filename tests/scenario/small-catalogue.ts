import { z } from 'zod';
import type { Catalogue } from '../../src/scenario/catalogue.js';

const none = () => ({});

/** A catalogue with one entry for each way of writing parameters. */
export const catalogue: Catalogue = {
  forms: [
    { name: 'silo', summary: 'each alone', schema: none, defaults: { decision: 'hub', trustRule: 'uniform' } },
    { name: 'shared', summary: 'plenary meetings', schema: none, defaults: { decision: 'unanimity', trustRule: 'dyads' } },
    {
      name: 'lead', summary: 'one member decides', defaults: { decision: 'hub', trustRule: 'to-hub' },
      schema: ({ member, share }) => ({
        lead: member.describe('The member that decides.'),
        stake: share.prefault('50%').describe('Weight of its own position.'),
      }),
    },
    {
      name: 'nao', summary: 'a separate body decides', defaults: { decision: 'hub', trustRule: 'to-hub' },
      schema: ({ count, duration, members, share }) => ({
        staff: count.prefault(1).describe('Staff of the body.'),
        levy: share.prefault('0%').describe('Share of capacity each member pays.'),
        board: duration.optional().describe('Time between board meetings.'),
        auditors: members.optional().describe('Members that audit the body.'),
      }),
    },
  ],
  conveningRules: [
    { name: 'affected', summary: 'whom the issue touches', schema: none },
    { name: 'random', summary: 'k at random', schema: ({ count }) => ({ k: count.describe('Number convened.') }) },
  ],
  decisionRules: [
    { name: 'unanimity', summary: 'all accept', schema: none },
    { name: 'hub', summary: 'the hub decides', schema: none },
    { name: 'q-majority', summary: 'a share accepts', schema: ({ share }) => ({ quota: share.describe('Share that must accept.') }) },
  ],
  costFunctions: [
    { name: 'emergent', summary: 'from the protocol', schema: none },
    { name: 'zero', summary: 'nothing', schema: none },
    { name: 'plenary', summary: 'a + b k', schema: ({ duration }) => ({ a: duration.describe('Fixed length.'), b: duration.describe('Length per participant.') }) },
    {
      name: 'table', summary: 'by number of participants',
      schema: ({ duration }) => ({
        total: z.array(duration).min(1).describe('Total with 1, 2, 3 ... participants.'),
        structure: z.enum(['flat', 'deep']).default('flat').describe('Structure.'),
      }),
    },
  ],
  bargainingProtocols: [
    { name: 'concession', summary: 'step by step', schema: ({ share }) => ({ step: share.prefault(0.1).describe('Size of a concession.') }) },
    { name: 'equal', summary: 'the same for all', schema: none },
  ],
  attentionRules: [
    { name: 'fifo', summary: 'first come, first served', schema: none },
    { name: 'lifo', summary: 'last come, first served', schema: none },
  ],
  agreementRules: [
    { name: 'fixed', summary: 'the same for all', schema: ({ share }) => ({ probability: share.describe('Probability of one try.') }) },
    { name: 'moody', summary: 'by mood', schema: ({ share }) => ({ mood: share.describe('Mood.') }) },
  ],
  measures: [{ name: 'time_to_decision' }, { name: 'open_problems' }],
};
