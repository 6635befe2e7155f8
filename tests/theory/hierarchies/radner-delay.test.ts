import { expect, test } from 'vitest';
import { minimumDelay } from '../../../src/theory/hierarchies/radner-delay.js';

test.each([
  [8, 4, 4],
  [16, 8, 5],
  [40, 8, 8],
  [100, 10, 14],
])('%i items on %i processors take %i cycles (KH15)', (items, processors, expected) => {
  expect(minimumDelay(items, processors)).toBe(expected);
});

/**
 * The minimum by exhaustive search over all schedules: a state is (items unread, processors with a partial result). In a
 * cycle `merges` holders each add another holder's register, which empties it at once; others, holders or not, add an
 * item. Reading with an empty register creates a partial result.
 */
function searchedDelay(items: number, processors: number): number {
  let states = new Set([`${items},0`]);
  for (let cycle = 0; ; cycle++) {
    if (states.has('0,1')) return cycle;
    const next = new Set<string>();
    for (const state of states) {
      const [unread, holders] = state.split(',').map(Number) as [number, number];
      for (let merges = 0; 2 * merges <= holders; merges++) {
        const free = processors - holders + merges;
        for (let fresh = 0; fresh <= Math.min(unread, free); fresh++) {
          for (let added = 0; added <= Math.min(unread - fresh, holders - 2 * merges); added++) {
            next.add(`${unread - fresh - added},${holders - merges + fresh}`);
          }
        }
      }
    }
    states = next;
  }
}

test('no schedule of up to 14 items on up to 9 processors is faster, and some is as fast', () => {
  for (let items = 1; items <= 14; items++) {
    for (let processors = 1; processors <= 9; processors++) {
      expect(minimumDelay(items, processors), `N ${items}, P ${processors}`).toBe(searchedDelay(items, processors));
    }
  }
});

test('one processor takes as many cycles as items, and more processors than items are of no use', () => {
  expect(minimumDelay(57, 1)).toBe(57);
  expect(minimumDelay(16, 16)).toBe(5);
  expect(minimumDelay(16, 1000)).toBe(5);
});

test('nothing to do, nobody to do it and parts of an item are refused', () => {
  expect(() => minimumDelay(0, 1)).toThrow('items: expected a whole number of at least 1, found 0');
  expect(() => minimumDelay(4, 0)).toThrow('processors');
  expect(() => minimumDelay(4.5, 1)).toThrow('items');
});
