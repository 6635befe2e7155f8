import { describe, expect, it } from 'vitest';
import { meanMaximumOfExponentials } from '../../../src/theory/queues/maximum-of-exponentials.js';
import { simulate, type Simulated } from '../simulate.js';

interface Union {
  /** Rules of jurisdictions below the union. */
  readonly places?: string;
  /** Organisations beside the directorate of the union. */
  readonly offices?: string;
  /** Further keys of the class of problems, of the hierarchy, and of the file. */
  readonly problem?: string;
  readonly hierarchy?: string;
  readonly more?: string;
  readonly horizon?: number;
}

const twoStates = 'north: { level: national, in: union }, south: { level: national, in: union }, a: { level: local, in: north }, b: { level: local, in: north }, c: { level: local, in: south }';
const ministriesAndCouncils = `
  ministry-north: { in: north }
  ministry-south: { in: south, staff: 2 }
  council-a: { in: a }
  council-b: { in: b, weight: 3 }
  council-c: { in: c }`;

/** A union whose directorate solves its problems within a day; what goes down takes half a day for each step. */
const union = (cascade: string, { places = twoStates, offices = ministriesAndCouncils, problem = '', hierarchy = '', more = '', horizon = 400 }: Union = {}): string => `
name: union
time: { horizon: ${horizon} days, sample: ${horizon} days }
levels: [supranational, national, regional, local]
jurisdictions: { union: { level: supranational }, ${places} }
organisations:
  directorate: { in: union, service: 1 day, staff: 2 }${offices}
problems:
  directive:
    at: directorate
    arrivals: { law: trace, file: trace.csv, columns: { time: { column: day, unit: days } } }
    implementation: { cascade: { ${cascade} } ${problem.startsWith('&') ? problem.slice(1) : ''} }
    ${problem.startsWith('&') ? '' : problem}
hierarchy: { delay: 0.25 days, return_delay: 0.5 days, ${hierarchy} }
${more}
`;
const every = (days: number, count: number): string => ['day', ...Array.from({ length: count }, (_, i) => String(i * days))].join('\n');
const one = every(1, 1);
const kinds = ['launch', 'clear', 'refuse', 'detail', 'local-begin', 'local-end', 'local-fail', 'join', 'expire', 'end'];
const milestones = ({ log }: { readonly log: readonly string[] }): string[] => log.filter((line) => kinds.includes(line.split(' ')[1])).map((line) => line.replace(' 1 ', ' '));
/** Days from launch to end of each problem. */
const durations = ({ records }: Simulated): number[] => records.map(({ launched = NaN, ended = NaN }) => ended - launched);
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('a cascade', () => {
  it('is detailed by the level between and carried out by each jurisdiction of the level below', () => {
    const run = simulate(union('to: local, through: [national], detail: 2 days, work: 3 days'), { data: one });
    // Launched at 1; in the states at 1.5, detailed at 3.5; in the cities at 4, carried out at 7.
    expect(milestones(run)).toEqual([
      '1 launch directorate', '3.5 detail ministry-north', '3.5 detail ministry-south',
      '4 local-begin council-a', '4 local-begin council-b', '4 local-begin council-c',
      '7 local-end council-a', '7 local-end council-b', '7 local-end council-c', '7 join directorate', '7 end directorate',
    ]);
    expect(run.measures).toMatchObject({
      solved: 1, programmes_launched: 1, programmes_completed: 1, programmes_detailed: 2, public_value: 1,
      local_programmes_begun: 3, local_programmes_completed: 3, local_completion_share: 1, local_worth: 1, time_to_join: 6, join_delay: 0, time_to_implement: 6,
    });
    expect(run.measures.person_days_implementation).toBeCloseTo(2 * 2 + 3 * 3, 12);
    expect(run.of('ministry-south', 'person_days_implementation')).toBeCloseTo(2, 12);
    expect(run.records[0]).toMatchObject({ launched: 1, ended: 7, scope: 1, outcome: 'solved' });
  });

  it('goes straight down where nobody details it, and still takes its time for each step', () => {
    const run = simulate(union('to: local, work: 3 days'), { data: one });
    expect(milestones(run).filter((line) => line.includes('council-a'))).toEqual(['2 local-begin council-a', '5 local-end council-a']);
    expect(run.measures.programmes_detailed).toBe(0);
  });

  it('passes levels that some jurisdictions lack, and leaves out those in which nobody carries it out', () => {
    const places = 'north: { level: national, in: union }, empty: { level: national, in: union }, region: { level: regional, in: north }, a: { level: local, in: region }, b: { level: local, in: north }, c: { level: local, in: union }';
    const offices = '\n  ministry-north: { in: north }\n  ministry-empty: { in: empty }\n  district: { in: region }\n  council-a: { in: a }\n  council-b: { in: b }\n  council-c: { in: c }';
    const run = simulate(union('to: local, through: [regional, national], detail: 1 day, work: 1 day', { places, offices }), { data: one });
    expect(milestones(run)).toEqual([
      '1 launch directorate', '1.5 local-begin council-c', '2.5 detail ministry-north', '2.5 local-end council-c', '3 local-begin council-b', '4 detail district', '4 local-end council-b',
      '4.5 local-begin council-a', '5.5 local-end council-a', '5.5 join directorate', '5.5 end directorate',
    ]);
    // Complete at 2.5, 4 and 5.5: on average they waited one and a half days for the last of them.
    expect(run.measures.join_delay).toBeCloseTo(1.5, 12);
  });

  it('reaches whoever is responsible above where a jurisdiction has nobody of its own, without a way between', () => {
    const offices = '\n  ministry-north: { in: north }\n  council-c: { in: c }';
    const run = simulate(union('to: local, through: [national], detail: 2 days, work: 3 days', { offices }), { data: one });
    // The ministry of the north carries it out for both of its cities, one after the other; the directorate details for the south.
    expect(milestones(run)).toEqual([
      '1 launch directorate', '3 detail directorate', '3.5 detail ministry-north', '3.5 local-begin council-c', '3.5 local-begin ministry-north', '3.5 local-begin ministry-north',
      '6.5 local-end council-c', '6.5 local-end ministry-north', '9.5 local-end ministry-north', '9.5 join directorate', '9.5 end directorate',
    ]);
  });

  it('passes by levels that are idle', () => {
    const run = simulate(union('to: local, through: [national], detail: 2 days, work: 1 day', { hierarchy: 'idle: { national: 0 days }' }), { data: one });
    expect(milestones(run).filter((line) => line.includes('detail'))).toEqual(['3 detail directorate', '3 detail directorate']);
  });

  it('has nothing to do where problems arise in a jurisdiction without any below', () => {
    const text = union('to: local, work: 1 day').replace('at: directorate', 'at: { level: national }').replace('time: { column: day, unit: days }', 'time: { column: day, unit: days }, organisation: office').replace('c: { level: local, in: south }', 'c: { level: local, in: north }')
      .replaceAll('in: north }\n', 'in: north, service: 1 day }\n').replace('staff: 2 }\n  council-a', 'service: 1 day }\n  council-a');
    const run = simulate(text, { data: 'day,office\n0,ministry-south\n0,ministry-north' });
    expect(milestones(run).filter((line) => line.includes('launch') || line.includes('end '))).toEqual(['1 launch ministry-south', '1 end ministry-south', '1 launch 2 ministry-north',
       '2.5 local-end 2 council-a', '2.5 local-end 2 council-b', '2.5 local-end 2 council-c', '2.5 end 2 ministry-north']);
  });

  it('follows the clearances and the tasks of the programme itself', () => {
    const run = simulate(union('to: local, work: 1 day', { problem: '&, clearances: 1, agreement: 100%, time: 0.5 days, tasks: { draft: { work: 2 days } }' }), { data: one });
    expect(milestones(run).slice(0, 3)).toEqual(['1 launch directorate', '1.5 clear directorate', '4.5 local-begin council-a']);
    expect(run.log.find((line) => line.includes(' task '))).toBe('3.5 task 1 directorate');
  });

  it('serves 27 states with 100 cities each', () => {
    const run = simulate(union('to: local, through: [national], detail: 1 day, work: 1 day', {
      places: 'state: { level: national, in: union, count: 27 }, city: { level: local, in: state, count: 100 }', offices: '\n  ministry: { in: state }\n  council: { in: city }',
    }), { data: every(1, 5) });
    expect(run.measures).toMatchObject({ programmes_completed: 5, programmes_detailed: 135, local_programmes_completed: 13500, solved: 5 });
  });
});

