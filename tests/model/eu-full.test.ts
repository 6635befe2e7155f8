import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { euFullData } from '../../scripts/eu-full.mjs';
import { catalogue } from '../../src/model/catalogue.js';
import { compile } from '../../src/model/compile.js';
import { runReplication, type Replication } from '../../src/model/replication.js';
import { levelColumns, systemColumns } from '../../src/model/series.js';
import { parseScenario } from '../../src/scenario/parse-scenario.js';
import type { Scenario } from '../../src/scenario/scenario.js';

const folder = join(import.meta.dirname, '../../scenarios/eu-full');
const text = readFileSync(join(folder, 'scenario.yaml'), 'utf8');

/** The scenario at a share of its municipalities. */
function euFull(share: number, set: readonly string[] = []): Scenario {
  const files = euFullData(share);
  return parseScenario(text, { catalogue, set, readText: (path) => files[path] });
}

const ofRule = ({ organisations }: Scenario, rule: string) => organisations.filter((organisation) => organisation.rule === rule);

describe('eu-full', () => {
  it('has the data that its script writes', () => {
    for (const [path, written] of Object.entries(euFullData())) expect(readFileSync(join(folder, path), 'utf8')).toBe(written);
  });

  it('has a Union, 27 states, 240 regions and 98,000 municipalities', () => {
    const [, ...regions] = euFullData()['data/regions.csv'].trimEnd().split('\n').map((line) => line.split(','));
    expect(regions).toHaveLength(240);
    expect(new Set(regions.map(([, state]) => state)).size).toBe(27);
    expect(regions.reduce((sum, [, , municipalities]) => sum + Number(municipalities), 0)).toBe(98_000);
  });

  it('takes no share that is none', () => {
    for (const share of [0, 1.5, -1, NaN]) expect(() => euFullData(share)).toThrow('share must be above 0 and at most 1');
  });

  describe('at one per cent of its municipalities', () => {
    let scenario: Scenario;
    let run: Replication;
    const last = (column: string): number => run.system[run.system.length - 1][1 + systemColumns.findIndex(({ name }) => name === column)] ?? NaN;
    beforeAll(() => {
      scenario = euFull(0.01, ['time.horizon=2 years']);
      run = runReplication(compile(scenario, catalogue), { seed: '1', replication: 0 });
    });

    it('keeps all states, regions and networks', () => {
      expect([ofRule(scenario, 'directorate'), ofRule(scenario, 'ministry'), ofRule(scenario, 'office')].map(({ length }) => length)).toEqual([5, 27 * 5, 240 * 5]);
      expect(scenario.networks).toHaveLength(1 + 27 + 240);
      // A hundredth of 98,000, and at least one in each region.
      const halls = ofRule(scenario, 'hall').length;
      expect(halls).toBeGreaterThanOrEqual(980);
      expect(halls).toBeLessThan(980 + 240);
    });

    it('loses no problem between the town halls and the Union', () => {
      // 20 a hall in two years, Poisson: within five standard deviations.
      const expected = 20 * ofRule(scenario, 'hall').length;
      expect(Math.abs(run.problems - expected)).toBeLessThan(5 * Math.sqrt(expected));
      expect(last('arrived')).toBe(run.problems);
      expect(last('solved') + last('open_problems')).toBe(run.problems);
    });

    it('solves at each level what the levels below do not know', () => {
      const total = (column: string, level: number): number => run.levels
        .filter(([, index]) => index === level)
        .reduce((sum, row) => sum + (row[2 + levelColumns.findIndex(({ name }) => name === column)] ?? 0), 0);
      const solvedShare = (level: number): number => total('solved', level) / (total('solved', level) + total('escalated', level));
      // Lead parts that reach a region have a difficulty that the town does not know: it knows 85 %, the region 97 %, the state 99.8 %; other
      // parts of what a region decides jointly begin there, and 97 % of them end there. Binomial, some 4,000 and 700 of them, at five standard deviations.
      expect(solvedShare(3)).toBeCloseTo(0.85, 1);
      expect(solvedShare(2)).toBeGreaterThan(0.12 / 0.15 - 0.04);
      expect(solvedShare(1)).toBeGreaterThan(0.028 / 0.03 - 0.06);
      expect(solvedShare(0)).toBe(1);
    });
  });

  it('makes objects for what differs, not for every town: those that are alike share their settings and their portfolio', () => {
    const scenario = euFull(0.01);
    const model = compile(scenario, catalogue);
    const halls = ofRule(scenario, 'hall');
    expect(new Set(halls.map(({ settings }) => settings)).size).toBe(1);
    expect(new Set(halls.map(({ domains }) => domains)).size).toBe(1);
    expect(model.organisations.kinds.service.length).toBeLessThan(100);
    expect(new Set(halls.map((hall) => model.organisations.kind[scenario.organisations.indexOf(hall)])).size).toBe(1);
  });
});
