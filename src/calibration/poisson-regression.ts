import { choleskyFactor, inverseOf, solveLower, solveTransposed } from './cholesky.js';

/** A log-linear Poisson model that was fitted. */
export interface PoissonFit {
  readonly coefficients: readonly number[];
  /** Covariance matrix of the coefficients. */
  readonly covariance: readonly (readonly number[])[];
  /** Expected counts. */
  readonly expected: readonly number[];
  readonly logLikelihood: number;
  readonly aic: number;
  /** Pearson's statistic over its degrees of freedom, 1 for Poisson counts; absent without degrees of freedom. */
  readonly dispersion?: number;
  /** Pearson's statistic and its degrees of freedom. */
  readonly pearson: number;
  readonly degreesOfFreedom: number;
}

const MOST_STEPS = 50;
const CONVERGED = 1e-10;

/**
 * Fits counts with means exposure x exp(x'b) by maximum likelihood: Newton's method, which here is iteratively reweighted least squares
 * (McCullagh and Nelder 1989, Generalized Linear Models, chapters 2 and 6). The factorials are left out of the likelihood.
 *
 * @param counts whole numbers from 0
 * @param exposures time over which each was counted, > 0
 * @param design one row of regressors for each count
 * @throws RangeError when the counts do not identify the coefficients, or the method does not converge
 * @example poissonRegression([3, 5], [1, 1], [[1], [1]]).coefficients // [Math.log(4)]
 */
export function poissonRegression(counts: readonly number[], exposures: readonly number[], design: readonly (readonly number[])[]): PoissonFit {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) throw new RangeError('poissonRegression: expected at least one count above 0, found none');
  let coefficients: number[] = design[0].map((_, j) => (j === 0 ? Math.log(total / exposures.reduce((sum, exposure) => sum + exposure, 0)) : 0));
  for (let step = 0; step < MOST_STEPS; step++) {
    const expected = expectedCounts(exposures, design, coefficients);
    const lower = choleskyFactor(information(expected, design));
    if (lower === undefined) break;
    const score = coefficients.map((_, j) => counts.reduce((sum, count, i) => sum + (count - expected[i]) * design[i][j], 0));
    const move = solveTransposed(lower, solveLower(lower, score));
    coefficients = coefficients.map((coefficient, j) => coefficient + move[j]);
    if (move.every((change) => Math.abs(change) < CONVERGED)) return summary(counts, exposures, design, coefficients);
  }
  throw new RangeError('poissonRegression: the counts do not identify all coefficients');
}

function expectedCounts(exposures: readonly number[], design: readonly (readonly number[])[], coefficients: readonly number[]): number[] {
  return design.map((row, i) => exposures[i] * Math.exp(row.reduce((sum, x, j) => sum + x * coefficients[j], 0)));
}

function information(expected: readonly number[], design: readonly (readonly number[])[]): number[][] {
  return design[0].map((_, j) => design[0].map((__, k) => design.reduce((sum, row, i) => sum + expected[i] * row[j] * row[k], 0)));
}

function summary(counts: readonly number[], exposures: readonly number[], design: readonly (readonly number[])[], coefficients: readonly number[]): PoissonFit {
  const expected = expectedCounts(exposures, design, coefficients);
  const lower = choleskyFactor(information(expected, design));
  if (lower === undefined) throw new RangeError('poissonRegression: the counts do not identify all coefficients');
  const logLikelihood = counts.reduce((sum, count, i) => sum + count * Math.log(expected[i]) - expected[i], 0);
  const pearson = counts.reduce((sum, count, i) => sum + ((count - expected[i]) * (count - expected[i])) / expected[i], 0);
  const degreesOfFreedom = counts.length - coefficients.length;
  return {
    coefficients, covariance: inverseOf(lower), expected, logLikelihood, aic: 2 * coefficients.length - 2 * logLikelihood, pearson, degreesOfFreedom,
    ...(degreesOfFreedom > 0 ? { dispersion: pearson / degreesOfFreedom } : {}),
  };
}
