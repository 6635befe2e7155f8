import type { JobId } from '../../engine/station-bank.js';
import type { Hash64 } from '../../random/hash.js';
import type { BargainingModel } from '../model.js';
import type { Play } from './bargaining-protocol.js';
import type { Stakes } from './stakes.js';
import type { Proposals } from './voting-positions.js';

/** Person times of the acts of bargaining [days]. */
export interface BargainingTimes {
  readonly write: number;
  readonly read: number;
  readonly decide: number;
}

/** What is to be negotiated, and what follows. */
export interface NegotiationSetup {
  /** Problem whose cost it is; undefined for a budget. */
  readonly problem: number | undefined;
  /** Identity in draws. */
  readonly key: Hash64;
  /** Who shares, each once; at least two. */
  readonly claimants: readonly number[];
  /** Place of each among those who may ever negotiate together (members of the network, children of a treasurer), for parameters by claimant. */
  readonly places: readonly number[];
  /** Who collects reports and announces divisions. */
  readonly chair: number;
  /** Who decides after an impasse; nobody when undefined. */
  readonly arbiter: number | undefined;
  readonly stakes: Stakes;
  readonly bargaining: BargainingModel;
  readonly times: BargainingTimes;
  /** An agreement, or an arbiter's decision: amounts in whole cents that sum to the total. */
  settled(amounts: readonly number[]): void;
  /** An impasse that nobody resolves. */
  failed(): void;
}

/** Claimants who share something out. Arrays run over them. */
export interface Negotiation extends NegotiationSetup {
  readonly id: number;
  readonly opened: number;
  /** Whether it began after the warm-up and counts in the statistics. */
  readonly counted: boolean;
  play: Play;
  /** Rounds begun: divisions announced, offers made, concessions. */
  round: number;
  /** Division on the table [cents]; undefined before the first. */
  offer: readonly number[] | undefined;
  readonly accepts: boolean[];
  /** What everybody proposes, where votes on it can be traded: from the last report until the chair decides. */
  proposals: Proposals | undefined;
  /** Steps of the protocol still awaited. */
  pending: number;
  /** Work items in in-trays. */
  readonly jobs: Set<JobId>;
}
