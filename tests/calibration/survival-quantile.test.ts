import { describe, expect, it } from 'vitest';
import { survivalQuantile } from '../../src/calibration/survival-quantile.js';
import { kaplanMeier } from '../../src/statistics/kaplan-meier.js';

const entry = [0, 0, 0, 2, 1, 0, 0, 3, 0, 0, 4, 0];
const time = [5, 8, 3, 9, 4, 12, 7, 10, 6, 15, 11, 2];
const event = [1, 1, 1, 0, 1, 1, 0, 1, 1, 0, 1, 1];
const curve = kaplanMeier(time.map((each, i) => ({ time: each, observed: event[i] === 1, ...(entry[i] > 0 ? { entry: entry[i] } : {}) })));

describe('a quantile of a survival curve', () => {
  // R 4.2.2, survival: quantile(survfit(Surv(entry, time, ev) ~ 1, conf.type = "log-log"), c(.25, .5, .75))
  it.each([[0.25, 4, 2, 8], [0.5, 8, 2, 12], [0.75, 11, 6, undefined]])('at %d with its interval is that of R, with delayed entry and censoring', (p, value, low, high) => {
    expect(survivalQuantile(curve, p)).toEqual({ value, low, ...(high === undefined ? {} : { high }) });
  });

  it('is not known where the curve does not come down so far', () => {
    expect(survivalQuantile(kaplanMeier([{ time: 1, observed: true }, { time: 2, observed: false }, { time: 3, observed: false }]), 0.5).value).toBeUndefined();
  });

  it('is one of a share between 0 and 1', () => {
    expect(() => survivalQuantile(curve, 1)).toThrow('expected p in (0, 1), found 1');
  });
});
