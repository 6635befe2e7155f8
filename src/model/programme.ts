import type { EventHandle } from '../engine/event-list.js';
import type { JobId } from '../engine/station-bank.js';
import type { NetworkConduct } from './issue.js';
import type { ImplementationModel } from './model.js';

/** What a joint decision leaves for its implementation: who took part, how far each stands by it, and in which network. */
export interface JointDecision {
  readonly participants: readonly number[];
  /** Compliance of each participant, in [0, 1]. */
  readonly compliance: readonly number[];
  /** Members of the network in which it was decided; nobody where there was none. */
  readonly network: readonly number[];
  /** How it was decided; undefined where one organisation decided alone. */
  readonly conduct: NetworkConduct | undefined;
}

/** What has been decided, on its way through its clearances. */
export interface Programme {
  readonly id: number;
  readonly problem: number;
  readonly implementation: ImplementationModel;
  /** Who grants clearances; point i is that of holder i modulo their number. */
  readonly holders: readonly number[];
  /** How far each holder stands by what was decided, in [0, 1]. */
  readonly commitment: readonly number[];
  /** What all clearances share, as the agreement rule drew it. */
  readonly climate: number;
  readonly launched: number;
  /** Whether it was launched after the warm-up and counts in the statistics. */
  readonly counted: boolean;
  /** Tries so far, by point. */
  readonly tries: Int32Array;
  /** Points neither cleared nor refused for good. */
  pending: number;
  cleared: number;
  /** Factor by which the bandwagon has made refusals less likely. */
  reluctance: number;
  /** Requests in in-trays. */
  readonly jobs: Set<JobId>;
  /** Next tries that have been put off. */
  readonly postponed: Map<number, EventHandle>;
}
