import type { LawSpec } from '../random/law-spec.js';
import { erlangB } from '../theory/queues/erlang-b.js';
import { forkJoinPairResponse } from '../theory/queues/fork-join.js';
import { meanMaximumOfExponentials } from '../theory/queues/maximum-of-exponentials.js';
import { mg1 } from '../theory/queues/mg1.js';
import { mm1 } from '../theory/queues/mm1.js';
import { mmcWaitExceeds, mmcWaitQuantile } from '../theory/queues/mmc-waiting-time.js';
import { mmc } from '../theory/queues/mmc.js';
import { mmck } from '../theory/queues/mmck.js';
import { nonPreemptivePriority } from '../theory/queues/non-preemptive-priority.js';
import { poolingComparison } from '../theory/queues/pooling.js';
import { preemptivePriority } from '../theory/queues/preemptive-priority.js';
import { reworkQueue } from '../theory/queues/rework-queue.js';
import type { Tally } from '../statistics/tally.js';
import { simulateQueue, type CustomerClass, type QueueBatch, type QueueSystem, type RunLength } from './queue-simulation.js';
import { simulated, type Row, type ValidationCase } from './row.js';

/** Closed forms of queueing theory, reproduced by the station of the engine. The unit of time is the mean service time. */

interface QueueMeasure {
  readonly quantity: string;
  readonly unit: '' | 'time' | 'time^2' | 'customers';
  readonly expected: number;
  /** Largest standard error allowed, as a share of the expected value. */
  readonly precision: number;
  readonly of: (batch: QueueBatch) => number;
}

interface QueueCase {
  readonly id: string;
  /** Kendall's notation where there is one. */
  readonly system: string;
  readonly parameters: string;
  readonly source: string;
  readonly queue: QueueSystem;
  readonly length: RunLength;
  readonly measures: readonly QueueMeasure[];
}

const exponential: LawSpec = { law: 'exponential', mean: 1 };

/** Poisson arrivals, exponential service of mean 1. */
const markovian = (arrivalRate: number): readonly CustomerClass[] => [{ arrivalRate, service: exponential }];

const batches = (batch: number, number = 20): RunLength => ({ warmup: batch / 2, batches: number, batch });

const wait = (expected: number, precision = 0.02): QueueMeasure => ({
  quantity: 'mean wait', unit: 'time', expected, precision, of: ({ waits }) => meanOf(waits[0]),
});

const sojourn = (expected: number, precision = 0.02): QueueMeasure => ({
  quantity: 'mean time in system', unit: 'time', expected, precision, of: ({ sojourns }) => meanOf(sojourns[0]),
});

const present = (expected: number, precision = 0.02): QueueMeasure => ({
  quantity: 'mean number in system', unit: 'customers', expected, precision, of: ({ meanPresent }) => meanPresent,
});

const refusedShare = (expected: number, precision = 0.02): QueueMeasure => ({
  quantity: 'share refused', unit: '', expected, precision, of: ({ refused, arrivals }) => refused / arrivals,
});

const longWaitShare = (quantity: string, expected: number, precision = 0.02): QueueMeasure => ({
  quantity, unit: '', expected, precision, of: ({ longWaits, waits }) => longWaits / waits.reduce((sum, { count }) => sum + count, 0),
});

function meanOf(tally: Tally): number {
  return tally.mean ?? NaN;
}

/** Quantile of waiting times by the order statistic. */
function waitQuantile({ allWaits }: QueueBatch, p: number): number {
  const sorted = Float64Array.from(allWaits).sort();
  return sorted[Math.ceil(p * sorted.length) - 1];
}

function queueCase({ id, system, parameters, source, queue, length, measures }: QueueCase): ValidationCase {
  const title = `${system}, ${parameters}`;
  return {
    id,
    title,
    run: (seed) => {
      const results = simulateQueue(queue, length, seed, `validation/${id}/${title}`);
      return measures.map(({ quantity, unit, expected, precision, of }) => ({
        id, system, parameters, quantity, unit, source, evidence: simulated(expected, results.map(of), precision),
      }));
    },
  };
}

function singleServer(): ValidationCase {
  const { numberInSystem, timeInSystem, waitingTime } = mm1({ arrivalRate: 0.8, serviceRate: 1 });
  return queueCase({
    id: 'Q1', system: 'M/M/1', parameters: 'lambda .8, mu 1', source: 'Kleinrock (1975), Queueing Systems I, section 3.2',
    queue: { servers: 1, classes: markovian(0.8) }, length: batches(50_000),
    measures: [present(numberInSystem), sojourn(timeInSystem), wait(waitingTime)],
  });
}

