import { describe, expect, it } from 'vitest';
import type { Case, Runs } from '../../bench/interleave.js';
import type { Measured } from '../../bench/measured.js';
import { compareAnswers, tabulate } from '../../bench/ratios.js';

const hold: Case = { id: 'hold', title: 'Hold', unit: 'events', entries: [] };

/** Runs of two million events in so many seconds each. */
const took = (...seconds: readonly number[]): Measured[] => seconds.map((value) => ({ seconds: value, count: 2e6, answer: {} }));
const answered = (...values: readonly number[]): Measured[] => values.map((wait) => ({ seconds: 1, count: 1, answer: { wait } }));
const runsOf = (programs: Readonly<Record<string, readonly Measured[]>>): Runs => new Map([['hold', new Map(Object.entries(programs))]]);

describe('a table of rates', () => {
  it('has the median rate in millions per second and the median of the ratios round by round', () => {
    // Rounds: 2/4 = .5, 1/1 = 1 and 4/.5 = 8 times as slow; the ratio of the medians would be 2/1.
    const { rows } = tabulate(hold, runsOf({ ours: took(1, 2, 0.5), theirs: took(4, 1, 2) }));
    expect(rows.map(({ program, rates, rate, ratio }) => ({ program, rates, rate, ratio }))).toEqual([
      { program: 'ours', rates: [2, 1, 4], rate: 2, ratio: 1 },
      { program: 'theirs', rates: [0.5, 2, 1], rate: 1, ratio: 4 },
    ]);
  });

  it('compares a program that took part in fewer rounds in those', () => {
    const { rows } = tabulate(hold, runsOf({ ours: took(1, 100, 100), theirs: took(3) }));
    expect(rows[1].ratio).toBe(3);
  });

  it('takes account of programs that do less work', () => {
    const { rows } = tabulate(hold, runsOf({ ours: took(1), theirs: [{ seconds: 1, count: 1e5, answer: {} }] }));
    expect(rows[1].ratio).toBeCloseTo(20, 12);
  });

  it('counts events besides, where something else is counted', () => {
    const { rows } = tabulate(hold, runsOf({ ours: [{ seconds: 2, count: 1e6, events: 4e6, answer: {} }] }));
    expect(rows[0]).toMatchObject({ rate: 0.5, eventRate: 2 });
  });

  it('leaves out programs that did not run, and refuses a case in which none did', () => {
    expect(tabulate(hold, runsOf({ ours: took(1), absent: [] })).rows.map(({ program }) => program)).toEqual(['ours']);
    expect(() => tabulate(hold, runsOf({}))).toThrow('hold: expected at least one run, found none');
  });
});

describe('answers of two programs', () => {
  it('agree within the 99.9 % interval of Welch', () => {
    // R 4.2: t.test(c(4.1, 3.9, 4, 4.2), c(4.3, 4, 4.2, 4.1), conf.level = .999)$conf.int is [-0.6439630062, 0.4439630062]
    const [comparison] = compareAnswers(hold, runsOf({ ours: answered(4.1, 3.9, 4, 4.2), theirs: answered(4.3, 4, 4.2, 4.1) }), 'theirs');
    expect(comparison).toMatchObject({ case: 'hold', answer: 'wait', agrees: true });
    expect(comparison.halfWidth).toBeCloseTo(0.5439630062, 8);
  });

  it('differ beyond it', () => {
    const [comparison] = compareAnswers(hold, runsOf({ ours: answered(4.1, 3.9, 4, 4.2), theirs: answered(5.3, 5, 5.2, 5.1) }), 'theirs');
    expect(comparison.agrees).toBe(false);
  });

  it('are not judged by two runs, and not there without the other program', () => {
    const [comparison] = compareAnswers(hold, runsOf({ ours: answered(4, 4.1), theirs: answered(9, 9.1) }), 'theirs');
    expect(comparison).toEqual({ case: 'hold', answer: 'wait', ours: 4.05, theirs: 9.05, agrees: true });
    expect(compareAnswers(hold, runsOf({ ours: answered(4, 4.1) }), 'theirs')).toEqual([]);
  });
});
