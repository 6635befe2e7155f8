import { describe, expect, it } from 'vitest';
import { readActivityLog } from '../../src/calibration/activity-log.js';
import { discoverOrder } from '../../src/calibration/activity-order.js';
import { numericTimeReader } from '../../src/calibration/time-reader.js';
import { logOf, trueRows } from './true-service.js';

/** One case per text, its activities one day after the other. */
const roles = (...cases: readonly string[]): string[] => {
  const rows = cases.flatMap((text, i) => text.split(' ').map((activity, day) => `${i},${day},${activity}`));
  const { log } = readActivityLog({ file: 'log.csv', text: `c,t,a\n${rows.join('\n')}\n`, separator: ',' }, { caseId: 'c', time: 't', activity: 'a', attributes: [] }, numericTimeReader('day'));
  return discoverOrder(log).map(({ activity, role }) => `${activity} ${role}`);
};

describe('the order of levels', () => {
  it('is that in which cases pass them, endings apart, whatever the order of the file', () => {
    expect(roles('unit closed', 'desk unit county closed', 'desk closed', 'desk unit withdrawn', 'desk closed'))
      .toEqual(['desk level', 'unit level', 'county level', 'closed ending', 'withdrawn ending']);
  });

  it('does not suffer from a loop back', () => {
    expect(roles('desk unit desk unit closed', 'desk unit closed', 'unit desk closed')).toEqual(['desk level', 'unit level', 'closed ending']);
  });

  it('is found in a simulated log, with the share of cases that agrees', () => {
    const order = discoverOrder(logOf(trueRows(0)));
    expect(order.map(({ activity, role, before }) => [activity, role, before])).toEqual([['desk', 'level', 1], ['unit', 'level', undefined], ['closed', 'ending', undefined]]);
  });
});
