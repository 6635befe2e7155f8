import { DesignError } from '../design-error.js';
import { readDesignCsv } from '../designs/design-csv.js';
import type { Path } from '../../scenario/document.js';
import type { Place } from '../../scenario/scenario-error.js';
import { identity, type DesignMatrix } from '../designs/design-matrix.js';
import type { Factor } from '../designs/factor.js';
import { factorial } from '../designs/factorial.js';
import { latinHypercube } from '../designs/latin-hypercube.js';
import { list } from '../designs/list.js';
import { morris } from '../designs/morris.js';
import { oneAtATime } from '../designs/one-at-a-time.js';
import { saltelli } from '../designs/saltelli.js';
import { sobol } from '../designs/sobol.js';
import type { DesignSpec } from './experiment-file.js';
import { factorOf, type FactorSpec, type FactorSpecs } from './factor-schema.js';

/** A design as rows of settings. */
export interface DesignRows {
  /** Paths of the scenario, the columns. */
  readonly factors: readonly string[];
  /** As they would stand in the file; undefined leaves what the file says. */
  readonly rows: readonly (readonly unknown[])[];
  readonly notices: readonly string[];
  /** What the design knows of its rows besides; plain data. */
  readonly structure: Readonly<Record<string, unknown>>;
  /** Where the value of a row stands. */
  readonly origin: (row: number, column: number) => Origin;
}

/** Where a value stands: at a path below its design, or in a file of its own. */
export type Origin = { readonly path: Path } | { readonly place: Place };

/** Whether a design draws its points: some of them may then be the same. */
export function isSampled({ design }: DesignSpec): boolean {
  return ['latin-hypercube', 'sobol', 'saltelli', 'morris'].includes(design);
}

/**
 * The rows of a design.
 * @param seed of whatever the design draws
 * @param readText text of a design matrix
 * @throws DesignError, ScenarioError for what is wrong in a design matrix
 */
export function designRows(spec: DesignSpec, seed: string, readText: (path: string) => string): DesignRows {
  switch (spec.design) {
    case 'factorial':
      return withUnits(factorial(factorsOf(spec.factors)), spec.factors);
    case 'one-at-a-time': {
      const design = oneAtATime(factorsOf(spec.factors));
      return withUnits(design, spec.factors, { changed: design.changed.map((column) => column ?? null) });
    }
    case 'list':
      return listed(list(spec.points));
    case 'matrix':
      return fromMatrix(spec.file, readMatrix(spec.file, readText));
    case 'latin-hypercube':
      return withUnits(latinHypercube(factorsOf(spec.factors), { n: spec.points, seed, candidates: spec.candidates }), spec.factors);
    case 'sobol':
      return withUnits(sobol(factorsOf(spec.factors), { n: spec.points, ...scramblingOf(spec.scrambled, seed) }), spec.factors);
    case 'saltelli': {
      const design = saltelli(factorsOf(spec.factors), { n: spec.base, secondOrder: spec.second_order, ...scramblingOf(true, seed) });
      return withUnits(design, spec.factors, { n: design.n, places: design.places });
    }
    case 'morris': {
      const design = morris(factorsOf(spec.factors), { trajectories: spec.trajectories, levels: spec.levels, seed });
      return withUnits(design, spec.factors, { trajectories: design.trajectories, delta: design.delta, places: design.places, coordinates: design.coordinates });
    }
  }
}

function scramblingOf(scrambled: boolean, seed: string): { scramble?: string } {
  return scrambled ? { scramble: seed } : {};
}

function readMatrix(file: string, readText: (path: string) => string): string {
  try {
    return readText(file);
  } catch (error) {
    throw new DesignError(`design matrix: ${(error as Error).message}`, 'file');
  }
}

function factorsOf(specs: FactorSpecs): Factor[] {
  return Object.entries(specs).map(([name, spec]) => factorOf(name, spec));
}

function listed({ names, rows, notices }: DesignMatrix): DesignRows {
  return { factors: names, rows, notices, structure: {}, origin: (row, column) => ({ path: ['points', row, names[column]] }) };
}

function fromMatrix(file: string, text: string): DesignRows {
  const { names, rows, notices, lines } = readDesignCsv(text, { file });
  return { factors: names, rows, notices, structure: {}, origin: (row, column) => ({ place: { file, line: lines[row], column: column + 1 } }) };
}

/** Numbers of a factor with a unit become what a file says: `2.5 days`. */
function withUnits({ names, rows, notices }: DesignMatrix, specs: FactorSpecs, structure: Readonly<Record<string, unknown>> = {}): DesignRows {
  const units = names.map((name) => unitOf(specs[name]));
  const written = (value: unknown, column: number): unknown => (units[column] === undefined || typeof value !== 'number' ? value : quantityText(value, units[column]));
  const origin = (row: number, column: number): Origin => ({ path: ['factors', names[column], ...levelOf(specs[names[column]], rows[row][column])] });
  return { factors: names, rows: rows.map((row) => row.map(written)), notices, structure, origin };
}

/** `2.5 days`, `70%`. */
function quantityText(value: number, unit: string): string {
  return unit.startsWith('%') ? `${value}${unit}` : `${value} ${unit}`;
}

function unitOf(spec: FactorSpec): string | undefined {
  return spec.kind === 'levels' ? undefined : spec.unit;
}

/** Position of a value in the list of a factor that has one. */
function levelOf(spec: FactorSpec, value: unknown): Path {
  const level = spec.kind === 'levels' ? spec.values.findIndex((candidate) => identity(candidate) === identity(value)) : -1;
  return level < 0 ? [] : [level];
}
