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
 * A job's record takes so many doubles, or so many int32 over the same bytes: one line of the processor's cache. These are enumerations that the
 * compiler replaces by their numbers, because an imported constant costs a load and a check wherever it is used.
 */
export const enum JobSize {
  reals = 8,
  ints = 16,
}

/** Where in a job's record something stands. */
export const enum JobAt {
  // Among the doubles.
  /** Work left when its present or next service begins [time]. */
  remaining = 0,
  arrival = 1,
  /** Time until service first began; NaN before that. */
  wait = 2,
  /** Its completion while in service, the end of its patience while it waits. */
  event = 3,
  // Among the int32.
  station = 8,
  place = 9,
  category = 10,
  task = 11,
  subject = 12,
  detail = 13,
  /** Neighbours in the list in which the job stands; `next` also chains the free records. */
  next = 14,
  previous = 15,
}

/**
 * The jobs of a station bank; numbers of ended jobs are used again. What every job's way through a station needs stands in one record of a shared
 * buffer, the rest in arrays beside it. With a hundred thousand jobs at as many stations a job then costs one cache miss instead of ten, and with
 * few the code loads one array's address instead of ten. Arrays are replaced when they grow, so read them anew after every `take`.
 */
export class JobTable {
  reals = new Float64Array(64 * JobSize.reals);
  ints = new Int32Array(this.reals.buffer);
  /** When its present service began. */
  start = new Float64Array(64);
  rank = new Float64Array(64);
  /** Position in the order of arrival. */
  order = new Float64Array(64);

  private count = 0;
  private arrived = 0;
  private firstFree: JobId = NO_JOB;

  /** A job that arrives now at a station and stands nowhere yet. */
  take(station: number, work: number, category: number, rank: number, now: number): JobId {
    let job = this.firstFree;
    if (job === NO_JOB) job = this.takeNew();
    else this.firstFree = this.ints[JobSize.ints * job + JobAt.next];
    const { reals, ints } = this;
    const real = JobSize.reals * job;
    const int = JobSize.ints * job;
    reals[real + JobAt.remaining] = work;
    reals[real + JobAt.arrival] = now;
    reals[real + JobAt.wait] = NaN;
    reals[real + JobAt.event] = NO_EVENT;
    ints[int + JobAt.station] = station;
    ints[int + JobAt.category] = category;
    this.rank[job] = rank;
    this.order[job] = this.arrived++;
    return job;
  }

  release(job: JobId): void {
    const int = JobSize.ints * job;
    this.ints[int + JobAt.place] = Place.nowhere;
    this.ints[int + JobAt.next] = this.firstFree;
    this.firstFree = job;
  }

  private takeNew(): JobId {
    if (this.count === this.start.length) this.grow();
    return this.count++;
  }

  private grow(): void {
    this.reals = doubled(this.reals);
    this.ints = new Int32Array(this.reals.buffer);
    this.start = doubled(this.start);
    this.rank = doubled(this.rank);
    this.order = doubled(this.order);
  }
}
