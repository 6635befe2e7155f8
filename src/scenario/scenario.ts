import type { LawSpec } from '../random/law-spec.js';

/**
 * What a study contains, checked and complete: plain frozen data that `compile` turns into a model without being able to fail.
 * Every time is in days of the scenario's calendar, every rate per such day, every share in [0, 1].
 */
export interface Scenario {
  readonly name: string;
  readonly title: string;
  readonly question: string;
  readonly sources: readonly string[];
  readonly time: TimeSpec;
  /** Text, so that `1` and `"1"` are one seed; "0" is a seed like any other. */
  readonly seed: string;
  readonly replications: number;
  readonly domains: readonly string[];
  /** From the top level to the bottom level. */
  readonly levels: readonly string[];
  readonly jurisdictions: readonly JurisdictionSpec[];
  readonly organisations: readonly OrganisationSpec[];
  readonly problems: readonly ProblemClassSpec[];
  readonly hierarchy: HierarchySpec;
  readonly networks: readonly NetworkSpec[];
  readonly outcomes: OutcomeSpec;
  /** Undefined: everybody can pay whatever it agrees to. */
  readonly budgets?: BudgetSpec;
  /** Names of measures that the short tables show first. */
  readonly headline: readonly string[];
  /** Variants in the order of the file; empty when the file has none. */
  readonly variants: readonly VariantSpec[];
}

export interface TimeSpec {
  /** `working`: day 8 h, week 5 days, month 21, year 250. `civil`: day 24 h, week 7, month 30.4375, year 365.25. */
  readonly calendar: 'working' | 'civil';
  /** ISO date of time 0 (YYYY-MM-DD); needed by dated traces. */
  readonly start?: string;
  readonly horizon: number;
  readonly warmup: number;
  readonly sample: number;
}

/** One jurisdiction of the tree, expanded from its rule; parents stand before their children. */
export interface JurisdictionSpec {
  /** Key of the rule in the file, e.g. `state`. */
  readonly rule: string;
  /** Slug: the rule's key, or with an ordinal (`state-2`), or from a list of names. */
  readonly name: string;
  /** Identity: names from the root joined by `/`, e.g. `union/state-2/city-1`. */
  readonly path: string;
  /** Index into `levels`. */
  readonly level: number;
  /** Index into `jurisdictions`; -1 for a root. */
  readonly parent: number;
}

/** One organisation, expanded from its rule. Organisations of one rule share the rule's `settings` object unless they override it. */
export interface OrganisationSpec {
  readonly rule: string;
  /** `ministry.health` for an organisation by domain, the rule's key (with an ordinal when counted) or the listed name otherwise. */
  readonly name: string;
  /** Identity: jurisdiction path, `/`, name: `union/state-2/ministry.health`. */
  readonly path: string;
  readonly jurisdiction: number;
  /** Indexes into `domains`. */
  readonly domains: readonly number[];
  readonly settings: OrganisationSettings;
}

export interface OrganisationSettings {
  /** Servers; Infinity for `unlimited` (an infinite-server station). */
  readonly staff: number;
  /** Cost of one server per day, in money. */
  readonly dayCost: number;
  readonly sector: 'public' | 'private' | 'nonprofit' | 'civil';
  /** Weight in weighted decision rules: population, votes. */
  readonly weight: number;
  readonly knowledge: KnowledgeSpec;
  /** Knowledge of coordination Zco: an issue of coordination difficulty zco <= Zco can be handled. Infinity: any. */
  readonly coordinationKnowledge: number;
  /** Person time of an own problem, when it is solved here and when it is passed on (the same law unless the file tells them apart). */
  readonly service: ServiceSpec;
  /** Person time of a problem that another organisation escalated to this one. */
  readonly help: ServiceSpec;
  readonly attention: Choice;
  /** Explicit command edge: path of the parent organisation, instead of the nearest one above with the same domain. */
  readonly parent?: string;
}

/** Time at an organisation by what comes of it; both laws in days. */
export interface ServiceSpec {
  readonly solved: LawSpec;
  readonly passed: LawSpec;
}

/** Cumulative knowledge Z per domain: a share of a problem class it can solve, or the level itself. */
export interface KnowledgeSpec {
  /** Z by domain index. Infinity: everything. */
  readonly z: readonly number[];
}

