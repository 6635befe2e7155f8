import { describe, expect, it } from 'vitest';
import { interleave, type Case } from '../../bench/interleave.js';

const work = (id: string, programs: Readonly<Record<string, number | undefined>>): Case => ({
  id,
  title: id,
  unit: 'events',
  entries: Object.entries(programs).map(([program, rounds]) => ({ program, workload: (round) => [id, String(round)], ...(rounds === undefined ? {} : { rounds }) })),
});

describe('rounds of programs', () => {
  it('take every program of every case in turn, in alternating order', () => {
    const order: string[] = [];
    interleave([work('hold', { ours: undefined, theirs: undefined }), work('mm1', { ours: undefined, theirs: undefined })], 2, ({ program, workload }, round) => {
      order.push(`${program} ${workload(round).join(' ')}`);
      return { seconds: 1, count: 1, answer: {} };
    });
    expect(order).toEqual([
      'ours hold 0', 'theirs hold 0', 'ours mm1 0', 'theirs mm1 0',
      'theirs hold 1', 'ours hold 1', 'theirs mm1 1', 'ours mm1 1',
    ]);
  });

  it('keep what each measured, by round, and let slow programs sit out the later ones', () => {
    let clock = 0;
    const runs = interleave([work('hold', { ours: undefined, slow: 1 })], 3, () => ({ seconds: ++clock, count: 1, answer: {} }));
    const seconds = [...(runs.get('hold') ?? [])].map(([program, list]) => [program, list.map((measured) => measured.seconds)]);
    expect(seconds).toEqual([['ours', [1, 3, 4]], ['slow', [2]]]);
  });
});
