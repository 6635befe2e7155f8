import { describe, expect, it } from 'vitest';
import { erlang } from '../../../src/random/laws/erlang.js';
import { exponential } from '../../../src/random/laws/exponential.js';
import { expectDistribution, expectMoments, sampleOf } from '../sampling.js';

describe('erlang', () => {
  it('has variance mean^2 / stages, and its draws have both moments by either method (4 standard errors)', () => {
    for (const stages of [2, 6, 7, 20]) {
      const law = erlang(stages, 6);
      expect(law.mean).toBe(6);
      expect(law.variance).toBeCloseTo(36 / stages, 12);
      expectMoments(law, 40_000);
    }
  });

  it('agrees with scipy.stats.gamma(3, scale=2) for 3 stages', () => {
    expectDistribution(
      erlang(3, 6),
      [
        [0.5, 0.002161496689762513],
        [5, 0.45618688411667035],
        [20, 0.9972306042844884],
      ],
      [
        [0.01, 0.8720903301565863],
        [0.5, 5.348120627447118],
        [0.99, 16.811893829770927],
      ],
    );
  });

  it('agrees with scipy.stats.gamma(20, scale=0.3) for 20 stages', () => {
    expectDistribution(
      erlang(20, 6),
      [
        [3, 0.0034543419758568334],
        [6, 0.5297427331607607],
        [10, 0.994884019126412],
      ],
      [
        [0.01, 3.324639187946273],
        [0.5, 5.900301726991701],
        [0.99, 9.55361096273467],
      ],
    );
  });

  it('with one stage is the exponential, draw for draw', () => {
    expect(sampleOf(erlang(1, 5), 100)).toEqual(sampleOf(exponential(5), 100));
  });

  it('refuses numbers of stages that are not whole and positive, and bad means', () => {
    for (const stages of [0, -1, 1.5, NaN, Infinity, 1e10]) {
      expect(() => erlang(stages, 6)).toThrow(`erlang: stages must be a whole number from 1 to 1000000000, found ${stages}`);
    }
    expect(() => erlang(2, 0)).toThrow('erlang: mean must be positive, found 0');
  });
});
