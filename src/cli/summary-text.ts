import type { DesignPoint } from '../experiment/design.js';
import type { ExperimentSummary, Failure } from '../node/study.js';
import type { Scenario } from '../scenario/scenario.js';
import { counted, listed, times, wrap } from './prose.js';
import { runLength } from './run-length.js';

export type ExperimentCommand = 'run' | 'compare';

/** Design points that a sentence names; more are counted. */
const MOST_NAMES = 6;

/** What was done and where the files are, in one sentence, wrapped. */
export function sentence(command: ExperimentCommand, summary: ExperimentSummary, directory: string): string {
  const { experiment, finished } = summary;
  const circumstances = [
    `seed ${experiment.seed}`,
    ...(finished === experiment.runs ? [] : [`${finished} of ${counted(experiment.runs, 'run')} finished`]),
  ].join('; ');
  const done = command === 'run' ? simulated(summary) : compared(summary);
  return wrap(`${done} (${circumstances}); the CSV files are in ${directory}/`).map((line) => `${line}\n`).join('');
}

function simulated({ experiment: { points, replications, scenario } }: ExperimentSummary): string {
  const several = points.length > 1;
  return `Simulated ${several ? `${points.length} design points of ` : ''}${scenario.name} ${times(replications)}${several ? ' each' : ''}, ${lengthOf(points)}`;
}

function compared({ experiment: { points, replications } }: ExperimentSummary): string {
  const what = points.length > MOST_NAMES ? `${points.length} design points` : listed(points.map(({ name }) => name));
  const common = seeSameProblems(points) ? 'over the same problems' : 'with common random numbers where they see the same problems';
  return `Compared ${what} ${common}, ${times(replications)} each, ${lengthOf(points)}, with differences paired by replication`;
}

function lengthOf(points: readonly DesignPoint[]): string {
  const lengths = new Set(points.map(({ scenario }) => runLength(scenario.time)));
  if (lengths.size > 1) return 'observing different lengths of time';
  return `observing ${[...lengths].join('')}`;
}

/** Whether the design points leave alone what the exogenous problems are made of, so that they are the same for all of them. */
export function seeSameProblems(points: readonly DesignPoint[]): boolean {
  return new Set(points.map(({ scenario }) => problemsText(scenario))).size === 1;
}

function problemsText({ problems, organisations, domains, time }: Scenario): string {
  // How solutions are implemented changes nothing about the problems.
  const classes = problems.map(({ implementation, origins, ...problemClass }) => ({ ...problemClass, origins: origins.map((origin) => organisations[origin].path) }));
  return JSON.stringify([classes, domains, time.calendar, time.horizon]);
}

/** Failures that are shown; the others are in `failures.csv`. */
const MOST_FAILURES = 10;

/** A line for each failed run, as far as they can be read. */
export function failuresText(failures: readonly Failure[]): string {
  const shown = failures.slice(0, MOST_FAILURES).map(({ run, stage, message }) => `run ${run} failed (${stage}): ${message}\n`);
  const more = failures.length - shown.length;
  return [...shown, ...(more === 0 ? [] : [`... and ${more} more in failures.csv\n`])].join('');
}
