import { differences, type Difference, type Pair } from '../experiment/analysis/differences.js';
import type { CompleteValues } from '../experiment/analysis/complete-values.js';
import { estimate } from '../experiment/estimates.js';
import type { DesignRecord } from '../experiment/sweep/sweep-plan.js';
import { differencesTable } from '../report/analysis-tables.js';
import type { Cell } from '../report/csv.js';
import { estimatesTable } from '../report/estimates-table.js';
import type { Analysed } from './analyse-question.js';
import type { RowGroup, Section } from './analyse-section.js';
import { alignDecimals, differenceTexts, estimateTexts } from './estimate-format.js';
import { labelOf, probabilityText } from './result-text.js';

/** Whether a design draws its points to cover a space, so that single ones of them are nothing to compare. */
export function isDrawn({ design }: DesignRecord): boolean {
  return ['latin-hypercube', 'sobol', 'saltelli', 'morris'].includes(design);
}

/** Whether a design fills a space with points for a model that is fitted to them elsewhere. */
function isSpaceFilling({ design }: DesignRecord): boolean {
  return ['latin-hypercube', 'sobol'].includes(design);
}

/** Points of drawn designs that are printed: single ones of them say little. */
const FEW = 3;

/** Replication intervals of every design point. */
export function intervalsSection({ result, measures, values, names }: Analysed): Section {
  const { points, replications } = result.experiment;
  const estimates = estimate(values);
  const spaceFilling = [...new Set(result.designs.filter(isSpaceFilling).map(({ design }) => design))];
  const texts = measures.flatMap((measure) => estimateTexts(estimates.filter((each) => each.measure === measure)));
  const means = alignDecimals(texts.map(({ mean }) => mean));
  const cells = new Map(estimates.map((each, index) => [each, [means[index], texts[index].interval, each.n]]));
  return {
    heading: 'Design points',
    notes: [
      replications === 1 ? 'One replication, which has no interval.' : `Mean over ${replications} replications with a 95 % confidence interval (Student's t).`,
      ...spaceFilling.map((design) => `Points of ${design} fill the space of the factors; single ones say little. Fit a model to runs.csv, where each factor has a column, or ask what a saltelli or morris design is made to answer.`),
    ],
    headers: ['measure, design point', 'mean', '95 % interval', 'n'],
    groups: measures.map((measure) => ({
      title: labelOf(measure),
      rows: estimates.filter((each) => each.measure === measure).map((each) => ({ label: names[each.point], cells: cells.get(each) ?? [] })),
    })),
    ...(result.designs.length > 0 && result.designs.every(isDrawn) ? { most: FEW } : {}),
    tables: [{
      table: estimatesTable,
      rows: estimates.map((e) => [e.point, points[e.point].name, e.measure, e.n, e.mean, e.sd, e.low, e.high, e.halfWidth, e.q05, e.q50, e.q95]),
    }],
  };
}

/** Differences of design points from one of them. */
export function differencesSection({ result, names }: Analysed, values: ReadonlyMap<string, CompleteValues>, baseline: number, against: readonly number[]): Section {
  const { points, randomNumbers } = result.experiment;
  const pairs = [...values.keys()].flatMap((measure) => against.filter((point) => point !== baseline).map((point): Pair => ({ measure, baseline, point })));
  const found = differences(pairs, values, { randomNumbers });
  return {
    heading: `Differences from ${names[baseline]}`,
    notes: [pairingNote(randomNumbers), ...adjustmentNote(found)],
    headers: ['measure, design point', 'difference', '95 % interval', 'p (Holm)'],
    groups: differenceGroups([...values.keys()], found, ({ point }) => names[point]),
    tables: [{
      table: differencesTable,
      rows: found.map((d) => [d.measure, points[baseline].name, d.point, points[d.point].name, d.n, d.difference, d.low, d.high, d.p, d.pHolm]),
    }],
  };
}

/** What differences are made of. */
export function pairingNote(randomNumbers: 'common' | 'independent'): string {
  return randomNumbers === 'common'
    ? 'Paired by replication: equal replications share their random numbers.'
    : "Design points have random numbers of their own, so that samples are independent (Welch's t).";
}

/** For what p-values are adjusted; nothing where there is one at most. */
export function adjustmentNote(found: readonly Difference[]): string[] {
  const { length } = found.filter(({ p }) => p !== undefined);
  return length < 2 ? [] : [`p-values are adjusted by Holm for the ${length} comparisons of this table.`];
}

/** What a row of differences shows. */
export type ShownDifference = Pick<Difference, 'measure' | 'difference' | 'low' | 'high' | 'pHolm'>;

/** Groups by measure with difference, interval and adjusted p-value. */
export function differenceGroups<Row extends ShownDifference>(measures: readonly string[], found: readonly Row[], labelFor: (row: Row) => string): RowGroup[] {
  const rows = measures.map((measure) => found.filter((row) => row.measure === measure));
  const texts = rows.flatMap((ofMeasure) => differenceTexts(ofMeasure.map(({ difference, low, high }) => ({ mean: difference, low, high }))));
  const aligned = alignDecimals(texts.map(({ mean }) => mean));
  const cells = new Map(rows.flat().map((row, index): [Row, Cell[]] => [row, [aligned[index], texts[index].interval, probabilityText(row.pHolm)]]));
  return measures.map((measure, index) => ({
    title: labelOf(measure),
    rows: rows[index].map((row) => ({ label: labelFor(row), cells: cells.get(row) ?? [] })),
  }));
}