function manyServers(id: string, servers: number, load: number, batch: number): ValidationCase {
  const { waitProbability, waitingTime, numberInQueue } = mmc({ arrivalRate: load, serviceRate: 1, servers });
  return queueCase({
    id, system: 'M/M/c', parameters: `c ${servers}, a ${load}`, source: 'Erlang (1917); Kleinrock (1975), Queueing Systems I, section 3.5',
    queue: { servers, classes: markovian(load) }, length: batches(batch),
    measures: [
      longWaitShare('probability of waiting', waitProbability),
      wait(waitingTime),
      { quantity: 'mean number waiting', unit: 'customers', expected: numberInQueue, precision: 0.02, of: ({ meanWaiting }) => meanWaiting },
    ],
  });
}

function lossSystem(servers: number, load: number, service: LawSpec): ValidationCase {
  return queueCase({
    id: 'Q9', system: service.law === 'exponential' ? 'M/M/c/c' : 'M/D/c/c', parameters: `c ${servers}, a ${load}`,
    source: 'Erlang (1917); insensitive to the law of service: Sevastyanov (1957)',
    queue: { servers, capacity: servers, classes: [{ arrivalRate: load, service }] }, length: batches(25_000),
    measures: [refusedShare(erlangB(servers, load))],
  });
}

function waitingTimeLaw(): ValidationCase {
  const queue = { arrivalRate: 4, serviceRate: 1, servers: 5 };
  return queueCase({
    id: 'Q10', system: 'M/M/c', parameters: 'c 5, a 4', source: 'Gross, Shortle, Thompson and Harris (2008), section 2.3',
    queue: { servers: 5, classes: markovian(4) }, length: { ...batches(50_000), longWait: 1, keepWaits: true },
    measures: [
      longWaitShare('P(wait > 1)', mmcWaitExceeds(queue, 1), 0.03),
      { quantity: '95th percentile of waits', unit: 'time', expected: mmcWaitQuantile(queue, 0.95), precision: 0.03, of: (batch) => waitQuantile(batch, 0.95) },
    ],
  });
}

function finiteQueue(id: string, arrivalRate: number, capacity: number): ValidationCase {
  const { blockingProbability, numberInSystem, timeInSystem } = mmck({ arrivalRate, serviceRate: 1, servers: 1, capacity });
  return queueCase({
    id, system: 'M/M/1/K', parameters: `lambda ${arrivalRate}, K ${capacity}`, source: 'Gross, Shortle, Thompson and Harris (2008), section 2.5',
    queue: { servers: 1, capacity, classes: markovian(arrivalRate) }, length: batches(25_000),
    measures: [refusedShare(blockingProbability), present(numberInSystem), sojourn(timeInSystem)],
  });
}

/** Laws of service of mean 1, their squared coefficients of variation, and how many customers per batch their waits need. */
const services: readonly (readonly [system: string, parameters: string, service: LawSpec, scv: number, batch: number])[] = [
  ['M/D/1', 'lambda .8', { law: 'constant', value: 1 }, 0, 20_000],
  ['M/E2/1', 'lambda .8', { law: 'erlang', stages: 2, mean: 1 }, 0.5, 25_000],
  ['M/M/1', 'lambda .8', exponential, 1, 25_000],
  // Balanced means: p1 / mu1 = p2 / mu2, p1 = (1 + sqrt((c^2 - 1) / (c^2 + 1))) / 2 with c^2 = 4.
  ['M/H2/1', 'lambda .8, cv^2 4', hyperexponential(4), 4, 60_000],
  ['M/G/1', 'lambda .8, lognormal of sigma 1', { law: 'lognormal', mean: 1, cv: Math.sqrt(Math.expm1(1)) }, Math.expm1(1), 50_000],
];

function hyperexponential(scv: number): LawSpec {
  const often = (1 + Math.sqrt((scv - 1) / (scv + 1))) / 2;
  return { law: 'hyperexponential', probabilities: [often, 1 - often], means: [1 / (2 * often), 1 / (2 * (1 - often))] };
}

function generalServices(): readonly ValidationCase[] {
  return services.map(([system, parameters, service, scv, batch]) =>
    queueCase({
      id: 'Q15', system, parameters, source: 'Pollaczek (1930), Khinchine (1932); Kleinrock (1975), Queueing Systems I, section 5.6',
      queue: { servers: 1, classes: [{ arrivalRate: 0.8, service }] }, length: batches(batch),
      measures: [wait(mg1({ arrivalRate: 0.8, service: { mean: 1, scv } }).waitingTime, 0.03)],
    }));
}

