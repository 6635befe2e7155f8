import type { EventHandle } from '../engine/event-list.js';
import type { JobId } from '../engine/station-bank.js';
import type { PrimitiveTimes } from '../scenario/scenario.js';
import type { NetworkLedger } from './ledger.js';
import type { NetworkModel } from './model.js';
import type { Protocol } from './forms/governance-form.js';
import type { Meeting } from './meetings.js';
import type { Trust } from './trust.js';

/** How a network deals with its issues in one replication; all of them share it. */
export interface NetworkConduct {
  readonly network: NetworkModel;
  readonly protocol: Protocol;
  /** Person times of the primitive acts [days]; zero where the cost of coordination is assumed instead. */
  readonly times: PrimitiveTimes;
  /** Undefined where no network covers the participants. */
  readonly trust: Trust | undefined;
  readonly ledger: NetworkLedger;
}

/**
 * A joint decision opened by a problem that touches several domains. Arrays run over `attendees`; a coordinator that does not take part
 * itself is `network.hub` and in none of them.
 */
export interface Issue extends NetworkConduct {
  readonly id: number;
  readonly problem: number;
  readonly opened: number;
  /** Whether several organisations are affected; one that looks after all the domains has nothing to decide jointly. */
  readonly joint: boolean;
  /** Whether it is joint, opened after the warm-up, and so counts in the statistics. */
  readonly counted: boolean;
  /** Organisations of the problem's domains, the lead domain's first, each once. */
  readonly affected: readonly number[];
  /** Organisations convened. */
  readonly attendees: readonly number[];
  /** Parts of the other domains, in the order of the problem's domains. */
  readonly parts: number[];
  /** Current positions; persuasion moves them for this issue only. */
  readonly positions: number[];
  readonly salience: readonly number[];
  /** The hub's own position, where it has a stake. */
  readonly hubPosition: number;
  /** Coordination difficulty of the current attempt. */
  difficulty: number;
  /** Attempts at coordination so far, for draws that are repeated. */
  attempts: number;
  /** Somebody has shown to be able to handle the issue; further rounds need no new proof. */
  mastered: boolean;
  /** Parts and assumed coordination work still awaited before the joint decision can begin. */
  awaited: number;
  /** Steps of the protocol still awaited. */
  pending: number;
  /** A part turned out to be beyond everybody's knowledge. */
  beyondKnowledge: boolean;
  /** Rounds held: meetings, or the longest exchange with one dissenter. */
  round: number;
  /** Exchanges held with each attendee. */
  readonly exchanges: number[];
  /** Proposal on the table; NaN before the first. */
  proposal: number;
  /** How much of the proposal the attendees' positions decide, in [0, 1]; the rest is the coordinator's own. */
  voice: number;
  /** Who accepts the proposal on the table. */
  readonly accepts: boolean[];
  /** Who has judged the proposal on the table. */
  readonly judged: boolean[];
  decidedAt: number | undefined;
  /** Work items of the protocol in in-trays, oldest first, and their person times [days]. */
  readonly jobs: JobId[];
  readonly jobTimes: number[];
  meeting: Meeting | undefined;
  /** A request for advice on its way up. */
  request: EventHandle;
  /** What follows when advice from above has come. */
  onAdvice: (() => void) | undefined;
  /** No longer open: concluded, deadlocked or abandoned. */
  ended: boolean;
}
