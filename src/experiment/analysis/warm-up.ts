import { mserTruncation, type MserTruncation } from '../../statistics/mser.js';
import { welchCurve, type WelchCurve } from '../../statistics/welch-moving-average.js';
import type { RunSeries } from './system-series.js';

/** Observations per batch in MSER-5, and the fewest of them that it takes. */
const BATCH = 5;
export const FEWEST_FOR_MSER = 10 * BATCH;

/** Fewer leave no room for a moving average. */
export const FEWEST_SAMPLES = 4;

/** What a series says about when its beginning is over. */
export interface WarmUp {
  readonly replications: number;
  readonly samples: number;
  /** Time between samples [days]. */
  readonly step: number;
  /** Undefined for a series of fewer than 50 samples. */
  readonly mser: MserTruncation | undefined;
  /** Time of the last sample that MSER-5 leaves out, 0 if none [days]. */
  readonly mserTime: number | undefined;
  readonly halfWindow: number;
  readonly welch: WelchCurve;
  /** Time of the last sample before the smoothed curve stays within the range of its second half, 0 if none [days]. */
  readonly welchTime: number;
}

/**
 * MSER-5 and Welch's curve of a series, averaged over the replications of a design point.
 *
 * @param runs one series for each replication, of one length and step, at least four samples
 * @param halfWindow of Welch's moving average, in samples (default: a tenth of the series, at least 1)
 * @throws RangeError for shorter series, different lengths, and a window beyond a quarter of the series
 */
export function warmUp(runs: readonly RunSeries[], halfWindow?: number): WarmUp {
  if (runs.length === 0) throw new RangeError('warmUp: expected at least 1 replication, found 0');
  const [{ step, values }] = runs;
  if (values.length < FEWEST_SAMPLES) throw new RangeError(`warmUp: expected at least ${FEWEST_SAMPLES} samples, found ${values.length}`);
  const window = halfWindow ?? Math.max(1, Math.floor(values.length / 10));
  const welch = welchCurve(runs.map((run) => run.values), window);
  const mser = values.length >= FEWEST_FOR_MSER ? mserTruncation(welch.means, BATCH) : undefined;
  return {
    replications: runs.length, samples: values.length, step, halfWindow: window, welch, mser,
    mserTime: mser === undefined ? undefined : mser.discarded * step,
    welchTime: welch.suggestion * step,
  };
}