describe('the join', () => {
  // Cities that take 1.5, 4 and 5.5 days from the launch; their weights are 5, 3 and 2.
  const places = 'north: { level: national, in: union }, region: { level: regional, in: north }, a: { level: local, in: union }, b: { level: local, in: north }, c: { level: local, in: region }';
  const offices = '\n  ministry: { in: north }\n  district: { in: region }\n  council-a: { in: a, weight: 5 }\n  council-b: { in: b, weight: 3 }\n  council-c: { in: c, weight: 2 }';
  const joined = (join: string): Simulated => simulate(union(`to: local, through: [regional, national], detail: 1 day, work: 1 day, join: ${join}`, { places, offices }), { data: one });

  it.each([
    ['50%', 2.5, 0.5, 1], ['51%', 4, 0.8, 2], ['80%', 4, 0.8, 2], ['81%', 5.5, 1, 3], ['100%', 5.5, 1, 3],
  ])('of %s is reached by weight; what is not complete by then is missing from the scope', (join, end, scope, completed) => {
    const run = joined(join);
    expect(milestones(run).slice(-2)).toEqual([`${end} join directorate`, `${end} end directorate`]);
    expect(run.records[0].scope).toBeCloseTo(scope, 12);
    expect(run.measures.public_value).toBeCloseTo(scope, 12);
    expect(run.measures.local_programmes_completed).toBe(completed);
  });

  it('sinks what is in service and drops what is on its way', () => {
    // At 4 the district has detailed it for c, whose programme does not begin any more.
    expect(joined('80%').measures).toMatchObject({ programmes_detailed: 2, local_programmes_begun: 2, person_days_implementation: 4 });
    // At 2.5 the ministry has detailed it; nothing else has begun.
    expect(joined('50%').measures).toMatchObject({ programmes_detailed: 1, local_programmes_begun: 1, person_days_implementation: 2 });
  });

  it('counts all alike where nobody has any weight', () => {
    const run = simulate(union('to: local, through: [regional, national], detail: 1 day, work: 1 day, join: 60%', { places, offices: offices.replaceAll(/weight: \d/g, 'weight: 0') }), { data: one });
    expect(run.records[0].scope).toBeCloseTo(2 / 3, 12);
  });

  const cities = (count: number): Union => ({
    places: `city: { level: local, in: union, count: ${count} }`, offices: '\n  council: { in: city, staff: unlimited }', horizon: 100000,
  });

  it('of all waits for the largest of exponential times, of k of n for the k-th', () => {
    const n = 8;
    const times = (join: string): { values: number[]; run: Simulated } => {
      const run = simulate(union(`to: local, work: { law: exponential, mean: 1 day }, join: ${join}`, cities(n)), { data: every(40, 1000), seed: '11' });
      return { run, values: durations(run).map((duration) => duration - 0.5) };
    };
    const all = times('1');
    // Standard deviation of the largest: sqrt(sum of 1 / i^2) = 1.236; intervals are those of 99.9 % (3.29 standard errors of 1000).
    expect(Math.abs(mean(all.values) - meanMaximumOfExponentials(n, 1))).toBeLessThan(3.29 * 1.236 / Math.sqrt(1000));
    expect(all.run.measures.time_to_join).toBeCloseTo(mean(all.values) + 0.5, 6);
    // Whoever completes waits on average H_n - 1 for the last; of 8, the mean of what they wait has a standard deviation below that of the largest.
    expect(Math.abs((all.run.measures.join_delay ?? NaN) - (meanMaximumOfExponentials(n, 1) - 1))).toBeLessThan(3.29 * 1.236 / Math.sqrt(1000));
    // The sixth of eight: 1/8 + 1/7 + ... + 1/3; its standard deviation is sqrt(sum of the squares) = .526.
    const sixth = times('75%');
    const expected = [8, 7, 6, 5, 4, 3].reduce((sum, i) => sum + 1 / i, 0);
    expect(Math.abs(mean(sixth.values) - expected)).toBeLessThan(3.29 * 0.526 / Math.sqrt(1000));
    expect(sixth.run.measures).toMatchObject({ local_programmes_completed: 6000, local_completion_share: 0.75 });
    expect(sixth.run.measures.public_value).toBeCloseTo(0.75, 12);
  });

  it('is reached with the probability that enough of n are cleared, binomially', () => {
    const run = simulate(union('to: local, work: 1 day, join: 60%, clearances: 1, agreement: 70%, time: 0.1 days', cities(5)), { data: every(40, 1500), seed: '5' });
    // P(Bin(5, .7) >= 3) = .83692; standard error .00954, interval of 99.9 %.
    expect(Math.abs((run.measures.completion_share ?? NaN) - 0.83692)).toBeLessThan(0.0314);
    expect(run.measures.public_value).toBeCloseTo((run.measures.completion_share ?? NaN) * 0.6, 9);
    const strict = simulate(union('to: local, work: 1 day, clearances: 2, agreement: 90%, time: 0.1 days', cities(5)), { data: every(40, 1500), seed: '5' });
    // .9^10 = .348678; standard error .0123.
    expect(Math.abs((strict.measures.completion_share ?? NaN) - 0.348678)).toBeLessThan(0.0405);
  });
});

