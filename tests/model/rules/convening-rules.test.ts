import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conveningRules, type Invitation } from '../../../src/model/rules/convening-rules.js';

const members = [10, 11, 12, 13, 14];

function convene(name: string, invitation: Partial<Invitation>, parameters: Record<string, unknown> = {}): number[] {
  const rule = conveningRules.find((candidate) => candidate.name === name);
  if (rule === undefined) throw new Error(`no rule ${name}`);
  return rule.convene({ affected: [12, 10], members, hub: -1, lot: (member) => member / 100, salience: () => 1, ...invitation }, parameters);
}

it('affected convenes those whose domains the problem touches, in their order', () => {
  expect(convene('affected', {})).toEqual([12, 10]);
});

it('all convenes every member and whoever else is affected, each once, the affected first', () => {
  expect(convene('all', { affected: [12, 99] })).toEqual([12, 99, 10, 11, 13, 14]);
});

it('random convenes the k members with the highest lots', () => {
  expect(convene('random', {}, { k: 2 })).toEqual([14, 13]);
});

it('random and top-salience convene everybody but the hub when k is larger than the network', () => {
  expect(convene('random', { hub: 13 }, { k: 9 })).toEqual([14, 12, 11, 10]);
  expect(convene('top-salience', { hub: 13 }, { k: 9 })).toHaveLength(4);
});

it('top-salience convenes those to whom the issue matters most, and leaves ties to the lot', () => {
  const salience = (member: number): number => (member === 11 ? 3 : member === 10 ? 2 : 1);
  expect(convene('top-salience', { salience }, { k: 3 })).toEqual([11, 10, 14]);
});

describe('whatever the lots', () => {
  const invitations = fc.record({
    lots: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 5, maxLength: 5 }),
    hub: fc.constantFrom(-1, ...members),
    k: fc.integer({ min: 1, max: 7 }),
    rule: fc.constantFrom('random', 'top-salience'),
  });

  it('nobody is convened twice, and the hub, which takes part anyway, not at all', () => {
    fc.assert(
      fc.property(invitations, ({ lots, hub, k, rule }) => {
        const convened = convene(rule, { hub, lot: (member) => lots[member - 10] }, { k });
        expect(new Set(convened).size).toBe(convened.length);
        expect(convened).not.toContain(hub);
        expect(convened).toHaveLength(Math.min(k, hub === -1 ? 5 : 4));
      }),
      { seed: 1 },
    );
  });
});

it('every member is convened as often as any other: two fifths of 20,000 issues each when k is 2 of 5', () => {
  // Binomial(20000, .4) for k = 2 of 5: sd 69.3; five sd either side (p < 1e-6 each).
  const counts = new Map(members.map((member) => [member, 0]));
  let state = 12345;
  const lot = (): number => (state = (state * 48271) % 2147483647) / 2147483647;
  for (let issue = 0; issue < 20_000; issue++) {
    for (const member of convene('random', { lot }, { k: 2 })) counts.set(member, (counts.get(member) ?? 0) + 1);
  }
  for (const count of counts.values()) expect(Math.abs(count - 8000)).toBeLessThan(5 * Math.sqrt(20_000 * 0.4 * 0.6));
});
