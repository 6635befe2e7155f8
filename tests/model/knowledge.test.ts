import { describe, expect, it } from 'vitest';
import { escalationAfter } from '../../src/theory/hierarchies/category-learning.js';
import { knowledgeAfter } from '../../src/theory/hierarchies/continuous-learning.js';
import { modelOf, simulate } from './simulate.js';

/** A desk that knows Z = 1 below somebody who knows everything; solutions are half a day under way down, nothing else takes time. */
const school = (learning: string): string => `
name: school
time: { horizon: 1000 days, sample: 1000 days }
jurisdictions:
  state: { level: national }
  city: { level: local, in: state }
organisations:
  master: { in: state, staff: unlimited, help: 0 days }
  desk: { in: city, staff: 3, knows: { level: 1 }, service: 0 days }
problems:
  case:
    at: desk
    arrivals: { law: trace, file: trace.csv, columns: { time: { column: day, unit: days }, difficulty: difficulty } }
hierarchy: { delay: 0 days, return_delay: 0.5 days, ${learning} }
`;

const trace = (...rows: readonly (readonly [day: number, difficulty: number])[]): string =>
  ['day,difficulty', ...rows.map(([day, difficulty]) => `${day},${difficulty}`)].join('\n');

/** At which level each problem was answered, in order. */
const levelsOf = (learning: string, ...rows: readonly (readonly [number, number])[]): (string | undefined)[] =>
  [...simulate(school(learning), { data: trace(...rows) }).records].sort((a, b) => a.arrived - b.arrived).map(({ level }) => level);

describe('knowledge', () => {
  it('does not change without learning', () => {
    expect(levelsOf('learning: none', [0, 3], [10, 3], [20, 1])).toEqual(['national', 'national', 'local']);
  });
});

describe('learning by category', () => {
  it('teaches the one category there is with the first solution that comes down', () => {
    const learning = 'learning: { rule: category, categories: 1, probability: 100% }';
    // The second arrives while the first solution is still under way, the third after it has come.
    expect(levelsOf(learning, [0, 3], [0.25, 3], [0.75, 3])).toEqual(['national', 'national', 'local']);
  });

  it('teaches nothing with probability 0', () => {
    expect(levelsOf('learning: { rule: category, categories: 1, probability: 0% }', [0, 3], [1, 3])).toEqual(['national', 'national']);
  });

  it('takes no time of the staff', () => {
    const run = simulate(school('learning: { rule: category, categories: 1, probability: 100% }'), { data: trace([0, 3]) });
    expect(run.measures.person_days_learning).toBe(0);
  });

  it('leaves (1 - q/M)^n of the problems after n of them to be passed on', () => {
    const learning = 'learning: { rule: category, categories: 4, probability: 50% }';
    const days = [0, 1, 2, 3, 4, 5, 6, 7];
    const model = modelOf(school(learning), { data: trace(...days.map((day): [number, number] => [day, 3])) });
    const runs = 2000;
    const passedOn = new Float64Array(days.length);
    for (let replication = 0; replication < runs; replication++) {
      for (const { arrived, level } of simulate(model, { replication }).records) if (level === 'national') passedOn[arrived]++;
    }
    days.forEach((n) => {
      const expected = escalationAfter({ categories: 4, learningProbability: 0.5 }, n);
      // Eight z-tests at 1e-4 (3.89 standard errors), Bonferroni .001 in all.
      expect(Math.abs(passedOn[n] / runs - expected), `after ${n}`).toBeLessThanOrEqual(3.89 * Math.sqrt((expected * (1 - expected)) / runs));
    });
  });

  it.each([
    ['after an exponential time', [0], Math.exp(-0.5)],
    // Two lessons come at once: whichever lasts longer counts.
    ['no sooner for a second lesson', [0, 0], 1 - (1 - Math.exp(-0.5)) * (1 - Math.exp(-0.5))],
  ])('is forgotten %s as people leave', (_, lessons, expected) => {
    const learning = 'learning: { rule: category, categories: 1, probability: 100% }, turnover: 10% per day';
    const model = modelOf(school(learning), { data: trace(...lessons.map((day): [number, number] => [day, 3]), [5.5, 3]) });
    const last = `5.5 answer ${lessons.length + 1} desk`;
    const runs = 1500;
    let known = 0;
    for (let replication = 0; replication < runs; replication++) if (simulate(model, { replication }).log.includes(last)) known++;
    // Learnt at .5 and asked for five days later; z-test at 1e-4.
    expect(Math.abs(known / runs - expected)).toBeLessThan(3.89 * Math.sqrt((expected * (1 - expected)) / runs));
  });
});

