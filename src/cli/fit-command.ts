import { existsSync, mkdirSync } from 'node:fs';
import { basename, dirname, extname, join, relative, resolve } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { readActivityLog, type ActivityLog, type RejectedRow } from '../calibration/activity-log.js';
import { discoverOrder } from '../calibration/activity-order.js';
import { percentage, withStandardError } from '../calibration/estimate-text.js';
import { EventLogError } from '../calibration/event-log.js';
import { fitTables } from '../calibration/fit-tables.js';
import { fittedReadme } from '../calibration/fitted-readme.js';
import { fittedScenario, type DataTable, type ScenarioTitle } from '../calibration/fitted-scenario.js';
import type { LevelPlan } from '../calibration/level-plan.js';
import { fitLog, type LogFit } from '../calibration/log-fit.js';
import { compareWithRuns, type SimulatedComparison } from '../calibration/simulated-comparison.js';
import { catalogue } from '../model/catalogue.js';
import { sha256 } from '../node/sha256.js';
import { readText, writeText } from '../node/text-files.js';
import { createStream } from '../random/stream.js';
import { commandLine } from '../report/command-line.js';
import { terminalTable } from '../report/terminal-table.js';
import { slugFrom } from '../scenario/names.js';
import { parseScenario } from '../scenario/parse-scenario.js';
import { additionsOf, choiceOf, columnsOf, countOf, levelsOf, momentOf, namesOf, separatorOf, timeReaderOf, type FitFlags } from './fit-options.js';
import { simulateFit } from './fit-simulation.js';
import { ExitCode, UsageError, type Io } from './io.js';
import { askOnTerminal, confirmation, orderOptions, orderTable, type Ask } from './level-question.js';
import { counted } from './prose.js';
import { builtInFolder } from './scenario-files.js';
import { schemaText } from './schema-command.js';

/** Runs of the fitted scenario that are put beside the log, and samples of the bootstrap, unless the user says otherwise. */
const REPLICATIONS = 20;
const BOOTSTRAP = 99;

const SCHEMA = 'scenario.schema.json';

/** Options that say nothing of the result and do not belong into the command line that repeats it. */
const ONCE_ONLY: readonly string[] = ['--force', '--yes', '--quiet'];

/**
 * `fit`: estimates a scenario from an event log and writes it, with its data, a report of fit and what was assumed, into a folder of its own.
 *
 * @param ask whoever confirms an order of levels that was not given
 * @returns the exit code: 2, with nothing written, when the order was neither given nor confirmed
 * @throws UsageError for everything the user can mend
 */
export async function fitCommand(file: string, flags: FitFlags, argv: readonly string[], io: Io, ask: Ask = askOnTerminal(io)): Promise<number> {
  const folder = folderOf(file, flags, io);
  const say = (text: string): void => {
    if (flags.quiet !== true) io.err(text);
  };
  const text = readLogText(file, io);
  const times = timeReaderOf(flags);
  const additions = additionsOf(flags);
  const { log, rejected } = readLog(file, text, flags);
  const found = await planOf(log, flags, argv, io, ask);
  if (found === undefined) return ExitCode.badInput;
  const { plan, options } = found;
  const fit = asLogUsage(file, () => fitLog(log, {
    plan,
    marks: choiceOf<'entry' | 'completion'>('--marks', flags.marks, ['entry', 'completion']) ?? 'entry',
    dated: times.dated,
    grouping: { ...(flags.jurisdiction === undefined ? {} : { jurisdiction: flags.jurisdiction }), ...(flags.domain === undefined ? {} : { domain: flags.domain }), by: namesOf('--by', flags.by) },
    ...(flags.fewest === undefined ? {} : { fewest: countOf('--fewest', flags.fewest, 0) }),
    ...optional('from', momentOf('--from', flags.from, times)),
    ...optional('to', momentOf('--to', flags.to, times)),
    ...optional('until', momentOf('--until', flags.until, times)),
    ...optional('arrivals', choiceOf<'rates' | 'trace'>('--arrivals', flags.arrivals, ['rates', 'trace'])),
    bootstrap: { samples: countOf('--bootstrap', flags.bootstrap, BOOTSTRAP), uniform: bootstrapSource() },
  }));
  const replications = countOf('--replications', flags.replications, REPLICATIONS);
  const title = titleOf(file, folder, flags, fit, replications);
  const scenario = fittedScenario(fit, title, additions);
  const comparison = replications === 0 ? undefined : simulated(fit, scenario.text, scenario.tables, replications, io);
  const tables = [...scenario.tables, ...fitTables(fit, rejected, comparison)];
  const command = commandLine(['subsidia', ...argv.filter((word) => !ONCE_ONLY.includes(word)), ...options]);
  const readme = fittedReadme(fit, { title, additions, command, digest: sha256(text), rejected, tables, ...(comparison === undefined ? {} : { comparison }) });
  await writeAll(folder, { 'scenario.yaml': scenario.text, 'README.md': readme, ...(title.schema === SCHEMA ? { [SCHEMA]: schemaText() } : {}), ...Object.fromEntries(tables.map((table) => [table.path, csvText(table)])) });
  if (rejected.length > 0) say(`${counted(rejected.length, 'row')} could not be used; they are in ${join(shown(folder, io), 'data/rejected.csv')}\n`);
  if (flags.quiet !== true) io.out(summary(fit, comparison, shown(folder, io)));
  return ExitCode.ok;
}

