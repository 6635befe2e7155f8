import type { FormEntry } from '../../scenario/catalogue.js';
import type { Issue } from '../issue.js';
import type { Coordination } from '../coordination.js';
import type { NetworkModel } from '../model.js';

/**
 * A way to reach joint decisions, written as a protocol: who must do which work, who sits in which meeting, whose position decides.
 * Forms differ in nothing else. A new form is one file like `shared.ts` and one entry in the catalogue.
 */
export interface GovernanceForm extends FormEntry {
  /** Where the coordinator is: nobody, a member named by a parameter, or a body of its own. */
  readonly coordinator: Coordinator;
  /** Whether the convening rule says who takes part; otherwise those affected do, each alone, and there is no coordination to pay for. */
  readonly convenes: boolean;
  /** The protocol of one network, for one replication. */
  protocol(coordination: Coordination, network: NetworkModel): Protocol;
}

export type Coordinator =
  | { readonly kind: 'none' }
  /** The parameter that names the coordinating member. */
  | { readonly kind: 'member'; readonly parameter: string }
  /** A separate organisation with its own staff and no operations. */
  | { readonly kind: 'body'; readonly name: string; readonly body: (parameters: Readonly<Record<string, unknown>>) => Body };

export interface Body {
  readonly staff: number;
  readonly coordinationKnowledge: number;
}

/** What happens on an issue, told to its network's protocol. Members are positions in `issue.attendees`. */
export interface Protocol {
  /** What each step is, for who follows a problem: `decide`; one that ends in "of" is followed by the attendee whom it concerns. */
  readonly steps?: readonly string[];
  /** All parts are diagnosed: the joint decision begins. */
  begin(issue: Issue): void;
  /** A piece of work given out for `step` is done. */
  done(issue: Issue, step: number, member: number): void;
  /** The meeting booked for the issue is over. */
  met?(issue: Issue): void;
  /** The replication starts: set up what recurs (boards). */
  start?(): void;
}