/** A named choice with its checked parameters: a form, a rule, a cost function. */
export interface Choice {
  readonly name: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

export interface ProblemClassSpec {
  readonly name: string;
  /** Indexes of the organisations at which problems of this class arise. */
  readonly origins: readonly number[];
  readonly arrivals: ArrivalSpec;
  readonly difficulty: LawSpec;
  readonly coordinationDifficulty: LawSpec;
  /** Probability of involving 1, 2, 3 ... domains: entry k-1 belongs to k domains; sums to 1. */
  readonly domainCount: readonly number[];
  readonly value: LawSpec;
  /** Days from arrival until the problem expires; Infinity when the class has none. */
  readonly deadline: LawSpec;
  /** Money that carrying out a solution takes; nothing when undefined. */
  readonly cost?: LawSpec;
  /** Part of the cost paid by the organisation of this level for the lead domain above the origin. */
  readonly coFinancing?: CoFinancing;
  /** What has to be cleared before a solution is worth anything; nothing when undefined. */
  readonly implementation?: ImplementationSpec;
}

/** What has to be done before a solution is worth anything, phase by phase; a phase left out is passed over. */
export interface ImplementationSpec {
  readonly clearances?: ClearanceSpec;
  readonly project?: ProjectSpec;
  readonly cascade?: CascadeSpec;
}

/** Clearance points of a programme, and how it goes about them. */
export interface ClearanceSpec {
  /** Clearances asked for, packaged ones counted as one. */
  readonly points: number;
  /** Who grants them, in turn: whoever handled the problem, those who decided jointly, their network, and organisations by index. */
  readonly holders: { readonly path: boolean; readonly participants: boolean; readonly network: boolean; readonly organisations: readonly number[] };
  readonly agreement: Choice;
  /** Person time of one try. */
  readonly time: LawSpec;
  readonly parallel: boolean;
  /** At each point; Infinity without limit. */
  readonly tries: number;
  /** Days from a refusal to the next try. */
  readonly gap: LawSpec;
  /** Factor by which each clearance granted makes the refusal of the others less likely. */
  readonly bandwagon: number;
  /** A final refusal reduces the scope by the share of its point instead of ending the programme. */
  readonly reduces: boolean;
}

/** Tasks of which some wait for others, and what follows from wrong results. */
export interface ProjectSpec {
  /** In file order; none waits for itself, directly or by others. */
  readonly tasks: readonly TaskSpec[];
  readonly errors: ErrorSpec;
  /** Person time to read what the task before has found; no messages when undefined. */
  readonly messages?: LawSpec;
}

export interface TaskSpec {
  readonly name: string;
  /** Whoever the problem arose at, whoever solved it, or the nearest of these organisations, by index. */
  readonly by: 'origin' | 'solver' | readonly number[];
  /** Person time. */
  readonly work: LawSpec;
  /** Indexes of the tasks that must be done before. */
  readonly after: readonly number[];
  /** Probability that a result is wrong. */
  readonly error: number;
}

/** What becomes of the wrong result of a task. */
export interface ErrorSpec {
  /** Person time of the organisation above, to look at it and decide. */
  readonly verify: LawSpec;
  /** Probability that it has the task done again. */
  readonly redone: number;
  /** Person time of doing it again as a share of that of the task. */
  readonly rework: number;
  /** What a wrong result is worth that is accepted, in [0, 1]. */
  readonly quality: number;
}

/** How a programme goes down to jurisdictions that carry it out. */
export interface CascadeSpec {
  /** Index of the level whose jurisdictions carry it out. */
  readonly to: number;
  /** Indexes of the levels on the way that detail it first, from top to bottom. */
  readonly through: readonly number[];
  /** Person time of detailing it in one jurisdiction, and of carrying it out in one. */
  readonly detail: LawSpec;
  readonly work: LawSpec;
  /** What each local programme must have cleared before it is carried out. */
  readonly clearances?: ClearanceSpec;
  /** Money that each local programme takes, and who supports those who pay it; nothing when undefined. */
  readonly cost?: LawSpec;
  readonly coFinancing?: CoFinancing;
  /** How far a place may go towards what it needs, in [0, 1]. */
  readonly discretion: number;
  /** What a place needs, as a distance from the uniform rule in units of the reference scale. */
  readonly need: LawSpec;
  /** Worth lost per unit of distance from what the place needs, and from the uniform rule. */
  readonly fit: number;
  readonly uniformity: number;
  /** Share of the weight of all places that must be complete. */
  readonly join: number;
}

export type ArrivalSpec =
  | { readonly law: 'poisson'; readonly rate: number }
  | { readonly law: 'renewal'; readonly interval: LawSpec }
  /** Piecewise constant rate: from `from[i]` on `rates[i]`; repeats with period `period` unless that is Infinity. */
  | { readonly law: 'nonhomogeneous-poisson'; readonly from: readonly number[]; readonly rates: readonly number[]; readonly period: number }
  | { readonly law: 'trace'; readonly records: readonly TraceRecord[] };

/** One problem of a trace, its references resolved. Absent attributes are drawn by the class's laws. */
export interface TraceRecord {
  /** Line in the trace file, for messages. */
  readonly line: number;
  /** Identity of the problem within its class: the id column, otherwise the ordinal of the row. */
  readonly id: string;
  /** Days since time 0. */
  readonly time: number;
  /** Index of the organisation at which it arises. */
  readonly organisation: number;
  /** Index of the level at which it enters the hierarchy, when not the origin's own (delayed entry). */
  readonly entryLevel?: number;
  readonly difficulty?: number;
  readonly value?: number;
  /** All its domains, lead domain first. */
  readonly domains?: readonly number[];
}

export interface HierarchySpec {
  /** Transmission delay of one escalation. */
  readonly delay: LawSpec;
  /** Delay of one hop of the solution on its way down. */
  readonly returnDelay: LawSpec;
  /** Probability that an escalation goes astray to a sibling of the parent, and that it is lost and must be sent again. */
  readonly misrouted: number;
  readonly lost: number;
  /** Days after which a lost escalation is noticed and sent again. */
  readonly resendAfter: number;
  readonly learning: LearningSpec;
  /** Share of learnt knowledge lost per day through turnover (a rate). */
  readonly turnover: number;
  /** Days an organisation's problem waits for an answer before it is decided at its origin by default; Infinity: never. */
  readonly patience: LawSpec;
  /** Solution quality in [0, 1] of a decision by default. */
  readonly defaultQuality: number;
  readonly passTheBuck?: { readonly threshold: number; readonly hops: number };
  readonly triage?: TriageSpec;
  /** Levels skipped on the way up, by index of level: escalations go to the next level above. */
  readonly skipped: readonly number[];
  /** Levels that do nothing from a time on: escalations pass them by. */
  readonly idle: readonly { readonly level: number; readonly from: number }[];
}

export type LearningSpec =
  | { readonly rule: 'none' }
  /** M categories, each learnt with probability q from a returned solution. */
  | { readonly rule: 'category'; readonly categories: number; readonly probability: number }
  /** Z += rate (z - Z) at the cost of `cost` person days per unit of Z gained. */
  | { readonly rule: 'continuous'; readonly rate: number; readonly cost: number };

/** Automatic first station with mandatory human confirmation. */
export interface TriageSpec {
  /** Share of problems it proposes an answer to. */
  readonly coverage: number;
  /** Share of its proposals that are wrong; a wrong one goes through the normal service after its confirmation. */
  readonly error: number;
  /** Machine time, an elapsed delay. */
  readonly time: LawSpec;
  /** Person time of the confirmation. */
  readonly confirmation: LawSpec;
}

/** One network, expanded from its rule: one for each jurisdiction named by `per`. */
export interface NetworkSpec {
  /** Key of the rule, e.g. `cabinet`. */
  readonly rule: string;
  /** Identity: `cabinet`, or `cabinet@union/state-2` where the rule has `per`. */
  readonly path: string;
  /** The lowest jurisdiction that contains all members. */
  readonly jurisdiction: number;
  /** Indexes of organisations, in file order. */
  readonly members: readonly number[];
  /** Governance form with its own parameters; member references are resolved to indexes of organisations. */
  readonly form: Choice;
  readonly convening: Choice;
  readonly decision: Choice;
  readonly trustRule: 'dyads' | 'to-hub' | 'uniform';
  readonly trust: TrustSpec;
  /** Positions on an issue and the reference scale in whose units distances are judged. */
  readonly positions: { readonly law: LawSpec; readonly scale: number };
  readonly salience: LawSpec;
  readonly times: PrimitiveTimes;
  /** Accepted when |x - p| / scale <= base + slope * trust. */
  readonly acceptance: { readonly base: number; readonly slope: number };
  /** x += persuasion * trust * (p - x) after a round without acceptance. */
  readonly persuasion: number;
  /** Rounds after which the form's last resort applies. */
  readonly rounds: number;
  /** What follows when an issue is beyond the coordination knowledge at hand. */
  readonly beyondCompetence: 'escalate' | 'repeat';
  readonly cost: Choice;
  /** Realised positions further apart than this, in units of the scale, contradict each other. */
  readonly tolerance: number;
  /** Probability that, without coordination, another participant works on a part as well. */
  readonly overlap: number;
  /** Probability that an uncoordinated part opens a problem in a neighbouring domain. */
  readonly displacement: number;
  /** How participants share costs; `reservation` is the most each would pay, as a multiple of its share by weight. */
  readonly bargaining: BargainingSpec;
  /** A common fund: part of members' income that goes into it, and the most of a cost that it pays. */
  readonly fund?: { readonly levy: number; readonly covers: number };
  /** Index of the organisation to which decisions are reported; nobody when undefined. */
  readonly oversight?: number;
}

/** Part of a cost that the organisation of a level, by its index, pays for those below it. */
export interface CoFinancing {
  readonly share: number;
  readonly level: number;
}

/** How something is shared out. */
export interface BargainingSpec {
  readonly protocol: Choice;
  /** Decision rule by which a division is adopted. */
  readonly agreement: Choice;
  readonly rounds: number;
  /** Share of its room that everybody hides in the first round, and the part of it given up after each. */
  readonly shading: number;
  readonly yielding: number;
  /** Whether the organisation above decides after an impasse. */
  readonly arbitration: boolean;
  /** The worst that a claimant would accept, in the unit that the user of this says. */
  readonly reservation: LawSpec;
}

/** Money from outside, and its way down the lines of command. Amounts in the unit of account. */
export interface BudgetSpec {
  readonly cycle: number;
  /** What organisations, by index, receive from outside at the beginning of each cycle. */
  readonly revenue: readonly { readonly organisation: number; readonly amount: number }[];
  readonly unitCost: number;
  /** Need of every organisation besides its backlog. */
  readonly base: number;
  readonly inflation: number;
  readonly deadline: number;
  /** `reservation` is the least share of its need that an organisation would accept. */
  readonly bargaining: BargainingSpec;
  readonly instalment: number;
  readonly carryOver: number;
  readonly unfunded: 'wait' | 'drop';
  readonly times: { readonly write: number; readonly read: number; readonly decide: number };
}

export interface TrustSpec {
  /** Law of the initial trust of a dyad, within [0, 1]. */
  readonly law: LawSpec;
  /** Law for dyads of two sectors, where it differs. */
  readonly acrossSectors?: LawSpec;
  /** 0: trust does not depend on place; 1: all trust lies on the dyads of the hub, the mean unchanged where possible. */
  readonly centralisation: number;
  /** Agreement: T += gain (1 - T). */
  readonly gain: number;
  /** Override or dissent: T -= loss T. */
  readonly loss: number;
  /** Rate per day at which trust returns to its initial value. */
  readonly drift: number;
}

/** Person times of the primitive acts of coordination [days], the same in all forms; `notice` is elapsed time. */
export interface PrimitiveTimes {
  readonly write: number;
  readonly read: number;
  readonly verify: number;
  readonly decide: number;
  readonly acknowledge: number;
  readonly intervention: number;
  readonly meeting: number;
  /** To have a joint decision approved at home, for who is of another sector than the convenor. */
  readonly approve: number;
  readonly notice: number;
}

export interface OutcomeSpec {
  /** Rate per day at which a solution loses value from arrival on. */
  readonly decay: number;
  /** Days over which the moving averages of legitimacy look back (exponential window). */
  readonly legitimacyWindow: number;
  /** External legitimacy before the first problem has ended, as far as citizens act on it. */
  readonly legitimacyAtStart: number;
  /** Part of the work at its origin that citizens supply at full external legitimacy. */
  readonly coProduction: number;
  /** Probability that a problem is not brought at no external legitimacy. */
  readonly withdrawal: number;
  /** Period of an unusual load, after which recovery is measured [days]. */
  readonly shock?: { readonly from: number; readonly until: number };
}

/** Named changes of paths of the file. */
export interface VariantSpec {
  readonly name: string;
  readonly changes: Readonly<Record<string, unknown>>;
}
