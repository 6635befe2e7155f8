import type { QueueDiscipline } from '../engine/queue-discipline.js';
import type { Law } from '../random/law.js';
import type { Hash64 } from '../random/hash.js';
import type { ArrivalSpec, BargainingSpec, NetworkSpec, OrganisationSettings, ProblemClassSpec, Scenario, TraceRecord } from '../scenario/scenario.js';
import type { BargainingProtocol } from './bargaining/bargaining-protocol.js';
import type { GovernanceForm } from './forms/governance-form.js';
import type { ProgrammeModel } from './implementation/implementation-model.js';
import type { ConveningRule } from './rules/convening-rules.js';
import type { LoadBySize } from './rules/cost-functions.js';
import type { DecisionRule } from './rules/decision-rules.js';

/** No organisation: above the top level, or a domain that nobody looks after. */
export const NOBODY = -1;

/** No network: everybody acts alone. */
export const NO_NETWORK = -1;

/**
 * A scenario as tables and indexes, ready to be simulated any number of times; it holds no state. Organisations are the scenario's
 * own, followed by the bodies that governance forms set up (a network administrative organisation).
 */
export interface Model {
  readonly scenario: Scenario;
  readonly domains: number;
  readonly levels: number;
  readonly organisations: OrganisationTable;
  readonly classes: readonly ProblemClass[];
  readonly hierarchy: HierarchyLaws;
  readonly networks: readonly NetworkModel[];
  /** What holds where no network covers the participants: each decides alone. */
  readonly uncoordinated: NetworkModel;
  /** Index of the first network of each jurisdiction, NO_NETWORK where there is none. */
  readonly networkOfJurisdiction: Int32Array;
  /** Networks by organisation, deepest jurisdiction first. */
  readonly memberships: readonly (readonly number[])[];
  /** Parent of each jurisdiction, NOBODY for roots, and its depth below its root. */
  readonly jurisdictionParent: Int32Array;
  /** Fixed 32-bit identity of each jurisdiction, from its path. */
  readonly jurisdictionKey: Int32Array;
  /** Organisation for (jurisdiction, domain) at index jurisdiction * domains + domain, looked for upwards; or NOBODY. */
  readonly responsible: Int32Array;
  /** How treasurers divide their money; undefined where everybody can pay whatever it agrees to. */
  readonly budgetBargaining: BargainingModel | undefined;
  /** Most domains one problem can touch. */
  readonly maxDomains: number;
  /** Fixed 32-bit identity of each domain, from its name. */
  readonly domainKey: Int32Array;
}

/** Columns over organisations. */
export interface OrganisationTable {
  readonly count: number;
  readonly paths: readonly string[];
  readonly level: Int32Array;
  readonly jurisdiction: Int32Array;
  /** Servers; may be Infinity. */
  readonly staff: Float64Array;
  readonly weight: Float64Array;
  /** Cost of one person per day [money]. */
  readonly dayCost: Float64Array;
  /** Sets trust and approvals between organisations of different sectors. */
  readonly sector: readonly OrganisationSettings['sector'][];
  readonly keyHigh: Int32Array;
  readonly keyLow: Int32Array;
  /** What organisations of a kind have in common, and which of the kinds each one is. */
  readonly kinds: OrganisationKinds;
  readonly kind: Int32Array;
  readonly coordinationKnowledge: Float64Array;
  /** Command edge at index organisation * domains + domain; NOBODY at the top. */
  readonly parent: Int32Array;
  readonly discipline: readonly QueueDiscipline[];
  /** Whether the organisation is a body that exists only to coordinate. */
  readonly isBody: Uint8Array;
}

/**
 * Columns over kinds of organisations: those of one kind have settings and a portfolio in common. A hundred thousand town halls are of one
 * kind, and what is looked up at every step of a problem stays in the processor's cache.
 */
export interface OrganisationKinds {
  /** Domains that they look after. */
  readonly portfolio: readonly (readonly number[])[];
  /** Z at index kind * domains + domain; -Infinity outside their domains. */
  readonly knowledge: Float64Array;
  readonly service: readonly ServiceLaws[];
}

/** Person time by whose problem it is and what comes of it [days]. */
export interface ServiceLaws {
  readonly ownSolved: Law;
  readonly ownPassed: Law;
  readonly helpSolved: Law;
  readonly helpPassed: Law;
}

/** How something is shared out. */
export interface BargainingModel {
  readonly spec: BargainingSpec;
  readonly protocol: BargainingProtocol;
  readonly agreement: DecisionRule;
  /** The worst that a claimant would accept, in the unit that the user of this says. */
  readonly reservation: Law;
}

export interface ProblemClass {
  readonly name: string;
  readonly origins: readonly number[];
  readonly arrivals: ArrivalSpec;
  /** Records of a trace in order of time; empty otherwise. */
  readonly trace: readonly TraceRecord[];
  readonly difficulty: Law;
  readonly coordinationDifficulty: Law;
  /** Cumulative probabilities of 1, 2, 3 ... domains. */
  readonly domainCount: Float64Array;
  readonly value: Law;
  /** Undefined when problems of this class never expire. */
  readonly deadline: Law | undefined;
  /** Money that carrying out a solution takes; undefined where it takes none. */
  readonly cost: Law | undefined;
  readonly coFinancing: ProblemClassSpec['coFinancing'];
  /** Undefined where a solution is worth something as soon as it is back where the problem arose. */
  readonly implementation: ProgrammeModel | undefined;
}

export interface HierarchyLaws {
  readonly delay: Law;
  readonly returnDelay: Law;
  readonly patience: Law | undefined;
  readonly triageTime: Law | undefined;
  readonly confirmation: Law | undefined;
  /** Time from which each level is idle; Infinity when never. */
  readonly idleFrom: Float64Array;
}

export interface NetworkModel {
  /** Its place among the model's networks, NO_NETWORK of what holds where there is none. */
  readonly index: number;
  readonly spec: NetworkSpec;
  readonly form: GovernanceForm;
  readonly convening: ConveningRule;
  readonly decision: DecisionRule;
  /** Coordinating organisation (a member or a body), or NOBODY. */
  readonly hub: number;
  /** Undefined: cost emerges from the protocol. */
  readonly load: LoadBySize | undefined;
  readonly trust: Law;
  /** Initial trust on dyads of two sectors. */
  readonly trustAcrossSectors: Law;
  readonly positions: Law;
  readonly salience: Law;
  readonly bargaining: BargainingModel;
  readonly key: Hash64;
}
