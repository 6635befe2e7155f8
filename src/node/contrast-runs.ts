import type { Contrast } from '../experiment/contrast.js';
import { MeasureBook, runAt } from '../experiment/experiment.js';
import { rebuildContrast, type ContrastRun, type ContrastSource } from './contrast-worker.js';
import { catalogueWith } from './plugins.js';
import { runPool } from './worker-pool.js';

export interface ContrastRunsOptions {
  readonly workers: number;
  readonly signal?: AbortSignal;
  /** Told after every run: runs finished, of how many, and the events they took. */
  readonly onProgress?: (finished: number, runs: number, events: number) => void;
}

/** Measures of all runs of a contrast. */
export interface ContrastRuns {
  readonly contrast: Contrast;
  readonly book: MeasureBook;
  readonly finished: number;
  readonly failures: readonly { readonly run: number; readonly stage: string; readonly message: string }[];
}

/** Runs a contrast on worker threads and keeps its measures in memory. The numbers do not depend on how many there are. */
export async function runContrast(source: ContrastSource, { workers, signal, onProgress }: ContrastRunsOptions): Promise<ContrastRuns> {
  const contrast = rebuildContrast(source, await catalogueWith(source.plugins));
  const { experiment } = contrast;
  const book = new MeasureBook(experiment);
  const failures: { run: number; stage: string; message: string }[] = [];
  let finished = 0;
  let events = 0;
  await runPool<number, ContrastRun>({
    workers: Math.min(workers, experiment.runs),
    module: new URL('./contrast-worker.js', import.meta.url),
    setup: source,
    jobs: Array.from({ length: experiment.runs }, (_, run) => run),
    ...(signal === undefined ? {} : { signal }),
    onResult: (run, outcome) => {
      const result: ContrastRun = outcome.ok ? outcome.value : { ok: false, ...outcome.failure };
      if (result.ok) {
        book.record(runAt(experiment, run), result.measures);
        events += result.events;
      } else failures.push({ run, stage: result.stage, message: result.message });
      finished++;
      onProgress?.(finished, experiment.runs, events);
    },
  });
  return { contrast, book, finished, failures: failures.sort((a, b) => a.run - b.run) };
}
