import type { Comparison, Estimate } from '../experiment/estimates.js';
import { runMeasures } from '../model/measures.js';
import type { ExperimentSummary } from '../node/experiment-files.js';
import { formatInterval, formatNumber } from '../report/number-format.js';
import { terminalTable } from '../report/terminal-table.js';
import type { Cell } from '../report/csv.js';

/** What the tables show of a scenario that names no headline. */
const standardHeadline = ['solved', 'time_to_outcome', 'time_to_decision', 'utilisation', 'coordination_share', 'open_problems'];

/** The short table after `run`: mean and interval of the headline measures at each design point. */
export function estimatesText(summary: ExperimentSummary): string {
  const { points } = summary.experiment;
  const several = points.length > 1;
  const rows = headlineOf(summary).flatMap((measure) =>
    points.map(({ index, name }): Cell[] => {
      const estimate = estimateOf(summary, measure, index);
      return [labelOf(measure, index), ...(several ? [name] : []), ...meanCells(estimate)];
    }),
  );
  return terminalTable(['measure', ...(several ? ['variant'] : []), 'mean', '95 % interval', 'n'], rows);
}

/** The table after `compare`: besides, the paired difference from the first variant with its interval and adjusted p-value. */
export function comparisonText(summary: ExperimentSummary): string {
  const { points } = summary.experiment;
  const rows = headlineOf(summary).flatMap((measure) =>
    points.map(({ index, name }): Cell[] => {
      const [mean, interval] = meanCells(estimateOf(summary, measure, index));
      return [labelOf(measure, index), name, mean, interval, ...differenceCells(index, comparisonOf(summary, measure, index))];
    }),
  );
  return terminalTable(['measure', 'variant', 'mean', '95 % interval', `minus ${points[0].name}`, '95 % interval', 'p (Holm)'], rows);
}

function headlineOf({ experiment }: ExperimentSummary): readonly string[] {
  return experiment.scenario.headline.length > 0 ? experiment.scenario.headline : standardHeadline;
}

/** Every measure is named once, with its unit, in the row of the first design point. */
function labelOf(measure: string, point: number): string {
  if (point > 0) return '';
  const unit = runMeasures.find(({ name }) => name === measure)?.unit ?? '';
  return unit === '' ? measure : `${measure} [${unit}]`;
}

function meanCells(estimate: Estimate | undefined): [Cell, Cell, Cell] {
  return [textOf(estimate?.mean), formatInterval(estimate?.low, estimate?.high), estimate?.n];
}

function differenceCells(point: number, comparison: Comparison | undefined): [Cell, Cell, Cell] {
  if (point === 0) return ['', '', ''];
  return [textOf(comparison?.difference), formatInterval(comparison?.low, comparison?.high), probabilityText(comparison?.pHolm)];
}

function textOf(value: number | undefined): string {
  return value === undefined ? '-' : formatNumber(value);
}

function probabilityText(p: number | undefined): string {
  if (p === undefined) return '-';
  return p < 0.001 ? '<.001' : p.toFixed(3).replace(/^0/, '');
}

function estimateOf({ estimates }: ExperimentSummary, measure: string, point: number): Estimate | undefined {
  return estimates.find((estimate) => estimate.measure === measure && estimate.point === point);
}

function comparisonOf({ comparisons }: ExperimentSummary, measure: string, point: number): Comparison | undefined {
  return comparisons.find((comparison) => comparison.measure === measure && comparison.point === point);
}