describe('continuous learning', () => {
  it('closes a share of the gap with each solution and costs person time per unit gained', () => {
    const problems = 6;
    const run = simulate(school('learning: { rule: continuous, rate: 0.25, cost: 2 days }'), {
      data: trace(...Array.from({ length: problems }, (_, i): [number, number] => [10 * i, 3])),
    });
    const gained = knowledgeAfter({ initialKnowledge: 1, learningRate: 0.25 }, 3, problems) - 1;
    expect(run.of('desk', 'person_days_learning')).toBeCloseTo(2 * gained, 9);
    expect(run.of('desk', 'escalated')).toBe(problems);
  });

  it('lets an organisation solve what its knowledge has come to reach', () => {
    // Z goes from 1 to 2 at .5 with the first solution, to 2.5 with the second.
    const learning = 'learning: { rule: continuous, rate: 0.5 }';
    expect(levelsOf(learning, [0, 3], [1, 2], [2, 2.01], [3, 3], [4, 2.6])).toEqual(['national', 'local', 'national', 'national', 'national']);
    expect(levelsOf(learning, [0, 3], [1, 3], [2, 2.5], [3, 2.51])).toEqual(['national', 'national', 'local', 'national']);
  });

  it('fades exponentially as people leave, but never below what was known at first', () => {
    const learning = 'learning: { rule: continuous, rate: 0.5 }, turnover: 10% per day';
    // Z is 1 + e^(-.1 (t - .5)) after the first solution: 1.5 at t = .5 + ln 2 / .1 = 7.431.
    expect(levelsOf(learning, [0, 3], [7.4, 1.5])).toEqual(['national', 'local']);
    expect(levelsOf(learning, [0, 3], [7.5, 1.5])).toEqual(['national', 'national']);
    expect(levelsOf(learning, [0, 3], [900, 1])).toEqual(['national', 'local']);
  });

  it('teaches nothing to those who know more already', () => {
    const run = simulate(school('learning: { rule: continuous, rate: 0.5, cost: 1 day }').replace('knows: { level: 1 }', 'knows: { level: 1 }, parent: master'), {
      data: trace([0, 1]),
    });
    expect(run.of('desk', 'person_days_learning')).toBe(0);
  });

  it('takes place at every organisation that the solution passes', () => {
    const three = school('learning: { rule: continuous, rate: 0.5, cost: 1 day }')
      .replace('state: { level: national }', 'union: { level: supranational }\n  state: { level: national, in: union }')
      .replace('master: { in: state, staff: unlimited, help: 0 days }', 'master: { in: union, help: 0 days }\n  middle: { in: state, knows: { level: 2 }, help: 0 days }');
    const run = simulate(three, { data: trace([0, 3]) });
    expect(run.of('middle', 'person_days_learning')).toBeCloseTo(0.5, 12);
    expect(run.of('desk', 'person_days_learning')).toBeCloseTo(1, 12);
    expect(run.of('master', 'person_days_learning')).toBe(0);
  });

  it('does not take place where nobody works any more', () => {
    const run = simulate(school('idle: { local: 0.25 days }, learning: { rule: continuous, rate: 0.5, cost: 1 day }'), { data: trace([0, 3]) });
    expect(run.records[0].outcome).toBe('solved');
    expect(run.of('desk', 'person_days_learning')).toBe(0);
  });
});
