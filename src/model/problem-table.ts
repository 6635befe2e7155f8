import { NO_EVENT } from '../engine/event-list.js';
import { grown, Pool } from './pool.js';

/** Where a living problem is in its life. */
export const ProblemState = { diagnosis: 0, coordination: 1, bargaining: 2, returning: 3, implementation: 4 } as const;
export type ProblemState = (typeof ProblemState)[keyof typeof ProblemState];
export const problemStates = ['diagnosis', 'coordination', 'bargaining', 'returning', 'implementation'] as const;

/** How a problem's life ended. */
export const Outcome = { solved: 0, beyondKnowledge: 1, expired: 2, deadlocked: 3, dropped: 4, abandoned: 5 } as const;
export type Outcome = (typeof Outcome)[keyof typeof Outcome];
export const outcomes = ['solved', 'beyond-knowledge', 'expired', 'deadlocked', 'dropped', 'abandoned'] as const;

const DEAD = 255;
export const NO_ISSUE = -1;

/** Living problems. A problem's identity is its key, which comes from its origin and its ordinal there; the row is only where it is kept. */
export class ProblemTable extends Pool {
  state = new Uint8Array(64).fill(DEAD);
  problemClass = new Int32Array(64);
  origin = new Int32Array(64);
  keyHigh = new Int32Array(64);
  keyLow = new Int32Array(64);
  ordinal = new Float64Array(64);
  arrival = new Float64Array(64);
  value = new Float64Array(64);
  /** Quality of the solution: 1 by knowledge, less by default. */
  quality = new Float64Array(64);
  /** Salience-weighted compliance with the joint decision; 1 without one. */
  compliance = new Float64Array(64);
  /** Share of what was decided that has not been given up on the way; 1 unless clearances reduce it. */
  scope = new Float64Array(64);
  domainCount = new Int32Array(64);
  leadPart = new Int32Array(64);
  issue = new Int32Array(64);
  /** Organisation that solved the lead part. */
  solver = new Int32Array(64);
  deadlineEvent = new Float64Array(64);
  patienceEvent = new Float64Array(64);
  /** Whether it arrived after the warm-up and counts in the statistics. */
  counted = new Uint8Array(64);
  /** Problems this one has displaced so far. */
  children = new Int32Array(64);
  /** Domain r of a problem at index row * maxDomains + r, lead domain first. */
  domains: Int32Array;

  constructor(private readonly maxDomains: number) {
    super(64, 'problems');
    this.domains = new Int32Array(64 * maxDomains);
  }

  take(problemClass: number, origin: number, arrival: number): number {
    const row = this.takeRow();
    this.state[row] = ProblemState.diagnosis;
    this.problemClass[row] = problemClass;
    this.origin[row] = origin;
    this.arrival[row] = arrival;
    this.quality[row] = 1;
    this.compliance[row] = 1;
    this.scope[row] = 1;
    this.leadPart[row] = -1;
    this.issue[row] = NO_ISSUE;
    this.solver[row] = -1;
    this.deadlineEvent[row] = NO_EVENT;
    this.patienceEvent[row] = NO_EVENT;
    this.children[row] = 0;
    return row;
  }

  release(row: number): void {
    this.state[row] = DEAD;
    this.freeRow(row);
  }

  domain(row: number, role: number): number {
    return this.domains[row * this.maxDomains + role];
  }

  setDomain(row: number, role: number, domain: number): void {
    this.domains[row * this.maxDomains + role] = domain;
  }

  /** Rows of all living problems. */
  *rows(): Generator<number> {
    for (let row = 0; row < this.extent; row++) if (this.state[row] !== DEAD) yield row;
  }

  protected grow(capacity: number): void {
    const used = this.state.length;
    this.state = grown(this.state, capacity).fill(DEAD, used);
    this.problemClass = grown(this.problemClass, capacity);
    this.origin = grown(this.origin, capacity);
    this.keyHigh = grown(this.keyHigh, capacity);
    this.keyLow = grown(this.keyLow, capacity);
    this.ordinal = grown(this.ordinal, capacity);
    this.arrival = grown(this.arrival, capacity);
    this.value = grown(this.value, capacity);
    this.quality = grown(this.quality, capacity);
    this.compliance = grown(this.compliance, capacity);
    this.scope = grown(this.scope, capacity);
    this.domainCount = grown(this.domainCount, capacity);
    this.leadPart = grown(this.leadPart, capacity);
    this.issue = grown(this.issue, capacity);
    this.solver = grown(this.solver, capacity);
    this.deadlineEvent = grown(this.deadlineEvent, capacity);
    this.patienceEvent = grown(this.patienceEvent, capacity);
    this.counted = grown(this.counted, capacity);
    this.children = grown(this.children, capacity);
    this.domains = grown(this.domains, capacity * this.maxDomains);
  }
}
