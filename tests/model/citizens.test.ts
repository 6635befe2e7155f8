import { describe, expect, it } from 'vitest';
import { Steadiness } from '../../src/model/steadiness.js';
import { simulate } from './simulate.js';

const desk = (outcomes: string, { arrivals = '{ law: trace, file: t.csv, columns: { time: { column: day, unit: days }, difficulty: z } }', horizon = 100 } = {}): string => `
name: desk
time: { horizon: ${horizon} days, sample: ${horizon} days }
levels: [national, local]
jurisdictions: { state: { level: national }, city: { level: local, in: state } }
organisations:
  ministry: { in: state, help: 1 day, staff: unlimited }
  desk: { in: city, service: 1 day, knows: { level: 1 }, staff: unlimited }
problems: { case: { at: desk, arrivals: ${arrivals} } }
hierarchy: { delay: 0 days }
outcomes: { ${outcomes} }
`;
const data = (...rows: readonly string[]): string => ['day,z', ...rows].join('\n');

describe('citizens', () => {
  it('supply part of the work on their own problems, as far as they have seen promises kept', () => {
    // Legitimacy .5 at the start: half of 60 % of the first problem's day is theirs. After it is solved legitimacy is 1.
    const run = simulate(desk('co_production: 60%'), { data: data('0,0', '10,0') });
    expect(run.log.filter((line) => line.includes(' end '))).toEqual(['0.7 end 1 desk', '10.4 end 2 desk']);
    expect(run.measures.co_produced_days).toBeCloseTo(0.3 + 0.6, 12);
    expect(run.measures.person_days_direct).toBeCloseTo(0.7 + 0.4, 12);
  });

  it('do not help anybody but their own desk', () => {
    const run = simulate(desk('co_production: 60%, legitimacy_at_start: 100%'), { data: data('0,2') });
    expect(run.measures.person_days_helping).toBeCloseTo(1, 12);
    expect(run.measures.co_produced_days).toBeCloseTo(0.6, 12);
  });

  it('keep problems to themselves after broken promises, each with the probability of the scenario', () => {
    // Nobody can solve anything: external legitimacy is 0 from the first end on, and seven of ten problems are not brought.
    const unable = desk('withdrawal: 70%', { arrivals: '{ law: renewal, interval: 2 days }', horizon: 8000 }).replace('knows: { level: 1 }', 'knows: { level: -1 }').replace('ministry: {', 'ministry: { knows: { level: -1 },');
    const { measures } = simulate(unable);
    const [withheld, arrived] = [measures.withheld ?? NaN, measures.problems_arrived ?? NaN];
    expect(withheld + arrived).toBe(4000);
    // Binomial, four standard errors.
    expect(Math.abs(withheld / 4000 - 0.7)).toBeLessThan(4 * Math.sqrt((0.7 * 0.3) / 4000));
  });

  it('bring everything that a trace has recorded', () => {
    expect(simulate(desk('withdrawal: 100%, legitimacy_at_start: 0%'), { data: data('0,0', '1,0') }).measures).toMatchObject({ problems_arrived: 2, withheld: 0 });
  });

  it('bring the same problems in every variant, fewer where legitimacy is lower', () => {
    const text = (share: string): string => desk(`withdrawal: ${share}, legitimacy_at_start: 50%`, { arrivals: '{ law: poisson, rate: 2 per day }' });
    const all = simulate(text('0%')).records.map(({ problem, difficulty }) => `${problem} ${difficulty}`);
    const some = simulate(text('90%')).records.map(({ problem, difficulty }) => `${problem} ${difficulty}`);
    expect(some.length).toBeLessThan(all.length);
    expect(some.filter((line) => !all.includes(line))).toEqual([]);
  });
});

describe('steadiness', () => {
  it('is 1 / (1 + cv) of the number of open problems over time', () => {
    // 0 for 1 day, 2 for 1 day: mean 1, standard deviation 1.
    const steadiness = new Steadiness(0, undefined);
    steadiness.change(1, 1);
    steadiness.change(1, 1);
    expect(steadiness.stability(2)).toBeCloseTo(0.5, 12);
  });

  it('looks at the time before a shock, and recovery at the time after it', () => {
    // One problem open throughout before 10; three more come during the shock; they end at 25, 26 and 30.
    const steadiness = new Steadiness(0, { from: 10, until: 20 });
    steadiness.change(0, 1);
    for (const time of [11, 12, 13]) steadiness.change(time, 1);
    expect(steadiness.recovery(22)).toBeUndefined();
    for (const time of [25, 26, 30]) steadiness.change(time, -1);
    steadiness.change(40, 1);
    expect(steadiness.recovery(50)).toBeCloseTo(10, 12);
    expect(steadiness.stability(50)).toBe(1);
  });

  it('is recovered at once where the shock has left nothing', () => {
    const steadiness = new Steadiness(0, { from: 10, until: 20 });
    steadiness.change(0, 1);
    steadiness.change(12, 1);
    steadiness.change(15, -1);
    expect(steadiness.recovery(60)).toBe(0);
  });
});

describe('oversight', () => {
  const office = (more: string): string => `
name: office
time: { horizon: 100 days, sample: 100 days }
domains: [health, housing]
levels: [national, local]
jurisdictions: { state: { level: national }, city: { level: local, in: state } }
organisations:
  parliament: { in: state, domains: [health], help: 1 day }
  desk: { in: city, per: domain, service: 1 day }
problems: { case: { at: desk.health, arrivals: { law: trace, file: t.csv, columns: { time: { column: day, unit: days }, domain: domains } } } }
networks:
  council: { members: desk, form: shared, positions: { law: constant, value: 0, scale: 1 }, times: { notice: 0 days, write: 1 day, read: 2 days }, ${more} }
`;
  const cases = ['day,domains', '0,health;housing', '10,health;housing', '95,health;housing'].join('\n');

  it('anchors a decision when its report has been read', () => {
    const { measures } = simulate(office('oversight: parliament'), { data: cases });
    // The third decision is made at 97.4; its report is written by 98.4 and read after the end.
    expect(measures).toMatchObject({ issues_decided: 3 });
    expect(measures.anchored_share).toBeCloseTo(2 / 3, 12);
    expect(measures.person_days_communication).toBeCloseTo(3 * 1 + 2 * 2 + (100 - 98.41), 1);
  });

  it('takes nobody any time where nobody is answered to', () => {
    const { measures } = simulate(office(''), { data: cases });
    expect(measures).toMatchObject({ anchored_share: 0, person_days_communication: 0 });
  });

  it('asks for one principal', () => {
    expect(() => simulate(office('oversight: desk'), { data: cases })).toThrow(/networks\.council\.oversight: expected one organisation/);
  });
});
