import { basename } from 'node:path';
import { Worker } from 'node:worker_threads';
import { normalisedMessage, type JobFailure } from './job-failure.js';
import type { WorkerMessage, WorkerStart } from './worker-message.js';

/** What became of a job. */
export type JobOutcome<Result> = { readonly ok: true; readonly value: Result } | { readonly ok: false; readonly failure: JobFailure };

/** What a pool is to do. Jobs, results and `setup` are copied between threads (structured clone): plain data, no functions. */
export interface PoolTask<Job, Result> {
  /** Worker threads at most; none is started without a job. */
  readonly workers: number;
  /** Compiled module that exports `start(setup)`, which returns (or promises) the function from a job to its result (or a promise). */
  readonly module: URL;
  /** Given to `start` in every worker, once. */
  readonly setup: unknown;
  /** Asked for one job at a time, when a worker is free: a generator may look at results before it decides on the next. */
  readonly jobs: Iterable<Job>;
  /** Called for one job at a time, in the order of completion. While it has not resolved, at most 2 results a worker wait. */
  readonly onResult: (job: Job, outcome: JobOutcome<Result>) => void | Promise<void>;
  /** Ends the pool after the jobs in flight. */
  readonly signal?: AbortSignal;
  /** Heap of a worker beyond which it is ended and its job fails [MB] (default: that of Node). */
  readonly memory?: number;
}

/** Room for new objects in a worker. Node's own 48 MB a worker would be most of what a sweep of short runs takes, and gain two per cent of time. */
const YOUNG_MEGABYTES = 8;

/** How a pool ended. */
export interface PoolReport {
  /** Jobs whose outcome was handed over. */
  readonly delivered: number;
  readonly aborted: boolean;
}

/**
 * Runs jobs on worker threads and hands every outcome over. A job that throws, whose result cannot be copied, or whose worker dies (process
 * exit, out of memory) fails alone: its outcome says why, and a worker that died is replaced. One worker is a thread like any other, so that
 * one and many differ in nothing but speed, a job cannot take the process with it, and an interrupt is heard during a job.
 *
 * @throws RangeError for a number of workers that is not a positive integer; Error when a worker cannot start; what `jobs` and `onResult`
 * throw. All workers have then ended.
 * @example
 * const module = new URL('./square.js', import.meta.url); // export const start = () => (x) => x * x;
 * await runPool<number, number>({ workers: 4, module, setup: undefined, jobs: [1, 2, 3], onResult: (job, outcome) => console.log(job, outcome) });
 */
export async function runPool<Job, Result>(task: PoolTask<Job, Result>): Promise<PoolReport> {
  if (!Number.isSafeInteger(task.workers) || task.workers < 1) throw new RangeError(`workers: expected a positive integer, found ${task.workers}`);
  return new Promise((resolve, reject) => {
    const settle = (failure: Error | undefined, report: PoolReport): void => (failure === undefined ? resolve(report) : reject(failure));
    new Pool(task, settle).begin();
  });
}

/** One worker thread and what it is doing. */
interface Slot<Job> {
  readonly worker: Worker;
  ready: boolean;
  current: { readonly job: Job } | undefined;
  /** Why the worker is about to end, when it has said so. */
  cause: string | undefined;
}

class Pool<Job, Result> {
  readonly #task: PoolTask<Job, Result>;
  readonly #settle: (failure: Error | undefined, report: PoolReport) => void;
  readonly #jobs: Iterator<Job>;
  readonly #slots = new Set<Slot<Job>>();
  /** Outcomes that wait for `onResult`. */
  readonly #outcomes: { readonly job: Job; readonly outcome: JobOutcome<Result> }[] = [];
  #delivering = false;
  #delivered = 0;
  #exhausted = false;
  #ended = false;

  constructor(task: PoolTask<Job, Result>, settle: (failure: Error | undefined, report: PoolReport) => void) {
    this.#task = task;
    this.#settle = settle;
    this.#jobs = task.jobs[Symbol.iterator]();
  }

  begin(): void {
    this.#task.signal?.addEventListener('abort', this.#advance);
    this.#advance();
  }

