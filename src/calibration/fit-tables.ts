import type { RejectedRow } from './activity-log.js';
import { Z95 } from './estimate-text.js';
import type { DataTable } from './fitted-scenario.js';
import { fittedNames } from './fitted-names.js';
import { QUANTILES, type LevelEstimate, type LogFit } from './log-fit.js';
import { mixtureSurvival } from './exit-mixture.js';
import type { SimulatedComparison } from './simulated-comparison.js';
import { mixtureOf, type Estimate } from './stage-fit.js';

type Row = readonly (string | number | undefined)[];

/** Every estimate with its standard error, 95 % interval and n, and everything that the report rests on, as CSV files beside the scenario. */
export function fitTables(fit: LogFit, rejected: readonly RejectedRow[], comparison: SimulatedComparison | undefined): DataTable[] {
  return [
    { path: 'data/estimates.csv', header: ['level', 'group', 'organisation', 'quantity', 'unit', 'estimate', 'standard_error', 'low', 'high', 'n', 'law'], rows: estimates(fit) },
    { path: 'data/fit.csv', header: ['level', 'group', 'quantity', 'fitted', 'observed', 'low', 'high', 'p_value', 'n'], rows: goodness(fit) },
    ...(comparison === undefined ? [] : [{ path: 'data/open-cases.csv', header: ['when', 'real', 'simulated', 'low', 'high'], rows: openCases(comparison) }]),
    ...(fit.handovers.handovers.length === 0 ? [] : [{ path: 'data/handovers.csv', header: ['from', 'from_level', 'to', 'to_level', 'count'], rows: handovers(fit) }]),
    ...(fit.seen.oddities.length === 0 ? [] : [{
      path: 'data/oddities.csv', header: ['kind', 'line', 'case', 'activity'],
      rows: [...fit.seen.oddities].sort((a, b) => a.line - b.line).map(({ kind, line, caseId, activity }): Row => [kind, line, caseId, activity]),
    }]),
    ...(fit.groups.renamings.length === 0 ? [] : [{ path: 'data/names.csv', header: ['column', 'value', 'name'], rows: fit.groups.renamings.map(({ column, value, name }): Row => [column, value, name]) }]),
    ...(rejected.length === 0 ? [] : [rejectedTable(rejected)]),
  ];
}

/** Rows of the log that could not be used, with what is wrong with each. */
export function rejectedTable(rejected: readonly RejectedRow[]): DataTable {
  return {
    path: 'data/rejected.csv', header: ['line', 'reason', 'row'],
    rows: rejected.map(({ line, reasons, cells }): Row => [line, reasons.join('; '), cells.join(' | ')]),
  };
}

function interval({ value, standardError }: Estimate, lowest = 0, highest = Infinity): Row {
  if (standardError === undefined) return [rounded(value), undefined, undefined, undefined];
  return [value, standardError, Math.max(lowest, value - Z95 * standardError), Math.min(highest, value + Z95 * standardError)].map(rounded);
}

function rounded(value: number | undefined): number | undefined {
  return value === undefined || Number.isNaN(value) ? undefined : Number(value.toPrecision(6));
}

function estimates(fit: LogFit): Row[] {
  const names = fittedNames(fit);
  const { groups, levels, organisations, origins, rates, transfer } = fit;
  return [
    ['', '', '', 'arrival rate', 'per day', ...interval(rates.mean), rates.number, ''],
    ...(rates.growth === undefined ? [] : [['', '', '', 'growth of arrivals', 'per year', ...interval(rates.growth, -1), rates.number, ''] satisfies Row]),
    ...rates.months.map((month, i): Row => ['', '', '', `arrivals in month ${i + 1}`, 'factor', ...interval(month), rates.number, '']),
    ...(rates.dispersion === undefined ? [] : [['', '', '', 'dispersion of arrivals', '', rounded(rates.dispersion.value), undefined, undefined, undefined, rates.counts.length, ''] satisfies Row]),
    ...origins.map((origin): Row => [names.levels[origin.level], groups.groups[groups.portfolios[origin.portfolio].group].name, names.selector(origin), 'arrival rate', 'per day', ...interval(origin.rate), origin.number, '']),
    ...levels.flatMap((estimate) => levelEstimates(names.levels[estimate.level], groups.groups[estimate.group].name, estimate)),
    ...organisations.flatMap((each): Row[] => (each.staff === undefined ? [] : [[
      names.levels[each.level], groups.groups[groups.portfolios[each.portfolio].group].name, names.selector(each), 'staff', 'persons',
      each.staff.staff, undefined, each.staff.staff, each.staff.explained === undefined ? undefined : each.staff.staff, each.stays, '',
    ]])),
    ...(transfer === undefined ? [] : [['', '', '', 'mean delay between levels', 'days', ...interval(transfer.law.mean), transfer.number, transfer.law.family] satisfies Row]),
  ];
}

