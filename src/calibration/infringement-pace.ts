import type { Spell } from './case-history.js';
import { dayNumber } from './civil-date.js';
import type { CaseAttributes } from './held-out-laws.js';
import type { Years } from './held-out-measures.js';
import type { StageHazards } from './semi-markov.js';
import { durationsInWindow, type StageDuration } from './stage-duration.js';

/** Exits seen in a span of time, beside those that hazards would have given the same cases at the same ages. */
export interface Pace {
  readonly observed: number;
  readonly expected: number;
}

/**
 * Observed and expected exits of cases while they were at risk in a window: above 1 the procedure went faster than the hazards
 * (the ratio is the standardised one of epidemiology; Breslow and Day 1987, Statistical Methods in Cancer Research II, section 2.3).
 *
 * @param hazardsOf hazards of each stage for a case
 * @param from day since 1970-01-01, or the midnight before it (a half)
 */
export function paceOf(spells: readonly Spell[], hazardsOf: (attributes: CaseAttributes) => readonly StageHazards[], stages: readonly number[], from: number, to: number): Pace {
  let observed = 0;
  let expected = 0;
  const cumulated = new Map<StageHazards, Float64Array>();
  for (const stage of stages) {
    const byHazards = new Map<StageHazards, Spell[]>();
    for (const spell of spells) {
      if (spell.stage !== stage) continue;
      const hazards = hazardsOf(spell.attributes)[stage];
      byHazards.set(hazards, [...(byHazards.get(hazards) ?? []), spell]);
    }
    for (const [hazards, own] of byHazards) {
      const sums = cumulated.get(hazards) ?? cumulative(hazards);
      cumulated.set(hazards, sums);
      for (const duration of durationsInWindow(own, stage, from, to)) {
        if (duration.kind !== 'censored') observed += duration.count;
        expected += duration.count * expectedIn(sums, duration);
      }
    }
  }
  return { observed, expected };
}

/** Sum of both hazards at the ages before each index. */
function cumulative({ climbs, closes }: StageHazards): Float64Array {
  const sums = new Float64Array(climbs.length + 1);
  for (let age = 0; age < climbs.length; age++) sums[age + 1] = sums[age] + climbs[age] + closes[age];
  return sums;
}

function expectedIn(sums: Float64Array, { entry, exit }: StageDuration): number {
  const last = sums.length - 1;
  const upTo = (age: number): number => (age <= last ? sums[age] : sums[last] + (age - last) * (sums[last] - sums[last - 1]));
  return upTo(Math.floor(exit) + 1) - upTo(entry === 0 ? 0 : Math.floor(entry) + 1);
}

/** How the pace of a group of cases follows its load: the slope of log pace on log load, and its standard error. */
export interface LoadElasticity {
  /** 0 where each case goes its way whatever the load (infinite servers), -1 where exits do not grow with it (all servers busy). */
  readonly slope: number;
  readonly standardError: number;
  /** Group years. */
  readonly n: number;
}

/** Fewest expected exits of a group year. */
const FEWEST_EXPECTED = 2;

/**
 * Elasticity of the pace with respect to the load, from groups and years: within each group log(observed / expected exits) and
 * log(mean number of open cases) are taken from their means over the years, weighted by expected exits, and one line is fitted through
 * all groups by weighted least squares.
 *
 * @param groupOf group of a case
 * @throws RangeError when fewer than three group years can be used
 */
export function loadElasticity(
  spells: readonly Spell[], hazardsOf: (attributes: CaseAttributes) => readonly StageHazards[], stages: readonly number[], groupOf: (attributes: CaseAttributes) => string, years: Years,
): LoadElasticity {
  const groups = new Map<string, Spell[]>();
  for (const spell of spells) {
    const group = groupOf(spell.attributes);
    const own = groups.get(group);
    if (own === undefined) groups.set(group, [spell]);
    else own.push(spell);
  }
  const points = [...groups.values()].flatMap((own) => centred(Array.from({ length: years.last - years.first + 1 }, (_, index) => {
    const from = dayNumber(`${years.first + index}-01-01`) - 0.5;
    const to = dayNumber(`${years.first + index + 1}-01-01`) - 0.5;
    const { observed, expected } = paceOf(own, hazardsOf, stages, from, to);
    return { load: meanOpen(own, stages, from, to), observed, expected };
  })));
  if (points.length < 3) throw new RangeError(`loadElasticity: expected at least 3 group years with exits, found ${points.length}`);
  const sxx = points.reduce((sum, { x, weight }) => sum + weight * x * x, 0);
  const slope = points.reduce((sum, { x, y, weight }) => sum + weight * x * y, 0) / sxx;
  const residual = points.reduce((sum, { x, y, weight }) => sum + weight * (y - slope * x) * (y - slope * x), 0);
  // One mean per group and the slope are estimated.
  const degrees = points.length - new Set(points.map(({ mean }) => mean)).size - 1;
  return { slope, standardError: Math.sqrt(residual / degrees / sxx), n: points.length };
}

function meanOpen(spells: readonly Spell[], stages: readonly number[], from: number, to: number): number {
  const days = spells.reduce((sum, { stage, entry, exit }) => sum + (stages.includes(stage) ? Math.max(0, Math.min(exit, to) - Math.max(entry, from)) : 0), 0);
  return days / (to - from);
}

interface Point {
  readonly x: number;
  readonly y: number;
  readonly weight: number;
  /** The group's own mean, one object for all its points. */
  readonly mean: object;
}

/** Log loads and log paces of one group from their weighted means. */
function centred(years: readonly { load: number; observed: number; expected: number }[]): Point[] {
  const usable = years.filter(({ load, observed, expected }) => load > 0 && observed > 0 && expected >= FEWEST_EXPECTED);
  const weight = usable.reduce((sum, { expected }) => sum + expected, 0);
  const meanOf = (value: (year: (typeof usable)[number]) => number): number => usable.reduce((sum, year) => sum + year.expected * value(year), 0) / weight;
  const load = meanOf((year) => Math.log(year.load));
  const pace = meanOf((year) => Math.log(year.observed / year.expected));
  const mean = {};
  return usable.map((year) => ({ x: Math.log(year.load) - load, y: Math.log(year.observed / year.expected) - pace, weight: year.expected, mean }));
}
