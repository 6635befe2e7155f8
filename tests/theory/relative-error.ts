import { expect } from 'vitest';

/** Asserts that `actual` is within a relative error of `expected` (an absolute one for 0). */
export function expectWithin(actual: number, expected: number, relative = 1e-9): void {
  const error = expected === 0 ? Math.abs(actual) : Math.abs(actual / expected - 1);
  expect(error, `${actual} against ${expected}`).toBeLessThanOrEqual(relative);
}
