import { describe, expect, it } from 'vitest';
import { alignDecimals, differenceText, estimateText } from '../../src/cli/estimate-format.js';

const around = (mean: number, halfWidth: number) => estimateText({ mean, low: mean - halfWidth, high: mean + halfWidth });

describe('an estimate for reading', () => {
  // Particle Data Group, Review of Particle Physics, 5.3: 0.827 +- 0.119 is 0.83 +- 0.12, and 0.827 +- 0.367 is 0.8 +- 0.4.
  it('is rounded as the Particle Data Group does', () => {
    expect(around(0.827, 0.119)).toEqual({ mean: '0.83', interval: '[0.71, 0.95]' });
    expect(around(0.827, 0.367)).toEqual({ mean: '0.8', interval: '[0.5, 1.2]' });
  });

  it.each([
    [0.354, '10.00'], [0.355, '10.0'], [0.949, '10.0'], [0.95, '10.0'], [1.04, '10.0'], [3.54, '10.0'], [3.56, '10'], [35.4, '10'], [354, '10'], [3540, '10'],
  ])('with the half-width %s has a mean of 10 as %s', (halfWidth, mean) => {
    expect(around(10, halfWidth).mean).toBe(mean);
  });

  it('writes large numbers whole', () => {
    expect(around(123456.7, 1234)).toEqual({ mean: '123457', interval: '[122223, 124691]' });
  });

  it('has no minus before a zero', () => {
    expect(around(-0.04, 1.2)).toEqual({ mean: '0.0', interval: '[-1.2, 1.2]' });
  });

  it('without an interval shows four digits and a dash', () => {
    expect(estimateText({ mean: 7.64512, low: undefined, high: undefined })).toEqual({ mean: '7.645', interval: '-' });
  });

  it('that is missing is a dash', () => {
    expect(estimateText({ mean: undefined, low: undefined, high: undefined })).toEqual({ mean: '-', interval: '-' });
  });

  it('without any variation is an interval without width', () => {
    expect(estimateText({ mean: 0, low: 0, high: 0 })).toEqual({ mean: '0', interval: '[0, 0]' });
    expect(estimateText({ mean: 0.25, low: 0.25, high: 0.25 })).toEqual({ mean: '0.2500', interval: '[0.2500, 0.2500]' });
  });

  it('keeps general notation where a fixed one would show zeros only', () => {
    expect(around(2e-9, 1e-10).mean).toBe('2.000e-9');
    expect(around(1, 1e-12).mean).toBe('1');
  });
});

describe('a difference for reading', () => {
  it('has its sign unless it is zero', () => {
    const difference = (mean: number) => differenceText({ mean, low: mean - 0.4, high: mean + 0.4 }).mean;
    expect([1.26, -1.26, 0.01, 0].map(difference)).toEqual(['+1.3', '-1.3', '0.0', '0.0']);
    expect(differenceText({ mean: 0, low: 0, high: 0 })).toEqual({ mean: '0', interval: '[0, 0]' });
    expect(differenceText({ mean: undefined, low: undefined, high: undefined }).mean).toBe('-');
  });
});

describe('numbers in a column', () => {
  it('get their decimal points below each other, once they are aligned right', () => {
    expect(alignDecimals(['7.65', '73.8', '120', '+0.0434', '-', ''])).toEqual(['7.65  ', '73.8   ', '120     ', '+0.0434', '-     ', '     ']);
    expect(alignDecimals(['12', '3'])).toEqual(['12', '3']);
  });
});