const twoClasses: readonly CustomerClass[] = [...markovian(0.3), ...markovian(0.5)];
const twoPoissonClasses = twoClasses.map(({ arrivalRate }) => ({ arrivalRate, service: { mean: 1, scv: 1 } }));

function nonPreemptive(): ValidationCase {
  const classes = nonPreemptivePriority(twoPoissonClasses);
  return queueCase({
    id: 'Q16', system: 'M/M/1, non-preemptive priorities', parameters: 'lambda .3, .5', source: 'Cobham (1954), Operations Research 2, 70-76',
    queue: { servers: 1, discipline: { name: 'priority' }, classes: twoClasses }, length: batches(50_000),
    measures: classes.map(({ waitingTime }, index) => ({
      quantity: `mean wait of class ${index + 1}`, unit: 'time', expected: waitingTime, precision: 0.03, of: ({ waits }) => meanOf(waits[index]),
    })),
  });
}

function preemptive(): ValidationCase {
  const classes = preemptivePriority(twoPoissonClasses);
  return queueCase({
    id: 'Q18', system: 'M/M/1, preemptive-resume priorities', parameters: 'lambda .3, .5', source: 'Kleinrock (1976), Queueing Systems II, chapter 3',
    queue: { servers: 1, discipline: { name: 'preemptive' }, classes: twoClasses }, length: batches(50_000),
    measures: classes.map(({ timeInSystem }, index) => ({
      quantity: `mean time in system of class ${index + 1}`, unit: 'time', expected: timeInSystem, precision: 0.03, of: ({ sojourns }) => meanOf(sojourns[index]),
    })),
  });
}

function forkJoin(load: number, batch: number): ValidationCase {
  return queueCase({
    id: 'Q20', system: 'fork-join of 2 M/M/1', parameters: `rho ${load}`, source: 'Flatto and Hahn (1984); Nelson and Tantawi (1988), IEEE Transactions on Computers 37, 739-743',
    queue: { servers: 1, forks: 2, classes: markovian(load) }, length: batches(batch),
    measures: [sojourn(forkJoinPairResponse({ arrivalRate: load, serviceRate: 1 }))],
  });
}

/** At stations with a server for everybody nobody waits, and a fork to n of them takes the largest of n exponential times. */
function largestOf(n: number): ValidationCase {
  return queueCase({
    id: 'Q22', system: 'largest of n exponential times', parameters: `n ${n}`, source: 'Renyi (1953): the harmonic number H_n',
    queue: { servers: Infinity, forks: n, classes: markovian(1) }, length: batches(1500),
    measures: [sojourn(meanMaximumOfExponentials(n, 1), 0.01)],
  });
}

function rework(probability: number, batch: number): ValidationCase {
  const { timeInSystem } = reworkQueue({ arrivalRate: 0.6, serviceRate: 1, reworkProbability: probability });
  return queueCase({
    id: 'Q23', system: 'M/M/1 with feedback', parameters: `lambda .6, p ${probability}`, source: 'Takacs (1963), Bell System Technical Journal 42, 505-519',
    queue: { servers: 1, feedback: probability, classes: markovian(0.6) }, length: batches(batch),
    measures: [sojourn(timeInSystem, 0.03)],
  });
}

function pooling(): readonly ValidationCase[] {
  const { separate, pooled } = poolingComparison({ arrivalRate: 3.2, serviceRate: 1, servers: 4 });
  const source = 'Smith and Whitt (1981), Bell System Technical Journal 60, 39-55';
  const separately = (seed: string): readonly Row[] => {
    const quarters = [1, 2, 3, 4].map((queue) => simulateQueue({ servers: 1, classes: markovian(0.8) }, batches(15_000), seed, `validation/Q24/queue ${queue}`));
    const means = quarters[0].map((_, batch) => quarters.reduce((sum, queue) => sum + meanOf(queue[batch].sojourns[0]), 0) / quarters.length);
    return [{ id: 'Q24', system: '4 x M/M/1', parameters: 'lambda .8 each', quantity: 'mean time in system', unit: 'time', source, evidence: simulated(separate.timeInSystem, means, 0.02) }];
  };
  return [
    { id: 'Q24', title: '4 x M/M/1, lambda .8 each', run: separately },
    queueCase({
      id: 'Q24', system: 'M/M/4', parameters: 'lambda 3.2', source,
      queue: { servers: 4, classes: markovian(3.2) }, length: batches(25_000), measures: [sojourn(pooled.timeInSystem)],
    }),
  ];
}

