import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { benjaminiHochberg, bonferroni, holm } from '../../src/statistics/multiple-testing.js';

// Benjamini and Hochberg (1995), section 3.2: 15 hypotheses on thrombolytic treatments.
const P_VALUES = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1];

// R 4.2.2: p.adjust(p, "holm"), p.adjust(p, "bonferroni"), p.adjust(p, "BH")
const METHODS = [
  {
    adjust: holm, rejections: 3,
    adjusted: [0.0015, 0.0056, 0.0247, 0.114, 0.2211, 0.278, 0.278, 0.278, 0.3213, 1, 1, 1, 1, 1, 1],
  },
  {
    adjust: bonferroni, rejections: 3,
    adjusted: [0.0015, 0.006, 0.0285, 0.1425, 0.3015, 0.417, 0.447, 0.516, 0.6885, 1, 1, 1, 1, 1, 1],
  },
  {
    adjust: benjaminiHochberg, rejections: 4,
    adjusted: [
      0.0015, 0.003, 0.0095, 0.035625, 0.0603, 0.06385714285714286, 0.06385714285714286, 0.0645, 0.0765, 0.486, 0.5811818181818181,
      0.7148749999999999, 0.7532307692307693, 0.8132142857142857, 1,
    ],
  },
];

const pValues = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 20 });

describe.each(METHODS)('$adjust.name', ({ adjust, adjusted, rejections }) => {
  it('adjusts Benjamini and Hochberg\'s p-values as R does', () => {
    adjust(P_VALUES).forEach((p, i) => expect(p).toBeCloseTo(adjusted[i], 14));
    expect(adjust(P_VALUES).filter((p) => p <= 0.05)).toHaveLength(rejections);
  });

  it('gives the adjusted values in the order of the p-values', () =>
    fc.assert(
      fc.property(pValues, (values) => {
        const shuffled = [...values].reverse();
        expect(adjust(shuffled)).toEqual(adjust(values).reverse());
      }),
      { seed: 17 },
    ));

  it('never lowers a p-value, never reverses two, and stays at most 1', () =>
    fc.assert(
      fc.property(pValues, (values) => {
        const result = adjust(values);
        for (const [i, p] of values.entries()) {
          expect(result[i]).toBeGreaterThanOrEqual(p);
          expect(result[i]).toBeLessThanOrEqual(1);
          for (const [j, q] of values.entries()) if (p <= q) expect(result[i]).toBeLessThanOrEqual(result[j]);
        }
      }),
      { seed: 18 },
    ));

  it('leaves a single p-value and an empty list as they are', () => {
    expect(adjust([0.03])).toEqual([0.03]);
    expect(adjust([])).toEqual([]);
  });

  it.each([-0.1, 1.1, NaN])('refuses the p-value %f', (p) => expect(() => adjust([0.5, p])).toThrow(/p-values in \[0, 1\], found .* at index 1/));
});

describe('the three adjustments', () => {
  it('are ordered: Benjamini and Hochberg at most Holm at most Bonferroni', () =>
    fc.assert(
      fc.property(pValues, (values) => {
        const [b, h, bh] = [bonferroni(values), holm(values), benjaminiHochberg(values)];
        for (const i of values.keys()) {
          expect(bh[i]).toBeLessThanOrEqual(h[i] + 1e-15);
          expect(h[i]).toBeLessThanOrEqual(b[i]);
        }
      }),
      { seed: 19 },
    ));
});
