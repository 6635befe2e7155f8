import type { CaseResult, MemoryMark, ScaleResult, Target } from './results.js';

/** What a table of targets is made from. */
export interface Findings {
  readonly cases: readonly CaseResult[];
  readonly observation: { readonly percent: number };
  readonly memory: Readonly<Record<string, readonly MemoryMark[]>>;
  readonly scale: readonly ScaleResult[];
}

/** Least ratio of our rate to the reference's, and what we aim at, by case. */
const AGAINST_REFERENCE: Readonly<Record<string, readonly [number, number]>> = {
  'hold-100': [0.45, 0.75],
  'hold-10000': [0.75, 1.1],
  'hold-1000000': [0.95, 1.25],
  mm1: [0.5, 0.75],
};
/** Least ratio of our rate to a peer's, by case. */
const AGAINST_PEERS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  mm1: { SimPy: 80, simjs: 12 },
  'demonstration-silo': { SimPy: 40 },
  'demonstration-lead': { SimPy: 40 },
};
/** Least rate of the demonstration, and what we aim at [million events per second]. */
const DEMONSTRATION: readonly [number, number] = [3, 5];
/** Most that the largest of a series of sizes may take: to compile, to run [s], and of memory [MiB]. */
const LARGEST = { compileSeconds: 5, runSeconds: 60, peakMiB: 1024 } as const;
/** Least rate under cancellation and under each distribution of delays, as a share of the plain rate. */
const LEAST_SHARE = 0.5;
const MOST_OBSERVATION = 5;
/** Memory may differ by what the garbage collector and the compiler keep for themselves, but not grow with the events. */
const MOST_GROWTH = 500;

/** The targets that can be judged by what was measured: without the reference there are none against it. */
export function judge({ cases, observation, memory, scale }: Findings, reference: string): Target[] {
  return [
    ...cases.flatMap((result) => [...againstReference(result, reference), ...againstPeers(result)]),
    ...cases.filter(({ id }) => id === 'demonstration').map(({ title, rows }) => ({ ...atLeast(`${title}: million events per second`, rows[0].rate, DEMONSTRATION[0]), aim: DEMONSTRATION[1] })),
    ...cases.filter(({ id }) => id === 'cancel' || id === 'delays').flatMap(shares),
    atMost('cost of monthly observation of the demonstration', observation.percent, MOST_OBSERVATION, '%'),
    ...Object.entries(memory).flatMap(([name, marks]) => growths(name, marks)),
    ...scale.filter(({ scenario }) => scenario === 'eu-full').flatMap(ofLargest),
  ];
}

function againstPeers({ id, title, rows }: CaseResult): Target[] {
  const goals = Object.hasOwn(AGAINST_PEERS, id) ? AGAINST_PEERS[id] : {};
  return rows.flatMap(({ program, ratio }) => (Object.hasOwn(goals, program) ? [atLeast(`${title}: ours / ${program}`, ratio, goals[program])] : []));
}

function ofLargest({ scenario, rows }: ScaleResult): Target[] {
  const largest = rows.at(-1);
  if (rows.length < 2 || largest === undefined) return [];
  return [
    atMost(`${scenario}: seconds to compile`, largest.compileSeconds, LARGEST.compileSeconds, ''),
    atMost(`${scenario}: seconds to run`, largest.runSeconds, LARGEST.runSeconds, ''),
    atMost(`${scenario}: peak MiB`, largest.peakMiB, LARGEST.peakMiB, ''),
  ];
}

function againstReference({ id, title, rows }: CaseResult, reference: string): Target[] {
  const row = rows.find(({ program }) => program === reference);
  if (row === undefined || !Object.hasOwn(AGAINST_REFERENCE, id)) return [];
  const [goal, aim] = AGAINST_REFERENCE[id];
  return [{ ...atLeast(`${title}: ours / ${reference}`, row.ratio, goal), aim }];
}

/** The first row is the plain one: its ratio to another is the reverse of that one's share. */
function shares({ rows }: CaseResult): Target[] {
  const [plain, ...others] = rows;
  return others.map(({ program, ratio }) => atLeast(`${program} / ${plain.program}`, 1 / ratio, LEAST_SHARE));
}

function growths(name: string, marks: readonly MemoryMark[]): Target[] {
  const [first, ...later] = marks;
  return later.map(({ events, bytes }) =>
    atMost(`${name}: memory from ${inWords(first.events)} to ${inWords(events)} events`, (bytes - first.bytes) / 1024, MOST_GROWTH, 'KiB'),
  );
}

const inWords = (events: number): string => `${String(Math.round(events / 100_000) / 10)} million`;

function atLeast(what: string, found: number, goal: number): Target {
  return { what, found, bound: 'at least', goal, unit: '', met: found >= goal };
}

function atMost(what: string, found: number, goal: number, unit: Target['unit']): Target {
  return { what, found, bound: 'at most', goal, unit, met: found <= goal };
}
