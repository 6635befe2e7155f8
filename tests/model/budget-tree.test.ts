import { describe, expect, it } from 'vitest';
import { budgetTree } from '../../src/model/budget-tree.js';
import { NOBODY, type Model } from '../../src/model/model.js';

/** A model of one domain in which organisation i is below parents[i]. */
const below = (parents: readonly number[]): Model =>
  ({ organisations: { parent: Int32Array.from(parents) }, domains: 1, scenario: { organisations: parents.map(() => ({ domains: [0] })) } }) as unknown as Model;

describe('who funds whom', () => {
  it('follows the lines of command, treasurers before those they fund', () => {
    // 1 funds 0 and 3, 3 funds 2; 4 stands alone.
    const { treasurer, children, height, downwards } = budgetTree(below([1, NOBODY, 3, 1, NOBODY]));
    expect([...treasurer]).toEqual([1, NOBODY, 3, 1, NOBODY]);
    expect(children).toEqual([[], [0, 3], [], [2], []]);
    expect([...height]).toEqual([0, 2, 0, 1, 0]);
    expect(downwards).toEqual([1, 4, 0, 3, 2]);
  });

  it('has room for one treasurer of more organisations than a call can have arguments, and for as many without one', () => {
    const many = 300_000;
    const star = budgetTree(below(Array.from({ length: many }, (_, i) => (i === 0 ? NOBODY : 0))));
    expect([star.downwards.length, star.height[0], star.children[0].length]).toEqual([many, 1, many - 1]);
    expect(budgetTree(below(Array.from({ length: many }, () => NOBODY))).downwards).toHaveLength(many);
  });
});
