import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DesignError } from '../../../src/experiment/design.js';
import { type Factor, factorLevels, type Range, requireFactors, unitScale } from '../../../src/experiment/designs/factor.js';

const range = (from: number, to: number, more: Partial<Range> = {}): Factor => ({ name: 'x', range: { from, to, ...more } });
const levels = (...values: readonly unknown[]): Factor => ({ name: 'x', levels: values });

describe('the levels of a factor', () => {
  it('are those of its list, whatever JSON they are', () => {
    const values = ['shared', 2, true, null, [1, 2], { a: 1 }];
    expect(factorLevels(levels(...values))).toEqual(values);
  });

  it('are a number of equal steps of a range, ends included, without the noise of binary fractions', () => {
    expect(factorLevels(range(0, 1, { steps: 5 }))).toEqual([0, 0.25, 0.5, 0.75, 1]);
    expect(factorLevels(range(0, 0.3, { steps: 4 }))).toEqual([0, 0.1, 0.2, 0.3]);
    expect(factorLevels(range(-0.3, 0.3, { steps: 7 }))).toEqual([-0.3, -0.2, -0.1, 0, 0.1, 0.2, 0.3]);
  });

  it('are as far apart as the step of a range says', () => {
    expect(factorLevels(range(2, 8, { step: 2 }))).toEqual([2, 4, 6, 8]);
    expect(factorLevels(range(0.1, 0.7, { step: 0.2 }))).toEqual([0.1, 0.3, 0.5, 0.7]);
  });

  it('have equal ratios on a logarithmic scale', () => {
    expect(factorLevels(range(1, 1000, { step: 10, scale: 'log' }))).toEqual([1, 10, 100, 1000]);
    expect(factorLevels(range(0.01, 100, { steps: 5, scale: 'log' }))).toEqual([0.01, 0.1, 1, 10, 100]);
  });

  it('are rounded where the range is of whole numbers', () => {
    // 1, 100^(1/4) = 3.16, 10, 31.6, 100
    expect(factorLevels(range(1, 100, { steps: 5, scale: 'log', integer: true }))).toEqual([1, 3, 10, 32, 100]);
    expect(() => factorLevels(range(1, 3, { steps: 5, integer: true }))).toThrow(new DesignError('x: expected different levels, found 2 twice'));
  });

  it('are refused for a range without steps and for a law', () => {
    expect(() => factorLevels(range(0, 1))).toThrow(
      new DesignError('x: a design on a grid expects levels, or a range with steps or step, found a range without steps'),
    );
    expect(() => factorLevels({ name: 'x', law: { law: 'exponential', mean: 1 } })).toThrow(/found a law \(exponential\)/);
  });

  it('are refused when a step does not lead to the end', () => {
    expect(() => factorLevels(range(0, 1, { step: 0.3 }))).toThrow(/expected a step that leads from 0 to 1 exactly, found 0.3/);
    expect(() => factorLevels(range(0, 1, { step: 2 }))).toThrow(DesignError);
    expect(() => factorLevels(range(0, 1, { step: 0 }))).toThrow(/step must be a positive number, found 0/);
    expect(() => factorLevels(range(1, 8, { step: 1, scale: 'log' }))).toThrow(/step must be a ratio above 1, found 1/);
  });
});

describe('a factor', () => {
  it('is refused with a sentence that says what was expected', () => {
    const cases: readonly (readonly [Factor, RegExp])[] = [
      [levels(), /expected at least one level, found none/],
      [levels(1, 2, 1), /expected different levels, found 1 twice/],
      [levels(Number.NaN), /expected levels that can be written as JSON, found NaN/],
      [range(1, 1), /expected a range whose end is above its beginning, found from 1 to 1/],
      [range(0, Infinity), /expected a range of finite numbers/],
      [range(0.5, 2, { integer: true }), /expected a range of whole numbers, found from 0.5 to 2/],
      [range(0, 2, { scale: 'log' }), /a logarithmic scale expects positive numbers, found from 0 to 2/],
      [range(0, 2, { steps: 1 }), /expected a whole number of levels from 2/],
      [range(0, 2, { steps: 2, step: 1 }), /expected either steps \(how many levels\) or step \(how far apart\), found both/],
      [{ name: 'x', law: { law: 'exponential', mean: -1 } }, /^x: exponential: mean must be positive, found -1/],
      [{ name: 'x' } as unknown as Factor, /expected either levels, a range or a law, found none of them/],
      [{ name: 'x', levels: [1], law: { law: 'constant', value: 1 } }, /found levels and law/],
    ];
    for (const [factor, message] of cases) {
      expect(() => requireFactors('lhs', [factor])).toThrow(message);
      expect(() => unitScale(factor)).toThrow(DesignError);
    }
  });

  it('has a name that no other has', () => {
    expect(() => requireFactors('lhs', [])).toThrow(new DesignError('lhs: expected at least one factor, found none'));
    expect(() => requireFactors('lhs', [levels(1), levels(2)])).toThrow(new DesignError('lhs: two factors are called x'));
    expect(() => requireFactors('lhs', [{ name: ' ', levels: [1] }])).toThrow(DesignError);
  });
});

