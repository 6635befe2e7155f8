import { NO_EVENT } from '../engine/event-list.js';
import { NO_JOB } from '../engine/station-bank.js';
import { NOBODY } from './model.js';
import { Pool } from './pool.js';

/** Parts of living problems: what one domain has to contribute, climbing its own chain of organisations. Role 0 is the lead part. */
export class PartTable extends Pool {
  // Integers.
  /** Organisation that has it now. */
  place = this.int(0);
  domain = this.int(1);
  /** Work item in an in-tray; NO_JOB while in transit or done. */
  job = this.int(2);
  /** Organisation it must be forwarded to after a wrong delivery; NOBODY otherwise. */
  forwardTo = this.int(3);
  /** Whether it has left its home for a higher organisation. */
  escalated = this.int(4);
  problem = this.int(5);
  role = this.int(6);
  /** Organisation at which the part started and to which its solution returns. */
  home = this.int(7);
  /** Service visits so far. */
  visits = this.int(8);
  /** Times it has been under way to another organisation: up, sideways, forwarded. */
  transmissions = this.int(9);
  /** Times it has been sent up, lost sendings included. */
  sendings = this.int(10);
  /** Times it has been handed sideways. */
  handovers = this.int(11);
  // Other numbers; handles of events are too large for integers of 32 bits.
  /** Event of a transmission; NO_EVENT while in an in-tray or done. */
  event = this.real(0);
  difficulty = this.real(1);

  constructor() {
    super(12, 'parts of problems');
  }

  take(problem: number, role: number, domain: number, home: number, difficulty: number): number {
    const row = this.takeRow();
    this.problem[row] = problem;
    this.role[row] = role;
    this.domain[row] = domain;
    this.home[row] = home;
    this.place[row] = home;
    this.forwardTo[row] = NOBODY;
    this.difficulty[row] = difficulty;
    this.visits[row] = 0;
    this.sendings[row] = 0;
    this.transmissions[row] = 0;
    this.escalated[row] = 0;
    this.handovers[row] = 0;
    this.job[row] = NO_JOB;
    this.event[row] = NO_EVENT;
    return row;
  }

  release(row: number): void {
    this.freeRow(row);
  }

  protected attach(): void {
    this.place = this.int(0);
    this.domain = this.int(1);
    this.job = this.int(2);
    this.forwardTo = this.int(3);
    this.escalated = this.int(4);
    this.problem = this.int(5);
    this.role = this.int(6);
    this.home = this.int(7);
    this.visits = this.int(8);
    this.transmissions = this.int(9);
    this.sendings = this.int(10);
    this.handovers = this.int(11);
    this.event = this.real(0);
    this.difficulty = this.real(1);
  }
}