function optional<Key extends string, Value>(key: Key, value: Value | undefined): { [K in Key]?: Value } {
  return value === undefined ? {} : { [key]: value } as { [K in Key]: Value };
}

/** The same uniforms whenever the same log is fitted in the same way. */
function bootstrapSource(): () => number {
  const stream = createStream('1', 0, 'bootstrap of fit');
  return () => stream.next();
}

function shown(folder: string, io: Io): string {
  return relative(io.cwd, folder) || '.';
}

function nameOf(file: string, { name, out }: FitFlags): string {
  const wanted = name ?? (out === undefined ? basename(file, extname(file)) : basename(out));
  const slug = slugFrom(wanted);
  if (name !== undefined && slug !== name) throw new UsageError(`--name ${name}: expected letters, digits, "-" and "_", a letter first${slug === '' ? '' : ` (write ${slug})`}`);
  return slug === '' ? 'fitted' : slug;
}

function folderOf(file: string, flags: FitFlags, io: Io): string {
  const folder = resolve(io.cwd, flags.out ?? nameOf(file, flags));
  if (existsSync(join(folder, 'scenario.yaml')) && flags.force !== true) {
    throw new UsageError(`${join(shown(folder, io), 'scenario.yaml')}: exists already; choose another folder with --out, or replace it with --force`);
  }
  return folder;
}

function readLogText(file: string, io: Io): string {
  const path = resolve(io.cwd, file);
  try {
    return readText(path);
  } catch (error) {
    throw new UsageError(`${file}: ${(error as Error).message.replace(`${path}: `, '')}`, { cause: error });
  }
}

/** Passes on what an action returns; errors about the log and impossible settings become usage errors. */
function asLogUsage<Value>(file: string, action: () => Value): Value {
  try {
    return action();
  } catch (error) {
    if (error instanceof EventLogError) throw new UsageError(error.message, { cause: error });
    if (error instanceof RangeError) throw new UsageError(`${file}: ${error.message}`, { cause: error });
    throw error;
  }
}

function readLog(file: string, text: string, flags: FitFlags): { log: ActivityLog; rejected: readonly RejectedRow[] } {
  const read = asLogUsage(file, () => readActivityLog({ file, text, separator: separatorOf(flags.separator) }, columnsOf(flags), timeReaderOf(flags)));
  if (read.rejected.length > 0 && flags.skipBadRows !== true) {
    const problems = read.rejected.flatMap(({ line, reasons }) => reasons.map((reason) => `line ${line}: ${reason}`));
    const advice = '(--skip-bad-rows goes on without these rows and writes all of them to data/rejected.csv)';
    throw new UsageError(`${new EventLogError(file, problems).message}\n${advice}`);
  }
  if (read.log.size === 0) throw new UsageError(`${file}: expected at least one event, found none`);
  return read;
}

/** The plan as given, or as found and confirmed, with the options that say it; undefined when it was not confirmed. */
async function planOf(log: ActivityLog, flags: FitFlags, argv: readonly string[], io: Io, ask: Ask): Promise<{ plan: LevelPlan; options: string[] } | undefined> {
  const given = { endings: namesOf('--ending', flags.ending), arrivals: namesOf('--arrival', flags.arrival), ignored: namesOf('--ignore', flags.ignore) };
  if (flags.levels !== undefined) return { plan: { levels: levelsOf(flags.levels), ...given }, options: [] };
  if (flags.ending !== undefined) throw new UsageError('--ending: expected --levels as well; without both, fit proposes them');
  const named = [...given.arrivals, ...given.ignored];
  const order = asLogUsage(log.file, () => discoverOrder(log)).filter(({ activity }) => !named.includes(activity));
  const options = orderOptions(order);
  io.err(`${log.file}: the levels were not given (--levels). By what comes first in most cases, from the bottom to the top:\n\n${orderTable(order)}\n`);
  const accepted = flags.yes === true ? true : await ask('Are these the levels and endings?');
  if (accepted !== true) {
    io.err(`To accept this, or to change it first:\n  ${confirmation(argv, order)}\n`);
    return undefined;
  }
  const [, levels] = options;
  const role = (wanted: string): string[] => order.filter((finding) => finding.role === wanted).map(({ activity }) => activity);
  return { plan: { levels: levelsOf(levels), endings: role('ending'), arrivals: given.arrivals, ignored: [...given.ignored, ...role('rare')] }, options };
}

