import fc from 'fast-check';
import { expect, test } from 'vitest';
import { optimalHierarchy } from '../../../src/theory/hierarchies/garicano-hierarchy.js';
import { optimalLayers } from '../../../src/theory/hierarchies/optimal-layers.js';

const costs = { learningCost: 0.1, communicationCost: 0.2 };

// From the optima of KH1 and KH2: a top person per 1 + 12.9596 = 13.96 heads with one layer, per
// 11.7179 * 13.0603 + 13.0603 + 1 = 167.1 heads with two.
test.each([
  [1, 0],
  [13.9, 0],
  [14, 1],
  [167, 1],
  [168, 2],
  [1000, 2],
])('%f heads carry %i layers at c .1, h .2', (heads, layers) => {
  expect(optimalLayers(costs, heads)).toBe(layers);
});

test('dear communication makes everybody self-employed, whatever the size', () => {
  expect(optimalLayers({ learningCost: 0.1, communicationCost: 2 }, 1e6)).toBe(0);
});

test('output per head rises with every layer or with none, as the condition on c and h says', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.02, max: 0.9, noNaN: true }), fc.double({ min: 0.05, max: 1.5, noNaN: true }), (learningCost, communicationCost) => {
      const outputs = [0, 1, 2, 3].map((layers) => optimalHierarchy({ learningCost, communicationCost }, layers).outputPerHead);
      const asked = learningCost * communicationCost;
      fc.pre(asked < 1);
      const gain = 1 - asked * (1 - Math.log(asked)) - communicationCost * outputs[0];
      fc.pre(Math.abs(gain) > 1e-3);
      for (let layer = 1; layer < 4; layer++) {
        if (gain > 0) expect(outputs[layer]).toBeGreaterThan(outputs[layer - 1]);
        else expect(outputs[layer]).toBeLessThan(outputs[layer - 1]);
      }
    }),
    { seed: 2 },
  );
});

test('less than one head and impossible costs are refused', () => {
  expect(() => optimalLayers(costs, 0.5)).toThrow('heads: expected at least 1, found 0.5');
  expect(() => optimalLayers(costs, Infinity)).toThrow('heads');
  expect(() => optimalLayers({ ...costs, learningCost: -1 }, 5)).toThrow('learningCost');
});
