import { expect, test } from 'vitest';
import { rootSaturationRate, rootSojourn, treeCapacity, treeNodeLoad } from '../../../src/theory/communication/communication-tree.js';
import { expectWithin } from '../relative-error.js';

const tree = (branching: number, levels: number, serviceRate = 1) => ({ branching, levels, serviceRate });

test.each([
  [3, 3, 1 / 9],
  [5, 3, 0.04],
  [10, 2, 0.1],
])('the root of a tree of branching %i and %i levels saturates at %f (NET1)', (branching, levels, expected) => {
  expectWithin(rootSaturationRate(tree(branching, levels)), expected);
});

test('the root of (3, 3) holds a message for 2 at half its saturation rate, 5 at four fifths (NET1b)', () => {
  expectWithin(rootSojourn(tree(3, 3), 0.5 / 9), 2);
  expectWithin(rootSojourn(tree(3, 3), 0.8 / 9), 5);
});

test('a faster service shortens the stay and raises the saturation rate in proportion', () => {
  expectWithin(rootSaturationRate(tree(3, 3, 4)), 4 / 9);
  expectWithin(rootSojourn(tree(3, 3, 4), 2 / 9), 0.5);
});

/** Messages served per node when every ordered pair of nodes exchanges one, over the pairs each node starts. */
function countedLoads(branching: number, levels: number): number[] {
  const depths = [0];
  const parents = [-1];
  for (let node = 0; node < depths.length; node++) {
    for (let child = 0; depths[node] < levels - 1 && child < branching; child++) {
      depths.push(depths[node] + 1);
      parents.push(node);
    }
  }
  const served = depths.map(() => 0);
  const up = (node: number): number[] => (node === -1 ? [] : [node, ...up(parents[node])]);
  depths.forEach((_, origin) => {
    depths.forEach((__, destination) => {
      if (origin === destination) return;
      const [rise, fall] = [up(origin), up(destination)];
      const meeting = rise.findIndex((node) => fall.includes(node));
      const route = [...rise.slice(0, meeting + 1), ...fall.slice(0, fall.indexOf(rise[meeting])).reverse()];
      for (const node of route.slice(0, -1)) served[node]++;
    });
  });
  return Array.from({ length: levels }, (_, depth) => served[depths.indexOf(depth)] / (depths.length - 1));
}

test.each([
  [2, 2],
  [2, 4],
  [3, 3],
  [5, 3],
  [10, 2],
])('the load at every depth of (%i, %i) is what counting all pairs gives', (branching, levels) => {
  countedLoads(branching, levels).forEach((load, depth) => expectWithin(treeNodeLoad(tree(branching, levels), depth), load, 1e-12));
});

test('the root saturates first for branching 3 and more, its children in deeper binary trees', () => {
  for (let branching = 3; branching <= 12; branching++) {
    for (let levels = 2; levels <= 8; levels++) {
      expectWithin(treeCapacity(tree(branching, levels)), rootSaturationRate(tree(branching, levels)), 1e-12);
    }
  }
  expectWithin(treeCapacity(tree(2, 3)), 1 / 4, 1e-12);
  expect(treeCapacity(tree(2, 4))).toBeLessThan(rootSaturationRate(tree(2, 4)));
});

test('saturated trees, malformed trees and depths below the leaves are refused', () => {
  expect(() => rootSojourn(tree(3, 3), 1 / 9)).toThrow('communication tree has no steady state');
  // The root itself would be stable at this rate, its children are not.
  expect(() => rootSojourn(tree(2, 5), 0.0624)).toThrow('communication tree has no steady state');
  expect(() => rootSaturationRate(tree(1, 3))).toThrow('branching: expected a whole number of at least 2, found 1');
  expect(() => rootSaturationRate(tree(3, 1))).toThrow('levels');
  expect(() => rootSaturationRate(tree(3, 3, 0))).toThrow('serviceRate [1/time]');
  expect(() => treeCapacity(tree(10, 1e9))).toThrow('at most 2^53 - 1 nodes');
  expect(() => treeNodeLoad(tree(3, 3), 3)).toThrow('depth: expected a whole number below 3 (the levels), found 3');
  expect(() => rootSojourn(tree(3, 3), -1)).toThrow('rate [1/time]');
});
