import { delays, type DelayName } from './delay-stress.js';
import type { Case, Entry } from './interleave.js';
import { ours, REFERENCE } from './peers.js';

/** Rounds of the usual run. */
export const ROUNDS = 5;
/** In a quick run everything is so many times smaller and done once. */
const QUICK = 10;

/** Years of the demonstration that ours and SimPy simulate. */
const YEARS = 6;
const DAYS = 250 * YEARS;

/** Everything that is run in rounds. */
export function plan(quick: boolean): readonly Case[] {
  const part = quick ? QUICK : 1;
  const entry = (program: string, workload: readonly string[], size: number, rounds?: number): Entry => ({
    program, workload: () => [...workload, String(size / part)], ...(rounds === undefined ? {} : { rounds }),
  });
  const hold = (pending: number, sizes: Readonly<Record<string, readonly [number, number?]>>): Case => ({
    id: `hold-${pending}`,
    title: `Hold, ${pending.toLocaleString('en')} pending`,
    unit: 'events',
    entries: Object.entries(sizes).map(([program, [size, rounds]]) => entry(program, ['hold', String(pending)], size, rounds)),
  });
  return [
    hold(100, {
      [ours.name]: [4e6], [REFERENCE]: [5e6], 'C++ std::priority_queue': [5e6], 'ns-3': [1e6], flatqueue: [2e6], tinyqueue: [2e6], simjs: [5e5], SimPy: [2e5],
    }),
    hold(1_000, { [ours.name]: [3e6], [REFERENCE]: [4e6] }),
    hold(10_000, {
      [ours.name]: [3e6], [REFERENCE]: [4e6], 'C++ std::priority_queue': [4e6], 'ns-3': [1e6], flatqueue: [2e6], tinyqueue: [1e6], simjs: [3e5], SimPy: [1e5],
    }),
    hold(100_000, { [ours.name]: [2e6], [REFERENCE]: [3e6] }),
    hold(1_000_000, {
      [ours.name]: [2e6], [REFERENCE]: [3e6], 'C++ std::priority_queue': [3e6], 'ns-3': [1e6], flatqueue: [1e6], tinyqueue: [5e5], simjs: [1e5, 2], SimPy: [1e5, 1],
    }),
    {
      id: 'mm1',
      title: 'M/M/1',
      unit: 'customers',
      entries: [
        entry(ours.name, ['mm1'], 2e6), entry(REFERENCE, ['mm1'], 5e6), entry('C++ 4-ary heap, ziggurat', ['mm1'], 5e6), entry('ns-3', ['mm1'], 1e6),
        entry('simjs', ['mm1'], 4e5), entry('SimPy', ['mm1'], 1e5),
      ],
    },
    ...['silo', 'lead'].map((variant): Case => ({
      id: `demonstration-${variant}`,
      title: `Demonstration, variant ${variant}`,
      unit: 'problems',
      entries: [
        { program: ours.name, workload: (round) => ['demonstration', variant, String(quick ? 2 : YEARS), String(round)] },
        { program: 'SimPy', workload: (round) => ['demonstration', variant, String(quick ? 500 : DAYS), String(round + 1)] },
      ],
    })),
    {
      id: 'demonstration',
      title: 'Demonstration, all four variants',
      unit: 'events',
      entries: [{ program: ours.name, workload: (round) => ['demonstration', 'all', '3', String(round)] }],
    },
    {
      id: 'cancel',
      title: 'Hold, 10,000 pending, with cancelling',
      unit: 'events',
      entries: [
        { ...entry('plain hold', ['hold', '10000'], 3e6), by: ours.name },
        { ...entry('90 % cancelled', ['cancel', '10000'], 3e6), by: ours.name },
      ],
    },
    {
      id: 'delays',
      title: `Hold, ${(1e6 / part).toLocaleString('en')} pending, by distribution of delays`,
      unit: 'events',
      entries: (Object.keys(delays) as DelayName[]).map((name) => ({ ...entry(`${name} delays`, ['delays', name, String(1e6 / part)], 1e6), by: ours.name })),
    },
  ];
}
