import { doubled } from './grown-array.js';
import { NO_JOB, type JobId, type JobTable } from './job-table.js';

/** One doubly linked list of jobs per station; the neighbours stand in the job table, so a job is in at most one list. */
export class JobLists {
  first = new Int32Array(8);
  last = new Int32Array(8);

  constructor(private readonly jobs: JobTable) {}

  /** Makes an empty list for a station. */
  open(station: number): void {
    if (station >= this.first.length) {
      this.first = doubled(this.first);
      this.last = doubled(this.last);
    }
    this.first[station] = this.last[station] = NO_JOB;
  }

  append(station: number, job: JobId): void {
    const { next, previous } = this.jobs;
    const last = this.last[station];
    previous[job] = last;
    next[job] = NO_JOB;
    if (last === NO_JOB) this.first[station] = job;
    else next[last] = job;
    this.last[station] = job;
  }

  prepend(station: number, job: JobId): void {
    const { next, previous } = this.jobs;
    const first = this.first[station];
    next[job] = first;
    previous[job] = NO_JOB;
    if (first === NO_JOB) this.last[station] = job;
    else previous[first] = job;
    this.first[station] = job;
  }

  remove(station: number, job: JobId): void {
    const { next, previous } = this.jobs;
    const after = next[job];
    const before = previous[job];
    if (before === NO_JOB) this.first[station] = after;
    else next[before] = after;
    if (after === NO_JOB) this.last[station] = before;
    else previous[after] = before;
  }
}
