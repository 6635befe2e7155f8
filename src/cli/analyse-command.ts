import { join, relative, resolve } from 'node:path';
import { unmetRule } from '../experiment/stopping.js';
import { openResult, readMeasures, type AnalysedResult } from '../node/analysed-result.js';
import { ANALYSIS_FOLDER, writeAnalysis } from '../node/analysis-files.js';
import { ResultDirectoryError } from '../node/result-directory.js';
import { FEWEST_BATCHES } from '../statistics/batch-means.js';
import type { Goal } from '../statistics/goal.js';
import { differencesSection, intervalsSection, isDrawn } from './analyse-points.js';
import { designSections, joinedTables } from './analyse-designs.js';
import { completeMeasures, goalAsked, measuresAsked, pointAsked, pointNames, positiveNumber, requireComplete, type Analysed } from './analyse-question.js';
import { sectionText, type Section } from './analyse-section.js';
import { bestSection, budgetSection, selectionSection } from './analyse-selection.js';
import { batchMeansSection, seriesAsked, warmUpSection } from './analyse-series.js';
import { ExitCode, UsageError, UsageFaults, type Io } from './io.js';
import { wholeNumber } from './option-values.js';
import { readPlugins, type PluginFlags } from './plugins.js';
import { wrap } from './prose.js';
import { unmetPrecisionText } from './unmet-precision.js';

/** Options of `analyse`, as commander parses them. */
export interface AnalyseFlags extends PluginFlags {
  readonly measure?: readonly string[];
  readonly against?: string;
  readonly best?: string;
  readonly select?: string;
  readonly indifference?: string;
  readonly firstStage?: string;
  readonly budget?: string;
  readonly warmUp?: boolean;
  readonly batchMeans?: boolean;
  readonly series?: readonly string[];
  readonly window?: string;
  readonly batches?: string;
  readonly out?: string;
  readonly quiet?: boolean;
}

/**
 * `analyse`: what a finished result says: what its design calls for, or what is asked. Prints tables and writes them as CSV files. Resolves to an exit
 * code.
 * @throws UsageError for what cannot be analysed
 */
export async function analyseCommand(name: string, flags: AnalyseFlags, io: Io): Promise<number> {
  if (flags.out?.trim() === '') throw new UsageError('--out: expected the name of a folder, found nothing');
  requireTogether(flags);
  const folder = resolve(io.cwd, name);
  const directory = flags.out === undefined ? join(folder, ANALYSIS_FOLDER) : resolve(io.cwd, flags.out);
  try {
    const result = await openResult(folder, readPlugins(flags.plugin ?? [], io));
    const { sections, notices } = await analysed(result, flags);
    const { scenario } = result.experiment;
    await writeAnalysis(directory, joinedTables(sections), { name: scenario.name, title: scenario.title, hash: result.hash });
    for (const notice of notices) io.err(wrap(`notice: ${notice}`).map((line) => `${line}\n`).join(''));
    if (flags.quiet !== true) io.out(`${scenario.title}\n\n${sections.map(sectionText).join('\n')}\nThe CSV files are in ${relative(io.cwd, directory) || '.'}/\n`);
    return result.failed.length > 0 ? ExitCode.failedRuns : ExitCode.ok;
  } catch (error) {
    // Nothing is run here, so that the advice that other commands give with this error would lead astray.
    throw error instanceof ResultDirectoryError ? new UsageError(error.message) : error;
  }
}

interface Findings {
  readonly sections: readonly Section[];
  /** What could not be analysed. */
  readonly notices: readonly string[];
}

/** What is asked, every part of it valid by itself. */
interface Question {
  readonly measures: readonly string[];
  /** Design point that others are compared with, where one was named. */
  readonly against: number | undefined;
  readonly best: Goal | undefined;
  readonly select: Goal | undefined;
  readonly indifference: number | undefined;
  readonly firstStage: number;
  readonly budget: number | undefined;
  readonly series: readonly string[];
  readonly window: number | undefined;
  readonly batches: number;
}

/** @throws UsageError with all that is wrong with the options */
function questionOf(result: AnalysedResult, flags: AnalyseFlags): Question {
  const faults = new UsageFaults();
  const given = <Value>(text: string | undefined, read: (text: string) => Value): Value | undefined => (text === undefined ? undefined : faults.gather(() => read(text)));
  const question = {
    measures: faults.gather(() => measuresAsked(result, flags.measure ?? [])) ?? [],
    against: given(flags.against, (name) => pointAsked(result, '--against', name)),
    best: given(flags.best, (goal) => goalAsked('--best', goal)),
    select: given(flags.select, (goal) => goalAsked('--select', goal)),
    indifference: given(flags.indifference, (number) => positiveNumber('--indifference', number)),
    firstStage: given(flags.firstStage, (number) => wholeNumber('--first-stage', number, 2)) ?? FIRST_STAGE,
    budget: given(flags.budget, (number) => wholeNumber('--budget', number)),
    series: faults.gather(() => seriesAsked(flags.series ?? [])) ?? [],
    window: given(flags.window, (number) => wholeNumber('--window', number)),
    batches: given(flags.batches, (number) => wholeNumber('--batches', number, FEWEST_BATCHES)) ?? BATCHES,
  };
  faults.throwAny();
  return question;
}

