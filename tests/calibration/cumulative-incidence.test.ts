import { describe, expect, it } from 'vitest';
import { cumulativeIncidence, incidenceAt } from '../../src/calibration/cumulative-incidence.js';
import type { StageDuration } from '../../src/calibration/stage-duration.js';

const kinds = { 0: 'censored', 1: 'climbs', 2: 'closes' } as const;
const entries = [0, 0, 5, 0, 12, 3, 0, 20, 0, 8, 0, 15];
const exits = [10, 14, 14, 18, 18, 25, 25, 30, 30, 31, 40, 44];
const codes = [1, 2, 0, 1, 2, 2, 0, 1, 2, 0, 1, 2] as const;
const durations: StageDuration[] = entries.map((entry, i) => ({ entry, exit: exits[i], kind: kinds[codes[i]], count: 1 }));

// R 4.2.2, survival 3.5-3:
//   d <- data.frame(start = entries, stop = exits, event = factor(codes, 0:2, c('censor', 'climbs', 'closes')))
//   f <- survfit(Surv(start, stop, event) ~ 1, data = d, id = seq_len(12)); cbind(f$time, f$n.risk[, 1], f$pstate)
// (R also has a row at time 31, where somebody is censored and nothing changes.)
const fromR = [
  [10, 9, 0.888888888888889, 0.111111111111111, 0],
  [14, 9, 0.790123456790123, 0.111111111111111, 0.0987654320987654],
  [18, 8, 0.592592592592593, 0.209876543209877, 0.1975308641975309],
  [25, 7, 0.507936507936508, 0.209876543209877, 0.2821869488536155],
  [30, 5, 0.304761904761905, 0.311463844797178, 0.3837742504409171],
  [40, 2, 0.152380952380952, 0.463844797178131, 0.3837742504409171],
  [44, 1, 0, 0.463844797178131, 0.5361552028218695],
];

describe('the Aalen-Johansen estimate', () => {
  it('equals that of R survival with delayed entry, censoring, ties and two exits', () => {
    const curve = cumulativeIncidence(durations);
    expect(curve.times).toEqual(fromR.map(([time]) => time));
    expect(curve.atRisk).toEqual(fromR.map(([, atRisk]) => atRisk));
    for (const [i, [, , staying, climbs, closes]] of fromR.entries()) {
      expect(curve.staying[i]).toBeCloseTo(staying, 13);
      expect(curve.climbs[i]).toBeCloseTo(climbs, 13);
      expect(curve.closes[i]).toBeCloseTo(closes, 13);
    }
  });

  it('is the same for equal observations written once with their number', () => {
    const twice = cumulativeIncidence([...durations, ...durations]);
    const counted = cumulativeIncidence(durations.map((duration) => ({ ...duration, count: 2 })));
    expect(counted).toEqual(twice);
  });

  it('is a step function: nothing before the first exit, unchanged between exits and after the last', () => {
    const curve = cumulativeIncidence(durations);
    expect(incidenceAt(curve, 9.9)).toEqual({ staying: 1, climbs: 0, closes: 0 });
    expect(incidenceAt(curve, 10)).toEqual(incidenceAt(curve, 13.9));
    expect(incidenceAt(curve, 1000)).toEqual(incidenceAt(curve, 44));
  });

  it('refuses an observation that does not end after it begins', () => {
    expect(() => cumulativeIncidence([{ entry: 5, exit: 5, kind: 'closes', count: 1 }])).toThrow(RangeError);
  });
});
