import fc from 'fast-check';
import { expect, test } from 'vitest';
import { knowledgeHierarchy, optimalHierarchy, type KnowledgeCosts } from '../../../src/theory/hierarchies/garicano-hierarchy.js';
import { expectWithin } from '../relative-error.js';

const costs = (learningCost: number, communicationCost: number): KnowledgeCosts => ({ learningCost, communicationCost });

test.each([
  ['KH1', 0.1, 0.2, [0.952401, 3.912023], 0.80476, [12.9596]],
  ['KH2', 0.1, 0.2, [0.85168, 2.56958, 3.912023], 0.814832, [11.7179, 13.0603]],
  ['KH3', 0.2, 0.2, [0.441749, 3.218876], 0.71165, [7.7771]],
  ['KH4', 0.2, 0.2, [0.302531, 2.06893, 3.218876], 0.739494, [6.7664, 7.9163]],
  ['KH7', 0.1, 0.5, [1.728731, 2.995732], 0.727127, [11.267]],
])('%s: the optimum at c %f, h %f', (_, c, h, increments, output, spans) => {
  const optimum = optimalHierarchy(costs(c, h), increments.length - 1);
  increments.forEach((z, i) => expect(optimum.increments[i]).toBeCloseTo(z, 6));
  expect(optimum.outputPerHead).toBeCloseTo(output, 6);
  spans.forEach((span, i) => expect(optimum.spans[i]).toBeCloseTo(span, 4));
  expect(optimum.spans).toHaveLength(spans.length);
});

test('a hierarchy is described consistently: cumulative knowledge, solved shares, layers, spans, output', () => {
  const { cumulative, solved, layerSizes, spans, outputPerHead } = knowledgeHierarchy(costs(0.1, 0.2), [1, 4]);
  expect(cumulative).toEqual([1, 5]);
  expectWithin(solved[0], 1 - Math.exp(-1), 1e-12);
  expectWithin(solved[1], 1 - Math.exp(-5), 1e-12);
  expectWithin(layerSizes[1], 0.2 / Math.E, 1e-12);
  expectWithin(spans[0], Math.E / 0.2, 1e-12);
  // python3 -c "from math import exp as e; print((1-e(-5)-.1-.4*.2*e(-1))/(1+.2*e(-1)))"
  expectWithin(outputPerHead, 0.8046303080892997, 1e-12);
});

// y(z) maximised without any first-order condition by scipy.optimize.minimize(method='L-BFGS-B', ftol=1e-16, gtol=1e-12,
// bounds=(0,12)) from eight random starts: Z=np.cumsum(z); n=np.r_[1,h*np.exp(-Z[:-1])]; -(1-np.exp(-Z[-1])-c*(z*n).sum())/n.sum()
test.each([
  [0.15, 0.3, [0.8608985, 2.078515, 2.186822, 3.1010947], 0.7208652270790102],
  [0.5, 0.05, [0, 1.8651964, 3.6888795], 0.8841619923841276],
  [1.5, 0.1, [0, 1.89712], 0.5140290929701071],
])('beyond the table: c %f, h %f, corners included', (c, h, increments, output) => {
  const optimum = optimalHierarchy(costs(c, h), increments.length - 1);
  expectWithin(optimum.outputPerHead, output);
  increments.forEach((z, i) => expect(optimum.increments[i]).toBeCloseTo(z, 4));
});

const anyCosts = fc.record({
  learningCost: fc.double({ min: 0.01, max: 2, noNaN: true }),
  communicationCost: fc.double({ min: 0.01, max: 1.5, noNaN: true }),
});

test('no other increments do better, near or far', () => {
  const moves = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 6, maxLength: 6 });
  fc.assert(
    fc.property(anyCosts, fc.integer({ min: 0, max: 5 }), moves, fc.constantFrom(1e-4, 1e-2, 1), (cost, layers, directions, size) => {
      const { increments, outputPerHead } = optimalHierarchy(cost, layers);
      const moved = increments.map((z, i) => Math.max(0, z + size * directions[i]));
      expect(knowledgeHierarchy(cost, moved).outputPerHead).toBeLessThanOrEqual(outputPerHead + 1e-14);
    }),
    { seed: 1, numRuns: 2000 },
  );
});

test('moving one increment by 1e-3 costs output in every layer', () => {
  const cost = costs(0.1, 0.2);
  const { increments, outputPerHead } = optimalHierarchy(cost, 3);
  increments.forEach((_, layer) => {
    for (const step of [-1e-3, 1e-3]) {
      const moved = increments.map((z, i) => (i === layer ? z + step : z));
      expect(knowledgeHierarchy(cost, moved).outputPerHead).toBeLessThan(outputPerHead);
    }
  });
});

test('interior optima satisfy the first-order conditions', () => {
  fc.assert(
    fc.property(anyCosts, fc.integer({ min: 1, max: 6 }), (cost, layers) => {
      const { learningCost: c, communicationCost: h } = cost;
      const { increments: z, outputPerHead: y } = optimalHierarchy(cost, layers);
      fc.pre(z.every((increment) => increment > 0));
      expectWithin(Math.exp(-z[layers]), c * h, 1e-9);
      for (let i = 1; i < layers; i++) expectWithin(Math.exp(z[i]), 1 + z[i + 1] + y / c, 1e-9);
      expectWithin(Math.exp(z[0]), h * (1 + z[1] + y / c), 1e-9);
    }),
  );
});

test('where neither learning nor asking pays, nobody knows or produces anything', () => {
  expect(optimalHierarchy(costs(2, 1), 2)).toMatchObject({ increments: [0, 0, 0], outputPerHead: 0 });
});

test('impossible costs, layers and increments are refused', () => {
  expect(() => optimalHierarchy(costs(0, 0.2), 1)).toThrow('learningCost: expected a finite number above 0, found 0');
  expect(() => optimalHierarchy(costs(0.1, -0.2), 1)).toThrow('communicationCost');
  expect(() => optimalHierarchy(costs(0.1, Number.NaN), 1)).toThrow('communicationCost');
  expect(() => optimalHierarchy(costs(0.1, 0.2), 1.5)).toThrow('layers: expected a whole number of at least 0, found 1.5');
  expect(() => knowledgeHierarchy(costs(0.1, 0.2), [])).toThrow('increments: expected at least that of the producers, found none');
  expect(() => knowledgeHierarchy(costs(0.1, 0.2), [1, -1])).toThrow('increments[1]');
});
