import { describe, expect, it } from 'vitest';
import { judge } from '../../src/validation/judgement.js';
import { simulateQueue } from '../../src/validation/queue-simulation.js';
import { queueCases } from '../../src/validation/queues.js';
import type { Row } from '../../src/validation/row.js';

/**
 * What the textbooks print or their formulas give, apart from src/theory. Erlang's formulas, M/M/1, M/M/c/K: Gross, Shortle, Thompson and
 * Harris (2008), Fundamentals of Queueing Theory; Q15: Pollaczek-Khinchine, .8 (1 + cv^2) / (2 (1 - .8)) = 2 (1 + cv^2); Q16: Cobham (1954);
 * Q20: Flatto and Hahn (1984), (12 - rho) / 8 / (1 - rho); Q22: harmonic numbers; Q25: Conway, Maxwell and Miller (1967).
 * Q26 in Python: p = [1.0]; [p.append(p[-1] * lam / (min(k, c) + max(0, k - c) * theta)) for k in range(1, 2000)]; normalise; sum.
 */
const literature: readonly (readonly [id: string, parameters: string, quantity: string, expected: number])[] = [
  ['Q1', 'lambda .8, mu 1', 'mean number in system', 4],
  ['Q1', 'lambda .8, mu 1', 'mean time in system', 5],
  ['Q1', 'lambda .8, mu 1', 'mean wait', 4],
  ['Q2', 'c 2, a 1.5', 'probability of waiting', 0.642857],
  ['Q2', 'c 2, a 1.5', 'mean wait', 1.285714],
  ['Q3', 'c 3, a 2', 'probability of waiting', 0.444444],
  ['Q3', 'c 3, a 2', 'mean wait', 0.444444],
  ['Q4', 'c 5, a 4', 'probability of waiting', 0.554113],
  ['Q4', 'c 5, a 4', 'mean wait', 0.554113],
  ['Q4', 'c 5, a 4', 'mean number waiting', 2.21645],
  ['Q8', 'c 100, a 90', 'probability of waiting', 0.21694],
  ['Q8', 'c 100, a 90', 'mean wait', 0.021694],
  ['Q9', 'c 3, a 2', 'share refused', 0.210526],
  ['Q9', 'c 5, a 4', 'share refused', 0.199067],
  ['Q9', 'c 10, a 8', 'share refused', 0.121661],
  ['Q10', 'c 5, a 4', 'P(wait > 1)', 0.203847],
  ['Q10', 'c 5, a 4', '95th percentile of waits', 2.405345],
  ['Q11', 'lambda 0.8, K 5', 'share refused', 0.088819],
  ['Q11', 'lambda 0.8, K 5', 'mean number in system', 1.868332],
  ['Q11', 'lambda 0.8, K 5', 'mean time in system', 2.563065],
  ['Q12', 'lambda 1.2, K 10', 'share refused', 0.192586],
  ['Q12', 'lambda 1.2, K 10', 'mean number in system', 6.710709],
  ['Q15', 'lambda .8, cv^2 4', 'mean wait', 10],
  ['Q15', 'lambda .8, lognormal of sigma 1', 'mean wait', 5.436564],
  ['Q16', 'lambda .3, .5', 'mean wait of class 1', 1.142857],
  ['Q16', 'lambda .3, .5', 'mean wait of class 2', 5.714286],
  ['Q18', 'lambda .3, .5', 'mean time in system of class 1', 1.428571],
  ['Q18', 'lambda .3, .5', 'mean time in system of class 2', 7.142857],
  ['Q20', 'rho 0.3', 'mean time in system', 2.089286],
  ['Q20', 'rho 0.5', 'mean time in system', 2.875],
  ['Q20', 'rho 0.8', 'mean time in system', 7],
  ['Q22', 'n 5', 'mean time in system', 2.283333],
  ['Q22', 'n 10', 'mean time in system', 2.928968],
  ['Q22', 'n 27', 'mean time in system', 3.891457],
  ['Q23', 'lambda .6, p 0.1', 'mean time in system', 3.333333],
  ['Q23', 'lambda .6, p 0.2', 'mean time in system', 5],
  ['Q23', 'lambda .6, p 0.3', 'mean time in system', 10],
  ['Q24', 'lambda .8 each', 'mean time in system', 5],
  ['Q24', 'lambda 3.2', 'mean time in system', 1.745541],
  ['Q25', 'lambda .5', 'mean wait', 1],
  ['Q26', 'c 1, lambda 1.2, patience 2', 'share reneged', 0.366204],
  ['Q26', 'c 1, lambda 1.2, patience 2', 'mean number waiting', 0.87889],
  ['Q26', 'c 1, lambda 1.2, patience 2', 'mean number in system', 1.639445],
  ['Q26', 'c 5, lambda 6, patience 2', 'share reneged', 0.226387],
  ['Q26', 'c 5, lambda 6, patience 2', 'mean number waiting', 2.716639],
  ['Q26', 'c 5, lambda 6, patience 2', 'mean number in system', 7.35832],
];

