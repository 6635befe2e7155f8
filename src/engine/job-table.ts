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

/**
 * The jobs of a station bank in parallel typed arrays indexed by job; numbers of ended jobs are used again. Arrays are replaced when they
 * grow, so read them anew after every `take`.
 */
export class JobTable {
  station = new Int32Array(64);
  place = new Uint8Array(64);
  category = new Int32Array(64);
  rank = new Float64Array(64);
  /** Position in the order of arrival. */
  order = new Float64Array(64);
  /** Work left when its present or next service begins [time]. */
  remaining = new Float64Array(64);
  arrival = new Float64Array(64);
  /** When its present service began. */
  start = new Float64Array(64);
  /** Time until service first began; NaN before that. */
  wait = new Float64Array(64);
  /** Its completion while in service, the end of its patience while it waits. */
  event = new Float64Array(64);
  task = new Int32Array(64);
  subject = new Int32Array(64);
  detail = new Int32Array(64);
  /** Neighbours in the list in which the job stands. */
  next = new Int32Array(64);
  previous = new Int32Array(64);

  private count = 0;
  private arrived = 0;
  private free = new Int32Array(64);
  private freeCount = 0;

  /** A job that arrives now at a station and stands nowhere yet. */
  take(station: number, work: number, category: number, rank: number, now: number): JobId {
    const job = this.freeNumber();
    this.station[job] = station;
    this.category[job] = category;
    this.rank[job] = rank;
    this.order[job] = this.arrived++;
    this.remaining[job] = work;
    this.arrival[job] = now;
    this.wait[job] = NaN;
    this.event[job] = NO_EVENT;
    return job;
  }

  release(job: JobId): void {
    this.place[job] = Place.nowhere;
    this.free[this.freeCount++] = job;
  }

  private freeNumber(): JobId {
    if (this.freeCount > 0) return this.free[--this.freeCount];
    if (this.count === this.station.length) this.grow();
    return this.count++;
  }

  private grow(): void {
    this.station = doubled(this.station);
    this.place = doubled(this.place);
    this.category = doubled(this.category);
    this.rank = doubled(this.rank);
    this.order = doubled(this.order);
    this.remaining = doubled(this.remaining);
    this.arrival = doubled(this.arrival);
    this.start = doubled(this.start);
    this.wait = doubled(this.wait);
    this.event = doubled(this.event);
    this.task = doubled(this.task);
    this.subject = doubled(this.subject);
    this.detail = doubled(this.detail);
    this.next = doubled(this.next);
    this.previous = doubled(this.previous);
    this.free = doubled(this.free);
  }
}
