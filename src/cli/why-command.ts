import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { headlineOf } from '../experiment/headline.js';
import { planContrast, type Contrast, type ContrastOptions } from '../experiment/contrast.js';
import { decompose, type Decomposition, type Share } from '../experiment/decomposition.js';
import { runAt } from '../experiment/experiment.js';
import { runMeasures } from '../model/measures.js';
import { runContrast } from '../node/contrast-runs.js';
import { writeText } from '../node/text-files.js';
import { toCsv, type Cell } from '../report/csv.js';
import { decompositionTable } from '../report/decomposition-table.js';
import { nearestName } from '../scenario/names.js';
import { asUsage, ExitCode, UsageError, type Io } from './io.js';
import { factorsOf, loadChanged, wholeNumber, type ChangeFlags } from './option-values.js';
import { loadPlugins, sourcePlugins } from './plugins.js';
import { Progress } from './progress.js';
import { counted, times, wrap } from './prose.js';
import { seeSameProblems } from './summary-text.js';
import { settingsText, whyText } from './why-text.js';

/** What the options of `why` hold. */
export interface WhyFlags extends ChangeFlags {
  readonly measure?: readonly string[];
  readonly replications?: string;
  readonly seed?: string;
  readonly vary?: readonly string[];
  readonly workers?: string;
  readonly csv?: string;
  readonly quiet?: boolean;
}

/** Failed runs that are shown. */
const MOST_FAILURES = 10;

/**
 * `why`: what the difference between two variants is made of. Resolves to an exit code.
 * @throws UsageError, ScenarioError, DesignError for what the user can mend.
 */
export async function whyCommand(name: string, names: readonly string[], flags: WhyFlags, io: Io): Promise<number> {
  if (flags.csv?.trim() === '') throw new UsageError('--csv: expected the name of a file, found nothing');
  if (names.length === 1) throw new UsageError(`${names[0]}: expected the names of two variants, or none where there are only two`);
  if (names.length > 2) throw new UsageError(`${names.length} variants: expected two`);
  const workers = flags.workers === undefined ? availableParallelism() : wholeNumber('--workers', flags.workers);
  const options = optionsOf(names, flags);
  const { set, loaded } = loadChanged(name, flags, io, await loadPlugins(flags.plugin ?? [], io));
  const { scenario } = loaded;
  const headline = headlineOf(scenario);
  const asked = (flags.measure ?? []).map(requireMeasure);
  const plan = asUsage(() => planContrast(scenario, loaded.extensions.catalogue, options));
  const progress = new Progress(io, flags.quiet === true);
  const source = { text: loaded.text, file: loaded.file, files: loaded.files, set, options, ...sourcePlugins(loaded.extensions) };
  if (flags.quiet !== true && io.terminal) io.err(`${counted(plan.experiment.points.length, 'design point')}, ${times(plan.experiment.replications)} each\n`);
  const { contrast, book, finished, failures } = await runContrast(source, {
    workers,
    signal: io.signal,
    onProgress: (done, runs, events) => progress.show(done, runs, events),
  }).finally(() => progress.clear());
  const { runs } = contrast.experiment;
  if (finished < runs) {
    io.err(`interrupted after ${finished} of ${runs} runs\n`);
    return ExitCode.interrupted;
  }
  for (const { run, stage, message } of failures.slice(0, MOST_FAILURES)) {
    const { point, replication } = runAt(contrast.experiment, run);
    io.err(`${point.name}, replication ${replication} failed (${stage}): ${message}\n`);
  }
  if (failures.length > MOST_FAILURES) io.err(`... and ${failures.length - MOST_FAILURES} more runs\n`);
  const decomposed = (measures: readonly string[]): Decomposition[] => measures.map((measure) => decompose(contrast, measure, book.values.get(measure) ?? []));
  if (flags.quiet !== true) io.out(report(scenario.title, contrast, decomposed(asked.length > 0 ? asked : headline.slice(0, 1)), asked.length > 0 ? [] : headline.slice(1)));
  if (flags.csv !== undefined) {
    const rows = decomposed(asked.length > 0 ? asked : headline).flatMap((decomposition) => rowsOf(contrast, decomposition));
    await writeText(resolve(io.cwd, flags.csv), toCsv(decompositionTable, rows));
    if (flags.quiet !== true) io.out(`The numbers are in ${flags.csv}.\n`);
  }
  return failures.length > 0 ? ExitCode.failedRuns : ExitCode.ok;
}

function optionsOf(names: readonly string[], { seed, replications, vary = [] }: WhyFlags): ContrastOptions {
  return {
    ...(names.length === 0 ? {} : { names: [names[0], names[1]] as const }),
    ...(vary.length === 0 ? {} : { vary: factorsOf(vary) }),
    ...(seed === undefined ? {} : { seed }),
    ...(replications === undefined ? {} : { replications: wholeNumber('--replications', replications) }),
  };
}

function requireMeasure(name: string): string {
  const known = runMeasures.map((measure) => measure.name);
  if (known.includes(name)) return name;
  const near = nearestName(name, known);
  throw new UsageError(`--measure ${name}: there is no such measure${near === undefined ? '' : ` (did you mean "${near}"?)`}; subsidia list measures lists them`);
}

function report(title: string, contrast: Contrast, decompositions: readonly Decomposition[], others: readonly string[]): string {
  const { experiment: { points, replications, seed } } = contrast;
  const ending = [
    `Ran ${counted(points.length, 'design point')} ${times(replications)} each ${seeSameProblems(points) ? 'over the same problems' : 'with common random numbers where they see the same problems'} (seed ${seed}); intervals are of paired differences.`,
    ...(others.length === 0 ? [] : [`--measure asks for other measures, such as ${others.slice(0, 3).join(', ')}.`]),
  ];
  return [`${title}\n`, ...decompositions.map((decomposition) => whyText(contrast, decomposition)), wrap(ending.join(' ')).map((line) => `${line}\n`).join('')].join('\n');
}

function rowsOf(contrast: Contrast, { measure, n, difference, elements, elementRemainder, mechanisms, bare, mechanismRemainder }: Decomposition): Cell[][] {
  const { names: [a, b] } = contrast;
  const row = (decomposition: string, share: string, settings: string, { mean, low, high, p, pHolm }: Share, more: readonly Cell[] = [undefined, undefined, undefined]): Cell[] =>
    [measure, a, b, decomposition, share, settings, n, mean, low, high, p, pHolm, ...more];
  return [
    ...elements.map((share, index) => row('switched', share.element, settingsText(contrast.elements[index]), share, [share.fromA, share.fromB, undefined])),
    row('switched', 'remainder', '', elementRemainder),
    row('switched', 'difference', '', difference),
    ...mechanisms.map((share, index) => row('taken away', share.mechanism, contrast.neutralisations[index].mechanism.meaning, share, [undefined, undefined, share.without])),
    ...(bare === undefined ? [] : [row('taken away', 'left without all', '', bare)]),
    row('taken away', 'remainder', '', mechanismRemainder),
    row('taken away', 'difference', '', difference),
  ];
}
