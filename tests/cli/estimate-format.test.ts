import { describe, expect, it } from 'vitest';
import { alignDecimals, differenceTexts, estimateTexts, type EstimateText, type RangedNumber } from '../../src/cli/estimate-format.js';

const ranged = (mean: number, halfWidth: number): RangedNumber => ({ mean, low: mean - halfWidth, high: mean + halfWidth });
const estimateText = (estimate: RangedNumber): EstimateText => estimateTexts([estimate])[0];
const around = (mean: number, halfWidth: number): EstimateText => estimateText(ranged(mean, halfWidth));

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

  it('has an exponent where six decimals are too few, with the digits that its interval justifies', () => {
    expect(around(2e-9, 1e-10)).toEqual({ mean: '2.00e-9', interval: '[1.90e-9, 2.10e-9]' });
    expect(around(-4.487e-5, 4e-7)).toEqual({ mean: '-4.49e-5', interval: '[-4.53e-5, -4.45e-5]' });
    expect(around(1e-8, 4e-7)).toEqual({ mean: '0', interval: '[-4e-7, 4e-7]' });
    expect(estimateText({ mean: 1.23456e-5, low: undefined, high: undefined }).mean).toBe('1.235e-5');
  });

  it('has none where six decimals are enough', () => {
    expect(estimateTexts([ranged(4e-5, 4e-6), { mean: undefined, low: undefined, high: undefined }])[0].mean).toBe('0.000040');
    expect(around(-4.485e-5, 4e-6)).toEqual({ mean: '-0.000045', interval: '[-0.000049, -0.000041]' });
  });

  it('has six decimals at most', () => {
    expect(around(1, 1e-12)).toEqual({ mean: '1.000000', interval: '[1.000000, 1.000000]' });
  });
});

describe('estimates of one measure', () => {
  it('are written in one way, small ones beside large ones without an exponent', () => {
    expect(estimateTexts([ranged(-4.485e-5, 1e-8), ranged(0.25, 0.1)]).map(({ mean }) => mean)).toEqual(['-0.000045', '0.25']);
    const certain = [1e-5, 0, 0.25].map((mean) => ({ mean, low: mean, high: mean }));
    expect(estimateTexts(certain)).toEqual([
      { mean: '0.000010', interval: '[0.000010, 0.000010]' }, { mean: '0', interval: '[0, 0]' }, { mean: '0.2500', interval: '[0.2500, 0.2500]' },
    ]);
  });

  it('all have an exponent where all are small', () =>
    expect(differenceTexts([ranged(-4.485e-5, 1e-9), ranged(2e-5, 4e-6)]).map(({ mean }) => mean)).toEqual(['-4.485e-5', '+2.0e-5']));
});

describe('a difference for reading', () => {
  it('has its sign unless it is zero', () => {
    const difference = (mean: number): string => differenceTexts([ranged(mean, 0.4)])[0].mean;
    expect([1.26, -1.26, 0.01, 0].map(difference)).toEqual(['+1.3', '-1.3', '0.0', '0.0']);
    expect(differenceTexts([{ mean: 0, low: 0, high: 0 }])).toEqual([{ mean: '0', interval: '[0, 0]' }]);
    expect(differenceTexts([{ mean: undefined, low: undefined, high: undefined }])[0].mean).toBe('-');
  });
});

describe('numbers in a column', () => {
  it('get their decimal points below each other, once they are aligned right', () => {
    expect(alignDecimals(['7.65', '73.8', '120', '+0.0434', '-', ''])).toEqual(['7.65  ', '73.8   ', '120     ', '+0.0434', '-     ', '     ']);
    expect(alignDecimals(['12', '3'])).toEqual(['12', '3']);
  });
});
