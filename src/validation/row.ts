import { sampleMoments } from '../statistics/moments.js';

/** One line of the validation: a published or exact result and what the program obtains for it. */
export interface Row {
  /** Identifier of the case, such as `Q1`; the rows of one case differ in `quantity`. */
  readonly id: string;
  /** What is examined, such as `M/M/1`. */
  readonly system: string;
  readonly parameters: string;
  /** What is compared, such as `mean wait`. */
  readonly quantity: string;
  /** Unit of the quantity; empty for pure numbers. */
  readonly unit: string;
  /** Paper and equation, or the derivation. */
  readonly source: string;
  readonly evidence: Evidence;
}

/**
 * How a row compares what is expected with what is obtained.
 *
 * - `exact`: a number that must agree within `tolerance` [unit of the quantity].
 * - `simulated`: the mean of independent batches or replications with its standard error [unit of the quantity], which must lie within its
 *   Student interval around the expected value, and rest on enough events that the standard error is at most `precision` x |expected|.
 * - `statement`: an ordering, a truth table or a verdict in words that must be the same.
 */
export type Evidence =
  | { readonly kind: 'exact'; readonly expected: number; readonly obtained: number; readonly tolerance: number }
  | {
      readonly kind: 'simulated';
      readonly expected: number;
      readonly obtained: number;
      readonly standardError: number;
      readonly degreesOfFreedom: number;
      readonly precision: number;
    }
  | { readonly kind: 'statement'; readonly expected: string; readonly obtained: string };

/** One or more rows that come out of one computation, to be run on demand. */
export interface ValidationCase {
  readonly id: string;
  readonly title: string;
  /** Computes the rows. Equal seeds give equal rows; cases without chance ignore the seed. */
  readonly run: (seed: string) => readonly Row[];
}

/** Evidence of a pure function, by default to a relative 1e-9. */
export function exact(expected: number, obtained: number, relativeTolerance = 1e-9): Evidence {
  return { kind: 'exact', expected, obtained, tolerance: relativeTolerance * Math.abs(expected) };
}

/**
 * Evidence of a simulation, from one value per independent batch or replication (at least two).
 * @param precision largest standard error allowed, as a share of the expected value, such as .02
 * @throws RangeError when there are fewer than two batches or one is not a finite number
 */
export function simulated(expected: number, batches: readonly number[], precision: number): Evidence {
  const { n, mean, variance } = sampleMoments('simulated', batches);
  if (variance === undefined) throw new RangeError('simulated: expected at least 2 batches, found 1');
  return { kind: 'simulated', expected, obtained: mean, standardError: Math.sqrt(variance / n), degreesOfFreedom: n - 1, precision };
}

/** Evidence in words. */
export function statement(expected: string, obtained: string): Evidence {
  return { kind: 'statement', expected, obtained };
}