  /** Gives jobs to idle and new workers while there is room for their results, and ends the pool when nothing is left to wait for. */
  readonly #advance = (): void => {
    if (this.#ended) return;
    try {
      this.#assignJobs();
    } catch (error) {
      this.#end(error);
      return;
    }
    const isBusy = [...this.#slots].some((slot) => slot.current !== undefined);
    if (!isBusy && !this.#delivering && this.#outcomes.length === 0) this.#end();
  };

  #assignJobs(): void {
    const idle = [...this.#slots].filter((slot) => slot.current === undefined);
    while (idle.length > 0 || this.#slots.size < this.#task.workers) {
      const next = this.#nextJob();
      if (next === undefined) return;
      const slot = idle.pop() ?? this.#hire();
      slot.current = next;
      slot.worker.postMessage(next.job);
    }
  }

  #nextJob(): { readonly job: Job } | undefined {
    const hasRoom = this.#outcomes.length < 2 * this.#task.workers;
    if (!hasRoom || this.#exhausted || this.#isAborted()) return undefined;
    const next = this.#jobs.next();
    if (next.done !== true) return { job: next.value };
    this.#exhausted = true;
    return undefined;
  }

  #isAborted(): boolean {
    return this.#task.signal?.aborted ?? false;
  }

  #hire(): Slot<Job> {
    const { module, setup, memory } = this.#task;
    const workerData: WorkerStart = { module: module.href, setup };
    const resourceLimits = { maxYoungGenerationSizeMb: YOUNG_MEGABYTES, ...(memory === undefined ? {} : { maxOldGenerationSizeMb: memory }) };
    const worker = new Worker(new URL('./worker-main.js', import.meta.url), { workerData, resourceLimits });
    const slot: Slot<Job> = { worker, ready: false, current: undefined, cause: undefined };
    worker.on('message', (message: WorkerMessage<Result>) => this.#hear(slot, message));
    worker.on('error', (error) => (slot.cause = causeOfDeath(error)));
    worker.on('exit', (code) => this.#bury(slot, code));
    this.#slots.add(slot);
    return slot;
  }

  #hear(slot: Slot<Job>, message: WorkerMessage<Result>): void {
    switch (message.kind) {
      case 'ready':
        slot.ready = true;
        return;
      case 'unusable':
        this.#end(this.#cannotStart(message.failure.message));
        return;
      case 'done':
        this.#complete(slot, { ok: true, value: message.value });
        return;
      case 'failed':
        this.#complete(slot, { ok: false, failure: message.failure });
    }
  }

  #bury(slot: Slot<Job>, code: number): void {
    this.#slots.delete(slot);
    if (this.#ended) return;
    const cause = slot.cause ?? `the worker ended with exit code ${code}`;
    if (!slot.ready) this.#end(this.#cannotStart(cause));
    else this.#complete(slot, { ok: false, failure: { stage: 'worker', message: cause } });
  }

  #cannotStart(cause: string): Error {
    return new Error(`a worker cannot start ${basename(this.#task.module.pathname)}: ${cause}`);
  }

  #complete(slot: Slot<Job>, outcome: JobOutcome<Result>): void {
    if (this.#ended) return;
    if (slot.current !== undefined) this.#outcomes.push({ job: slot.current.job, outcome });
    slot.current = undefined;
    // The worker gets its next job before the outcome is dealt with.
    this.#advance();
    if (!this.#delivering) void this.#deliver();
  }

  async #deliver(): Promise<void> {
    this.#delivering = true;
    try {
      for (let next = this.#outcomes.shift(); next !== undefined && !this.#ended; next = this.#outcomes.shift()) {
        await this.#task.onResult(next.job, next.outcome);
        this.#delivered++;
        this.#advance();
      }
    } catch (error) {
      this.#end(error);
    }
    this.#delivering = false;
    this.#advance();
  }

  #end(thrown?: unknown): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#task.signal?.removeEventListener('abort', this.#advance);
    if (!this.#exhausted) this.#jobs.return?.();
    const failure = thrown === undefined || thrown instanceof Error ? thrown : new Error(normalisedMessage(thrown));
    const ended = [...this.#slots].map((slot) => slot.worker.terminate());
    void Promise.allSettled(ended).then(() => this.#settle(failure, { delivered: this.#delivered, aborted: this.#isAborted() }));
  }
}

function causeOfDeath(error: unknown): string {
  const isMemory = error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
  return isMemory ? 'the worker ran out of memory' : `the worker failed: ${normalisedMessage(error)}`;
}
