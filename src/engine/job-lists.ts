import { JobAt, type JobId, JobSize, type JobTable, NO_JOB } from './job-table.js';
import type { StationAccounts } from './station-accounts.js';

/**
 * One doubly linked list of jobs per station; the neighbours stand in the job's record, so a job is in at most one list, and the ends in the
 * station's, at `ends` and behind it.
 */
export class JobLists {
  constructor(
    private readonly jobs: JobTable,
    private readonly accounts: StationAccounts,
    private readonly ends: number,
  ) {}

  /** Makes an empty list in a station's record. */
  open(real: number): void {
    const first = 2 * real + this.ends;
    this.accounts.ints[first] = NO_JOB;
    this.accounts.ints[first + 1] = NO_JOB;
  }

  first(real: number): JobId {
    return this.accounts.ints[2 * real + this.ends];
  }

  last(real: number): JobId {
    return this.accounts.ints[2 * real + this.ends + 1];
  }

  append(real: number, job: JobId): void {
    const { ints } = this.jobs;
    const ends = this.accounts.ints;
    const first = 2 * real + this.ends;
    const last = ends[first + 1];
    ints[JobSize.ints * job + JobAt.previous] = last;
    ints[JobSize.ints * job + JobAt.next] = NO_JOB;
    if (last === NO_JOB) ends[first] = job;
    else ints[JobSize.ints * last + JobAt.next] = job;
    ends[first + 1] = job;
  }

  prepend(real: number, job: JobId): void {
    const { ints } = this.jobs;
    const ends = this.accounts.ints;
    const at = 2 * real + this.ends;
    const first = ends[at];
    ints[JobSize.ints * job + JobAt.next] = first;
    ints[JobSize.ints * job + JobAt.previous] = NO_JOB;
    if (first === NO_JOB) ends[at + 1] = job;
    else ints[JobSize.ints * first + JobAt.previous] = job;
    ends[at] = job;
  }

  remove(real: number, job: JobId): void {
    const { ints } = this.jobs;
    const ends = this.accounts.ints;
    const at = 2 * real + this.ends;
    const after = ints[JobSize.ints * job + JobAt.next];
    const before = ints[JobSize.ints * job + JobAt.previous];
    if (before === NO_JOB) ends[at] = after;
    else ints[JobSize.ints * before + JobAt.next] = after;
    if (after === NO_JOB) ends[at + 1] = before;
    else ints[JobSize.ints * after + JobAt.previous] = before;
  }
}