/** Replications before any design point is dropped, and batches, unless told. */
const FIRST_STAGE = 10;
const BATCHES = 10;

async function analysed(result: AnalysedResult, flags: AnalyseFlags): Promise<Findings> {
  const question = questionOf(result, flags);
  const ofSeries = await seriesSections(result, flags, question);
  const isAsked = isChoice(flags);
  if (ofSeries.length > 0 && !isAsked) return { sections: ofSeries, notices: [] };
  // What is better of one measure is not of another.
  const measures = isAsked && flags.measure === undefined ? question.measures.slice(0, 1) : question.measures;
  const data: Analysed = { result, measures, values: await readMeasures(result, measures), names: pointNames(result) };
  if (isAsked) return { sections: [...choiceSections(data, question), ...ofSeries], notices: [] };
  return standardFindings(data, question);
}

/** What the design calls for. */
async function standardFindings(data: Analysed, { against }: Question): Promise<Findings> {
  const { result } = data;
  const { values, gaps } = against === undefined ? completeMeasures(data) : { values: requireComplete(data, '--against'), gaps: [] };
  const compared = comparedPoints(result, against !== undefined);
  const sections = [
    intervalsSection(data),
    ...(compared.length < 2 || values.size === 0 ? [] : [differencesSection(data, values, against ?? 0, compared)]),
    ...(values.size === 0 ? [] : designSections(data, values)),
  ];
  const notices = gaps.map((gap) => `${gap}: intervals only, nothing that compares design points`);
  return { sections, notices: [...(await precisionNotices(result)), ...notices] };
}

/** Where an experiment that was to stop when it is precise enough is not. */
async function precisionNotices(result: AnalysedResult): Promise<string[]> {
  const { stopping, experiment: { points, replications } } = result;
  if (stopping === undefined) return [];
  const values = (await readMeasures(result, [stopping.measure])).get(stopping.measure) ?? [];
  const unmet = unmetRule(stopping, values);
  return unmet === undefined ? [] : [unmetPrecisionText(unmet, replications, points.map(({ name }) => name))];
}

/** Points that are compared one by one: all when asked, otherwise those of designs that are made for it and have no comparison of their own. */
function comparedPoints({ experiment: { points }, designs }: AnalysedResult, all: boolean): number[] {
  if (all || designs.length === 0) return points.map(({ index }) => index);
  const made = designs.filter((each) => !isDrawn(each) && each.design !== 'one-at-a-time');
  return [...new Set(made.flatMap((design) => design.points))].sort((a, b) => a - b);
}

function isChoice({ best, select, budget }: AnalyseFlags): boolean {
  return best !== undefined || select !== undefined || budget !== undefined;
}

function choiceSections(data: Analysed, { best, select, budget, indifference, firstStage }: Question): Section[] {
  const values = requireComplete(data, 'choosing among design points');
  const goal = select ?? best;
  return [
    ...(best === undefined ? [] : [bestSection(data, values, best)]),
    ...(select === undefined || indifference === undefined ? [] : [selectionSection(data, values, { goal: select, indifference, firstStage })]),
    ...(budget === undefined || goal === undefined ? [] : [budgetSection(data, values, budget, { goal, ...(indifference === undefined ? {} : { indifference }) })]),
  ];
}

async function seriesSections(result: AnalysedResult, { warmUp, batchMeans }: AnalyseFlags, { series, window, batches }: Question): Promise<Section[]> {
  return [
    ...(warmUp === true ? [await warmUpSection(result, series, window)] : []),
    ...(batchMeans === true ? [await batchMeansSection(result, series, batches)] : []),
  ];
}

/** @throws UsageError naming all options that say nothing without others, or contradict them */
function requireTogether(flags: AnalyseFlags): void {
  const { select, best, budget, indifference, firstStage, warmUp, batchMeans, series, window, batches, against, measure } = flags;
  const isOfSeries = warmUp === true || batchMeans === true;
  const rules: readonly (readonly [isBroken: boolean, message: string])[] = [
    [select !== undefined && indifference === undefined && budget === undefined, '--select: expected --indifference D too, the smallest difference from the best that matters, in the unit of the measure'],
    [budget !== undefined && select === undefined && best === undefined, '--budget: expected --select or --best with minimise or maximise too'],
    [select !== undefined && best !== undefined && select !== best, `--select ${select} and --best ${best}: expected the same goal`],
    [indifference !== undefined && select === undefined && budget === undefined, '--indifference: expected --select too'],
    [firstStage !== undefined && (select === undefined || indifference === undefined), '--first-stage: expected --select and --indifference too'],
    [series !== undefined && !isOfSeries, '--series: expected --warm-up or --batch-means too'],
    [window !== undefined && warmUp !== true, '--window: expected --warm-up too'],
    [batches !== undefined && batchMeans !== true, '--batches: expected --batch-means too'],
    [against !== undefined && (isChoice(flags) || isOfSeries), '--against: compares design points, and does not go with --best, --select, --budget, --warm-up or --batch-means'],
    [measure !== undefined && isOfSeries && !isChoice(flags), '--measure: expected --series for --warm-up and --batch-means'],
  ];
  const broken = rules.filter(([isBroken]) => isBroken).map(([, message]) => message);
  if (broken.length > 0) throw new UsageError(broken.join('\n'));
}
