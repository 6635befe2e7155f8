import { expect, test } from 'vitest';
import { jacksonNetwork } from '../../../src/theory/queues/jackson-network.js';
import { mmc } from '../../../src/theory/queues/mmc.js';
import { expectWithin } from '../relative-error.js';

// python3 -c "
// import numpy as np; from scipy.stats import poisson as p
// g=np.array([3,1,0.]); P=np.array([[0,.5,.2],[0,0,.6],[0,0,0]]); m=np.array([1.5,1,4]); c=[3,4,1]
// l=np.linalg.solve(np.eye(3)-P.T,g); t=[p.pmf(k,a)/(1-a/k) for k,a in zip(c,l/m)]
// C=[x/(p.cdf(k-1,a)+x) for x,k,a in zip(t,c,l/m)]; W=C/(c*m-l); print(l,W,(l*(W+1/m)).sum()/g.sum())"
test('a network with two entries and a skip-level route', () => {
  const { stations, meanSojourn } = jacksonNetwork([
    { externalArrivalRate: 3, serviceRate: 1.5, servers: 3, next: [0.5, 0.2] },
    { externalArrivalRate: 1, serviceRate: 1, servers: 4, next: [0.6] },
    { externalArrivalRate: 0, serviceRate: 4, servers: 1, next: [] },
  ]);
  [3, 2.5, 2.1].forEach((rate, i) => expectWithin(stations[i].arrivalRate, rate));
  [0.296296296296296, 0.21323780279768, 0.276315789473684].forEach((wait, i) => expectWithin(stations[i].waitingTime, wait));
  expectWithin(meanSojourn, 1.7568116384444565);
});

test('a single station is M/M/c', () => {
  const { meanSojourn } = jacksonNetwork([{ externalArrivalRate: 4, serviceRate: 1, servers: 5, next: [] }]);
  expectWithin(meanSojourn, mmc({ arrivalRate: 4, serviceRate: 1, servers: 5 }).timeInSystem, 1e-12);
});

test('routes that loop, leave the network or exceed certainty are refused', () => {
  const station = { externalArrivalRate: 0.1, serviceRate: 1, servers: 1 };
  expect(() => jacksonNetwork([{ ...station, next: [0.5] }])).toThrow('stations[0].next: expected at most 0 probabilities, one per later station, found 1');
  expect(() => jacksonNetwork([{ ...station, next: [0.7, 0.7] }, { ...station, next: [] }, { ...station, next: [] }])).toThrow('summing to at most 1');
  expect(() => jacksonNetwork([{ ...station, next: [1.1] }, { ...station, next: [] }])).toThrow('stations[0].next[0]');
});

test('no station, no arrivals and unstable stations are refused', () => {
  const station = { externalArrivalRate: 0, serviceRate: 1, servers: 1, next: [] };
  expect(() => jacksonNetwork([])).toThrow('stations: expected at least one station, found none');
  expect(() => jacksonNetwork([station])).toThrow('externalArrivalRate [1/time]: expected a positive rate');
  expect(() => jacksonNetwork([{ ...station, externalArrivalRate: 1 }])).toThrow('no steady state');
  expect(() => jacksonNetwork([{ ...station, externalArrivalRate: -1 }])).toThrow('stations[0].externalArrivalRate [1/time]');
});
