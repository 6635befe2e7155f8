import { describe, expect, it } from 'vitest';
import type { Model } from '../../../src/model/model.js';
import { runReplication } from '../../../src/model/replication.js';
import { cases, modelOf, observe, office } from '../small-scenarios.js';

/** A ministry with one server, busy for a day with problem 1 while problems 2 to 5 come in. */
const busyMinistry = (attention: string): Model =>
  modelOf(office({ ministry: `service: 1 day, attention: ${attention}` }), {
    files: cases([0, 'health'], [0.1, 'health'], [0.2, 'health'], [0.3, 'health'], [0.4, 'health']),
  });

/** In which order it solves them. */
function order(model: Model, replication = 0): string {
  let solved = '';
  const event = (_: number, kind: string, problem: string): void => {
    if (kind === 'end') solved += problem;
  };
  runReplication(model, { seed: '1', replication, observer: { event } });
  return solved;
}

it('fifo: first come, first served', () => {
  expect(order(busyMinistry('fifo'))).toBe('12345');
});

it('lifo: the newest first', () => {
  expect(order(busyMinistry('lifo'))).toBe('15432');
});

it('priority: problems among themselves first come, first served', () => {
  expect(order(busyMinistry('priority'))).toBe('12345');
});

it('random: each of the 24 orders about equally often', () => {
  const model = busyMinistry('random');
  const counts = new Map<string, number>();
  for (let replication = 0; replication < 960; replication++) {
    const found = order(model, replication);
    counts.set(found, (counts.get(found) ?? 0) + 1);
  }
  // Chi-square on 23 degrees of freedom: qchisq(.9999, 23) = 57.36 (R).
  const chiSquare = [...counts.values()].reduce((sum, count) => sum + (count - 40) ** 2 / 40, 0) + (24 - counts.size) * 40;
  expect(chiSquare).toBeLessThan(57.36);
});

it('vdt-mix: what waits is taken in order of arrival in .725 x .7333 x .75 of all cases', () => {
  // Of four equals the oldest goes first by priority .5, by fifo .2, by chance .1 / 4; of three and two accordingly.
  const model = busyMinistry('vdt-mix');
  const runs = 1000;
  let inOrder = 0;
  for (let replication = 0; replication < runs; replication++) inOrder += order(model, replication) === '12345' ? 1 : 0;
  const expected = (0.7 + 0.1 / 4) * (0.7 + 0.1 / 3) * (0.7 + 0.1 / 2);
  // 99.99 % interval of a binomial share.
  expect(Math.abs(inOrder / runs - expected)).toBeLessThan(3.89 * Math.sqrt((expected * (1 - expected)) / runs));
});

describe('a message that ministry.health is to write at 2, while it works on one problem until 2.5 and two others wait', () => {
  const written = (attention: string): number => {
    const text = office({ ministry: `service: 1 day, attention: ${attention}`, network: 'form: nao, trust: 1, positions: { law: constant, value: 0, scale: 1 }' });
    const { trace } = observe(text, { files: cases([0, 'health', 'work'], [1.5, 'health'], [1.6, 'health'], [1.7, 'health']) });
    return trace.find(({ kind, organisation }) => kind === 'work' && organisation === 'state/ministry.health')?.time ?? NaN;
  };

  it('waits behind them in fifo', () => {
    expect(written('fifo')).toBeCloseTo(4.5 + 0.05, 9);
  });

  it('overtakes them, but interrupts nobody, under priority', () => {
    expect(written('priority')).toBeCloseTo(2.5 + 0.05, 9);
  });

  it('is the newest in lifo', () => {
    expect(written('lifo')).toBeCloseTo(2.5 + 0.05, 9);
  });
});
