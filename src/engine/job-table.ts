import { NO_EVENT } from './event-list.js';
import { doubled } from './grown-array.js';

/** Number of a job; valid from `submit` until the callback that ends it returns. */
export type JobId = number;

/** No job: what `submit` returns when a full station refuses. */
export const NO_JOB: JobId = -1;

/** Where a job stands. */
export const Place = {
  nowhere: 0,
  /** Interrupted work that resumes ahead of the queue. */
  resumed: 1,
  waiting: 2,
  inService: 3,
} as const;

// A job has eight words in one array and eight numbers in another, so that job j begins at j << 3 in both.
const SHIFT = 3;
const WIDTH = 1 << SHIFT;
const STATION = 0;
const PLACE = 1;
const CATEGORY = 2;
const TASK = 3;
const SUBJECT = 4;
const DETAIL = 5;
const NEXT = 6;
const PREVIOUS = 7;
const RANK = 0;
const ORDER = 1;
const REMAINING = 2;
const ARRIVAL = 3;
const START = 4;
const WAIT = 5;
const EVENT = 6;

/**
 * The jobs of a station bank; numbers of ended jobs are used again.
 *
 * A job is a record in two typed arrays and not a row of sixteen: the processor fetches it at once, and V8 looks up and checks an
 * array once for all its columns.
 */
export class JobTable {
  private words = new Int32Array(64 * WIDTH);
  private numbers = new Float64Array(64 * WIDTH);
  private count = 0;
  private arrived = 0;
  private free = new Int32Array(64);
  private freeCount = 0;

  /** A job that arrives now at a station and stands nowhere yet. */
  take(station: number, work: number, category: number, rank: number, now: number, task: number, subject: number, detail: number): JobId {
    const job = this.freeNumber();
    const at = job << SHIFT;
    const { words, numbers } = this;
    words[at + STATION] = station;
    words[at + CATEGORY] = category;
    words[at + TASK] = task;
    words[at + SUBJECT] = subject;
    words[at + DETAIL] = detail;
    numbers[at + RANK] = rank;
    numbers[at + ORDER] = this.arrived++;
    numbers[at + REMAINING] = work;
    numbers[at + ARRIVAL] = now;
    numbers[at + WAIT] = NaN;
    numbers[at + EVENT] = NO_EVENT;
    return job;
  }

  release(job: JobId): void {
    this.words[(job << SHIFT) + PLACE] = Place.nowhere;
    this.free[this.freeCount++] = job;
  }

  station(job: JobId): number {
    return this.words[(job << SHIFT) + STATION];
  }

  place(job: JobId): number {
    return this.words[(job << SHIFT) + PLACE];
  }

  setPlace(job: JobId, place: number): void {
    this.words[(job << SHIFT) + PLACE] = place;
  }

  category(job: JobId): number {
    return this.words[(job << SHIFT) + CATEGORY];
  }

  task(job: JobId): number {
    return this.words[(job << SHIFT) + TASK];
  }

  setTask(job: JobId, task: number): void {
    this.words[(job << SHIFT) + TASK] = task;
  }

  subject(job: JobId): number {
    return this.words[(job << SHIFT) + SUBJECT];
  }

  detail(job: JobId): number {
    return this.words[(job << SHIFT) + DETAIL];
  }

  /** Neighbours in the list in which the job stands. */
  next(job: JobId): JobId {
    return this.words[(job << SHIFT) + NEXT];
  }

  setNext(job: JobId, next: JobId): void {
    this.words[(job << SHIFT) + NEXT] = next;
  }

  previous(job: JobId): JobId {
    return this.words[(job << SHIFT) + PREVIOUS];
  }

  setPrevious(job: JobId, previous: JobId): void {
    this.words[(job << SHIFT) + PREVIOUS] = previous;
  }

  rank(job: JobId): number {
    return this.numbers[(job << SHIFT) + RANK];
  }

  /** Position in the order of arrival. */
  order(job: JobId): number {
    return this.numbers[(job << SHIFT) + ORDER];
  }

  /** Work left when its present or next service begins [time]. */
  remaining(job: JobId): number {
    return this.numbers[(job << SHIFT) + REMAINING];
  }

  setRemaining(job: JobId, remaining: number): void {
    this.numbers[(job << SHIFT) + REMAINING] = remaining;
  }

  arrival(job: JobId): number {
    return this.numbers[(job << SHIFT) + ARRIVAL];
  }

  /** When its present service began. */
  start(job: JobId): number {
    return this.numbers[(job << SHIFT) + START];
  }

  setStart(job: JobId, start: number): void {
    this.numbers[(job << SHIFT) + START] = start;
  }

  /** Time until service first began; NaN before that. */
  wait(job: JobId): number {
    return this.numbers[(job << SHIFT) + WAIT];
  }

  setWait(job: JobId, wait: number): void {
    this.numbers[(job << SHIFT) + WAIT] = wait;
  }

  /** Its completion while in service, the end of its patience while it waits. */
  event(job: JobId): number {
    return this.numbers[(job << SHIFT) + EVENT];
  }

  setEvent(job: JobId, event: number): void {
    this.numbers[(job << SHIFT) + EVENT] = event;
  }

  private freeNumber(): JobId {
    if (this.freeCount > 0) return this.free[--this.freeCount];
    if (this.count === this.free.length) this.grow();
    return this.count++;
  }

  private grow(): void {
    this.words = doubled(this.words);
    this.numbers = doubled(this.numbers);
    this.free = doubled(this.free);
  }
}
