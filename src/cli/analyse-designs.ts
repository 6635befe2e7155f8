import type { CompleteValues } from '../experiment/analysis/complete-values.js';
import { changedColumns } from '../experiment/analysis/design-structure.js';
import { differences } from '../experiment/analysis/differences.js';
import { factorialAnalysis, type FactorLevel } from '../experiment/analysis/factorial-analysis.js';
import { morrisAnalysis, sobolAnalysis } from '../experiment/analysis/sensitivity.js';
import { valueText } from '../experiment/design.js';
import { pointSettings, pointVariants } from '../experiment/point-settings.js';
import { VARIANT } from '../experiment/sweep/checked-design.js';
import type { DesignRecord } from '../experiment/sweep/sweep-plan.js';
import { effectsTable, morrisTable, oneAtATimeTable, sobolIndicesTable, sobolPairsTable } from '../report/analysis-tables.js';
import type { Cell } from '../report/csv.js';
import type { Table } from '../report/table.js';
import type { BootstrapInterval } from '../statistics/bootstrap.js';
import type { SobolIndices, SobolPair } from '../statistics/sobol-indices.js';
import { adjustmentNote, differenceGroups, pairingNote, type ShownDifference } from './analyse-points.js';
import type { Analysed } from './analyse-question.js';
import type { RowGroup, Section } from './analyse-section.js';
import { alignDecimals, estimateTexts, shareText, type RangedNumber } from './estimate-format.js';
import { labelOf, shortPath } from './result-text.js';

type Values = ReadonlyMap<string, CompleteValues>;

/** The analyses that designs call for: those of one kind in one section each, so that each has one file. */
export function designSections(analysed: Analysed, values: Values): Section[] {
  const { designs } = analysed.result;
  return designs.flatMap((design): Section[] => {
    switch (design.design) {
      case 'factorial':
        return factorialSection(analysed, design, values);
      case 'one-at-a-time':
        return [oneAtATimeSection(analysed, design, values)];
      case 'saltelli':
        return saltelliSection(analysed, design, values);
      case 'morris':
        return [morrisSection(analysed, design, values)];
      default:
        return [];
    }
  });
}

function factorialSection({ result: { experiment } }: Analysed, design: DesignRecord, values: Values): Section[] {
  const effects = [...values].flatMap(([measure, ofMeasure]) => factorialAnalysis(design, ofMeasure).map((effect) => ({ ...effect, measure, pHolm: effect.pAdjusted })));
  if (effects.length === 0) return [];
  const hasInteractions = effects.some(({ of }) => of.length === 2);
  const nameOf = ({ factor, value }: FactorLevel): string => `${shortPath(factor, design.factors)}=${valueText(value)}`;
  return [{
    heading: headingOf(hasInteractions ? 'Main effects and interactions' : 'Main effects', design),
    notes: [
      hasInteractions
        ? 'A main effect is the difference that a value makes compared with the first value of its factor, averaged over all values of the others. An interaction (a x b) is by how much that difference changes with the value of another factor.'
        : 'With one factor they are the differences from its first value, replication by replication.',
      ...effectNotes(experiment.replications, effects.length / values.size),
    ],
    headers: ['measure, effect', 'difference', '95 % interval', 'p (Holm)'],
    groups: differenceGroups([...values.keys()], effects, ({ of }) => of.map(nameOf).join(' x ')),
    tables: [{
      table: effectsTable,
      rows: effects.map(({ measure, of: [first, second], n, difference, low, high, pValue, pAdjusted }) => [
        nameOfDesign(design), measure, second === undefined ? 'main' : 'interaction', ...levelCells(first), ...levelCells(second), n, difference, low, high, pValue, pAdjusted,
      ]),
    }],
  }];
}

/** How intervals and p-values of effects come about. */
function effectNotes(replications: number, effectsOfMeasure: number): string[] {
  if (replications === 1) return ['One replication gives no intervals.'];
  const adjustment = effectsOfMeasure < 2 ? '' : ' p-values are adjusted by Holm for the effects on one measure.';
  return [`Every one of the ${replications} replications gives a value of each effect.${adjustment}`];
}

function levelCells(level: FactorLevel | undefined): Cell[] {
  return level === undefined ? [undefined, undefined, undefined] : [level.factor, valueCell(level.value), valueCell(level.base)];
}

/** A value of a factor; missing where there is none. */
function valueCell(value: unknown): Cell {
  return value === null || value === undefined ? undefined : valueText(value);
}

