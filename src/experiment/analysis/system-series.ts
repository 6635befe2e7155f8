import { systemColumns } from '../../model/series.js';
import { outcomes } from '../../model/problem-table.js';

/** How a column of the system's series is read: its value at each sample, or its growth since the sample before. */
export type SeriesKind = 'state' | 'growth';

/** Shares that are counted since the warm-up: they start again there and settle by averaging alone. */
const AVERAGES: readonly string[] = ['coordination_share', 'public_value'];

const TOTALS: readonly string[] = [
  'arrived', ...outcomes.map((outcome) => outcome.replaceAll('-', '_')), 'local_programmes_ended', 'money_issued', 'money_spent', 'money_lapsed',
];

/** Columns of which a warm-up can be judged, and how each is read. */
export const seriesKinds: ReadonlyMap<string, SeriesKind> = new Map(
  systemColumns.filter(({ name }) => !AVERAGES.includes(name)).map(({ name }) => [name, TOTALS.includes(name) ? 'growth' : 'state'] as const),
);

/** Equally spaced observations of one run. */
export interface RunSeries {
  /** Time from one sample to the next, and of the first [days]. */
  readonly step: number;
  readonly values: readonly number[];
}

/** Relative difference up to which two steps count as equal. */
const TOLERANCE = 1e-9;

/**
 * A column as a series at equal distances: running totals as what has been added since the sample before, and a last sample that comes early,
 * at the end of the run, left out.
 *
 * @param times of the samples, ascending [days]
 * @throws RangeError for a column without values, and for samples at unequal distances before the last
 * @example runSeries([5, 10, 12], [1, 3, 4], 'growth') // { step: 5, values: [1, 2] }
 */
export function runSeries(times: readonly number[], cells: readonly (number | undefined)[], kind: SeriesKind): RunSeries {
  if (times.length === 0) throw new RangeError('runSeries: expected at least 1 sample, found none');
  const step = times[0];
  const isRegular = (index: number): boolean => Math.abs(times[index] - step * (index + 1)) <= TOLERANCE * times[index];
  const regular = times.length > 1 && !isRegular(times.length - 1) ? times.length - 1 : times.length;
  const values = cells.slice(0, regular).map((value, index) => {
    if (!isRegular(index)) throw new RangeError(`runSeries: expected samples at equal distances of ${step}, found one on day ${times[index]}`);
    if (value === undefined) throw new RangeError(`runSeries: expected a value at every sample, found none on day ${times[index]}`);
    return kind === 'state' ? value : value - (index === 0 ? 0 : (cells[index - 1] ?? 0));
  });
  return { step, values };
}
