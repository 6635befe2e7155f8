import { join, relative, resolve } from 'node:path';
import { unmetRule } from '../experiment/stopping.js';
import { openResult, readMeasures, type AnalysedResult } from '../node/analysed-result.js';
import { ANALYSIS_FOLDER, writeAnalysis } from '../node/analysis-files.js';
import { ResultDirectoryError } from '../node/result-directory.js';
import { FEWEST_BATCHES } from '../statistics/batch-means.js';
import { differencesSection, intervalsSection, isDrawn } from './analyse-points.js';
import { designSections, joinedTables } from './analyse-designs.js';
import { completeMeasures, goalAsked, measuresAsked, pointAsked, pointNames, positiveNumber, requireComplete, type Analysed } from './analyse-question.js';
import { sectionText, type Section } from './analyse-section.js';
import { bestSection, budgetSection, selectionSection } from './analyse-selection.js';
import { batchMeansSection, seriesAsked, warmUpSection } from './analyse-series.js';
import { ExitCode, UsageError, type Io } from './io.js';
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

async function analysed(result: AnalysedResult, flags: AnalyseFlags): Promise<Findings> {
  const ofSeries = await seriesSections(result, flags);
  const isAsked = flags.best !== undefined || flags.select !== undefined || flags.budget !== undefined;
  if (ofSeries.length > 0 && !isAsked) return { sections: ofSeries, notices: [] };
  const asked = measuresAsked(result, flags.measure ?? []);
  // What is better of one measure is not of another.
  const measures = isAsked && flags.measure === undefined ? asked.slice(0, 1) : asked;
  const data: Analysed = { result, measures, values: await readMeasures(result, measures), names: pointNames(result) };
  if (isAsked) return { sections: [...choiceSections(data, flags), ...ofSeries], notices: [] };
  return standardFindings(data, flags);
}

/** What the design calls for. */
async function standardFindings(data: Analysed, { against }: AnalyseFlags): Promise<Findings> {
  const { result } = data;
  const baseline = against === undefined ? 0 : pointAsked(result, '--against', against);
  const { values, gaps } = against === undefined ? completeMeasures(data) : { values: requireComplete(data, '--against'), gaps: [] };
  const compared = comparedPoints(result, against !== undefined);
  const sections = [
    intervalsSection(data),
    ...(compared.length < 2 || values.size === 0 ? [] : [differencesSection(data, values, baseline, compared)]),
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

function choiceSections(data: Analysed, flags: AnalyseFlags): Section[] {
  const { best, select, budget } = flags;
  const indifference = flags.indifference === undefined ? undefined : positiveNumber('--indifference', flags.indifference);
  const values = requireComplete(data, 'choosing among design points');
  return [
    ...(best === undefined ? [] : [bestSection(data, values, goalAsked('--best', best))]),
    ...(select === undefined || indifference === undefined ? [] : [selectionSection(data, values, { goal: goalAsked('--select', select), indifference, firstStage: wholeNumber('--first-stage', flags.firstStage ?? '10', 2) })]),
    ...(budget === undefined ? [] : [budgetSection(data, values, wholeNumber('--budget', budget), { goal: goalAsked('--select', select ?? best ?? ''), ...(indifference === undefined ? {} : { indifference }) })]),
  ];
}

async function seriesSections(result: AnalysedResult, flags: AnalyseFlags): Promise<Section[]> {
  const columns = seriesAsked(flags.series ?? []);
  const window = flags.window === undefined ? undefined : wholeNumber('--window', flags.window);
  const sections: Section[] = [];
  if (flags.warmUp === true) sections.push(await warmUpSection(result, columns, window));
  if (flags.batchMeans === true) sections.push(await batchMeansSection(result, columns, wholeNumber('--batches', flags.batches ?? '10', FEWEST_BATCHES)));
  return sections;
}

/** @throws UsageError naming all options that say nothing without others, or contradict them */
function requireTogether({ select, best, budget, indifference, firstStage, warmUp, batchMeans, series, window, batches, against, measure }: AnalyseFlags): void {
  const isOfSeries = warmUp === true || batchMeans === true;
  const isChoice = select !== undefined || best !== undefined || budget !== undefined;
  const rules: readonly (readonly [isBroken: boolean, message: string])[] = [
    [select !== undefined && indifference === undefined && budget === undefined, '--select: expected --indifference D too, the smallest difference from the best that matters, in the unit of the measure'],
    [budget !== undefined && select === undefined && best === undefined, '--budget: expected --select or --best with minimise or maximise too'],
    [select !== undefined && best !== undefined && select !== best, `--select ${select} and --best ${best}: expected the same goal`],
    [indifference !== undefined && select === undefined && budget === undefined, '--indifference: expected --select too'],
    [firstStage !== undefined && (select === undefined || indifference === undefined), '--first-stage: expected --select and --indifference too'],
    [series !== undefined && !isOfSeries, '--series: expected --warm-up or --batch-means too'],
    [window !== undefined && warmUp !== true, '--window: expected --warm-up too'],
    [batches !== undefined && batchMeans !== true, '--batches: expected --batch-means too'],
    [against !== undefined && (isChoice || isOfSeries), '--against: compares design points, and does not go with --best, --select, --budget, --warm-up or --batch-means'],
    [measure !== undefined && isOfSeries && !isChoice, '--measure: expected --series for --warm-up and --batch-means'],
  ];
  const broken = rules.filter(([isBroken]) => isBroken).map(([, message]) => message);
  if (broken.length > 0) throw new UsageError(broken.join('\n'));
}