describe('local clearances', () => {
  const clearing = (settings: string, more: Union = {}): Simulated =>
    simulate(union(`to: local, through: [national], detail: 1 day, work: 1 day, clearances: 3, agreement: 100%, time: 0.5 days, order: parallel, ${settings}`, more), { data: one });
  const cleared = (run: Simulated): string[] => milestones(run).filter((line) => line.includes(' clear ')).map((line) => line.split(' ')[2]).sort();

  it('are asked for on the path from the origin down to the place', () => {
    expect(cleared(clearing(''))).toEqual(['council-a', 'council-b', 'council-c', 'directorate', 'directorate', 'directorate', 'ministry-north', 'ministry-north', 'ministry-south']);
  });

  it('are asked, of organisations named, of those in the jurisdiction or around it', () => {
    expect(cleared(clearing('holders: [{ level: local }, directorate]'))).toEqual([
      'council-a', 'council-b', 'council-c', 'directorate', 'directorate', 'directorate', 'directorate', 'directorate', 'directorate',
    ]);
    expect(new Set(cleared(clearing('holders: [ministry-north, council-c]')))).toEqual(new Set(['ministry-north', 'council-c']));
  });

  it('are asked of the place itself where nobody else is there', () => {
    expect(new Set(cleared(clearing('holders: ministry-north')))).toEqual(new Set(['ministry-north', 'council-c']));
  });

  it('that are refused for good end the local programme, and the whole when what is left is not enough', () => {
    const run = simulate(union('to: local, work: 1 day, clearances: 1, agreement: 0%, time: 0.5 days, holders: { level: local }, join: 60%'), { data: one });
    // a and c weigh 1 each and b 3; without b, 60 % cannot be reached any more.
    expect(milestones(run)).toEqual([
      '1 launch directorate', '2 local-begin council-a', '2 local-begin council-b', '2 local-begin council-c',
      '2.5 refuse council-a', '2.5 local-fail council-a', '2.5 refuse council-b', '2.5 local-fail council-b', '2.5 end directorate',
    ]);
    expect(run.measures).toMatchObject({ abandoned: 1, programmes_completed: 0, local_programmes_completed: 0, local_completion_share: 0, completion_share: 0 });
    expect(run.measures.time_to_join).toBeUndefined();
  });

  it('that are given up reduce what the local programme is worth', () => {
    const run = simulate(union('to: local, work: 1 day, clearances: 4, agreement: 50%, refused: reduce, holders: { level: local }, time: 0 days', { places: 'a: { level: local, in: union }', offices: '\n  council-a: { in: a }' }), { data: one, seed: '2' });
    const granted = run.measures.clearances_granted ?? NaN;
    expect(granted).toBeGreaterThan(0);
    expect(granted).toBeLessThan(4);
    expect(run.measures.local_worth).toBeCloseTo(granted / 4, 12);
    expect(run.records[0].scope).toBeCloseTo(granted / 4, 12);
  });
});

