import type { Path } from '../../scenario/document.js';
import { statement } from '../../scenario/reason.js';
import type { Scenario } from '../../scenario/scenario.js';
import { problemAt, ScenarioError, type Place, type Problem } from '../../scenario/scenario-error.js';
import { DesignError, type PointSpec } from '../design.js';
import { checkedDesign, type CheckedDesign, type WrittenDesign } from './checked-design.js';
import { designRows } from './design-rows.js';
import type { ExperimentFile } from './experiment-file.js';

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

/**
 * The design points of an experiment file over its scenario, `set` of the file already applied to it. Every point is checked: its paths
 * exist, its values fit, no two points of a design on a grid are the same scenario, and no factor is without effect.
 * @throws ScenarioError with all problems of all designs, each where it stands
 */
export function planSweep(scenario: Scenario, { subexperiments, seed, place }: Pick<ExperimentFile, 'subexperiments' | 'seed' | 'place'>, options: SweepOptions): SweepPlan {
  const problems: Problem[] = [];
  const designs = subexperiments.flatMap((subexperiment): WrittenDesign[] => {
    const at = subexperiment.name === '' ? [] : ['subexperiments', subexperiment.name];
    const placeIn = (path: Path): Place => place([...at, ...path]);
    try {
      return [{ scenario, subexperiment, rows: designRows(subexperiment.design, seed ?? scenario.seed, options.readText), place: placeIn }];
    } catch (error) {
      problems.push(...problemsOfDesign(error, placeIn));
      return [];
    }
  });
  const total = designs.reduce((sum, { rows }) => sum + rows.rows.length, 0);
  let checked = 0;
  const onChecked = (): void => options.onChecked?.(++checked, total);
  const found = designs.flatMap((design): CheckedDesign[] => {
    try {
      return [checkedDesign(design, onChecked)];
    } catch (error) {
      problems.push(...problemsOfDesign(error, design.place));
      return [];
    }
  });
  if (problems.length > 0) throw errorOf(problems, place([]).file);
  return assembled(found, subexperiments.length > 1);
}

/** A problem that is not in the experiment file itself, but in a design matrix, is told as one of that file. */
function errorOf(problems: readonly Problem[], own: string): ScenarioError {
  const [{ file }] = problems;
  return new ScenarioError(problems.every((problem) => problem.file === file) ? file : own, problems);
}

function problemsOfDesign(error: unknown, place: (path: Path) => Place): readonly Problem[] {
  if (error instanceof ScenarioError) return error.problems;
  if (error instanceof DesignError) return [problemAt(place([error.key ?? 'design']), '', statement(error.message))];
  throw error;
}

function assembled(designs: readonly CheckedDesign[], several: boolean): SweepPlan {
  const points: PointSpec[] = [];
  const records: DesignRecord[] = [];
  const notices: string[] = [];
  for (const { subexperiment: { name, design }, points: own, rows, pointOfRow, notices: told } of designs) {
    const prefix = several ? `${name}: ` : '';
    records.push({
      name, design: design.design, factors: rows.factors, points: pointOfRow.map((point) => point + points.length),
      rows: rows.rows.map((values) => values.map((value) => value ?? null)), structure: rows.structure,
    });
    points.push(...own.map((point) => ({ ...point, name: `${prefix}${point.name}` })));
    notices.push(...told.map((notice) => `${prefix}${notice}`));
  }
  return { points, designs: records, notices };
}
