import type { GovernanceForm } from './governance-form.js';
import { hubProtocol } from './hub-protocol.js';

/**
 * Lead organisation (Provan and Kenis 2008): one member coordinates besides its own operations, with its own staff, and its own position
 * weighs in what it decides.
 */
export const lead: GovernanceForm = {
  name: 'lead',
  summary: 'lead organisation: a member coordinates with its own staff and has a stake',
  defaults: { decision: 'hub', trustRule: 'to-hub' },
  coordinator: { kind: 'member', parameter: 'lead' },
  convenes: true,
  schema: ({ member, share }) => ({
    lead: member.describe('The member that coordinates, such as ministry.health.'),
    beta: share.prefault(0.5).describe("Weight of the lead's own position in what it proposes, the rest is the compromise of all positions; 0.5 when left out."),
  }),
  protocol: (coordination, network) =>
    hubProtocol(coordination, network, { beta: network.spec.form.parameters.beta as number, consultations: 0 }),
};
