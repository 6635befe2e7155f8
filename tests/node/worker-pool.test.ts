import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JobOutcome, PoolReport, PoolTask } from '../../src/node/worker-pool.js';
import { compileSources, type CompiledSources } from './compiled-sources.js';

let sources: CompiledSources;
let runPool: <Job, Result>(task: PoolTask<Job, Result>) => Promise<PoolReport>;
let modules: Readonly<Record<'square' | 'moody' | 'greedy' | 'unusable' | 'broken' | 'dying' | 'threads' | 'patient', URL>>;

beforeAll(async () => {
  sources = compileSources();
  ({ runPool } = (await import(new URL(`file://${sources.directory}/node/worker-pool.js`).href)) as { runPool: typeof runPool });
  modules = {
    square: sources.module('square.js', 'export const start = (factor) => async (x) => factor * x * x;'),
    moody: sources.module('moody.js', `
      export const start = () => (job) => {
        if (job === 'throw') throw new Error('cannot read /home/ada/waste/arrivals.csv');
        if (job === 'stage') throw Object.assign(new RangeError('negative rate'), { stage: 'compile' });
        if (job === 'text') throw 'plain text';
        if (job === 'function') return () => 1;
        if (job === 'exit') process.exit(3);
        if (job === 'later') return new Promise(() => setTimeout(() => { throw new Error('too late'); }, 1));
        return 'fine';
      };`),
    greedy: sources.module('greedy.js', 'export const start = () => (job) => { const all = []; while (job) all.push(new Array(1e4).fill(job)); return all.length; };'),
    unusable: sources.module('unusable.js', "export const start = () => { throw new Error('no such plugin'); };"),
    broken: sources.module('broken.js', 'export const begin = 1;'),
    // A job waits until as many others have been delivered.
    patient: sources.module('patient.js', `
      export const start = (delivered) => async (others) => {
        while (Atomics.load(delivered, 0) < others) await new Promise((done) => setTimeout(done, 1));
      };`),
    dying: sources.module('dying.js', 'export const start = () => process.exit(7);'),
    threads: sources.module('threads.js', "import { threadId } from 'node:worker_threads'; export const start = () => (ms) => new Promise((done) => setTimeout(done, ms, threadId));"),
  };
});

afterAll(() => sources.remove());

/** Runs the jobs and lists what became of each, in the order of the jobs. */
async function outcomes(module: URL, workers: number, jobs: readonly unknown[], extra: { readonly memory?: number } = {}): Promise<JobOutcome<unknown>[]> {
  const found = new Map<unknown, JobOutcome<unknown>>();
  const report = await runPool({ workers, module, setup: undefined, jobs, onResult: (job, outcome) => void found.set(job, outcome), ...extra });
  expect(report).toEqual({ delivered: jobs.length, aborted: false });
  return jobs.map((job) => found.get(job) ?? { ok: false, failure: { stage: 'test', message: 'no outcome' } });
}

const failure = (stage: string, message: string): JobOutcome<unknown> => ({ ok: false, failure: { stage, message } });

describe('a pool of worker threads', () => {
  it.each([1, 2, 7])('gives every job its result with %i workers, and gives setup to each worker', async (workers) => {
    const jobs = Array.from({ length: 40 }, (_, i) => i);
    const sum = new Map<number, number>();
    const report = await runPool<number, number>({
      workers,
      module: modules.square,
      setup: 10,
      jobs,
      onResult: (job, outcome) => {
        if (outcome.ok) sum.set(job, outcome.value);
      },
    });
    expect(report).toEqual({ delivered: 40, aborted: false });
    expect(jobs.map((job) => sum.get(job))).toEqual(jobs.map((job) => 10 * job * job));
  });

  it('runs jobs at the same time, on as many threads as there are workers and no more', async () => {
    const threads = new Set<unknown>();
    await runPool<number, number>({
      workers: 3,
      module: modules.threads,
      setup: undefined,
      jobs: Array<number>(12).fill(20),
      onResult: (_, outcome) => {
        if (outcome.ok) threads.add(outcome.value);
      },
    });
    expect(threads.size).toBe(3);
  });

  it('delivers in the order of completion', async () => {
    const order: number[] = [];
    const delivered = new Int32Array(new SharedArrayBuffer(4));
    const onResult = (job: number): void => void Atomics.store(delivered, 0, order.push(job));
    await runPool<number, number>({ workers: 2, module: modules.patient, setup: delivered, jobs: [3, 0, 0, 0], onResult });
    expect(order).toEqual([0, 0, 0, 3]);
  });

  it('ends at once without jobs', async () => {
    expect(await runPool({ workers: 2, module: modules.unusable, setup: undefined, jobs: [], onResult: () => undefined })).toEqual({ delivered: 0, aborted: false });
  });

  it('asks for jobs only when a worker is free, so that a generator can stop after results it has seen', async () => {
    let seen = 0;
    function* jobs(): Generator<number> {
      for (let job = 0; seen < 5; job++) yield job;
    }
    const { delivered } = await runPool({ workers: 2, module: modules.square, setup: 1, jobs: jobs(), onResult: () => { seen++; } });
    expect(delivered).toBeGreaterThanOrEqual(5);
    expect(delivered).toBeLessThanOrEqual(5 + 2 * 2 + 2);
  });

  it('hands one outcome over at a time and holds back jobs while many wait', async () => {
    let asked = 0;
    let inside = 0;
    const ahead: number[] = [];
    function* jobs(): Generator<number> {
      for (; asked < 30; asked++) yield asked;
    }
    let handled = 0;
    await runPool({
      workers: 2,
      module: modules.square,
      setup: 1,
      jobs: jobs(),
      onResult: async () => {
        inside++;
        await new Promise((done) => setTimeout(done, 5));
        expect(inside).toBe(1);
        inside--;
        handled++;
        ahead.push(asked - handled);
      },
    });
    expect(handled).toBe(30);
    // Four results that wait, two jobs in flight, and the one that is handed over.
    expect(Math.max(...ahead)).toBeLessThanOrEqual(7);
  });

  it('costs less than a millisecond a job', async () => {
    const jobs = Array.from({ length: 3000 }, (_, i) => i);
    const run = (some: readonly number[]): Promise<PoolReport> => runPool({ workers: 1, module: modules.square, setup: 1, jobs: some, onResult: () => undefined });
    const before = performance.now();
    await run(jobs);
    expect((performance.now() - before) / jobs.length).toBeLessThan(1);
  });
});

