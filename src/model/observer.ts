/** What a replication can be asked to tell besides its measures. */
export interface Observer {
  /** One event of the policy process, for `trace.csv`. */
  event?(time: number, kind: TraceKind, subject: string, organisation: string): void;
  /** One problem at the end of its life or of the run, for `problems.csv`. */
  problem?(record: ProblemRecord): void;
  /** One exogenous or keyed attribute as it is used, for tests of common random numbers. */
  attribute?(problem: string, name: string, value: number): void;
}

/**
 * What happens to a problem: `receive` is a part joining an in-tray for diagnosis, `begin` a server turning to an item for the first time
 * (diagnosis or coordination), `work` an item of coordination being done.
 */
export const traceKinds = [
  'arrive', 'receive', 'begin', 'escalate', 'lose', 'misroute', 'hand-over', 'answer', 'default', 'return',
  'open', 'work', 'book', 'meet', 'propose', 'decide', 'deadlock', 'arbitrate', 'displace', 'expire', 'end',
] as const;
export type TraceKind = (typeof traceKinds)[number];

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
  readonly ended: number | undefined;
  /** Level that solved the lead part. */
  readonly level: string | undefined;
  readonly network: string | undefined;
  readonly rounds: number | undefined;
  readonly quality: number;
  readonly compliance: number;
  readonly outcome: string | undefined;
}
