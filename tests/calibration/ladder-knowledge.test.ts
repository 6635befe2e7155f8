import { describe, expect, it } from 'vitest';
import { ladderKnowledge } from '../../src/calibration/ladder-knowledge.js';
import { uniforms } from './simulated-log.js';

describe('knowledge from probabilities of climbing', () => {
  it('is cumulative', () => {
    expect(ladderKnowledge([0.4, 0.5, 0])).toEqual([0.6, 0.8, 1]);
  });

  it('makes the share climbing from each stage the given one, also for problems that enter above the bottom', () => {
    const climbing = [0.38, 0.42, 0.26];
    const quantiles = ladderKnowledge(climbing).map((share) => -Math.log(1 - share));
    const uniform = uniforms(5);
    // Difficulty exponential(1), for entry at the second level beyond what the first one knows; 200,000 draws, 4 standard errors.
    for (const entry of [0, 1]) {
      const floor = entry === 0 ? 0 : quantiles[entry - 1];
      let reaching = 200_000;
      const difficulties = Array.from({ length: reaching }, () => floor - Math.log(uniform()));
      for (let level = entry; level < climbing.length; level++) {
        const passed = difficulties.filter((z) => z > quantiles[level]).length;
        const error = Math.sqrt((climbing[level] * (1 - climbing[level])) / reaching);
        expect(Math.abs(passed / reaching - climbing[level])).toBeLessThan(4 * error);
        reaching = passed;
      }
    }
  });

  it('refuses what is no probability', () => {
    expect(() => ladderKnowledge([0.5, 1.2])).toThrow(RangeError);
  });
});
