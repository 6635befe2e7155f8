import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { jobFailure } from './job-failure.js';
import type { WorkerMessage, WorkerStart } from './worker-message.js';

/** The program of a worker thread: loads the module it is told to, calls its `start(setup)`, and answers each job with what that returned. */
type Work = (job: unknown) => unknown;

async function serve(port: MessagePort, { module, setup }: WorkerStart): Promise<void> {
  const report = (message: WorkerMessage<unknown>): void => port.postMessage(message);
  let work: Work;
  try {
    work = await startWork(module, setup);
  } catch (error) {
    report({ kind: 'unusable', failure: jobFailure(error, 'start') });
    return;
  }
  report({ kind: 'ready' });
  port.on('message', (job: unknown) => void answer(work, job, report));
}

async function startWork(module: string, setup: unknown): Promise<Work> {
  const loaded = (await import(module)) as { readonly start?: (setup: unknown) => Work | Promise<Work> };
  if (typeof loaded.start !== 'function') throw new TypeError('expected a module that exports a function "start"');
  return loaded.start(setup);
}

async function answer(work: Work, job: unknown, report: (message: WorkerMessage<unknown>) => void): Promise<void> {
  let value: unknown;
  try {
    value = await work(job);
  } catch (error) {
    report({ kind: 'failed', failure: jobFailure(error, 'run') });
    return;
  }
  try {
    report({ kind: 'done', value });
  } catch (error) {
    report({ kind: 'failed', failure: jobFailure(error, 'result') });
  }
}

if (parentPort !== null) await serve(parentPort, workerData as WorkerStart);
