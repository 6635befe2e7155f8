import { describe, expect, it } from 'vitest';
import { compareWithFirst, estimate, type MeasureValues } from '../../src/experiment/estimates.js';

// R 4.2: a <- c(7.1, 8.4, 6.9, 9.2, 7.7); b <- c(7.9, 8.8, 7.0, 10.1, 8.9); d <- c(7.0, 8.9, 6.4, 9.3, 8.0)
//        u <- c(12, 15, 11, 18, 14); v <- c(14, 15, 13, 18, 19); w <- c(11, 13, 12, 16, 13)
const time: MeasureValues = [[7.1, 8.4, 6.9, 9.2, 7.7], [7.9, 8.8, 7.0, 10.1, 8.9], [7.0, 8.9, 6.4, 9.3, 8.0]];
const open: MeasureValues = [[12, 15, 11, 18, 14], [14, 15, 13, 18, 19], [11, 13, 12, 16, 13]];
const measures = new Map([['time', time], ['open', open]]);

const undefinedEstimate = { mean: undefined, sd: undefined, low: undefined, high: undefined, halfWidth: undefined };

function expectClose(found: object, expected: Readonly<Record<string, unknown>>): void {
  for (const [key, value] of Object.entries(expected)) {
    const actual = (found as Record<string, unknown>)[key];
    if (typeof value === 'number') expect(actual, key).toBeCloseTo(value, 11);
    else expect(actual, key).toEqual(value);
  }
}

describe('estimates', () => {
  it('are mean, standard deviation, Student interval and quantiles of every design point and measure, as in R', () => {
    const estimates = estimate(measures);
    expect(estimates.map(({ measure, point }) => [measure, point])).toEqual([['time', 0], ['time', 1], ['time', 2], ['open', 0], ['open', 1], ['open', 2]]);
    // mean(x), sd(x), t.test(x)$conf.int, quantile(x, c(.05, .5, .95))
    expectClose(estimates[0], { n: 5, mean: 7.86, sd: 0.9502631214563678, low: 6.6800924932668968, high: 9.0399075067331029, halfWidth: 1.179907506733103, q05: 6.94, q50: 7.7, q95: 9.04 });
    expectClose(estimates[1], { n: 5, mean: 8.54, sd: 1.163185281887628, low: 7.095714712239637, high: 9.984285287760367, q05: 7.18, q50: 8.8, q95: 9.86 });
  });

  it('leave missing values out and say how many there are', () => {
    const [first, second, third] = estimate(new Map([['time', [[7.1, undefined, 6.9, 9.2, 7.7], [undefined, 3, undefined, undefined, undefined], [undefined]]]]));
    // R: x <- c(7.1, 6.9, 9.2, 7.7); mean(x); sd(x); t.test(x)$conf.int; quantile(x, c(.05, .5, .95))
    expectClose(first, { n: 4, mean: 7.725, sd: 1.04043260233424, low: 6.069439554402342, high: 9.380560445597657, q05: 6.93, q50: 7.4, q95: 8.975 });
    expectClose(second, { ...undefinedEstimate, n: 1, mean: 3, q05: 3, q50: 3, q95: 3 });
    expectClose(third, { ...undefinedEstimate, n: 0, q05: undefined, q50: undefined, q95: undefined });
  });

  it('have an interval of no width where replications do not differ', () => {
    expectClose(estimate(new Map([['closed', [[4, 4, 4]]]]))[0], { n: 3, mean: 4, sd: 0, low: 4, high: 4, halfWidth: 0 });
  });
});

describe('comparisons with the first design point', () => {
  it('are paired by replication, as in R', () => {
    const found = compareWithFirst(measures, []);
    expect(found.map(({ measure, baseline, point, n }) => [measure, baseline, point, n])).toEqual([['time', 0, 1, 5], ['time', 0, 2, 5], ['open', 0, 1, 5], ['open', 0, 2, 5]]);
    // t <- t.test(y, x, paired = TRUE); c(t$estimate, t$conf.int, t$p.value)
    expectClose(found[0], { difference: 0.68, low: 0.14306107089408035, high: 1.21693892910592005, p: 0.02453415862893702 });
    expectClose(found[1], { difference: 0.06, low: -0.41767767761999569, high: 0.5376776776199963, p: 0.74486520120244237 });
    expectClose(found[2], { difference: 1.8, low: -0.744653971491704, high: 4.344653971491704, p: 0.121003919410353 });
    expectClose(found[3], { difference: -1, low: -2.5207216137916353, high: 0.5207216137916353, p: 0.1419274477740554 });
  });

  it('adjust p-values within each measure that is no headline', () => {
    // p.adjust(c(0.0245..., 0.7448...), "holm") and p.adjust(c(0.1210..., 0.1419...), "holm")
    const adjusted = [0.04906831725787404, 0.74486520120244237, 0.2420078388207061, 0.2420078388207061];
    for (const [index, { pHolm }] of compareWithFirst(measures, []).entries()) expect(pHolm).toBeCloseTo(adjusted[index], 12);
  });

  it('adjust all headline measures together, in one family', () => {
    // p.adjust(c(0.0245..., 0.7448..., 0.1210..., 0.1419...), "holm")
    const adjusted = [0.09813663451574808, 0.74486520120244237, 0.36301175823105908, 0.36301175823105908];
    for (const [index, { pHolm }] of compareWithFirst(measures, ['open', 'time']).entries()) expect(pHolm).toBeCloseTo(adjusted[index], 12);
    const one = compareWithFirst(measures, ['time']);
    expect(one.map(({ pHolm }) => pHolm?.toFixed(9))).toEqual(compareWithFirst(measures, []).map(({ pHolm }) => pHolm?.toFixed(9)));
  });

  it('use the replications that both have, and count only tests that were made', () => {
    const [first, other, another] = time;
    const holes = new Map([['time', [
      first.map((value, replication) => (replication === 1 ? undefined : value)),
      other,
      another.map((value, replication) => (replication === 2 ? undefined : value)),
      [undefined, undefined, undefined, 3, undefined],
    ]]]);
    const [second, third, last] = compareWithFirst(holes, ['time']);
    // R: t.test(b[-2], a[-2], paired = TRUE); t.test(d[-(2:3)], a[-(2:3)], paired = TRUE); p.adjust of the two p-values
    expectClose(second, { n: 4, difference: 0.75, low: 0.009325931110211984, high: 1.490674068889788595, p: 0.048491197502061094, pHolm: 0.09698239500412219 });
    expectClose(third, { n: 3, difference: 0.1, low: -0.3968275423500648, high: 0.596827542350066, p: 0.4777670321329039, pHolm: 0.4777670321329039 });
    expectClose(last, { n: 1, difference: undefined, low: undefined, high: undefined, p: undefined, pHolm: undefined });
  });

  it('of identical variants are a difference of 0 without width and a p-value of 1', () => {
    expectClose(compareWithFirst(new Map([['time', [time[0], time[0]]]]), [])[0], { n: 5, difference: 0, low: 0, high: 0, p: 1, pHolm: 1 });
  });

  it('of a variant that always differs by the same amount are that amount without width and a p-value of 0', () => {
    expectClose(compareWithFirst(new Map([['open', [[1, 2, 3], [3, 4, 5]]]]), [])[0], { difference: 2, low: 2, high: 2, p: 0, pHolm: 0 });
  });

  it('do not exist for a single design point', () => {
    expect(compareWithFirst(new Map([['time', [time[0]]]]), ['time'])).toEqual([]);
  });
});
