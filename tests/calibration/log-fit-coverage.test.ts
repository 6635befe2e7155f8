import { describe, expect, it } from 'vitest';
import { fitLog, type FitSettings, type LogFit } from '../../src/calibration/log-fit.js';
import type { Estimate } from '../../src/calibration/stage-fit.js';
import { logOf, trueRows, truth } from './true-service.js';

const settings: FitSettings = {
  plan: { levels: [{ name: 'desk', activities: ['desk'] }, { name: 'unit', activities: ['unit'] }], endings: ['closed'], arrivals: [], ignored: [] },
  marks: 'entry', dated: false, grouping: { by: [] }, from: 0, to: 500, bootstrap: { samples: 0, uniform: () => 0.5 },
};

const LOGS = 100;
const fits: LogFit[] = [];
const imputed: LogFit[] = [];
for (let replication = 0; replication < LOGS; replication++) {
  const rows = trueRows(replication);
  fits.push(fitLog(logOf(rows), settings));
  imputed.push(fitLog(logOf(rows, ({ transition }) => transition !== 'start'), settings));
}

/** Logs of a hundred in which the 95 % interval contains the truth. */
function covered(of: readonly LogFit[], value: number, estimate: (fit: LogFit) => Estimate | undefined): number {
  return of.filter((fit) => {
    const found = estimate(fit);
    return found?.standardError !== undefined && Math.abs(found.value - value) <= 1.96 * found.standardError;
  }).length;
}

// A binomial number of 100 with probability .95 is below 88 or above 99 with probability .009.
const parameters: readonly [string, number, (fit: LogFit) => Estimate | undefined][] = [
  ['arrival rate', truth.rate, ({ rates }) => rates.mean],
  ['probability of climbing', truth.climbing, ({ levels }) => levels[0].laws.climbing],
  ['mean of work at the desk', truth.deskMean, ({ levels }) => levels[0].laws.closes?.mean],
  ['cv of work at the desk', truth.deskCv, ({ levels }) => levels[0].laws.closes?.cv],
  ['mean of work in the unit', truth.unitMean, ({ levels }) => levels[1].laws.closes?.mean],
  ['cv of work in the unit', truth.unitCv, ({ levels }) => levels[1].laws.closes?.cv],
];

describe('over 100 simulated logs of a service with known truth, 95 % intervals', () => {
  it.each(parameters)('cover the %s in 88 to 99', (_, value, estimate) => {
    const times = covered(fits, value, estimate);
    expect(times).toBeGreaterThanOrEqual(88);
    expect(times).toBeLessThanOrEqual(99);
  });

  it.each(parameters)('cover the %s in 88 to 99, also where the log does not say when work begins', (_, value, estimate) => {
    const times = covered(imputed, value, estimate);
    expect(times).toBeGreaterThanOrEqual(88);
    expect(times).toBeLessThanOrEqual(99);
  });

  it('and the staff is found in every log, since there was a queue in each', () => {
    for (const fit of [...fits, ...imputed]) expect(fit.organisations.map(({ staff }) => staff?.staff)).toEqual([truth.deskStaff, truth.unitStaff]);
  });

  it('and so is that cases waited for nothing else', () => {
    for (const { organisations } of fits) for (const { staff } of organisations) expect(staff?.explained).toBeCloseTo(1, 6);
  });

  it('know what the log tells of work', () => {
    expect(new Set(fits.map(({ identification }) => identification))).toEqual(new Set(['observed']));
    expect(new Set(imputed.map(({ identification }) => identification))).toEqual(new Set(['imputed']));
  });
});
