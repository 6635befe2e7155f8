import { describe, expect, it } from 'vitest';
import { bargainingCases } from '../../src/validation/bargaining.js';
import { clearanceCases } from '../../src/validation/clearances.js';
import { communicationCases } from '../../src/validation/communication.js';
import { coordinationCostCases } from '../../src/validation/coordination-costs.js';
import { formCases } from '../../src/validation/forms.js';
import { hierarchyCases } from '../../src/validation/hierarchies.js';
import { validate, validationCases } from '../../src/validation/index.js';
import { learningCases } from '../../src/validation/learning.js';
import { projectCases } from '../../src/validation/projects.js';
import { printed } from '../../src/validation/printed.js';

/** Cases and the number of comparisons in each, queues apart, which have a test of their own. */
const sizes: Readonly<Record<string, number>> = {
  KH1: 4, KH2: 6, KH3: 4, KH4: 6, KH7: 4, KH12: 4, KH13: 8, KH15: 4, KH16: 8, KH17: 3, NET1: 9, NET1b: 4, NET2: 2, CC1: 12, CC2: 8,
  FORM1: 4, FORM2: 1, FORM3: 16,
  BG1: 4, BG2: 5, BG3: 1, BG4: 4, BG5: 18, BG6: 2, BG7: 6, BG8: 6, BG13: 3,
  PW1: 6, PW2: 4, PW4: 1, PW5: 8, PW7: 8, PW9: 4, PW10: 4, PW11: 6,
  VDT1: 6,
};

describe('the validation of hierarchies, learning, communication, coordination costs, governance forms, bargaining, clearances and projects', () => {
  const cases = [...hierarchyCases, ...learningCases, ...communicationCases, ...coordinationCostCases, ...formCases, ...bargainingCases, ...clearanceCases, ...projectCases];
  const judgements = validate({ cases });

  it('has all the comparisons it should have', () => {
    const found: Record<string, number> = {};
    for (const { row } of judgements) found[row.id] = (found[row.id] ?? 0) + 1;
    expect(found).toEqual(sizes);
  });

  it('agrees in every one of them', () => {
    const others = judgements.filter(({ verdict }) => verdict !== 'agrees').map(({ row, verdict }) => [verdict, row.id, row.parameters, row.quantity, row.evidence]);
    expect(others).toEqual([]);
  });

  it('says where every expected value comes from', () => {
    expect(judgements.filter(({ row }) => row.source === '' || row.quantity === '')).toEqual([]);
  });

  it('computes the same rows again from the same seed, and other ones from another seed', () => {
    const stars = communicationCases.filter(({ id }) => id === 'NET2');
    const rows = (seed: string) => stars.flatMap((star) => star.run(seed));
    expect(rows('1')).toEqual(rows('1'));
    expect(rows('2')).not.toEqual(rows('1'));
  });
});

describe('the list of all cases', () => {
  it('holds every topic, the queues among them', () => {
    const ids = new Set(validationCases.map(({ id }) => id));
    for (const id of [...Object.keys(sizes), 'Q1', 'Q8', 'Q15', 'Q24']) expect(ids.has(id), id).toBe(true);
  });
});

describe('a value known to some decimals', () => {
  it('agrees with what rounds to it and with nothing else', () => {
    const agrees = (expected: number, obtained: number, decimals: number): boolean => {
      const evidence = printed(expected, obtained, decimals);
      return evidence.kind === 'exact' && Math.abs(obtained - expected) <= evidence.tolerance;
    };
    expect(agrees(0.153426, 0.15342649, 6)).toBe(true);
    expect(agrees(0.153426, 0.1534255, 6)).toBe(true);
    expect(agrees(0.153426, 0.15342651, 6)).toBe(false);
    expect(agrees(12.9596, 12.95964, 4)).toBe(true);
    expect(agrees(12.9596, 12.95966, 4)).toBe(false);
  });
});