function oneAtATimeSection({ result: { experiment } }: Analysed, design: DesignRecord, values: Values): Section {
  const { points, randomNumbers } = experiment;
  const changed = changedColumns(design);
  const base = changed.indexOf(undefined);
  const steps = changed.flatMap((column, row) => (column === undefined ? [] : [{ column, row }]));
  const pairs = [...values.keys()].flatMap((measure) => steps.map((step) => ({ measure, baseline: design.points[base], point: design.points[step.row], step })));
  const found = differences(pairs, values, { randomNumbers }).map((difference, index) => ({ ...difference, step: pairs[index].step }));
  const valueAt = (row: number, column: number): Cell => valueCell(design.rows[row][column]);
  const heldAt = pointSettings(experiment.scenario);
  const variantOf = pointVariants(experiment.scenario);
  const basePoint = points[design.points[base]];
  const baseValues = design.factors.map((factor) => valueCell(factor === VARIANT ? variantOf(basePoint) : heldAt(basePoint, factor)));
  return {
    heading: headingOf('One factor at a time', design),
    notes: [
      `Differences from the base (${basePoint.name}), where one factor alone is changed; interactions do not show.`,
      [pairingNote(randomNumbers), ...adjustmentNote(found)].join(' '),
    ],
    headers: ['measure, change', 'difference', '95 % interval', 'p (Holm)'],
    groups: differenceGroups<ShownDifference & { step: (typeof steps)[number] }>([...values.keys()], found, ({ step: { row, column } }) =>
      `${shortPath(design.factors[column], design.factors)}=${String(valueAt(row, column) ?? 'as in the file')}`),
    tables: [{
      table: oneAtATimeTable,
      rows: found.map(({ step: { row, column }, ...d }) => [
        nameOfDesign(design), d.measure, design.factors[column], valueAt(row, column), baseValues[column], d.point, points[d.point].name, d.n, d.difference, d.low, d.high, d.p, d.pHolm,
      ]),
    }],
  };
}

/** Base points below which indices say little. */
const FEW_BASE_POINTS = 64;

function saltelliSection({ result: { experiment } }: Analysed, design: DesignRecord, values: Values): Section[] {
  const { seed, replications, randomNumbers } = experiment;
  const base = Number(design.structure['n']);
  if (base < 2) return [];
  const found = [...values].map(([measure, ofMeasure]) => ({ measure, indices: sobolAnalysis(design, ofMeasure, measure, seed) }));
  return [{
    heading: headingOf('Sobol indices', design),
    notes: [
      'Shares of the variance over the design. First order: what would go if the factor alone were known. Total: what would be left if all others were known. A total well above the first order means interactions.',
      `${averagedNote(replications)} Intervals are 95 % bootstrap percentiles over ${base} base points, a rough guide.`,
      ...(randomNumbers === 'independent' ? ['Points have random numbers of their own: chance adds to every total index. Replicate more, or use common random numbers.'] : []),
      ...(base < FEW_BASE_POINTS ? [`${base} base points are few: expect indices below 0 or above 1, and wide intervals.`] : []),
    ],
    headers: ['measure, factor', 'first order', '95 % interval', 'total', '95 % interval'],
    groups: found.map(({ measure, indices }): RowGroup => ({
      title: `${labelOf(measure)}${indices.variance === 0 ? ': does not vary' : ''}`,
      rows: byInfluence(design.factors.map((factor, index) => ({ factor, ...indices.factors[index] })), ({ total }) => total ?? 0).map(({ factor, first, firstInterval, total, totalInterval }) => ({
        label: factor, cells: [...shareCells(first, firstInterval), ...shareCells(total, totalInterval)],
      })),
    })),
    tables: [{
      table: sobolIndicesTable,
      rows: found.flatMap(({ measure, indices }) => design.factors.map((factor, index) => {
        const { first, firstInterval, total, totalInterval } = indices.factors[index];
        return [nameOfDesign(design), measure, factor, base, replications, first, ...ends(firstInterval), total, ...ends(totalInterval), indices.mean, indices.variance];
      })),
    }],
  }, ...(found.some(({ indices }) => indices.pairs.length > 0) ? [pairsSection(design, found, replications)] : [])];
}

/** Pairs of factors that are shown of a measure; all are in the file. */
const MOST_PAIRS = 10;

