import { readFileSync } from 'node:fs';
import { catalogue } from '../src/model/catalogue.js';
import { compile } from '../src/model/compile.js';
import type { Model } from '../src/model/model.js';
import type { ProblemRecord } from '../src/model/observer.js';
import { runReplication, type Replication } from '../src/model/replication.js';
import { organisationColumns } from '../src/model/series.js';
import { parseScenario } from '../src/scenario/parse-scenario.js';
import { variantScenario } from '../src/scenario/vary.js';
import { requireWithin, secondsOf, type Measured } from './measured.js';

const text = readFileSync(new URL('../../scenarios/shared-or-lead/scenario.yaml', import.meta.url), 'utf8');
const SEED = '2026';
/** Replications before the one that is timed: as many as V8 needs to compile all that is hot, which a sweep does once for thousands. */
const WARMING = 5;
const VARIANTS = ['silo', 'shared', 'lead', 'nao'];

/** Days of a working year, arrivals a day in all sixty departments, and the problems' deadline [days]. */
const YEAR = 250;
const ARRIVALS_PER_DAY = 30;
const DEADLINE = 90;

/** A variant of the demonstration scenario over so many years, with `set` as on the command line. */
export function demonstrationModel(variant: string, years: number, set: readonly string[] = []): Model {
  const scenario = parseScenario(text, { catalogue, set: [`time.horizon=${years} years`, ...set] });
  return compile(variantScenario(scenario, variant), catalogue);
}

/** One replication of the demonstration: all its variants, as the command `compare` runs it, or one. */
export function demonstration(variant: string, years: number, replication: number): Measured {
  const models = (variant === 'all' ? VARIANTS : [variant]).map((name) => demonstrationModel(name, years));
  const runAll = (): Replication[] => models.map((model) => runReplication(model, { seed: SEED, replication }));
  for (let round = 0; round < WARMING; round++) runAll();
  let runs: readonly Replication[] = [];
  const seconds = secondsOf(() => (runs = runAll()));
  // The answers come from the same run once more, told everything: afterwards, as its records would lie in the memory that is timed.
  const told = models.map((model) => observed(model, replication));
  const problems = total(runs.map((run) => run.problems));
  const events = total(runs.map((run) => run.events));
  requireWithin('problems', problems, total(told.map((run) => run.problems)), 0);
  requireWithin('events', events, total(told.map((run) => run.events)), 0);
  // All variants see the same arrivals, so their sum varies like one of them times their number: five standard deviations.
  const expected = ARRIVALS_PER_DAY * years * YEAR;
  requireWithin('problems arrived', problems, expected * models.length, 5 * models.length * Math.sqrt(expected));
  // One variant is compared with peers by its problems; all of them together show what an event costs.
  return variant === 'all' ? { seconds, count: events, answer: { problems } } : { seconds, count: problems, events, answer: told[0].answer };
}

function observed(model: Model, replication: number): { readonly problems: number; readonly events: number; readonly answer: Measured['answer'] } {
  const records: ProblemRecord[] = [];
  const run = runReplication(model, { seed: SEED, replication, observer: { problem: (record) => records.push(record) } });
  return { problems: run.problems, events: run.events, answer: answer(model, run, records) };
}

/** Of problems that arrived after the warm-up and early enough to have met their deadline. */
function answer(model: Model, run: Replication, records: readonly ProblemRecord[]): Readonly<Record<string, number>> {
  const { warmup, horizon } = model.scenario.time;
  const cohort = records.filter(({ arrived }) => arrived >= warmup && arrived < horizon - DEADLINE);
  const opened = cohort.filter((problem) => problem.opened !== undefined);
  const decided = opened.filter((problem) => problem.decided !== undefined);
  return {
    problems: run.problems,
    'solved share': share(cohort, ({ outcome }) => outcome === 'solved'),
    'expired share': share(cohort, ({ outcome }) => outcome === 'expired'),
    'issues per problem': opened.length / cohort.length,
    'decided share': decided.length / opened.length,
    'time to outcome': mean(cohort.map(({ arrived, ended }) => (ended ?? Number.NaN) - arrived)),
    'time to decision': mean(decided.map((problem) => (problem.decided ?? Number.NaN) - (problem.opened ?? Number.NaN))),
    'utilisation of departments': utilisation(model, run, 'department'),
    'utilisation of ministries': utilisation(model, run, 'ministry'),
    'utilisation of directorates': utilisation(model, run, 'directorate'),
  };
}

/** Mean over the organisations of a rule. */
function utilisation(model: Model, run: Replication, rule: string): number {
  const column = organisationColumns.findIndex(({ name }) => name === 'utilisation');
  const members = model.organisations.paths.flatMap((path, index) => (path.includes(`/${rule}.`) ? [index] : []));
  return mean(members.map((index) => run.organisations[index][column] ?? Number.NaN));
}

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
const mean = (values: readonly number[]): number => total(values) / values.length;
const share = <Value>(values: readonly Value[], holds: (value: Value) => boolean): number => values.filter(holds).length / values.length;
