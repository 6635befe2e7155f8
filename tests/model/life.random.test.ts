import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Model } from '../../src/model/model.js';
import type { ProblemRecord } from '../../src/model/observer.js';
import { Life } from '../../src/model/life.js';
import { runReplication, type Replication } from '../../src/model/replication.js';
import { World } from '../../src/model/world.js';
import { randomScenario, randomTrace } from './random-scenario.js';
import { modelOf } from './simulate.js';

/**
 * Always the same scenarios, unless the environment asks for others
 * (`PROPERTY_SEED=7 PROPERTY_RUNS=2000 npx vitest run tests/model/life.random.test.ts`).
 */
const search = { seed: Number(process.env['PROPERTY_SEED'] ?? 1), numRuns: Number(process.env['PROPERTY_RUNS'] ?? 30) };

const scenarios = fc.sample(randomScenario, search).map((text) => ({ text, model: modelOf(text, { data: randomTrace }) }));

/** Checks every model; the scenario that fails is part of the message. */
function forRandomModels(check: (model: Model) => void): void {
  for (const { text, model } of scenarios) {
    try {
      check(model);
    } catch (error) {
      throw new Error(`in the scenario ${text}`, { cause: error });
    }
  }
}

const start = { seed: '1', replication: 0 };

/** Every number that a replication yields, with its place. */
function cells({ measures, system, levels, networks, organisations }: Replication): [string, number | undefined][] {
  const tables = Object.entries({ system, levels, networks, organisations });
  return [
    ...Object.entries(measures),
    ...tables.flatMap(([table, rows]) => rows.flatMap((row, index) => row.map((cell, column): [string, number | undefined] => [`${table}[${index}][${column}]`, cell]))),
  ];
}

// Conservation of problems, person time by category and Little's law are checked by every replication at each of its samples, which throws.
describe('a replication of any scenario', () => {
  it('ends, with books that balance and numbers that are finite', () => {
    forRandomModels((model) => {
      expect(cells(runReplication(model, start)).filter(([, value]) => value !== undefined && !Number.isFinite(value))).toEqual([]);
    });
  });

  it('ends the same way again when it is observed, and tells of every problem once, in the order of its life', () => {
    forRandomModels((model) => {
      const records: ProblemRecord[] = [];
      let events = 0;
      const observer = { problem: (record: ProblemRecord) => records.push(record), event: () => events++, attribute: () => undefined };
      const observed = runReplication(model, { ...start, observer });
      expect(isDeepStrictEqual(observed, runReplication(model, start))).toBe(true);
      expect(records.length).toBe(observed.problems);
      expect(events).toBeGreaterThanOrEqual(observed.problems);
      expect(new Set(records.map(({ problemClass, problem }) => `${problemClass} ${problem}`)).size).toBe(records.length);
      const disordered = records.filter(({ arrived, answered = arrived, opened = answered, decided = opened, ended = Infinity }) =>
        !(0 <= arrived && arrived <= answered && answered <= opened && opened <= decided && decided <= ended));
      expect(disordered).toEqual([]);
    });
  });

  it('leaves nothing behind once every problem has ended', () => {
    forRandomModels((model) => {
      const { horizon } = model.scenario.time;
      // Budgets go on for ever, and so does waiting for money.
      if (model.scenario.budgets !== undefined) return;
      const world = new World(model, '1', 0, undefined);
      const life = new Life(world);
      life.start();
      world.simulation.run({ until: horizon });
      // Long enough for every queue to be worked off; only boards of administrative organisations go on for ever.
      world.simulation.run({ until: 1000 * horizon });
      expect([world.problems.live, world.parts.live, [...life.coordination.openIssues()].length, [...life.negotiations()].length]).toEqual([0, 0, 0, 0]);
      for (let station = 0; station < world.bank.stations; station++) {
        if (model.organisations.isBody[station] === 0) expect(world.bank.queueLength(station)).toBe(0);
      }
      const boards = model.networks.filter(({ form }) => form.name === 'nao').length;
      expect(world.simulation.pending).toBeLessThanOrEqual(2 * boards);
      expect(world.ledger.ended.reduce((sum, count) => sum + count, 0)).toBe(world.ledger.arrived);
    });
  });
});
