import { describe, expect, it } from 'vitest';
import { lagOneAutocorrelation } from '../../src/statistics/autocorrelation.js';
import { relativeError } from '../mathematics/relative-error.js';
import { NUM_ACC } from './nist-num-acc.js';

// R 4.2.2: colMeans(matrix(sunspot.year[1:100], 10))
const SUNSPOT_BATCH_MEANS = [21.6, 25.2, 52.4, 51.1, 36.79, 37.56, 53.75, 71.39, 71.24, 35.9];

// R 4.2.2: datasets::lh
const LUTEINISING_HORMONE = [
  2.4, 2.4, 2.4, 2.2, 2.1, 1.5, 2.3, 2.3, 2.5, 2, 1.9, 1.7, 2.2, 1.8, 3.2, 3.2, 2.7, 2.2, 2.2, 1.9, 1.9, 1.8, 2.7, 3, 2.3, 2, 2, 2.9, 2.9,
  2.7, 2.7, 2.3, 2.6, 2.4, 1.8, 1.7, 1.5, 1.4, 2.1, 3.3, 3.5, 3.5, 3.1, 2.6, 2.1, 3.4, 3, 2.9,
];

describe('lagOneAutocorrelation', () => {
  // R 4.2.2: acf(x)$acf[2]
  it('agrees with R\'s acf', () => {
    expect(lagOneAutocorrelation(SUNSPOT_BATCH_MEANS)).toBeCloseTo(0.3580867630749504, 13);
    expect(lagOneAutocorrelation(LUTEINISING_HORMONE)).toBeCloseTo(0.5755244755244755, 13);
  });

  it.each(NUM_ACC)('reproduces the certified value of $name', ({ values, lagOne, accuracy }) =>
    expect(relativeError(lagOneAutocorrelation(values) ?? NaN, lagOne)).toBeLessThan(accuracy));

  it('is negative for an alternating series', () => expect(lagOneAutocorrelation([1, -1, 1, -1])).toBeCloseTo(-0.75, 15));

  it('is undefined for a constant series and for one value', () => {
    expect(lagOneAutocorrelation([2, 2, 2])).toBeUndefined();
    expect(lagOneAutocorrelation([2])).toBeUndefined();
  });

  it('refuses an empty series and a value that is not finite', () => {
    expect(() => lagOneAutocorrelation([])).toThrow(/at least 1 value/);
    expect(() => lagOneAutocorrelation([1, NaN])).toThrow(/found NaN at index 1/);
  });
});
