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
    const { jobs } = this;
    const last = this.last[station];
    jobs.setPrevious(job, last);
    jobs.setNext(job, NO_JOB);
    if (last === NO_JOB) this.first[station] = job;
    else jobs.setNext(last, job);
    this.last[station] = job;
  }

  prepend(station: number, job: JobId): void {
    const { jobs } = this;
    const first = this.first[station];
    jobs.setNext(job, first);
    jobs.setPrevious(job, NO_JOB);
    if (first === NO_JOB) this.last[station] = job;
    else jobs.setPrevious(first, job);
    this.first[station] = job;
  }

  remove(station: number, job: JobId): void {
    const { jobs } = this;
    const after = jobs.next(job);
    const before = jobs.previous(job);
    if (before === NO_JOB) this.first[station] = after;
    else jobs.setNext(before, after);
    if (after === NO_JOB) this.last[station] = before;
    else jobs.setPrevious(after, before);
  }
}
