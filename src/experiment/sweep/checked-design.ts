import type { Path } from '../../scenario/document.js';
import { statement, unknownName, type Reason } from '../../scenario/reason.js';
import type { Scenario } from '../../scenario/scenario.js';
import { problemAt, ScenarioError, type Place, type Problem } from '../../scenario/scenario-error.js';
import { variantScenario, varyScenario } from '../../scenario/vary.js';
import { givenPoints, isShared, sharedInWords, valueText, type PointSpec } from '../design.js';
import { identity } from '../designs/design-matrix.js';
import { scenarioIdentity } from '../scenario-identity.js';
import { isSampled, type DesignRows } from './design-rows.js';
import type { DesignSpec, Subexperiment } from './experiment-file.js';

/** Factor that stands for the variants of the scenario file. */
export const VARIANT = 'variant';

/** One design, the scenario that it is about, and where its parts stand. */
export interface WrittenDesign {
  readonly scenario: Scenario;
  readonly subexperiment: Subexperiment;
  readonly rows: DesignRows;
  /** Of a path below the design. */
  readonly place: (path: Path) => Place;
}

/** The points of a design. */
export interface CheckedDesign {
  readonly subexperiment: Subexperiment;
  readonly points: readonly PointSpec[];
  readonly rows: DesignRows;
  /** Of each row, its point. */
  readonly pointOfRow: readonly number[];
  readonly notices: readonly string[];
}

/**
 * The points of a design whose paths exist, whose values fit, and whose factors have effects.
 * @param onChecked told of every row
 * @throws ScenarioError with all that is wrong, DesignError for too many points
 */
export function checkedDesign(written: WrittenDesign, onChecked: () => void): CheckedDesign {
  const { rows, identities, notices } = withoutRepeatedBase(written, identitiesOf(written, onChecked));
  const design = { ...written, rows };
  const { points, pointOfRow } = pointsOf(design, identities);
  refuse(design, factorsWithoutEffect(design));
  const merged = rows.rows.length - points.length;
  const shared = `${merged} of ${rows.rows.length} points are the same scenario as an earlier one and share its runs`;
  return { subexperiment: written.subexperiment, points, rows, pointOfRow, notices: [...rows.notices, ...notices, ...(merged > 0 ? [shared] : [])] };
}

function refuse({ place }: WrittenDesign, problems: readonly Problem[]): void {
  if (problems.length > 0) throw new ScenarioError(place([]).file, problems);
}

function problemOf({ rows, place }: WrittenDesign, row: number, column: number, reason: Reason): Problem {
  return problemAt(placeOf({ rows, place }, row, column, []), rows.factors[column], reason);
}

function placeOf({ rows, place }: Pick<WrittenDesign, 'rows' | 'place'>, row: number, column: number, inside: Path): Place {
  const origin = rows.origin(row, column);
  return 'place' in origin ? origin.place : place([...origin.path, ...inside]);
}

/**
 * The identity of the scenario of every row.
 * @throws ScenarioError with what is wrong with the values of all rows
 */
function identitiesOf(design: WrittenDesign, onChecked: () => void): readonly string[] {
  const { scenario, subexperiment, rows } = design;
  const problems = new Map<string, Problem>();
  const report = (problem: Problem): void => {
    const key = onceBy(subexperiment.design, problem);
    if (!problems.has(key)) problems.set(key, problem);
  };
  sharedSettings(design).forEach(report);
  const unknown = rows.rows.map((_, row) => unknownVariant(design, row));
  for (const problem of unknown) if (problem !== undefined) report(problem);
  const setsShared = (row: number): boolean => rows.factors.some((path, column) => isShared(path) && rows.rows[row][column] !== undefined);
  const possible = [...rows.rows.keys()].filter((row) => unknown[row] === undefined && !setsShared(row));
  const specs = possible.map((row): PointSpec => ({ ...settingsOf(rows.factors, rows.rows[row]), name: `${row}` }));
  const identities = (specs.length === 0 ? [] : givenPoints(scenario, specs)).map((point, index) => {
    onChecked();
    try {
      return scenarioIdentity(point.scenario);
    } catch (error) {
      if (!(error instanceof ScenarioError)) throw error;
      problemsOfRow(design, specs[index], possible[index]).forEach(report);
      return '';
    }
  });
  refuse(design, [...problems.values()]);
  return identities;
}

