import type { CategoryName } from './categories.js';

/** What a replication can be asked to tell besides its measures. */
export interface Observer {
  /** One event of the policy process, for `trace.csv`. */
  event?(time: number, kind: TraceKind, subject: string, organisation: string): void;
  /** One problem at the end of its life or of the run, for `problems.csv`. */
  problem?(record: ProblemRecord): void;
  /** News from the life of the problem that has this number from its arrival to its end; numbers are used again. */
  life?(time: number, problem: number, news: LifeNews): void;
  /** One exogenous or keyed attribute as it is used, for tests of common random numbers. */
  attribute?(problem: string, name: string, value: number): void;
}

/** What happens to a problem, by the name it has in `trace.csv`. */
export const traceKinds = {
  arrive: 'it arises at its origin',
  receive: 'it joins an in-tray for diagnosis',
  begin: 'a server turns to an item of its diagnosis, coordination or implementation for the first time',
  escalate: 'it is sent up to an organisation',
  lose: 'it gets lost on its way up',
  misroute: 'it goes astray to an organisation',
  'hand-over': 'it is handed sideways to an organisation',
  answer: 'an organisation knows the answer to a part',
  default: 'its origin decides by default, out of patience',
  return: 'the answer passes an organisation on its way down',
  open: 'an issue is opened',
  work: 'an item of its coordination is done',
  book: 'a plenary is booked',
  meet: 'a plenary ends',
  propose: 'a proposal is on the table',
  decide: 'a decision exists',
  deadlock: 'the rounds are over without a decision',
  arbitrate: 'an arbiter has decided',
  displace: 'whoever does not comply pushes a problem into another domain',
  bargain: 'those who decided begin to negotiate about its cost',
  offer: 'a division of its cost is on the table',
  impasse: 'the negotiation about its cost has failed',
  'lack-money': 'its cost is not there and it waits',
  pay: 'an organisation pays its share of the cost',
  launch: 'its implementation begins',
  clear: 'a clearance is granted',
  refuse: 'a clearance is refused at one try',
  task: 'a task of its implementation is done for good',
  redo: 'a wrong result has a task done again',
  accept: 'a wrong result of a task is accepted',
  detail: 'an organisation has detailed its programme for those below',
  'local-begin': 'a jurisdiction takes its programme up',
  'local-end': 'the programme of a jurisdiction is complete',
  'local-fail': 'the programme of a jurisdiction is not cleared',
  join: 'enough jurisdictions have completed its programme',
  expire: 'its deadline strikes',
  end: 'its life ends',
} as const;
export type TraceKind = keyof typeof traceKinds;

/**
 * News from a problem's life. All that a problem waits for is a step: a work item in an organisation's in-tray, time that passes without
 * anybody's work, or a meeting. Steps are numbered; those that begin while another one ends follow from it.
 */
export type LifeNews =
  /** Something of the trace. `name` is the problem's identity in words. */
  | { readonly news: 'mark'; readonly kind: TraceKind; readonly organisation: string; readonly problemClass: string; name(): string }
  /** A work item joins an in-tray, in which others wait, while of the staff some serve and some are away in meetings. */
  | {
      readonly news: 'join';
      readonly step: number;
      readonly organisation: string;
      readonly category: CategoryName;
      readonly label: string;
      readonly waiting: number;
      readonly serving: number;
      readonly staff: number;
    }
  | { readonly news: 'begin' | 'resume'; readonly step: number }
  /** Work is interrupted by a meeting, told by its category. */
  | { readonly news: 'interrupt'; readonly step: number; readonly by: CategoryName }
  /** Time begins to pass: on the way to an organisation, say, from another. */
  | { readonly news: 'delay'; readonly step: number; readonly cause: DelayCause; readonly organisation: string; readonly from: string; readonly label: string }
  /** A meeting is booked. `full`: who of those invited had no room at the end of the notice. */
  | {
      readonly news: 'book';
      readonly step: number;
      readonly convenor: string;
      readonly organisations: readonly string[];
      readonly full: readonly string[];
      readonly noticeUntil: number;
      readonly start: number;
    }
  /** A step has come to its end, or nobody waits for it any more. */
  | { readonly news: 'done' | 'drop'; readonly step: number };

/** Why time passes for a problem without anybody's work or meeting. */
export type DelayCause = 'transit' | 'return' | 'lost' | 'triage' | 'gap' | 'money';

/** The life of one problem; times in days since time 0, undefined where it did not happen. */
export interface ProblemRecord {
  readonly problem: string;
  readonly problemClass: string;
  readonly origin: string;
  readonly leadDomain: string;
  readonly domains: number;
  readonly difficulty: number;
  readonly value: number;
  readonly arrived: number;
  readonly answered: number | undefined;
  readonly opened: number | undefined;
  readonly decided: number | undefined;
  /** When its implementation began. */
  readonly launched: number | undefined;
  readonly ended: number | undefined;
  /** Level that solved the lead part. */
  readonly level: string | undefined;
  readonly network: string | undefined;
  readonly rounds: number | undefined;
  /** Undefined while nobody has answered. */
  readonly quality: number | undefined;
  /** Undefined unless a solution came of it. */
  readonly compliance: number | undefined;
  readonly scope: number | undefined;
  readonly outcome: string | undefined;
}
