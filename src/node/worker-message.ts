import type { JobFailure } from './job-failure.js';

/** What a worker thread is given at its start. */
export interface WorkerStart {
  /** URL of the module that exports `start`. */
  readonly module: string;
  readonly setup: unknown;
}

/** What a worker thread reports: that it can take jobs or cannot, and then one message per job. */
export type WorkerMessage<Result> =
  | { readonly kind: 'ready' }
  | { readonly kind: 'unusable'; readonly failure: JobFailure }
  | { readonly kind: 'done'; readonly value: Result }
  | { readonly kind: 'failed'; readonly failure: JobFailure };
