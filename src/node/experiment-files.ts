import { DesignError } from '../experiment/design.js';
import { runAt, type Experiment } from '../experiment/experiment.js';
import { StoppingWatch } from '../experiment/stopping.js';
import type { ExperimentSource, RunRows } from './run-worker.js';
import { finishedStudy, finishStudy, measuresOf, openStudy, studyOf, type Destination, type Ending, type ExperimentSummary, type Part } from './study.js';
import { runPool } from './worker-pool.js';

export interface ExperimentFilesOptions extends Destination, Part, Pick<Ending, 'provenance' | 'parquet'> {
  readonly workers: number;
  /** Ends the experiment after the runs in flight; what is finished is kept and can be resumed. */
  readonly signal?: AbortSignal;
  /** Told after every run: runs finished, of how many, the events they took, and how many runs have failed. */
  readonly onProgress?: (finished: number, runs: number, events: number, failed: number) => void;
  /** Told once at the beginning when runs of an interrupted experiment are there already. */
  readonly onResume?: (finished: number, runs: number) => void;
}

/**
 * Runs an experiment on worker threads and writes its result files; resumes what an interrupted process has left in the directory. What is
 * finished already is left as it is where results may be extended (`replace`), unless runs are missing or failed ones are to be run again.
 * @throws ScenarioError, ResultDirectoryError, DesignError for a stopping rule over a shard, Error of the file system.
 */
export async function writeExperiment(source: ExperimentSource, options: ExperimentFilesOptions): Promise<ExperimentSummary> {
  const { shard, only } = options;
  const study = await studyOf(source, { ...(shard === undefined ? {} : { shard }), ...(only === undefined ? {} : { only }) });
  const { experiment } = study;
  if (source.stopping !== undefined && shard !== undefined) {
    throw new DesignError('an experiment that stops when all design points are precise enough looks at all of them and cannot be split into shards');
  }
  if (options.replace === 'extend' && options.retryFailed !== true) {
    const done = await finishedStudy(study, options.directory, options);
    if (done !== undefined) {
      options.onResume?.(done.finished, done.planned);
      return done;
    }
  }
  const writer = await openStudy(study, options);
  try {
    const before = writer.finished.size;
    if (before > 0) options.onResume?.(before, study.runs.length);
    const isMissing = (run: number): boolean => !writer.finished.has(run) || (options.retryFailed === true && writer.failed.has(run));
    const missing = study.runs.filter(isMissing);
    const watch = source.stopping === undefined ? undefined : new StoppingWatch(source.stopping, experiment);
    if (watch !== undefined) {
      for await (const { run, measures } of measuresOf(study, writer)) if (!isMissing(run)) watch.record(runAt(experiment, run), measures);
    }
    let events = 0;
    await runPool<number, RunRows>({
      workers: Math.max(1, Math.min(options.workers, missing.length)),
      module: new URL('./run-worker.js', import.meta.url),
      setup: source,
      jobs: untilPrecise(missing, watch, experiment),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
      onResult: async (run, outcome) => {
        const failure = outcome.ok ? outcome.value.failure : outcome.failure;
        const rows = outcome.ok ? new Map(outcome.value.rows) : study.tables.rowsOf(run, { ok: false, ...outcome.failure });
        if (outcome.ok) events += outcome.value.events;
        watch?.record(runAt(experiment, run), outcome.ok ? outcome.value.measures : {});
        await writer.append(run, rows, { failed: failure !== undefined });
        options.onProgress?.(writer.finished.size, study.runs.length, events, writer.failed.size);
      },
    });
    return await finishStudy(study, writer, { provenance: options.provenance, parquet: options.parquet === true, events, replications: watch?.replications ?? experiment.replications });
  } finally {
    await writer.close();
  }
}

/** Runs that are missing, until no more of them are needed. Those of a replication too many may be under way by then; they do not count. */
function* untilPrecise(missing: readonly number[], watch: StoppingWatch | undefined, experiment: Experiment): Generator<number> {
  for (const run of missing) {
    if (runAt(experiment, run).replication >= (watch?.replications ?? Infinity)) return;
    yield run;
  }
}
