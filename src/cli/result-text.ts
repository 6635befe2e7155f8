import type { DesignPoint } from '../experiment/design.js';
import type { Comparison, Estimate } from '../experiment/estimates.js';
import { runMeasures } from '../model/measures.js';
import type { ExperimentSummary } from '../node/study.js';
import { headlineOf } from '../experiment/headline.js';
import type { Cell } from '../report/csv.js';
import { terminalTable } from '../report/terminal-table.js';
import { alignDecimals, differenceTexts, estimateTexts, type EstimateText, type RangedNumber } from './estimate-format.js';
import { TABLE_WIDTH } from './prose.js';

/** Design points that a table shows; the others are in the files. */
const MOST_POINTS = 20;

/** Characters of a name that a header can take. */
const LONGEST_NAME = 14;

/** The short table after `run`: mean and interval of the headline measures at each design point. */
export function estimatesText(summary: ExperimentSummary): string {
  const rows = rowsOf(summary);
  const means = alignDecimals(rows.map(({ text }) => text.mean));
  const cells = rows.map(({ text, estimate }, index): Cell[] => [means[index], text.interval, estimate?.n]);
  return grouped(summary, ['mean', '95 % interval', 'n'], cells);
}

/**
 * The table after `compare`: besides, the paired difference from the first variant with its interval and adjusted p-value. The number of
 * replications stands in it only where a measure is missing in some of them.
 */
export function comparisonText(summary: ExperimentSummary): string {
  const { points, replications } = summary.experiment;
  const rows = rowsOf(summary);
  const means = alignDecimals(rows.map(({ text }) => text.mean));
  const differences = differencesOf(summary);
  const aligned = alignDecimals(differences.map(({ mean }) => mean));
  const counts = rows.map(({ measure, point, estimate }) => (point.index === 0 ? estimate?.n : comparisonOf(summary, measure, point.index)?.n));
  const thinned = counts.some((n) => n !== replications);
  const cells = rows.map(({ text }, index): Cell[] => [
    means[index], text.interval, aligned[index], differences[index].interval, differences[index].p, ...(thinned ? [counts[index]] : []),
  ]);
  const first = points[0].name.length <= LONGEST_NAME ? points[0].name : 'first';
  return grouped(summary, ['mean', '95 % interval', `minus ${first}`, '95 % interval', 'p (Holm)', ...(thinned ? ['n'] : [])], cells);
}

const UNKNOWN: RangedNumber = { mean: undefined, low: undefined, high: undefined };

interface Row {
  readonly measure: string;
  readonly point: DesignPoint;
  readonly estimate: Estimate | undefined;
  readonly text: EstimateText;
}

/** One row per headline measure and shown design point. */
function rowsOf(summary: ExperimentSummary): Row[] {
  return headlineOf(summary.experiment.scenario).flatMap((measure) => {
    const estimates = shownPoints(summary).map(({ index }) => summary.estimates.find((each) => each.measure === measure && each.point === index));
    const texts = estimateTexts(estimates.map((each) => each ?? UNKNOWN));
    return shownPoints(summary).map((point, index) => ({ measure, point, estimate: estimates[index], text: texts[index] }));
  });
}

/**
 * A table of the rows in which each measure has a line of its own above its design points; with one point, a column does. Design points
 * whose names would make it too wide go by their number, which is explained above.
 */
function grouped(summary: ExperimentSummary, headers: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const measures = headlineOf(summary.experiment.scenario).map(labelOf);
  const points = shownPoints(summary);
  if (points.length === 1) return terminalTable(['measure', ...headers], rows.map((row, index) => [measures[index], ...row]));
  const names = shortNames(points);
  const others = summary.experiment.points.length - points.length;
  const more = others === 0 ? '' : `... and ${others} more design points in estimates.csv\n`;
  const named = withMeasures(measures, names, headers, rows);
  if (widthOf(named) <= TABLE_WIDTH) return named + more;
  const numbers = points.map(({ index }) => String(index));
  return `${terminalTable(['design_point', 'variant'], names.map((name, index) => [numbers[index], name]))}\n${withMeasures(measures, numbers, headers, rows)}${more}`;
}

function withMeasures(measures: readonly string[], names: readonly string[], headers: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const labelled = rows.map((row, index): Cell[] => [`  ${names[index % names.length]}`, ...row]);
  const [header, rule, ...lines] = terminalTable(['variant', ...headers], labelled).trimEnd().split('\n');
  const body = measures.flatMap((measure, index) => [measure, ...lines.slice(index * names.length, (index + 1) * names.length)]);
  return [header, rule, ...body].map((line) => `${line}\n`).join('');
}

function widthOf(text: string): number {
  return text.split('\n').reduce((width, line) => Math.max(width, line.length), 0);
}

function shownPoints({ experiment }: ExperimentSummary): readonly DesignPoint[] {
  return experiment.points.slice(0, MOST_POINTS);
}

/** Names in which varied paths are cut to the last keys that still tell them apart: `staff=2` for `organisations.ministry.staff=2`. */
export function shortNames(points: readonly DesignPoint[]): string[] {
  const paths = [...new Set(points.flatMap(({ changes }) => Object.keys(changes)))];
  return points.map(({ name }) => paths.reduce((text, path) => text.replace(`${path}=`, `${shortPath(path, paths)}=`), name));
}

/** A path cut to the last keys that still tell it from the others. */
export function shortPath(path: string, paths: readonly string[]): string {
  const keys = path.split('.');
  for (let count = 1; count < keys.length; count++) {
    const end = keys.slice(-count).join('.');
    if (!paths.some((other) => other !== path && (other === end || other.endsWith(`.${end}`)))) return end;
  }
  return path;
}

/** A measure with its unit. */
export function labelOf(measure: string): string {
  const unit = runMeasures.find(({ name }) => name === measure)?.unit ?? '';
  return unit === '' ? measure : `${measure} [${unit}]`;
}

/** Differences from the first point as rows show them; those of the first itself are empty. */
function differencesOf(summary: ExperimentSummary): (EstimateText & { readonly p: string })[] {
  return headlineOf(summary.experiment.scenario).flatMap((measure) => {
    const [, ...others] = shownPoints(summary);
    const comparisons = others.map(({ index }) => comparisonOf(summary, measure, index));
    const texts = differenceTexts(comparisons.map((each) => (each === undefined ? UNKNOWN : { ...each, mean: each.difference })));
    return [{ mean: '', interval: '', p: '' }, ...texts.map((text, index) => ({ ...text, p: probabilityText(comparisons[index]?.pHolm) }))];
  });
}

/** A p-value for reading. */
export function probabilityText(p: number | undefined): string {
  if (p === undefined) return '-';
  return p < 0.001 ? '<.001' : p.toFixed(3).replace(/^0/, '');
}

function comparisonOf({ comparisons }: ExperimentSummary, measure: string, point: number): Comparison | undefined {
  return comparisons.find((comparison) => comparison.measure === measure && comparison.point === point);
}
