import type { Cost } from './scale.js';

/** One row of a table: a program at a piece of work. */
export interface Row {
  readonly program: string;
  /** Millions per second in each run. */
  readonly rates: readonly number[];
  /** Their median. */
  readonly rate: number;
  /** How many times the rate of this program the first program of the case reaches: the median of the rounds both took part in. */
  readonly ratio: number;
  /** Processed in one run. */
  readonly count: number;
  /** Median of millions of events per second, where what is counted are not events. */
  readonly eventRate?: number;
}

export interface CaseResult {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  readonly rows: readonly Row[];
}

/** An answer of two programs at the same work, compared by Welch's interval. */
export interface AnswerComparison {
  readonly case: string;
  readonly answer: string;
  readonly ours: number;
  readonly theirs: number;
  /** Of the interval for their difference; undefined with a single run. */
  readonly halfWidth?: number;
  readonly agrees: boolean;
}

/** A goal as a ratio, and what was found. */
export interface Target {
  readonly what: string;
  readonly found: number;
  readonly bound: 'at least' | 'at most';
  readonly goal: number;
  /** Beyond the goal. */
  readonly aim?: number;
  readonly unit: '' | '%' | 'KiB';
  readonly met: boolean;
}

export interface MemoryMark {
  readonly events: number;
  readonly bytes: number;
}

export interface ScaleResult {
  readonly title: string;
  readonly scenario: string;
  readonly rows: readonly (Cost & { readonly label: string })[];
}

/** Everything that `npm run bench` finds; `bench/results.json`. */
export interface Results {
  readonly quick: boolean;
  readonly rounds: number;
  readonly machine: { readonly cpu: string; readonly cores: number; readonly memoryGiB: number; readonly platform: string };
  readonly versions: Readonly<Record<string, string>>;
  /** How our exponential variates are drawn. */
  readonly variate: string;
  readonly notes: Readonly<Record<string, string>>;
  readonly absent: readonly { readonly peer: string; readonly install: string }[];
  readonly cases: readonly CaseResult[];
  readonly answers: readonly AnswerComparison[];
  readonly observation: { readonly pairs: number; readonly percent: number; readonly percentages: readonly number[] };
  readonly memory: Readonly<Record<string, readonly MemoryMark[]>>;
  readonly scale: readonly ScaleResult[];
  /** Scenarios that are not there. */
  readonly scaleAbsent: readonly string[];
  readonly fit: { readonly rows: number; readonly readSeconds: number; readonly fitSeconds: number; readonly peakMiB: number };
  readonly targets: readonly Target[];
}