/** Settings that all design points share, each where it is first set. */
function sharedSettings(design: WrittenDesign): readonly Problem[] {
  const { factors, rows } = design.rows;
  return factors.flatMap((path, column) => {
    const first = rows.findIndex((values) => values[column] !== undefined);
    return isShared(path) && first >= 0 ? [problemOf(design, first, column, statement(sharedInWords(path)))] : [];
  });
}

function unknownVariant(design: WrittenDesign, row: number): Problem | undefined {
  const { scenario, rows: { factors, rows } } = design;
  const column = factors.indexOf(VARIANT);
  const value = rows[row][column];
  const known = scenario.variants.map(({ name }) => name);
  if (column < 0 || value === undefined || known.some((name) => name === value)) return undefined;
  return problemOf(design, row, column, known.length === 0 ? statement('the scenario has no variants') : unknownName('a variant of the scenario', value, known));
}

/** What problems of a design have in common of which one is enough: all values drawn from a range, all levels of a path that does not exist. */
function onceBy(design: DesignSpec, problem: Problem): string {
  if (isSampled(design)) return placeKey(problem);
  return 'factors' in design ? JSON.stringify([problem.path, problem.message]) : JSON.stringify(problem);
}

function placeKey({ file, line, column, change, path }: Problem): string {
  return JSON.stringify([file, line, column, change, path]);
}

/** What is wrong with the values of a row, each at its place. */
function problemsOfRow({ scenario, rows, place }: WrittenDesign, { variant, changes }: PointSpec, row: number): readonly Problem[] {
  try {
    const start = variant === undefined ? scenario : variantScenario(scenario, variant);
    varyScenario(start, changes, (path, inside) => placeOf({ rows, place }, row, rows.factors.indexOf(path), inside));
    return [];
  } catch (error) {
    if (error instanceof ScenarioError) return error.problems;
    throw error;
  }
}

/**
 * One factor at a time, levels that the file has already are the base and no points of their own.
 * @throws ScenarioError for factors that have no others
 */
function withoutRepeatedBase(design: WrittenDesign, identities: readonly string[]): { readonly rows: DesignRows; readonly identities: readonly string[]; readonly notices: readonly string[] } {
  const { rows, subexperiment } = design;
  if (subexperiment.design.design !== 'one-at-a-time') return { rows, identities, notices: [] };
  const changed = rows.structure['changed'] as readonly (number | null)[];
  const isBase = (row: number): boolean => changed[row] !== null && identities[row] === identities[0];
  const all = [...rows.rows.keys()];
  refuse(design, rows.factors.flatMap((_, column): Problem[] => {
    const own = all.filter((row) => changed[row] === column);
    return own.every(isBase) ? [problemOf(design, own[0], column, statement('has no effect: expected a value other than that of the file'))] : [];
  }));
  const notices = all.filter(isBase).map((row) => `${changeInWords(rows, row, changed[row])}: the file has this value already; it is the base and no point of its own`);
  const kept = all.filter((row) => !isBase(row));
  return {
    rows: {
      ...rows, rows: kept.map((row) => rows.rows[row]), structure: { ...rows.structure, changed: kept.map((row) => changed[row]) },
      origin: (row, column) => rows.origin(kept[row], column),
    },
    identities: kept.map((row) => identities[row]), notices,
  };
}

/**
 * The points of the rows: those of a sampled design that are the same scenario are one.
 * @throws ScenarioError for two rows of another design that are
 */
