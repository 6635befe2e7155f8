import { Priority } from '../engine/priorities.js';
import { Simulation } from '../engine/simulation.js';
import { StationBank } from '../engine/station-bank.js';
import { makeLaw } from '../random/make-law.js';
import { createStream } from '../random/stream.js';
import { Tally } from '../statistics/tally.js';
import { leastSquaresSlope } from '../statistics/slope.js';
import { rootSaturationRate, rootSojourn } from '../theory/communication/communication-tree.js';
import { hubDelay } from '../theory/communication/star-hub.js';
import { exact, simulated, statement, type Row, type ValidationCase } from './row.js';

/** Who writes to whom over which nodes. */
interface Network {
  readonly nodes: number;
  /** Messages that each node writes [1/time]. */
  readonly rate: number;
  /** Where a message from a node goes, by a uniform number in (0, 1). */
  destination(origin: number, lot: number): number;
  /** The node after `at` on the way to a destination; the destination itself serves nothing. */
  next(at: number, destination: number): number;
}

/** A full tree of L levels with b children each, node 0 its root; every other node is as likely a destination. */
function tree(branching: number, levels: number, rate: number): Network {
  let nodes = 0;
  for (let level = 0; level < levels; level++) nodes = 1 + branching * nodes;
  const parent = (node: number): number => Math.floor((node - 1) / branching);
  return {
    nodes,
    rate,
    destination(origin, lot) {
      const other = Math.floor(lot * (nodes - 1));
      return other < origin ? other : other + 1;
    },
    next(at, destination) {
      for (let node = destination; node > at; node = parent(node)) if (parent(node) === at) return node;
      return parent(at);
    },
  };
}

/** What the watched node did in one run. */
interface Watch {
  readonly meanSojourn: number;
  readonly utilisation: number;
  /** Growth of its queue over the run [messages per unit of time], and the one-sided p-value of no growth. */
  readonly growth: number;
  readonly pValue: number;
}

interface RunLength {
  readonly warmup: number;
  readonly length: number;
}

/** Simulates a network with exponential service of mean 1 at every node a message passes, watching node 0. */
function watchRoot(network: Network, { warmup, length }: RunLength, seed: string, replication: number, name: string): Watch {
  const simulation = new Simulation();
  const sojourns = new Tally();
  const unit = makeLaw({ law: 'exponential', mean: 1 });
  const gap = makeLaw({ law: 'exponential', mean: 1 / (network.nodes * network.rate) });
  const work = createStream(seed, replication, `${name} work`);
  const messages = createStream(seed, replication, `${name} messages`);
  const bank: StationBank = new StationBank(simulation, {
    completed: (job) => {
      const node = bank.stationOf(job);
      if (node === 0 && simulation.now >= warmup) sojourns.add(simulation.now - bank.arrivalOf(job));
      pass(network.next(node, bank.subjectOf(job)), bank.subjectOf(job));
    },
  });
  const serve = (node: number, destination: number): void => void bank.submit(node, unit.sample(work), 0, 0, 0, destination, 0);
  const pass = (node: number, destination: number): void => {
    if (node !== destination) serve(node, destination);
  };
  for (let node = 0; node < network.nodes; node++) bank.add({ servers: 1 });
  const write = simulation.define(Priority.arrival, () => {
    simulation.post(write, gap.sample(messages));
    const origin = Math.floor(messages.next() * network.nodes);
    serve(origin, network.destination(origin, messages.next()));
  });
  simulation.post(write, gap.sample(messages));
  simulation.run({ until: warmup });
  bank.resetStatistics();
  const times: number[] = [];
  const queues: number[] = [];
  simulation.every(length / SAMPLES, () => {
    times.push(simulation.now);
    queues.push(bank.queueLength(0));
  }, { priority: Priority.observation });
  simulation.run({ until: warmup + length });
  const { slope, pValuePositive } = leastSquaresSlope(times, queues);
  return { meanSojourn: sojourns.mean ?? NaN, utilisation: bank.busyTime(0) / length, growth: slope, pValue: pValuePositive };
}