describe('a job that fails', () => {
  it.each([1, 2])('is told apart from the others, without stack and machine path, with %i workers', async (workers) => {
    expect(await outcomes(modules.moody, workers, ['a', 'throw', 'stage', 'text', 'function', 'b'])).toEqual([
      { ok: true, value: 'fine' },
      failure('run', 'cannot read arrivals.csv'),
      failure('compile', 'negative rate'),
      failure('run', 'plain text'),
      failure('result', '() => 1 could not be cloned.'),
      { ok: true, value: 'fine' },
    ]);
  });

  it('takes its worker with it when it ends the thread or throws outside of the job, and the next jobs get a new one', async () => {
    expect(await outcomes(modules.moody, 1, ['exit', 'a', 'later', 'b'])).toEqual([
      failure('worker', 'the worker ended with exit code 3'),
      { ok: true, value: 'fine' },
      failure('worker', 'the worker failed: too late'),
      { ok: true, value: 'fine' },
    ]);
  });

  it('fails alone when it needs more memory than a worker has', async () => {
    expect(await outcomes(modules.greedy, 1, [0, 1, 0.5, false], { memory: 16 }).then((all) => all.map((outcome) => (outcome.ok ? outcome.value : outcome.failure)))).toEqual([
      0,
      { stage: 'worker', message: 'the worker ran out of memory' },
      { stage: 'worker', message: 'the worker ran out of memory' },
      0,
    ]);
  });
});

describe('a pool that cannot go on', () => {
  const run = (task: Partial<PoolTask<unknown, unknown>> & { readonly module: URL }): Promise<PoolReport> =>
    runPool({ workers: 2, setup: undefined, jobs: [1, 2, 3], onResult: () => undefined, ...task });

  it('says why when a worker cannot start', async () => {
    await expect(run({ module: modules.unusable })).rejects.toThrow(new Error('a worker cannot start unusable.js: no such plugin'));
    await expect(run({ module: modules.broken })).rejects.toThrow(new Error('a worker cannot start broken.js: expected a module that exports a function "start"'));
    await expect(run({ module: modules.dying })).rejects.toThrow(new Error('a worker cannot start dying.js: the worker ended with exit code 7'));
    await expect(run({ module: new URL('file:///nowhere/absent.js') })).rejects.toThrow(/^a worker cannot start absent\.js: Cannot find module 'absent\.js'/);
  });

  it('ends with what the receiver or the source of jobs throws, and closes the source', async () => {
    let closed = false;
    function* jobs(): Generator<number> {
      try {
        for (let job = 0; ; job++) yield job;
      } finally {
        closed = true;
      }
    }
    const full = new Error('no space left');
    await expect(run({ module: modules.square, jobs: jobs(), onResult: () => Promise.reject(full) })).rejects.toBe(full);
    expect(closed).toBe(true);
    await expect(run({ module: modules.square, jobs: failing() })).rejects.toThrow(new Error('no more points'));
    function* failing(): Generator<number> {
      yield 1;
      throw new Error('no more points');
    }
  });

  it('refuses jobs and setups that cannot be copied, and impossible numbers of workers', async () => {
    await expect(run({ module: modules.square, jobs: [() => 1] })).rejects.toThrow(/could not be cloned/);
    await expect(run({ module: modules.square, setup: () => 1 })).rejects.toThrow(/could not be cloned/);
    for (const workers of [0, 1.5, NaN]) await expect(run({ module: modules.square, workers })).rejects.toThrow(new RangeError(`workers: expected a positive integer, found ${workers}`));
  });
});

describe('a pool that is aborted', () => {
  it('delivers the jobs in flight and asks for no others', async () => {
    const controller = new AbortController();
    const delivered: number[] = [];
    let asked = 0;
    function* jobs(): Generator<number> {
      for (;;) {
        asked++;
        yield 30;
      }
    }
    const report = await runPool<number, number>({
      workers: 2,
      module: modules.threads,
      setup: undefined,
      jobs: jobs(),
      signal: controller.signal,
      onResult: (job) => {
        delivered.push(job);
        if (delivered.length === 4) controller.abort();
      },
    });
    expect(report).toEqual({ delivered: asked, aborted: true });
    expect(delivered).toHaveLength(asked);
    expect(asked).toBeGreaterThanOrEqual(4);
    expect(asked).toBeLessThanOrEqual(6);
  });

  it('does nothing when it was aborted before it began', async () => {
    const report = await runPool({ workers: 2, module: modules.unusable, setup: undefined, jobs: [1], onResult: () => undefined, signal: AbortSignal.abort() });
    expect(report).toEqual({ delivered: 0, aborted: true });
  });
});
