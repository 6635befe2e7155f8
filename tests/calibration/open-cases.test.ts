import { describe, expect, it } from 'vitest';
import type { Episode } from '../../src/calibration/case-history.js';
import { openCases } from '../../src/calibration/open-cases.js';

const episode = (entry: number, exit?: number): Episode =>
  ({ caseId: 'a', ordinal: 1, stage: 0, entry, attributes: {}, ...(exit === undefined ? {} : { exit }) });

describe('open cases at the beginning of a day', () => {
  it('are those begun before it and not ended before it', () => {
    const episodes = [episode(10, 20), episode(20, 30), episode(5), episode(40)];
    expect([10, 11, 20, 21, 31, 41].map((day) => openCases(episodes, day))).toEqual([1, 2, 2, 2, 1, 2]);
  });
});