/**
 * Order of service changes no mean wait, but its second moment: with E[W^2] = 2 rho / (mu - lambda)^2 under fifo, random order
 * multiplies it by 2 / (2 - rho) and lifo by 1 / (1 - rho) (Conway, Maxwell and Miller 1967, Theory of Scheduling, section 8-6).
 */
function orderOfService(name: 'fifo' | 'lifo' | 'random', factor: number): ValidationCase {
  const load = 0.5;
  const secondMoment = (2 * load / ((1 - load) * (1 - load))) * factor;
  return queueCase({
    id: 'Q25', system: `M/M/1, ${name}`, parameters: 'lambda .5', source: 'Conway, Maxwell and Miller (1967), Theory of Scheduling, section 8-6',
    queue: { servers: 1, discipline: { name }, classes: markovian(load) }, length: batches(40_000),
    measures: [
      wait(mm1({ arrivalRate: load, serviceRate: 1 }).waitingTime),
      { quantity: 'second moment of waits', unit: 'time^2', expected: secondMoment, precision: 0.05, of: ({ waits }) => meanOfSquares(waits[0]) },
    ],
  });
}

function meanOfSquares(tally: Tally): number {
  const { count, mean = NaN, variance = NaN } = tally;
  return mean * mean + (variance * (count - 1)) / count;
}

/**
 * M/M/c+M (Palm 1957, Research on telephone traffic carried by full availability groups; Garnett, Mandelbaum and Reiman 2002, Manufacturing and Service Operations Management 4, 208-227): a birth and
 * death chain with death rate min(n, c) mu + max(0, n - c) theta. A share theta Lq / lambda of the customers leaves unserved.
 */
function impatience(servers: number, arrivalRate: number, theta: number): ValidationCase {
  const states = [1];
  // The terms fall faster than a geometric series once n theta > lambda; beyond 400 they vanish for the cases here.
  for (let n = 1; n < 400; n++) states.push((states[n - 1] * arrivalRate) / (Math.min(n, servers) + Math.max(0, n - servers) * theta));
  const total = states.reduce((sum, state) => sum + state, 0);
  const mean = (value: (n: number) => number): number => states.reduce((sum, state, n) => sum + (state / total) * value(n), 0);
  const numberWaiting = mean((n) => Math.max(0, n - servers));
  return queueCase({
    id: 'Q26', system: 'M/M/c+M', parameters: `c ${servers}, lambda ${arrivalRate}, patience ${1 / theta}`, source: 'Palm (1957); Garnett, Mandelbaum and Reiman (2002)',
    queue: { servers, patience: { law: 'exponential', mean: 1 / theta }, classes: markovian(arrivalRate) }, length: batches(25_000),
    measures: [
      { quantity: 'share reneged', unit: '', expected: (theta * numberWaiting) / arrivalRate, precision: 0.02, of: ({ reneged, arrivals }) => reneged / arrivals },
      { quantity: 'mean number waiting', unit: 'customers', expected: numberWaiting, precision: 0.02, of: ({ meanWaiting }) => meanWaiting },
      present(mean((n) => n)),
    ],
  });
}

/** The queueing rows of `subsidia validate`: stations of the engine against closed forms. */
export const queueCases: readonly ValidationCase[] = [
  singleServer(),
  manyServers('Q2', 2, 1.5, 30_000),
  manyServers('Q3', 3, 2, 30_000),
  manyServers('Q4', 5, 4, 40_000),
  manyServers('Q8', 100, 90, 480_000),
  ...([[3, 2], [5, 4], [10, 8]] as const).flatMap(([servers, load]) => [lossSystem(servers, load, exponential), lossSystem(servers, load, { law: 'constant', value: 1 })]),
  waitingTimeLaw(),
  finiteQueue('Q11', 0.8, 5),
  finiteQueue('Q12', 1.2, 10),
  ...generalServices(),
  nonPreemptive(),
  preemptive(),
  forkJoin(0.3, 10_000),
  forkJoin(0.5, 15_000),
  forkJoin(0.8, 40_000),
  largestOf(5),
  largestOf(10),
  largestOf(27),
  rework(0.1, 20_000),
  rework(0.2, 30_000),
  rework(0.3, 50_000),
  ...pooling(),
  orderOfService('fifo', 1),
  orderOfService('random', 2 / (2 - 0.5)),
  orderOfService('lifo', 1 / (1 - 0.5)),
  impatience(1, 1.2, 0.5),
  impatience(5, 6, 0.5),
];
