import { describe, expect, it } from 'vitest';
import type { Stay } from '../../src/calibration/case-stays.js';
import { durationsOf } from '../../src/calibration/observed-duration.js';
import { estimateStaff } from '../../src/calibration/staff-estimate.js';
import { identificationOf, workSpans } from '../../src/calibration/work-span.js';

const stay = (entry: number, exit: number, resource: number, more: Partial<Stay> = {}): Stay =>
  ({ caseIndex: 0, level: 0, entry, entrySeen: true, exit, kind: 'closes', resource, sessions: [], ...more });
const short = (stays: readonly Stay[], how: Parameters<typeof workSpans>[1]): unknown => workSpans(stays, how).spans.map(({ begin, end }) => [begin, end]);

describe('the time of work', () => {
  it('is that of the sessions, drawn together without the pauses', () => {
    const sessions = [{ begin: 1, end: 2, resource: 0 }, { begin: 4, end: 7, resource: 0 }];
    expect(short([stay(0, 7, 0, { sessions })], 'observed')).toEqual([[3, 7]]);
  });

  it('is imputed from what the same resource had completed before, at whatever level, or from the entry where that is later', () => {
    expect(short([stay(0, 4, 1), stay(1, 6, 1, { level: 1 }), stay(8, 9, 1), stay(2, 5, 2)], 'imputed')).toEqual([[0, 4], [4, 6], [8, 9], [2, 5]]);
  });

  it('is imputed to the one case that came first of those that a resource has left open', () => {
    const open = { kind: 'censored' as const };
    expect(short([stay(0, 4, 1), stay(3, 20, 1, open), stay(1, 20, 1, open)], 'imputed')).toEqual([[0, 4], [4, 20]]);
  });

  it('is the whole stay where nothing else is known, and not known where the entry was not seen', () => {
    expect(workSpans([stay(0, 4, -1), stay(1, 2, -1, { entrySeen: false })], 'stays')).toMatchObject({ spans: [{ begin: 0, end: 4 }], unknown: { entry: 1 } });
  });

  it('is judged by what most finished stays show', () => {
    const sessions = [{ begin: 1, end: 2, resource: 0 }];
    expect(identificationOf([stay(0, 2, 0, { sessions }), stay(0, 2, 0)])).toBe('observed');
    expect(identificationOf([stay(0, 2, 0), stay(0, 2, 0)])).toBe('imputed');
    expect(identificationOf([stay(0, 2, -1)])).toBe('stays');
  });

  it('is seen through a window: late, censored, or not at all; and nothing counts as half a grain', () => {
    const { spans } = workSpans([stay(0, 3, -1), stay(2, 8, -1), stay(6, 20, -1), stay(7, 7, -1), stay(11, 12, -1)], 'stays');
    expect(durationsOf(spans, { from: 4, to: 10 }, 1)).toEqual([
      { entry: 2, exit: 6, kind: 'closes', count: 1, limit: 8 },
      { entry: 0, exit: 4, kind: 'censored', count: 1, limit: 4 },
      { entry: 0, exit: 0.5, kind: 'closes', count: 1, limit: 3 },
    ]);
  });
});

describe('staff', () => {
  const session = (begin: number, end: number, resource: number): Partial<Stay> => ({ sessions: [{ begin, end, resource }] });

  it('is the largest number at work at once, with what of the waiting that explains', () => {
    // Two at work from 0 to 4 and from 4 to 6; the third waits from 1 to 4 for them, the fourth from 5 to 8, of which 2 while only one works.
    const stays = [stay(0, 4, 0, session(0, 4, 0)), stay(0, 6, 1, session(0, 6, 1)), stay(1, 9, 0, session(4, 9, 0)), stay(5, 10, 1, session(8, 10, 1))];
    expect(estimateStaff({ stays, spans: [] }, 'observed')).toEqual({
      staff: 2, reached: 3, share: 7 / 10, busy: 17 / 10, resources: { different: 2, atOnce: 2 }, explained: 4 / 6,
    });
  });

  it('is not explained by waiting where nobody waited, and not known where only stays are', () => {
    const stays = [stay(0, 4, 0, session(0, 4, 0))];
    expect(estimateStaff({ stays, spans: [] }, 'observed')).not.toHaveProperty('explained');
    expect(estimateStaff({ stays, spans: [] }, 'stays')).toBeUndefined();
  });
});