const SAMPLES = 40;
const ARENAS = 'Arenas, Diaz-Guilera and Guimera (2001), Physical Review Letters 86, 3196-3199';

const trees: readonly (readonly [branching: number, levels: number, saturation: number])[] = [[3, 3, 1 / 9], [5, 3, 0.04], [10, 2, 0.1]];

/** Saturated: busy above 99.5 % with a queue that rises at 99 %. */
const stateOf = ({ utilisation, pValue, growth }: Watch): string => (utilisation > 0.995 && growth > 0 && pValue < 0.01 ? 'saturated' : 'stable');

function saturationRows(seed: string): readonly Row[] {
  return trees.flatMap(([branching, levels, saturation]) => {
    const row = (quantity: string, evidence: Row['evidence']): Row => ({
      id: 'NET1', system: 'messages between random nodes of a tree', parameters: `b ${branching}, L ${levels}`, quantity, unit: '', source: ARENAS, evidence,
    });
    const stateAt = (share: number): string =>
      stateOf(watchRoot(tree(branching, levels, share * saturation), { warmup: 1000, length: 9000 }, seed, 0, `tree ${branching} ${levels} ${share}`));
    return [
      row('rate at which the root saturates', exact(saturation, rootSaturationRate({ branching, levels, serviceRate: 1 }))),
      row('root at .9 of that rate', statement('stable', stateAt(0.9))),
      row('root at 1.1 of that rate', statement('saturated', stateAt(1.1))),
    ];
  });
}

const TREE_RUNS = 20;

function rootRows(seed: string): readonly Row[] {
  return ([[0.5, 2], [0.8, 5]] as const).flatMap(([share, expected]) => {
    const row = (quantity: string, evidence: Row['evidence']): Row => ({
      id: 'NET1b', system: 'messages between random nodes of a tree', parameters: `b 3, L 3, ${share} of saturation`, quantity, unit: 'services',
      source: 'Kelly (1979), Reversibility and Stochastic Networks, chapter 3', evidence,
    });
    const sojourns = Array.from({ length: TREE_RUNS }, (_, replication) =>
      watchRoot(tree(3, 3, share / 9), { warmup: 500, length: 30_000 }, seed, replication, `root ${share}`).meanSojourn);
    return [
      row('mean time at the root, formula', exact(expected, rootSojourn({ branching: 3, levels: 3, serviceRate: 1 }, share / 9))),
      row('mean time at the root', simulated(expected, sojourns, 0.04)),
    ];
  });
}

const MEMBERS = 20;
const STAR_RATE = 0.04;

function starRows(seed: string): readonly Row[] {
  const row = (quantity: string, evidence: Row['evidence']): Row => ({
    id: 'NET2', system: 'messages to the hub of a star', parameters: `n ${MEMBERS}, rate ${STAR_RATE}`, quantity, unit: 'services',
    source: 'Kleinrock (1975), Queueing Systems I, section 3.2', evidence,
  });
  // Members write at no cost of their own: a message is served once, at the hub, on its way to nobody.
  const star: Network = { nodes: 1, rate: MEMBERS * STAR_RATE, destination: () => NOWHERE, next: () => NOWHERE };
  const delays = Array.from({ length: TREE_RUNS }, (_, replication) => watchRoot(star, { warmup: 500, length: 25_000 }, seed, replication, 'star').meanSojourn);
  return [
    row('mean time at the hub, formula', exact(5, hubDelay({ members: MEMBERS, serviceRate: 1 }, STAR_RATE))),
    row('mean time at the hub', simulated(5, delays, 0.03)),
  ];
}

const NOWHERE = -1;

export const communicationCases: readonly ValidationCase[] = [
  { id: 'NET1', title: 'Saturation of a communication tree', run: saturationRows },
  { id: 'NET1b', title: 'Delay at the root of a communication tree', run: rootRows },
  { id: 'NET2', title: 'Delay at the hub of a star', run: starRows },
];
