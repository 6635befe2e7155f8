import { expect, test } from 'vitest';
import { congestedHierarchy } from '../../../src/theory/hierarchies/congested-hierarchy.js';
import { mmc } from '../../../src/theory/queues/mmc.js';
import { expectWithin } from '../relative-error.js';

const layers = [
  { servers: 12, serviceRate: 1, solved: 0.7 },
  { servers: 4, serviceRate: 1, solved: 0.91 },
  { servers: 2, serviceRate: 2 / 3, solved: 0.991 },
];

test('ten problems a day in three layers wait .224694, .509434, 1.255454 and take 1.925515 on average (KH13)', () => {
  const { stations, meanSojourn } = congestedHierarchy(10, layers);
  [0.224694, 0.509434, 1.255454].forEach((wait, i) => expect(stations[i].waitingTime).toBeCloseTo(wait, 6));
  [10, 3, 0.9].forEach((rate, i) => expectWithin(stations[i].arrivalRate, rate));
  expect(meanSojourn).toBeCloseTo(1.925515, 6);
});

test('a lowest layer that knows everything leaves the others idle', () => {
  const { stations, meanSojourn } = congestedHierarchy(
    10,
    layers.map((layer) => ({ ...layer, solved: 1 })),
  );
  expect(stations.map((station) => station.arrivalRate)).toEqual([10, 0, 0]);
  expectWithin(meanSojourn, mmc({ arrivalRate: 10, serviceRate: 1, servers: 12 }).timeInSystem, 1e-12);
});

test('knowledge that falls on the way up, a saturated layer and no layers are refused', () => {
  const [first, second] = layers;
  expect(() => congestedHierarchy(10, [first, { ...second, solved: 0.6 }])).toThrow('layers[1].solved: expected at least the 0.7 of the layer below, found 0.6');
  expect(() => congestedHierarchy(10, [{ ...first, solved: 1.2 }])).toThrow('layers[0].solved');
  expect(() => congestedHierarchy(14, layers)).toThrow('no steady state');
  expect(() => congestedHierarchy(10, [])).toThrow('at least one station');
  expect(() => congestedHierarchy(0, layers)).toThrow('externalArrivalRate');
});
