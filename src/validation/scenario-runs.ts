import { catalogue } from '../model/catalogue.js';
import { compile } from '../model/compile.js';
import type { Model } from '../model/model.js';
import type { ProblemRecord } from '../model/observer.js';
import { runReplication, type Replication } from '../model/replication.js';
import { organisationColumns } from '../model/series.js';
import { normaliseSeed } from '../random/seed.js';
import { parseScenario } from '../scenario/parse-scenario.js';

/** Replications of one scenario file, read, compiled and run as any other. */
export interface ScenarioRuns {
  readonly model: Model;
  readonly replications: readonly Replication[];
}

/** @throws ScenarioError when the text is no scenario */
export function runScenario(text: string, seed: string, replications: number): ScenarioRuns {
  const model = compile(parseScenario(text, { catalogue }), catalogue);
  const normalised = normaliseSeed(seed);
  return {
    model,
    replications: Array.from({ length: replications }, (_, replication) => runReplication(model, { seed: normalised, replication })),
  };
}

/** A measure of the end of each run. @throws RangeError when a run does not have it */
export function measureOf({ replications }: ScenarioRuns, name: string): readonly number[] {
  return replications.map(({ measures }) => required(measures[name], name));
}

/** Per run, a column of `organisations.csv` summed over the organisations of a rule. @throws RangeError when there is no such cell */
export function totalOf({ model, replications }: ScenarioRuns, rule: string, column: string): readonly number[] {
  const index = organisationColumns.findIndex(({ name }) => name === column);
  const rows = model.scenario.organisations.flatMap((organisation, row) => (organisation.rule === rule ? [row] : []));
  return replications.map(({ organisations }) => rows.reduce((sum, row) => sum + required(organisations[row][index], `${rule} ${column}`), 0));
}

/** Per run, a column of `organisations.csv` as the mean over the organisations whose path begins so. @throws RangeError when there is no such cell */
export function meanOf({ model, replications }: ScenarioRuns, path: string, column: string): readonly number[] {
  const index = organisationColumns.findIndex(({ name }) => name === column);
  const rows = model.organisations.paths.flatMap((candidate, row) => (candidate.startsWith(path) ? [row] : []));
  return replications.map(({ organisations }) => rows.reduce((sum, row) => sum + required(organisations[row][index], `${path} ${column}`), 0) / rows.length);
}

/** Everything that the first replication of a scenario file tells. */
export interface RecordedRun {
  readonly events: readonly { readonly time: number; readonly kind: string; readonly problem: string; readonly organisation: string }[];
  readonly problems: readonly ProblemRecord[];
}

/** @throws ScenarioError when the text is no scenario */
export function recordRun(text: string, seed: string): RecordedRun {
  const events: RecordedRun['events'][number][] = [];
  const problems: ProblemRecord[] = [];
  runReplication(compile(parseScenario(text, { catalogue }), catalogue), {
    seed: normaliseSeed(seed),
    replication: 0,
    observer: {
      event: (time, kind, problem, organisation) => events.push({ time, kind, problem, organisation }),
      problem: (record) => problems.push(record),
    },
  });
  return { events, problems };
}

function required(value: number | undefined, what: string): number {
  if (value === undefined) throw new RangeError(`the run has no ${what}`);
  return value;
}