function levelEstimates(level: string, group: string, { laws, constant, wait }: LevelEstimate): Row[] {
  const { climbs, closes } = laws.observed;
  const row = (quantity: string, unit: string, estimate: Estimate, n: number, law = '', highest = Infinity): Row => [level, group, '', quantity, unit, ...interval(estimate, 0, highest), n, law];
  const exits = laws.common
    ? [{ law: laws.climbs ?? laws.closes, what: 'time', n: climbs + closes }]
    : [{ law: laws.climbs, what: 'time to climb', n: climbs }, { law: laws.closes, what: 'time to close', n: closes }];
  return [
    row('climbing', 'probability', laws.climbing, climbs + closes, '', 1),
    ...(constant === undefined ? [] : [row('time', 'days', { value: constant }, climbs + closes, 'constant')]),
    ...exits.flatMap(({ law, what, n }) => (law === undefined ? [] : [
      row(`mean ${what}`, 'days', law.mean, n, law.family),
      ...(law.cv === undefined ? [] : [row(`cv of ${what}`, '', law.cv, n, law.family)]),
    ])),
    ...(wait === undefined ? [] : [row('mean wait', 'days', { value: wait.mean, standardError: wait.standardError }, wait.number)]),
  ];
}

function goodness({ levels, groups, settings: { plan } }: LogFit): Row[] {
  return levels.flatMap((estimate): Row[] => {
    const { goodness: distance, laws, quantiles, durations } = estimate;
    const place = [plan.levels[estimate.level].name, groups.groups[estimate.group].name];
    const n = durations.length;
    return [
      ...(distance === undefined ? [] : [
        ...(distance.climbs === undefined ? [] : [[...place, 'distance, climbing', undefined, rounded(distance.climbs), undefined, undefined, undefined, n]]),
        ...(distance.closes === undefined ? [] : [[...place, 'distance, closing', undefined, rounded(distance.closes), undefined, undefined, undefined, n]]),
        ...(distance.test === undefined ? [] : [[...place, 'distance tested', undefined, rounded(distance.test.distance), 0, rounded(distance.test.critical), rounded(distance.test.pValue), distance.test.durations]]),
      ]),
      ...QUANTILES.map((p, i): Row => [...place, `quantile ${p}`, rounded(fittedQuantile(estimate, p)), rounded(quantiles[i].value), rounded(quantiles[i].low), rounded(quantiles[i].high), undefined, laws.observed.climbs + laws.observed.closes]),
    ];
  });
}

const BISECTIONS = 80;

/** Time that a share p of fitted durations does not exceed, whatever comes of them. */
export function fittedQuantile({ laws, constant }: LevelEstimate, p: number): number {
  if (constant !== undefined) return constant;
  const mixture = mixtureOf(laws);
  const quantiles = [mixture.climbs, mixture.closes].filter((law) => law !== undefined).map((law) => law.quantile(p));
  let low = Math.min(...quantiles);
  let high = Math.max(...quantiles);
  for (let i = 0; i < BISECTIONS && low < high; i++) {
    const middle = (low + high) / 2;
    if (mixtureSurvival(mixture, middle) > 1 - p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

function openCases({ open }: SimulatedComparison): Row[] {
  return open.map(({ when, real, simulated: { mean, low, high } }): Row => [when, real, rounded(mean), rounded(low), rounded(high)]);
}

function handovers({ handovers: { handovers }, settings: { plan } }: LogFit): Row[] {
  return handovers.map(({ from, fromLevel, to, toLevel, count }): Row => [from, plan.levels[fromLevel].name, to, plan.levels[toLevel].name, count]);
}