function pairsSection(design: DesignRecord, found: readonly { readonly measure: string; readonly indices: SobolIndices }[], replications: number): Section {
  const nameOf = ({ factors: [one, other] }: SobolPair): string => `${shortPath(design.factors[one], design.factors)} x ${shortPath(design.factors[other], design.factors)}`;
  return {
    heading: headingOf('Sobol indices of pairs', design),
    notes: ['Second order: share of the variance that would go if both factors were known, beyond what each alone would take: their interaction.'],
    headers: ['measure, pair', 'second order', '95 % interval'],
    groups: found.map(({ measure, indices }): RowGroup => ({
      title: labelOf(measure),
      rows: byInfluence(indices.pairs, ({ second }) => second ?? 0).slice(0, MOST_PAIRS).map((pair) => ({ label: nameOf(pair), cells: shareCells(pair.second, pair.interval) })),
    })),
    tables: [{
      table: sobolPairsTable,
      rows: found.flatMap(({ measure, indices }) => indices.pairs.map(({ factors: [one, other], second, interval }) => [
        nameOfDesign(design), measure, design.factors[one], design.factors[other], indices.n, replications, second, ...ends(interval),
      ])),
    }],
  };
}

/** A share with two decimals and its interval. */
function shareCells(value: number | undefined, interval: BootstrapInterval | undefined): Cell[] {
  if (value === undefined) return [undefined, '-'];
  return [shareText(value), interval === undefined ? '-' : `[${shareText(interval.low)}, ${shareText(interval.high)}]`];
}

function morrisSection({ result: { experiment } }: Analysed, design: DesignRecord, values: Values): Section {
  const { seed, replications } = experiment;
  const trajectories = Number(design.structure['trajectories']);
  const found = [...values].map(([measure, ofMeasure]) => ({ measure, factors: morrisAnalysis(design, ofMeasure, measure, seed) }));
  return {
    heading: headingOf('Elementary effects (Morris)', design),
    notes: [
      'mu*: mean size of the effect of moving a factor over its whole range, its influence. mu: the same with signs. sigma: how much the effect depends on where one is, through interaction or curvature.',
      `${averagedNote(replications)} ${trajectories < 2 ? 'One trajectory gives no intervals.' : `Intervals are 95 % bootstrap percentiles over ${trajectories} trajectories, somewhat too narrow for few.`}`,
    ],
    headers: ['measure, factor', 'mu*', '95 % interval', 'mu', '95 % interval', 'sigma', '95 % interval'],
    groups: found.map(({ measure, factors }): RowGroup => {
      const rows = byInfluence(factors.map((each, index) => ({ factor: design.factors[index], ...each })), ({ muStar }) => muStar);
      const columns = [
        rows.map(({ muStar, muStarInterval }) => ranged(muStar, muStarInterval)),
        rows.map(({ mu, muInterval }) => ranged(mu, muInterval)),
        rows.map(({ sigma, sigmaInterval }) => ranged(sigma, sigmaInterval)),
      ].map(estimateTexts).map((texts) => ({ means: alignDecimals(texts.map(({ mean }) => mean)), intervals: texts.map(({ interval }) => interval) }));
      return {
        title: labelOf(measure),
        rows: rows.map(({ factor }, index) => ({ label: factor, cells: columns.flatMap(({ means, intervals }) => [means[index], intervals[index]]) })),
      };
    }),
    tables: [{
      table: morrisTable,
      rows: found.flatMap(({ measure, factors }) => factors.map((m, index) => [
        nameOfDesign(design), measure, design.factors[index], m.n, replications,
        m.mu, ...ends(m.muInterval), m.muStar, ...ends(m.muStarInterval), m.sigma, ...ends(m.sigmaInterval),
      ])),
    }],
  };
}

function ranged(mean: number | undefined, interval: BootstrapInterval | undefined): RangedNumber {
  return { mean, low: interval?.low, high: interval?.high };
}

function averagedNote(replications: number): string {
  return replications === 1 ? 'One replication of each point.' : `The ${replications} replications of a point are averaged.`;
}

function byInfluence<Row>(rows: readonly Row[], influence: (row: Row) => number): Row[] {
  return [...rows].sort((a, b) => influence(b) - influence(a));
}

function ends(interval: BootstrapInterval | undefined): Cell[] {
  return [interval?.low, interval?.high];
}

function nameOfDesign({ name, design }: DesignRecord): string {
  return name === '' ? design : name;
}

function headingOf(text: string, { name }: DesignRecord): string {
  return name === '' ? text : `${text}: ${name}`;
}

/** Sections with one table each, those of the same table put together in one file. */
export function joinedTables(sections: readonly Section[]): { readonly table: Table; readonly rows: readonly (readonly Cell[])[] }[] {
  const joined = new Map<Table, (readonly Cell[])[]>();
  for (const { table, rows } of sections.flatMap(({ tables }) => tables)) joined.set(table, [...(joined.get(table) ?? []), ...rows]);
  return [...joined].map(([table, rows]) => ({ table, rows }));
}
