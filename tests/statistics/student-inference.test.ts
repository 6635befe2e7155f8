import { describe, expect, it } from 'vitest';
import { studentInference } from '../../src/statistics/student-inference.js';

describe('studentInference', () => {
  // t quantile (.975, 9) of R; p of t = 2.262157162798205 with 9 degrees of freedom is .05 by definition.
  it('gives the interval and the p-value that belong together', () => {
    const { low, high, halfWidth, t, pValue } = studentInference(2.262157162798205, 1, 9, 0.95);
    expect(halfWidth).toBeCloseTo(2.262157162798205, 13);
    expect(low).toBeCloseTo(0, 13);
    expect(high).toBeCloseTo(2 * 2.262157162798205, 13);
    expect(t).toBe(2.262157162798205);
    expect(pValue).toBeCloseTo(0.05, 13);
  });

  it('collapses to the estimate where the standard error is 0', () => {
    expect(studentInference(3, 0, 4, 0.95)).toEqual({ low: 3, high: 3, halfWidth: 0, t: undefined, pValue: 0 });
    expect(studentInference(0, 0, 4, 0.95)).toEqual({ low: 0, high: 0, halfWidth: 0, t: undefined, pValue: 1 });
  });

  it.each([0, 1, 95, NaN])('refuses the level %f', (level) =>
    expect(() => studentInference(1, 1, 1, level)).toThrow(/confidence level between 0 and 1/));
});