function pointsOf(design: WrittenDesign, identities: readonly string[]): { readonly points: readonly PointSpec[]; readonly pointOfRow: readonly number[] } {
  const { rows, subexperiment } = design;
  const points: PointSpec[] = [];
  const numbers = new Map<string, number>();
  const firstRows: number[] = [];
  const problems = new Map<string, Problem>();
  const pointOfRow = identities.map((identity, row) => {
    const spec = pointOf(subexperiment, rows, row);
    const number = numbers.get(identity);
    if (number === undefined) {
      numbers.set(identity, points.length);
      firstRows.push(row);
      return points.push(spec) - 1;
    }
    if (!isSampled(subexperiment.design)) {
      const problem = sameScenario(design, [row, firstRows[number]], [spec.name, points[number].name]);
      if (!problems.has(placeKey(problem))) problems.set(placeKey(problem), problem);
    }
    return number;
  });
  refuse(design, [...problems.values()]);
  return { points, pointOfRow };
}

function sameScenario(design: WrittenDesign, [row, other]: readonly [number, number], [name, otherName]: readonly [string, string]): Problem {
  const { rows } = design.rows;
  const column = rows[row].findIndex((value, index) => identity(value) !== identity(rows[other][index]));
  return problemOf(design, row, Math.max(0, column), statement(`the points "${name}" and "${otherName}" are the same scenario: a factor has no effect there; leave it or one of the points out`));
}

/** What a row sets, and what it is called: the values in designs on a grid, a number in sampled ones. */
function pointOf({ design }: Subexperiment, rows: DesignRows, row: number): PointSpec {
  const words = wordsOf(rows, row);
  const name = isSampled(design) ? `${design.design} ${row + 1}` : words.length === 0 ? 'as in the file' : words.join(' ');
  return { name, ...settingsOf(rows.factors, rows.rows[row]) };
}

/** What a row of a one-at-a-time design changes: `variant=lead`. */
function changeInWords({ factors, rows }: DesignRows, row: number, column: number | null): string {
  return column === null ? '' : `${factors[column]}=${valueText(rows[row][column])}`;
}

function wordsOf({ factors, rows }: DesignRows, row: number): string[] {
  return factors.flatMap((path, column) => {
    const value = rows[row][column];
    if (value === undefined) return [];
    return [path === VARIANT ? valueText(value) : `${path}=${valueText(value)}`];
  });
}

function settingsOf(factors: readonly string[], values: readonly unknown[]): Pick<PointSpec, 'variant' | 'changes'> {
  const set = factors.flatMap((path, column) => (values[column] === undefined ? [] : [[path, values[column]] as const]));
  const variant = set.find(([path]) => path === VARIANT)?.[1] as string | undefined;
  const changes = Object.fromEntries(set.filter(([path]) => path !== VARIANT));
  return { changes, ...(variant === undefined ? {} : { variant }) };
}

/**
 * Every factor of a sampled design must make a difference by itself: the first row with another row's value of that factor alone is another
 * scenario. Designs on a grid show it by their points.
 */
function factorsWithoutEffect(design: WrittenDesign): readonly Problem[] {
  const { factors, rows } = design.rows;
  return factors.flatMap((path, column): Problem[] => {
    if (path === VARIANT) return [];
    const values = [...new Map(rows.map((row) => [identity(row[column]), row[column]])).values()].slice(0, 2);
    if (values.length < 2) return [];
    // Row by row, because a factor may matter under some values of the others only.
    const isIdle = rows.slice(0, MOST_TRIED).every((row) => {
      const [one, other] = values.map((value) => identityWith(design, row.with(column, value)));
      return one === other;
    });
    return isIdle ? [problemOf(design, 0, column, statement('without effect on the scenario'))] : [];
  });
}

/** Rows on which a factor is tried before it counts as without effect. */
const MOST_TRIED = 20;

function identityWith({ scenario, rows }: WrittenDesign, values: readonly unknown[]): string {
  const [point] = givenPoints(scenario, [{ name: 'tried', ...settingsOf(rows.factors, values) }]);
  return scenarioIdentity(point.scenario);
}
