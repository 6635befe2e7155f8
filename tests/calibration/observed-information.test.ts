import { describe, expect, it } from 'vitest';
import { hessian, standardErrors } from '../../src/calibration/observed-information.js';

describe('the observed information', () => {
  it('is the matrix of second derivatives', () => {
    const f = ([x, y]: readonly number[]): number => x * x * x + 2 * x * y * y + Math.exp(y);
    const matrix = hessian(f, [1, 0.5], [1e-4, 1e-4]);
    // d2f/dx2 = 6x, d2f/dxdy = 4y, d2f/dy2 = 4x + exp(y)
    expect(matrix[0][0]).toBeCloseTo(6, 5);
    expect(matrix[0][1]).toBeCloseTo(2, 5);
    expect(matrix[1][0]).toBe(matrix[0][1]);
    expect(matrix[1][1]).toBeCloseTo(4 + Math.exp(0.5), 5);
  });

  it('inverts to squared standard errors', () => {
    // The inverse of [[4, 2], [2, 3]] is [[3, -2], [-2, 4]] / 8.
    const errors = standardErrors([[4, 2], [2, 3]]);
    expect(errors?.[0]).toBeCloseTo(Math.sqrt(3 / 8), 14);
    expect(errors?.[1]).toBeCloseTo(Math.sqrt(1 / 2), 14);
  });

  it('gives no standard errors where the data identify nothing', () => {
    expect(standardErrors([[1, 1], [1, 1]])).toBeUndefined();
    expect(standardErrors([[1, 0], [0, -1]])).toBeUndefined();
    expect(standardErrors([[Number.NaN, 0], [0, 1]])).toBeUndefined();
  });
});