describe('the unit scale of a factor', () => {
  it('gives every level an equal cell of the axis, the last with the end', () => {
    const scale = unitScale(levels('a', 'b', 'c', 'd'));
    expect([0, 0.2499, 0.25, 0.5, 0.75, 0.9999, 1].map((u) => scale(u, 0.1))).toEqual(['a', 'a', 'b', 'c', 'd', 'd', 'd']);
  });

  it('keeps to the levels of a range with steps', () => {
    const scale = unitScale(range(0, 10, { step: 5 }));
    expect([0, 0.32, 0.34, 0.66, 0.67, 1].map((u) => scale(u, 0.1))).toEqual([0, 0, 5, 5, 10, 10]);
  });

  it('is straight over a range, and straight in logarithms where it says so', () => {
    expect([0, 0.25, 1].map((u) => unitScale(range(-2, 6))(u, 0.1))).toEqual([-2, 0, 6]);
    const log = unitScale(range(0.01, 100, { scale: 'log' }));
    expect([0, 0.25, 0.5, 0.75, 1].map((u) => log(u, 0.1))).toEqual([0.01, 0.1, 1, 10, 100].map((value) => expect.closeTo(value, 12) as number));
  });

  it('gives every whole number of a range an equal cell', () => {
    const scale = unitScale(range(-1, 2, { integer: true }));
    const counts = new Map<unknown, number>();
    for (let i = 0; i < 1000; i++) counts.set(scale((i + 0.5) / 1000, 0.001), (counts.get(scale((i + 0.5) / 1000, 0.001)) ?? 0) + 1);
    expect([...counts]).toEqual([[-1, 250], [0, 250], [1, 250], [2, 250]]);
    expect(scale(1, 0.1)).toBe(2);
  });

  it('gives whole numbers on a logarithmic scale cells by the logarithm of their neighbours', () => {
    // The cell of k in 1..7 reaches from log k to log (k + 1) in log 8: 2 begins at 1/3, 4 at 2/3.
    const scale = unitScale(range(1, 7, { integer: true, scale: 'log' }));
    expect([0, 0.333, 0.334, 0.666, 0.667, 0.99, 1].map((u) => scale(u, 0.1))).toEqual([1, 1, 2, 3, 4, 7, 7]);
  });

  it('is the quantile of a law', () => {
    // R: qexp(c(.5, .9), 1/2); qnorm(.975, 10, 2)
    const exponential = unitScale({ name: 'x', law: { law: 'exponential', mean: 2 } });
    expect(exponential(0.5, 0.1)).toBeCloseTo(1.3862943611199, 12);
    expect(exponential(0.9, 0.1)).toBeCloseTo(4.6051701859881, 12);
    const normal = unitScale({ name: 'x', law: { law: 'normal', mean: 10, sd: 2, min: -Infinity, max: Infinity } });
    expect(normal(0.975, 0.1)).toBeCloseTo(13.9199279690801, 9);
  });

  it('takes a law in the middle of the outer half cells where the coordinate is 0 or 1, and nowhere else', () => {
    const exponential = unitScale({ name: 'x', law: { law: 'exponential', mean: 1 } });
    expect(exponential(0, 0.25)).toBeCloseTo(-Math.log(7 / 8), 14);
    expect(exponential(1, 0.25)).toBeCloseTo(Math.log(8), 14);
    expect(exponential(0.001, 0.25)).toBeCloseTo(-Math.log1p(-0.001), 14);
    const normal = unitScale({ name: 'x', law: { law: 'normal', mean: 0, sd: 1, min: -Infinity, max: Infinity } });
    for (const u of [0, 1]) expect(Number.isFinite(normal(u, 1e-6))).toBe(true);
  });

  it('refuses coordinates outside the unit interval', () => {
    for (const u of [-0.1, 1.1, Number.NaN]) expect(() => unitScale(levels(1))(u, 0.1)).toThrow(/expected a coordinate from 0 to 1/);
  });

  it('never decreases and never leaves its range', () => {
    const numbers = fc.tuple(fc.double({ min: 0.001, max: 1e6, noNaN: true }), fc.double({ min: 0.001, max: 1e6, noNaN: true }), fc.constantFrom('linear', 'log'));
    const coordinates = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }));
    fc.assert(fc.property(numbers, coordinates, ([a, b, scale], [u, v]) => {
      fc.pre(a !== b);
      const [from, to] = [Math.min(a, b), Math.max(a, b)];
      const at = unitScale(range(from, to, { scale })) as (u: number, cell: number) => number;
      // The exponential function of the platform may fall by a rounding error.
      const [low, high] = [at(Math.min(u, v), 0.1), at(Math.max(u, v), 0.1)];
      expect(low).toBeLessThanOrEqual(high * (1 + 1e-14));
      expect(low).toBeGreaterThanOrEqual(from);
      expect(high).toBeLessThanOrEqual(to);
    }));
  });
});
