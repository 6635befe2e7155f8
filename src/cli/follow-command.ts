import { resolve } from 'node:path';
import { designPoints, type DesignPoint } from '../experiment/design.js';
import { causes, LifeFollower, type FollowedLife } from '../experiment/followed-life.js';
import { lifeLine, parallelLines } from '../experiment/life-line.js';
import { chooseProblem, problemChoices, type Population } from '../experiment/problem-choice.js';
import { compile } from '../model/compile.js';
import type { Model } from '../model/model.js';
import type { ProblemRecord } from '../model/observer.js';
import { outcomes } from '../model/problem-table.js';
import { runReplication } from '../model/replication.js';
import { writeText } from '../node/text-files.js';
import { normaliseSeed } from '../random/seed.js';
import { toCsv, type Cell } from '../report/csv.js';
import { lifeTable } from '../report/life-table.js';
import { daysPer } from '../scenario/units.js';
import { followText, type ShownLife, type ShownUnit } from './follow-text.js';
import { asUsage, ExitCode, UsageError, type Io } from './io.js';
import { activity, explain } from './life-words.js';
import { factorsOf, loadChanged, wholeNumber, type ChangeFlags } from './option-values.js';
import { loadPlugins } from './plugins.js';
import { counted, listed, wrap } from './prose.js';
import type { LoadedScenario } from './scenario-files.js';

/** What the options of `follow` hold. */
export interface FollowFlags extends ChangeFlags {
  readonly problem?: string;
  readonly variant?: readonly string[];
  readonly vary?: readonly string[];
  readonly replication?: string;
  readonly seed?: string;
  readonly unit?: string;
  readonly csv?: string;
}

/**
 * `follow`: the life of one problem, in which all its time is attributed to an organisation and a cause, under one design point or two.
 * Resolves to an exit code.
 * @throws UsageError, ScenarioError, DesignError for what the user can mend.
 */
export async function followCommand(name: string, flags: FollowFlags, io: Io): Promise<number> {
  if (flags.csv?.trim() === '') throw new UsageError('--csv: expected the name of a file, found nothing');
  const { loaded } = loadChanged(name, flags, io, await loadPlugins(flags.plugin ?? [], io));
  const points = pointsOf(loaded, flags);
  const start = {
    seed: asUsage(() => normaliseSeed(flags.seed ?? loaded.scenario.seed)),
    replication: flags.replication === undefined ? 0 : wholeNumber('--replication', flags.replication, 0),
  };
  const models = points.map(({ scenario }) => compile(scenario, loaded.extensions.catalogue));
  const populations = models.map((model) => populationOf(model, start));
  const chosen = recordOf(flags.problem ?? 'slowest', populations, points, start);
  const shown = points.map((point, index) => lifeAt(point, models[index], populations[index], chosen, start));

  io.err(differences(shown));
  io.out(`${loaded.scenario.title}\n\n${followText(shown, unitOf(flags, shown, loaded))}\n`);
  const ending = `Replication ${start.replication} with seed ${start.seed}. Every hour from arrival to end is in exactly one row of a timeline and of each table.`;
  io.out(wrap(ending).map((line) => `${line}\n`).join(''));
  if (flags.csv !== undefined) {
    await writeText(resolve(io.cwd, flags.csv), toCsv(lifeTable(causes), shown.flatMap((life) => rowsOf(life, start.replication))));
    io.out(`The rows are in ${flags.csv}.\n`);
  }
  return ExitCode.ok;
}

/** One design point, or the two that are to be shown side by side. */
function pointsOf({ scenario }: LoadedScenario, { variant: wanted = [], vary = [] }: FollowFlags): readonly DesignPoint[] {
  const known = scenario.variants.map((variant) => variant.name);
  const stranger = wanted.find((name) => !known.includes(name));
  if (stranger !== undefined) throw new UsageError(`--variant ${stranger}: expected ${known.length === 0 ? 'a variant, and the file has none' : listed(known)}`);
  const twice = wanted.find((name, index) => wanted.indexOf(name) < index);
  if (twice !== undefined) throw new UsageError(`--variant ${twice}: given twice`);
  const points = designPoints(scenario, { vary: factorsOf(vary), variants: wanted.length > 0 });
  const perVariant = points.length / Math.max(1, known.length);
  const chosen = wanted.length === 0 ? points : wanted.flatMap((name) => points.slice(known.indexOf(name) * perVariant, (known.indexOf(name) + 1) * perVariant));
  if (chosen.length > 2) throw new UsageError(`${chosen.length} design points: expected one, or two to be shown side by side`);
  return chosen;
}

interface Start {
  readonly seed: string;
  readonly replication: number;
}

function populationOf(model: Model, start: Start): Population {
  const records: ProblemRecord[] = [];
  runReplication(model, { ...start, observer: { problem: (record) => records.push(record) } });
  return { records, warmup: model.scenario.time.warmup };
}

function recordOf(asked: string, populations: readonly Population[], points: readonly DesignPoint[], { replication }: Start): ProblemRecord {
  const found = chooseProblem(asked, populations);
  if ('record' in found) return found.record;
  const where = `replication ${replication} of ${points[0].name} has ${counted(populations[0].records.length, 'problem')}`;
  const near = found.nearest.length === 0 ? '' : `; nearest: ${found.nearest.join(', ')}`;
  const words = [...Object.keys(problemChoices), ...outcomes].join(', ');
  throw new UsageError(`--problem ${asked}: ${found.reason} (${where})${near}\n(a problem's name stands in problems.csv, or one of ${words})`);
}

function lifeAt({ name }: DesignPoint, model: Model, { records }: Population, chosen: ProblemRecord, start: Start): ShownLife {
  const is = (problem: string, problemClass: string): boolean => problem === chosen.problem && problemClass === chosen.problemClass;
  const follower = new LifeFollower(is);
  runReplication(model, { ...start, observer: follower.observer });
  const life: FollowedLife | undefined = follower.lives(model.scenario.time.horizon).at(0);
  if (life === undefined) throw new UsageError(`--problem ${chosen.problem}: it does not arise under ${name}`);
  return { variant: name, life, record: records.find(({ problem, problemClass }) => is(problem, problemClass)) };
}

/** A notice where a name stands for two problems, because the variants change how problems arise. */
function differences(shown: readonly ShownLife[]): string {
  const nature = ({ record }: ShownLife): string => JSON.stringify([record?.arrived, record?.leadDomain, record?.domains, record?.difficulty, record?.value]);
  if (new Set(shown.map(nature)).size === 1) return '';
  return 'notice: the variants change how problems arise, so that this is not the same problem in both\n';
}

function unitOf({ unit }: FollowFlags, shown: readonly ShownLife[], { scenario }: LoadedScenario): ShownUnit {
  if (unit !== undefined && unit !== 'days' && unit !== 'hours') throw new UsageError(`--unit ${unit}: expected days or hours`);
  const short = shown.every(({ life }) => life.ended - life.arrived < 2);
  const name = unit ?? (short ? 'hours' : 'days');
  return { name, days: name === 'days' ? 1 : daysPer('hour', scenario.time.calendar) };
}

function rowsOf({ variant, life }: ShownLife, replication: number): Cell[][] {
  const whole = (path: string): string => path;
  return [lifeLine(life), ...parallelLines(life)].flatMap((line, number) =>
    line.map((stretch, index): Cell[] => [
      variant, replication, life.problem, number, index, stretch.from, stretch.to, stretch.to - stretch.from,
      stretch.organisation, stretch.cause, stretch.category, activity(stretch, whole), explain(stretch, whole),
    ]),
  );
}
