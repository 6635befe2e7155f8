import type { Measured } from './measured.js';

/** A piece of work that one program does in one run. */
export interface Entry {
  readonly program: string;
  /** The peer that does it, where `program` names one of its workloads. */
  readonly by?: string;
  /** Arguments of the program; `round` counts from 0. */
  readonly workload: (round: number) => readonly string[];
  /** Rounds in which it takes part, for programs that need long; default: all. */
  readonly rounds?: number;
}

/** The same work for several programs. */
export interface Case {
  readonly id: string;
  readonly title: string;
  /** What is counted. */
  readonly unit: 'events' | 'customers' | 'problems';
  readonly entries: readonly Entry[];
}

/** What each program measured in each round, by case and program. */
export type Runs = ReadonlyMap<string, ReadonlyMap<string, readonly Measured[]>>;

/**
 * Runs all entries in turn, round after round, so that whatever else the machine does meanwhile hits all of them alike. A case's programs
 * follow each other; every second round turns their order about.
 */
export function interleave(cases: readonly Case[], rounds: number, run: (entry: Entry, round: number) => Measured): Runs {
  const runs = new Map(cases.map(({ id, entries }) => [id, new Map(entries.map(({ program }): [string, Measured[]] => [program, []]))]));
  for (let round = 0; round < rounds; round++) {
    for (const { id, entries } of cases) {
      const taking = entries.filter((entry) => round < (entry.rounds ?? rounds));
      for (const entry of round % 2 === 0 ? taking : taking.reverse()) runs.get(id)?.get(entry.program)?.push(run(entry, round));
    }
  }
  return runs;
}
