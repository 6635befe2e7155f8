import { NO_EVENT } from '../engine/event-list.js';
import { NO_JOB } from '../engine/station-bank.js';
import { NOBODY } from './model.js';
import { grown, Pool } from './pool.js';

/** Parts of living problems: what one domain has to contribute, climbing its own chain of organisations. Role 0 is the lead part. */
export class PartTable extends Pool {
  problem = new Int32Array(64);
  role = new Int32Array(64);
  domain = new Int32Array(64);
  /** Organisation at which the part started and to which its solution returns. */
  home = new Int32Array(64);
  /** Organisation that has it now. */
  place = new Int32Array(64);
  /** Organisation it must be forwarded to after a wrong delivery; NOBODY otherwise. */
  forwardTo = new Int32Array(64);
  difficulty = new Float64Array(64);
  /** Service visits so far. */
  visits = new Int32Array(64);
  /** Times it has been sent up, lost sendings included. */
  sendings = new Int32Array(64);
  /** Times it has been under way to another organisation: up, sideways, forwarded. */
  transmissions = new Int32Array(64);
  /** Whether it has left its home for a higher organisation. */
  escalated = new Uint8Array(64);
  /** Times it has been handed sideways. */
  handovers = new Int32Array(64);
  /** Work item in an in-tray; NO_JOB while in transit or done. */
  job = new Int32Array(64);
  /** Event of a transmission; NO_EVENT while in an in-tray or done. */
  event = new Float64Array(64);

  constructor() {
    super(64, 'parts of problems');
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

  protected grow(capacity: number): void {
    this.problem = grown(this.problem, capacity);
    this.role = grown(this.role, capacity);
    this.domain = grown(this.domain, capacity);
    this.home = grown(this.home, capacity);
    this.place = grown(this.place, capacity);
    this.forwardTo = grown(this.forwardTo, capacity);
    this.difficulty = grown(this.difficulty, capacity);
    this.visits = grown(this.visits, capacity);
    this.sendings = grown(this.sendings, capacity);
    this.transmissions = grown(this.transmissions, capacity);
    this.escalated = grown(this.escalated, capacity);
    this.handovers = grown(this.handovers, capacity);
    this.job = grown(this.job, capacity);
    this.event = grown(this.event, capacity);
  }
}