function titleOf(file: string, folder: string, flags: FitFlags, { settings: { plan } }: LogFit, replications: number): ScenarioTitle {
  return {
    name: nameOf(file, { ...flags, out: flags.out ?? folder }),
    title: flags.title ?? `Fitted to ${basename(file)}: ${plan.levels.map(({ name }) => name).join(', ')}`,
    question: `Does a scenario estimated from ${basename(file)} reproduce how many of its cases are open, and for how long?`,
    // Scenarios that come with the program share one schema.
    schema: dirname(folder) === builtInFolder ? `../../schema/${SCHEMA}` : SCHEMA,
    replications: Math.max(1, replications),
  };
}

/** Runs the scenario as it will be written, which also proves that it is right. */
function simulated(fit: LogFit, text: string, tables: readonly DataTable[], replications: number, io: Io): SimulatedComparison {
  const files = new Map(tables.map((table) => [table.path, csvText(table)]));
  const scenario = parseScenario(text, {
    catalogue, file: 'scenario.yaml',
    readText: (path) => {
      const content = files.get(path);
      if (content === undefined) throw new Error(`${path}: not among the files of the scenario`);
      return content;
    },
  });
  const runs = simulateFit(scenario, replications, (finished) => {
    if (io.terminal) io.err(`\r\u001b[K${finished === replications ? '' : `${finished} of ${replications} runs`}`);
  });
  return compareWithRuns(fit, runs);
}

function csvText({ header, rows }: DataTable): string {
  return stringify([[...header], ...rows.map((row) => [...row])]);
}

async function writeAll(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  mkdirSync(join(folder, 'data'), { recursive: true });
  for (const [path, text] of Object.entries(files)) await writeText(join(folder, path), text);
}

const REGIMES = {
  observed: 'beginning and end of work are known; waiting comes from queueing',
  imputed: 'work is imputed from completions and resources',
  stays: 'only stays are known: staff is not identifiable (staff: unlimited)',
} as const;

function summary(fit: LogFit, comparison: SimulatedComparison | undefined, folder: string): string {
  const { settings: { plan }, groups, levels, rates, log, seen } = fit;
  const rows = levels.map(({ level, group, laws, constant, goodness }) => {
    const law = laws.climbs ?? laws.closes;
    const apart = !laws.common && laws.climbs !== undefined && laws.closes !== undefined;
    const times = constant !== undefined ? `always ${constant}` : [law, ...(apart ? [laws.closes] : [])].map((each) => (each === undefined ? '' : `${each.family} ${withStandardError(each.mean)}`)).join(' / ');
    return [
      plan.levels[level].name, ...(groups.groups.length > 1 ? [groups.groups[group].label] : []), laws.observed.climbs + laws.observed.closes, withStandardError(laws.climbing), times,
      goodness === undefined ? undefined : goodness.distance.toFixed(3), goodness?.test === undefined ? undefined : goodness.test.pValue.toFixed(2),
    ];
  });
  const within = comparison?.open.filter(({ real, simulated: { low = -Infinity, high = Infinity } }) => real >= low && real <= high).length;
  return [
    `${log.file}: ${log.size} events of ${log.cases.names.length} cases; ${REGIMES[fit.identification]}`,
    '',
    terminalTable(['level', ...(groups.groups.length > 1 ? ['group'] : []), 'exits', 'P(climb)', 'days', 'distance', 'p'], rows),
    `arrivals: ${withStandardError(rates.mean)} a day (${fit.arrivals})${seen.oddities.length > 0 ? `; ${counted(seen.oddities.length, 'event')} that ${seen.oddities.length === 1 ? 'does' : 'do'} not follow the levels (data/oddities.csv)` : ''}`,
    ...(comparison === undefined || within === undefined ? [] : [`open cases: ${within} of ${comparison.open.length} real numbers within the interval of ${counted(comparison.runs, 'run')} (${percentage(within / comparison.open.length)})`]),
    `${folder}/ holds the scenario. README.md says how well it fits and what was assumed. Next: ${commandLine(['subsidia', 'run', folder])}`,
    '',
  ].join('\n');
}
