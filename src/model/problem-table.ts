import { NO_EVENT } from '../engine/event-list.js';
import { Pool } from './pool.js';

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

/** Place of the first domain among the integers of a row. */
const DOMAINS = 11;

/** Living problems. A problem's identity is its key, which comes from its origin and its ordinal there; the row is only where it is kept. */
export class ProblemTable extends Pool {
  // Integers.
  state = this.int(0);
  leadPart = this.int(1);
  issue = this.int(2);
  problemClass = this.int(3);
  origin = this.int(4);
  domainCount = this.int(5);
  /** Whether it arrived after the warm-up and counts in the statistics. */
  counted = this.int(6);
  /** Organisation that solved the lead part. */
  solver = this.int(7);
  keyHigh = this.int(8);
  keyLow = this.int(9);
  /** Problems this one has displaced so far. */
  children = this.int(10);
  // Other numbers; handles of events are too large for integers of 32 bits.
  deadlineEvent = this.real(0);
  patienceEvent = this.real(1);
  arrival = this.real(2);
  value = this.real(3);
  /** Quality of the solution: 1 by knowledge, less by default. */
  quality = this.real(4);
  /** Salience-weighted compliance with the joint decision; 1 without one. */
  compliance = this.real(5);
  /** Share of what was decided that has not been given up on the way; 1 unless clearances reduce it. */
  scope = this.real(6);
  ordinal = this.real(7);
  /** Domain r of a problem at row + r, lead domain first. */
  private domains = this.int(DOMAINS);

  constructor(maxDomains: number) {
    super(DOMAINS + maxDomains, 'problems');
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
    return this.domains[row + role];
  }

  setDomain(row: number, role: number, domain: number): void {
    this.domains[row + role] = domain;
  }

  /** Rows of all living problems. */
  *rows(): Generator<number> {
    for (const row of this.rowsUsed()) if (this.state[row] !== DEAD) yield row;
  }

  protected attach(): void {
    this.state = this.int(0);
    this.leadPart = this.int(1);
    this.issue = this.int(2);
    this.problemClass = this.int(3);
    this.origin = this.int(4);
    this.domainCount = this.int(5);
    this.counted = this.int(6);
    this.solver = this.int(7);
    this.keyHigh = this.int(8);
    this.keyLow = this.int(9);
    this.children = this.int(10);
    this.deadlineEvent = this.real(0);
    this.patienceEvent = this.real(1);
    this.arrival = this.real(2);
    this.value = this.real(3);
    this.quality = this.real(4);
    this.compliance = this.real(5);
    this.scope = this.real(6);
    this.ordinal = this.real(7);
    this.domains = this.int(DOMAINS);
  }
}