describe('discretion', () => {
  const worth = (settings: string): Simulated => simulate(union(`to: local, work: 1 day, ${settings}`), { data: one });

  it.each([
    ['discretion: 0, need: 0.8, fit: 0.5, uniformity: 0.25', 0.6, 0.8, 0],
    ['discretion: 1, need: -0.8, fit: 0.5, uniformity: 0.25', 0.8, 0, 0.8],
    ['discretion: 50%, need: 0.8, fit: 0.5, uniformity: 0.25', 0.7, 0.4, 0.4],
    ['discretion: 0, need: 3, fit: 0.5', 0, 3, 0],
    ['discretion: 30%', 1, undefined, undefined],
  ])('%s leaves a worth of %d', (settings, expected, misfit, divergence) => {
    const run = worth(settings);
    expect(run.measures.local_worth).toBeCloseTo(expected, 12);
    expect(run.records[0].scope).toBeCloseTo(expected, 12);
    if (misfit !== undefined) expect(run.measures.local_misfit).toBeCloseTo(misfit, 12);
    if (divergence !== undefined) expect(run.measures.local_divergence).toBeCloseTo(divergence, 12);
  });

  it('weighs the worth of places by the weight of who is responsible there', () => {
    const run = worth('need: { law: normal, mean: 0, sd: 0.3 }, fit: 1');
    const loss = (place: string): number => Math.abs(run.attributes.get(`1 need of ${place}`) ?? NaN);
    const expected = 1 - (loss('union/north/a') + 3 * loss('union/north/b') + loss('union/south/c')) / 5;
    expect(run.records[0].scope).toBeCloseTo(expected, 12);
    expect(run.measures.local_worth).toBeCloseTo(1 - (loss('union/north/a') + loss('union/north/b') + loss('union/south/c')) / 3, 12);
  });

  it('leaves what a normal need leaves, on average', () => {
    const places = { places: 'city: { level: local, in: union, count: 40 }', offices: '\n  council: { in: city, staff: unlimited }', horizon: 1000 };
    const run = simulate(union('to: local, work: 1 day, fit: 1', places), { data: every(5, 100), seed: '9' });
    // E|x| = sqrt(2 / pi), sd .6028; E max(0, 1 - |x|) = 2 Phi(1) - 1 - 2 (phi(0) - phi(1)) = .368746, sd .3357; 4000 places, 99.9 %.
    expect(Math.abs((run.measures.local_misfit ?? NaN) - Math.sqrt(2 / Math.PI))).toBeLessThan(3.29 * 0.6028 / Math.sqrt(4000));
    expect(Math.abs((run.measures.local_worth ?? NaN) - 0.368746)).toBeLessThan(3.29 * 0.3357 / Math.sqrt(4000));
    expect(run.measures.public_value).toBeCloseTo(run.measures.local_worth ?? NaN, 9);
  });
});

