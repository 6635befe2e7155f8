import type { ModelCatalogue } from '../model/catalogue.js';
import type { Scenario } from '../scenario/scenario.js';
import { experimentRunner, planExperiment, runAt, type Experiment, type ExperimentOptions, type Run, type RunOutcome } from './experiment.js';

/** A run that has ended, and how. */
export interface ExperimentOutcome {
  readonly run: Run;
  readonly outcome: RunOutcome;
}

/**
 * Runs an experiment in this thread, run by run, and keeps none of them: for programs that show results as they come, stop when they have
 * seen enough, or look at more runs than memory holds. The runs are those of `runExperiment`, in the order of their numbers: round-robin over
 * design points. A run that fails is an outcome too. Between runs, other work of the thread has its turn, so that a page stays alive.
 *
 * @param control.signal ends the iteration before the next run; the run in flight is still given out
 * @throws at once, what `planExperiment` throws
 * @example
 * const stop = new AbortController();
 * for await (const { run, outcome } of experimentOutcomes(scenario, { replications: 1000 }, catalogue, { signal: stop.signal })) {
 *   if (outcome.ok) console.log(run.point.name, run.replication, outcome.result.measures.time_to_decision);
 *   if (run.replication === 99) stop.abort();
 * }
 */
export function experimentOutcomes(
  scenario: Scenario,
  options: ExperimentOptions,
  catalogue: ModelCatalogue,
  control: { readonly signal?: AbortSignal } = {},
): AsyncGenerator<ExperimentOutcome, void, undefined> {
  return outcomesOf(planExperiment(scenario, options), catalogue, control.signal);
}

async function* outcomesOf(experiment: Experiment, catalogue: ModelCatalogue, signal: AbortSignal | undefined): AsyncGenerator<ExperimentOutcome, void, undefined> {
  const execute = experimentRunner(experiment, catalogue);
  for (let run = 0; run < experiment.runs; run++) {
    await turnOfOthers();
    if (signal?.aborted === true) return;
    yield { run: runAt(experiment, run), outcome: execute(run) };
  }
}

/** A promise alone would not do: it lets neither timers nor the events of a page through. */
function turnOfOthers(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
