import { Category } from '../categories.js';
import type { Coordination } from '../coordination.js';
import type { NetworkModel } from '../model.js';
import type { GovernanceForm } from './governance-form.js';
import { hubProtocol } from './hub-protocol.js';

/**
 * Network administrative organisation (Provan and Kenis 2008): a separate body with its own staff, no operations and no stake
 * coordinates. All members pay a levy for it. It knows how to coordinate but little of the domains, so it consults. A board of all
 * members meets at a cadence; without boards trust in the body erodes.
 */
export const nao: GovernanceForm = {
  name: 'nao',
  summary: 'network administrative organisation: a separate body coordinates, paid by a levy on all members',
  defaults: { decision: 'hub', trustRule: 'to-hub' },
  coordinator: {
    kind: 'body',
    name: 'nao',
    body: ({ staff, coordination_knowledge: knowledge }) => ({
      staff: staff as number,
      coordinationKnowledge: knowledge === 'all' ? Infinity : (knowledge as number),
    }),
  },
  convenes: true,
  schema: ({ count, countOrZero, share, number, choice, duration }) => ({
    staff: count.prefault(1).describe("The body's own staff; 1 when left out."),
    levy: share.prefault(0.02).describe("Share of every member's staff time that pays for the body; a transfer, not busy time; 2% when left out."),
    coordination_knowledge: number.or(choice('all')).prefault('all').describe('Coordination difficulty that the body can handle; all when left out.'),
    consultations: countOrZero.prefault(1).describe('Participants asked about their domain before each decision; 1 when left out.'),
    board: choice('held', 'none').prefault('held').describe('Whether a board of all members meets; held when left out.'),
    board_every: duration.prefault('3 months').describe('Time from one board to the next, or over which its absence erodes trust; 3 months when left out.'),
    board_length: duration.prefault('0.5 days').describe('Length of a board meeting; 0.5 days when left out.'),
  }),
  protocol: (coordination, network) => ({
    ...hubProtocol(coordination, network, { beta: 0, consultations: network.spec.form.parameters.consultations as number }),
    start: () => keepBoards(coordination, network),
  }),
};

/** Boards gather all members with the body and strengthen trust in it; where there are none, trust in it wears away. */
function keepBoards(coordination: Coordination, network: NetworkModel): void {
  const { world, meetings } = coordination;
  const { board, board_every: every, board_length: length } = network.spec.form.parameters;
  const { members, times } = network.spec;
  const trust = coordination.trustIn(network);
  if (every === 0) return;
  world.simulation.every(every as number, () => {
    if (board === 'none') {
      for (const member of members) trust?.weaken(member, network.hub);
      return;
    }
    meetings.book([...members, network.hub], times.notice, length as number, Category.board, () => {
      for (const member of members) trust?.strengthen(member, network.hub);
    });
  });
}