describe('a deadline', () => {
  it.each([
    ['on the way', '1.2 days', 0], ['while it is detailed', '2 days', 4], ['on the way from there', '3.6 days', 4], ['while it is carried out', '5 days', 13],
  ])('%s ends the whole: nothing follows, what is in service is sunk', (_, deadline, personDays) => {
    const run = simulate(union('to: local, through: [national], detail: 2 days, work: 3 days', { problem: `deadline: ${deadline}` }), { data: one });
    expect(milestones(run).slice(-2)).toEqual([`${parseFloat(deadline)} expire directorate`, `${parseFloat(deadline)} end directorate`]);
    expect(run.measures).toMatchObject({ expired: 1, programmes_completed: 0, local_programmes_completed: 0 });
    expect(run.measures.person_days_implementation).toBeCloseTo(personDays, 12);
    expect(run.measures.local_completion_share).toBe(personDays === 13 ? 0 : undefined);
  });

  it('leaves what has not begun in the in-trays undone', () => {
    const run = simulate(union('to: local, work: 3 days', { offices: '\n  ministry-north: { in: north }\n  council-c: { in: c }', problem: 'deadline: 4 days' }), { data: one });
    // The ministry is at the first of its two cities.
    expect(run.measures.person_days_implementation).toBeCloseTo(6, 12);
    expect(run.of('ministry-north', 'queue')).toBe(0);
  });
});

describe('chance', () => {
  const needs = (run: Simulated): Map<string, number> => new Map([...run.attributes].filter(([name]) => name.includes('need of')));
  const settings = 'to: local, through: [national], detail: { law: exponential, mean: 1 day }, work: { law: exponential, mean: 1 day }, fit: 0.1';
  const more = { hierarchy: 'idle: {}' };

  it('is that of the problem and the jurisdiction: discretion, clearances and further places change nothing of it', () => {
    const before = needs(simulate(union(settings, more), { data: every(20, 5) }));
    expect(before.size).toBe(15);
    expect(new Set(before.values()).size).toBe(15);
    expect(needs(simulate(union(`${settings}, discretion: 1, clearances: 2, agreement: 50%, tries: unlimited`, more), { data: every(20, 5) }))).toEqual(before);
    const wider = simulate(union(settings, { places: twoStates.replace('a: {', 'extra: { level: local, in: north }, a: {'), offices: `\n  first: { in: extra }${ministriesAndCouncils}` }), { data: every(20, 5) });
    for (const [name, value] of before) expect(wider.attributes.get(name)).toBe(value);
  });

  it('gives the times of a place when others are added that it does not share its staff with', () => {
    const times = (places: string, offices: string): string[] => simulate(union(settings, { places, offices }), { data: every(20, 5) }).log.filter((line) => line.includes('council-c') || line.includes('ministry-south'));
    const before = times(twoStates, ministriesAndCouncils);
    expect(before.length).toBe(15);
    expect(times(twoStates.replace('a: {', 'extra: { level: local, in: north }, a: {'), `\n  first: { in: extra }${ministriesAndCouncils}`)).toEqual(before);
  });
});
