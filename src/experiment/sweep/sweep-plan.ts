import type { Scenario } from '../../scenario/scenario.js';
import { DesignError, valueText, type PointSpec } from '../design.js';
import { givenPoints } from '../design.js';
import { scenarioIdentity } from '../scenario-identity.js';
import { designRows, isSampled, type DesignRows } from './design-rows.js';
import type { ExperimentFile, Subexperiment } from './experiment-file.js';

/** What a design was, for the analysis of what came of it. Plain data. */
export interface DesignRecord {
  /** Name of the subexperiment; empty where there is only one. */
  readonly name: string;
  readonly design: string;
  readonly factors: readonly string[];
  /** The design point of each row; rows that set the same share one. */
  readonly points: readonly number[];
  /** What each row sets, by factor; null leaves what the file says. */
  readonly rows: readonly (readonly unknown[])[];
  /** What the design knows of its rows besides, by its own names. */
  readonly structure: Readonly<Record<string, unknown>>;
}

/** A sweep that can be run. */
export interface SweepPlan {
  readonly points: readonly PointSpec[];
  readonly designs: readonly DesignRecord[];
  readonly notices: readonly string[];
}

export interface SweepOptions {
  /** Text of a file beside the experiment file, for design matrices. */
  readonly readText: (path: string) => string;
  /** Told while points are checked: how many are, of how many. */
  readonly onChecked?: (checked: number, points: number) => void;
}

/** Factor that stands for the variants of the scenario file. */
export const VARIANT = 'variant';

/**
 * The design points of an experiment file over its scenario, `set` of the file already applied to it. Every point is checked: its paths
 * exist, its values fit, no two points of a design on a grid are the same scenario, and no factor is without effect.
 * @throws DesignError, ScenarioError
 */
export function planSweep(scenario: Scenario, { subexperiments, seed }: Pick<ExperimentFile, 'subexperiments' | 'seed'>, options: SweepOptions): SweepPlan {
  const several = subexperiments.length > 1;
  const made = subexperiments.map((subexperiment) => ({ subexperiment, rows: designRows(subexperiment.design, seed ?? scenario.seed, options.readText) }));
  const total = made.reduce((sum, { rows }) => sum + rows.rows.length, 0);
  let checked = 0;
  const points: PointSpec[] = [];
  const designs: DesignRecord[] = [];
  const notices: string[] = [];
  for (const { subexperiment, rows } of made) {
    const prefix = several ? `${subexperiment.name}: ` : '';
    const specs = rows.rows.map((_, row) => pointOf(scenario, subexperiment, rows, row));
    const candidates = givenPoints(scenario, specs.map((spec, row) => ({ ...spec, name: `${prefix}${row}` })));
    const numbers = new Map<string, number>();
    const merged: number[] = [];
    const pointOfRow = candidates.map((candidate, row) => {
      const identity = scenarioIdentity(candidate.scenario);
      options.onChecked?.(++checked, total);
      const known = numbers.get(identity);
      if (known !== undefined) {
        if (!isSampled(subexperiment.design)) throw same(prefix, specs[row].name, points[known].name);
        merged.push(row);
        return known;
      }
      const number = points.length;
      numbers.set(identity, number);
      points.push({ ...specs[row], name: `${prefix}${specs[row].name}` });
      return number;
    });
    requireEffects(scenario, prefix, rows);
    notices.push(...rows.notices.map((notice) => `${prefix}${notice}`));
    if (merged.length > 0) notices.push(`${prefix}${merged.length} of ${rows.rows.length} points are the same scenario as an earlier one and share its runs`);
    designs.push({
      name: subexperiment.name, design: subexperiment.design.design, factors: rows.factors, points: pointOfRow,
      rows: rows.rows.map((values) => values.map((value) => value ?? null)), structure: rows.structure,
    });
  }
  return { points, designs, notices };
}

function same(prefix: string, name: string, other: string): DesignError {
  return new DesignError(`${prefix}the points "${name}" and "${other}" are the same scenario: a factor has no effect there; leave it or one of the points out`);
}

/** What a row sets, and what it is called: the values in designs on a grid, a number in sampled ones. */
function pointOf(scenario: Scenario, { design }: Subexperiment, { factors, rows }: DesignRows, row: number): PointSpec {
  const set = factors.flatMap((path, column) => (rows[row][column] === undefined ? [] : [[path, rows[row][column]] as const]));
  const variant = set.find(([path]) => path === VARIANT)?.[1];
  const changes = Object.fromEntries(set.filter(([path]) => path !== VARIANT));
  if (variant !== undefined && !scenario.variants.some(({ name }) => name === variant)) {
    const known = scenario.variants.map(({ name }) => name).join(', ');
    throw new DesignError(`there is no variant ${valueText(variant)} in the scenario: expected ${known === '' ? 'none, it has no variants' : `one of ${known}`}`);
  }
  const words = set.map(([path, value]) => (path === VARIANT ? valueText(value) : `${path}=${valueText(value)}`));
  const name = isSampled(design) ? `${design.design} ${row + 1}` : words.length === 0 ? 'as in the file' : words.join(' ');
  return { name, changes, ...(variant === undefined ? {} : { variant: variant as string }) };
}

/**
 * Every factor of a sampled design must make a difference by itself: the first row with another row's value of that factor alone is another
 * scenario. Designs on a grid show it by their points.
 * @throws DesignError that names the factors without effect
 */
function requireEffects(scenario: Scenario, prefix: string, rows: DesignRows): void {
  const idle = rows.factors.filter((path, column) => {
    if (path === VARIANT) return false;
    const values = [...new Map(rows.rows.map((row) => [JSON.stringify(row[column]), row[column]])).values()];
    if (values.length < 2) return false;
    // Row by row, because a factor may matter under some values of the others only.
    return rows.rows.slice(0, MOST_TRIED).every((row) => {
      const tried = values.slice(0, 2).map((value) => scenarioIdentityOf(scenario, rows.factors, row.with(column, value)));
      return tried[0] === tried[1];
    });
  });
  if (idle.length > 0) throw new DesignError(`${prefix}without effect on the scenario: ${idle.join(', ')}`);
}

/** Rows on which a factor is tried before it counts as without effect. */
const MOST_TRIED = 20;

function scenarioIdentityOf(scenario: Scenario, factors: readonly string[], values: readonly unknown[]): string {
  const set = factors.flatMap((path, column) => (values[column] === undefined ? [] : [[path, values[column]] as const]));
  const variant = set.find(([path]) => path === VARIANT)?.[1] as string | undefined;
  const changes = Object.fromEntries(set.filter(([path]) => path !== VARIANT));
  const [point] = givenPoints(scenario, [{ name: 'tried', changes, ...(variant === undefined ? {} : { variant }) }]);
  return scenarioIdentity(point.scenario);
}
