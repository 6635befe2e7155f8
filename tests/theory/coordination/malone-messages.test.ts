import { expect, test } from 'vitest';
import { maloneMessages } from '../../../src/theory/coordination/malone-messages.js';

test.each([
  [4, [2, 4, 4, 10]],
  [10, [2, 4, 4, 22]],
])('with %i processors the four structures need %j messages per task (CC2)', (processors, expected) => {
  const structures = ['product-hierarchy', 'functional-hierarchy', 'centralised-market', 'decentralised-market'] as const;
  expect(structures.map((structure) => maloneMessages(structure, processors))).toEqual(expected);
});

test('a market without processors is refused', () => {
  expect(() => maloneMessages('decentralised-market', 0)).toThrow('processors: expected a whole number of at least 1, found 0');
});
