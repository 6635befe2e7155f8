import { DesignError } from '../design-error.js';
import { requireRows, requireWhole } from './design-matrix.js';
import { owenScrambling } from './owen-scrambling.js';
import { sobolDirections } from './sobol-directions.js';

const BITS = 32;
const TWO_MINUS_32 = 1 / 4_294_967_296;
/** Points of the sequence beyond which none is asked for. */
const MOST_POINTS = 1_073_741_824;

const directions = sobolDirections.trim().split(/\s+/);

/** Dimensions for which there are direction numbers. */
export const SOBOL_DIMENSIONS = directions.length + 1;

export interface SobolOptions {
  /** Number of points; the sequence is balanced over a power of two of them. */
  readonly n: number;
  /** A seed from `normaliseSeed` scrambles the points; without, they are the plain sequence, from the point 0. */
  readonly scramble?: string;
  /** Points of the sequence to leave out before the first. 0 unless said otherwise; multiples of n (a power of two) keep the balance. */
  readonly skip?: number;
}

/**
 * Points of the Sobol' sequence in base 2 (I. M. Sobol', 1967), in the Gray-code order of I. A. Antonov and V. M. Saleev (1979), with the
 * direction numbers new-joe-kuo-6 of S. Joe and F. Y. Kuo (2008, "Constructing Sobol' sequences with better two-dimensional projections",
 * SIAM Journal on Scientific Computing 30, 2635-2654). Direction numbers v_k = m_k / 2^k follow from the initial ones by
 *
 *     m_k = 2 a_1 m_{k-1} ^ 4 a_2 m_{k-2} ^ ... ^ 2^{s-1} a_{s-1} m_{k-s+1} ^ 2^s m_{k-s} ^ m_{k-s},
 *
 * with ^ the exclusive or and x^s + a_1 x^{s-1} + ... + 1 the primitive polynomial of the dimension; point i is the exclusive or of the v_k
 * over the bits of i ^ (i >> 1). The points are those of SciPy's `qmc.Sobol(d, scramble=False)`. With `scramble`, each dimension is
 * scrambled by `owenScrambling`.
 *
 * @returns n points of so many dimensions, plain ones in [0, 1) with 32 bits, scrambled ones in (0, 1) with 53
 * @throws DesignError unless 1 <= dimensions <= 1,111, n is a whole number from 1 to a million and skip one from 0
 * @example sobolPoints(2, { n: 4 }) // [[0, 0], [0.5, 0.5], [0.75, 0.25], [0.25, 0.75]]
 */
export function sobolPoints(dimensions: number, { n, scramble, skip = 0 }: SobolOptions): number[][] {
  requireSobol(dimensions, n, skip);
  const points = Array.from({ length: n }, () => new Array<number>(dimensions));
  for (let dimension = 0; dimension < dimensions; dimension++) {
    const v = directionNumbers(dimension);
    const coordinate = scramble === undefined ? (word: number) => (word >>> 0) * TWO_MINUS_32 : owenScrambling(scramble, dimension);
    let word = wordAt(skip, v);
    for (let index = 0; index < n; index++) {
      points[index][dimension] = coordinate(word);
      word ^= v[trailingZeros(skip + index + 1)];
    }
  }
  return points;
}

/**
 * What is lost when the number of points is no power of two, or points are skipped that are no multiple of it.
 *
 * @returns sentences; none when the points are balanced
 * @example sobolNotices({ n: 100 }) // ['100 points: a Sobol\' sequence is balanced over powers of two only, here 64 or 128']
 */
export function sobolNotices({ n, skip = 0 }: SobolOptions): string[] {
  const above = powerFrom(n);
  if (n !== above) return [`${n} points: a Sobol' sequence is balanced over powers of two only, here ${above / 2} or ${above}`];
  if (skip % n !== 0) return [`${skip} points skipped: ${n} points of a Sobol' sequence are balanced if none or a multiple of ${n} is skipped`];
  return [];
}

/** Distance between neighbours on an axis of the grid that the plain points come from: 1 over the power of two that reaches to the last point. */
export function sobolCell({ n, skip = 0 }: SobolOptions): number {
  return 1 / powerFrom(skip + n);
}

function requireSobol(dimensions: number, n: number, skip: number): void {
  if (!Number.isSafeInteger(dimensions) || dimensions < 1 || dimensions > SOBOL_DIMENSIONS) {
    throw new DesignError(`sobol: expected from 1 to ${SOBOL_DIMENSIONS} dimensions, found ${String(dimensions)}`);
  }
  requireWhole('sobol', 'n', n, 1);
  requireWhole('sobol', 'skip', skip, 0);
  requireRows('sobol', n);
  if (skip + n > MOST_POINTS) throw new DesignError(`sobol: expected at most ${MOST_POINTS} points, those skipped included, found ${skip + n}`);
}

/** The direction numbers of a dimension, from 0, as binary fractions of 32 digits. */
function directionNumbers(dimension: number): Int32Array {
  if (dimension === 0) return Int32Array.from({ length: BITS }, (_, k) => 1 << (BITS - 1 - k));
  const [polynomial, ...initial] = directions[dimension - 1].split(',').map((digits) => Number.parseInt(digits, 36));
  const degree = initial.length;
  const v = Int32Array.from({ length: BITS }, (_, k) => (k < degree ? initial[k] << (BITS - 1 - k) : 0));
  for (let k = degree; k < BITS; k++) {
    v[k] = v[k - degree] ^ (v[k - degree] >>> degree);
    for (let i = 1; i < degree; i++) if (((polynomial >>> (degree - i)) & 1) === 1) v[k] ^= v[k - i];
  }
  return v;
}

function wordAt(index: number, v: Int32Array): number {
  const gray = index ^ (index >>> 1);
  return v.reduce((word, direction, k) => (((gray >>> k) & 1) === 1 ? word ^ direction : word), 0);
}

function trailingZeros(positive: number): number {
  return BITS - 1 - Math.clz32(positive & -positive);
}

/** The least power of two that is not below a number. */
function powerFrom(least: number): number {
  let power = 1;
  while (power < least && power < MOST_POINTS) power *= 2;
  return power;
}