/** Where several systems have the same parameters. */
const bySystem: readonly (readonly [system: string, quantity: string, expected: number])[] = [
  ['M/D/1', 'mean wait', 2],
  ['M/E2/1', 'mean wait', 3],
  ['M/M/1, fifo', 'second moment of waits', 4],
  ['M/M/1, random', 'second moment of waits', 16 / 3],
  ['M/M/1, lifo', 'second moment of waits', 8],
];

const rows: Row[] = [];
const describeRow = ({ id, system, parameters, quantity }: Row): string => `${id} ${system}, ${parameters}: ${quantity}`;

describe('queues through the engine, seed 1', () => {
  it.each(queueCases)('$id $title: every standard error is as small as promised', ({ run }) => {
    const found = run('1');
    rows.push(...found);
    expect(found.length).toBeGreaterThan(0);
    for (const { evidence } of found) {
      if (evidence.kind !== 'simulated') throw new Error('expected a simulation');
      expect(evidence.standardError).toBeGreaterThan(0);
      expect(evidence.standardError / evidence.expected).toBeLessThanOrEqual(evidence.precision);
    }
  });

  it('expect what the literature prints', () => {
    for (const [id, parameters, quantity, expected] of literature) {
      const matching = rows.filter((row) => row.id === id && row.parameters === parameters && row.quantity === quantity);
      expect(matching.length, `${id} ${parameters} ${quantity}`).toBeGreaterThan(0);
      matching.forEach(({ evidence }) => expect(Math.abs(Number(evidence.expected) / expected - 1), `${id} ${quantity}`).toBeLessThan(2e-5));
    }
    for (const [system, quantity, expected] of bySystem) {
      expect(rows.filter((row) => row.system === system && row.quantity === quantity).map(({ evidence }) => evidence.expected)).toEqual([expect.closeTo(expected, 9)]);
    }
  });

  it('obtain it: no row lies outside its Student interval, at a family-wise error of .001', () => {
    const judgements = judge(rows);
    expect(judgements.filter(({ verdict }) => verdict !== 'agrees').map(({ row, deviation, allowed }) => `${describeRow(row)}: off by ${deviation}, allowed ${allowed}`)).toEqual([]);
    expect(judgements.length).toBeGreaterThan(50);
  });

  it('would notice a tenth: every row whose expected value were ten per cent larger is rejected or nearly so', () => {
    const shifted = rows.map((row): Row => (row.evidence.kind === 'simulated' ? { ...row, evidence: { ...row.evidence, expected: row.evidence.expected * 1.1 } } : row));
    expect(judge(shifted).filter(({ verdict }) => verdict === 'agrees').length).toBeLessThan(rows.length / 6);
  });
});

describe('the simulation of a queue', () => {
  const system = { servers: 1, classes: [{ arrivalRate: 0.8, service: { law: 'exponential', mean: 1 } }] } as const;
  const summary = (seed: string, name: string): string => JSON.stringify(simulateQueue(system, { warmup: 100, batches: 3, batch: 500 }, seed, name).map(({ meanPresent, waits }) => [meanPresent, waits[0].mean]));

  it('is the same for the same seed and name, and another one otherwise', () => {
    expect(summary('1', 'a')).toBe(summary('1', 'a'));
    expect(new Set([summary('1', 'a'), summary('2', 'a'), summary('1', 'b')]).size).toBe(3);
  });

  it('counts exactly the arrivals asked for in every batch', () => {
    const batches = simulateQueue({ ...system, capacity: 3 }, { warmup: 10, batches: 4, batch: 250 }, '1', 'counts');
    expect(batches.map(({ arrivals }) => arrivals)).toEqual([250, 250, 250, 250]);
    batches.forEach(({ refused, waits }) => expect(Math.abs(refused + waits[0].count - 250)).toBeLessThanOrEqual(3));
  });
});
