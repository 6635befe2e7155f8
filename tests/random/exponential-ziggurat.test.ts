import { describe, expect, it } from 'vitest';
import { exponentialZiggurat } from '../../src/random/exponential-ziggurat.js';
import { createStream } from '../../src/random/stream.js';

const COUNT = 1_000_000;

describe('exponential draws by a ziggurat', () => {
  const draw = exponentialZiggurat(createStream('5', 0, 'ziggurat'));
  const values = Float64Array.from({ length: COUNT }, draw);

  it('have mean 1, variance 1 and third central moment 2, within five standard errors', () => {
    const mean = values.reduce((sum, x) => sum + x, 0) / COUNT;
    const moment = (power: (d: number) => number): number => values.reduce((sum, x) => sum + power(x - mean), 0) / COUNT;
    // Var of the sample moments of exp(1): 1, mu4 - 1 = 8, and about mu6 - mu3^2 - 6 mu4 mu2 + 9 mu2^3 = 265 - 4 - 54 + 9 = 216.
    expect(Math.abs(mean - 1)).toBeLessThan(5 / Math.sqrt(COUNT));
    expect(Math.abs(moment((d) => d * d) - 1)).toBeLessThan((5 * Math.sqrt(8)) / Math.sqrt(COUNT));
    expect(Math.abs(moment((d) => d * d * d) - 2)).toBeLessThan((5 * Math.sqrt(216)) / Math.sqrt(COUNT));
  });

  it('follow the law everywhere: Kolmogorov-Smirnov at 0.01', () => {
    const sorted = values.slice().sort();
    let largest = 0;
    sorted.forEach((x, index) => {
      const probability = -Math.expm1(-x);
      largest = Math.max(largest, Math.abs(probability - index / COUNT), Math.abs((index + 1) / COUNT - probability));
    });
    // Asymptotic critical value 1.6276 / sqrt(n).
    expect(largest).toBeLessThan(1.6276 / Math.sqrt(COUNT));
  });

  it('reach into the tail as often as they should, and never to zero or beyond all bounds', () => {
    // Above r = 7.697: n e^-r = 454 expected, five standard deviations of a Poisson count.
    const expected = COUNT * Math.exp(-7.697117470131487);
    expect(Math.abs(values.filter((x) => x > 7.697117470131487).length - expected)).toBeLessThan(5 * Math.sqrt(expected));
    expect(values.every((x) => x > 0 && x < 60)).toBe(true);
  });

  it('fill the wedges too: a chi-square over 400 equal cells below the tail', () => {
    const cells = new Float64Array(400);
    const below = -Math.expm1(-7.5);
    for (const x of values) if (x < 7.5) cells[Math.floor((-Math.expm1(-x) / below) * 400)]++;
    const total = cells.reduce((sum, count) => sum + count, 0);
    const statistic = cells.reduce((sum, count) => sum + ((count - total / 400) * (count - total / 400)) / (total / 400), 0);
    // R: qchisq(.999, 399) = 490.0
    expect(statistic).toBeLessThan(490);
  });
});
