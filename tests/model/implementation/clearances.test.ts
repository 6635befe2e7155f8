import { describe, expect, it } from 'vitest';
import { simulate } from '../simulate.js';

/** A city and a ministry above it; each try takes its holder .5 days, and a refusal is tried again after 2 days. */
const city = (implementation: string, { problem = '', network = '', hierarchy = 'delay: 0.25 days, return_delay: 0.25 days', horizon = 400 } = {}): string => `
name: city
time: { horizon: ${horizon} days, sample: ${horizon} days }
domains: [health, housing]
levels: [national, local]
jurisdictions: { state: { level: national }, city: { level: local, in: state } }
organisations:
  ministry: { in: state, knows: all, help: 1 day }
  desk: { in: city, knows: { level: 1 }, domains: [health], service: 1 day }
  works: { in: city, knows: { level: 1 }, domains: [housing], service: 1 day }
problems:
  case:
    at: desk
    arrivals: { law: trace, file: trace.csv, columns: { time: { column: day, unit: days }, difficulty: difficulty, value: value, domain: domains } }
    implementation: { time: 0.5 days, gap: 2 days, ${implementation} }
    ${problem}
hierarchy: { ${hierarchy} }
${network}
`;
const trace = (...rows: readonly string[]): string => ['day,difficulty,value,domains', ...rows].join('\n');
const one = trace('0,0.5,1,health');
const kinds = ['launch', 'clear', 'refuse', 'expire', 'end'];
const milestones = ({ log }: { readonly log: readonly string[] }): string[] => log.filter((line) => kinds.includes(line.split(' ')[1]));

describe('clearances in series', () => {
  it('are asked for one after another, along the path from the solver down to the origin and again', () => {
    const run = simulate(city('clearances: 3, agreement: 100%'), { data: trace('0,2,1,health') });
    // Desk until 1, ministry from 1.25 to 2.25, back at 2.5; then the ministry, the desk and the ministry decide for half a day each.
    expect(milestones(run)).toEqual(['2.5 launch 1 desk', '3 clear 1 ministry', '3.5 clear 1 desk', '4 clear 1 ministry', '4 end 1 desk']);
    expect(run.measures).toMatchObject({ solved: 1, abandoned: 0, programmes_launched: 1, programmes_completed: 1, clearance_tries: 3, clearances_granted: 3, completion_share: 1, tries_per_clearance: 1 });
    expect(run.measures.time_to_implement).toBeCloseTo(1.5, 12);
    expect(run.measures.person_days_clearance).toBeCloseTo(1.5, 12);
    expect(run.records[0]).toMatchObject({ launched: 2.5, ended: 4, scope: 1, outcome: 'solved' });
  });

  it('wait in the in-tray of whoever is asked behind its other work', () => {
    const run = simulate(city('clearances: 1, agreement: 100%'), { data: trace('0,0.5,1,health', '0.5,0.5,1,health') });
    // The desk works on the second problem from 1 to 2 and clears the first one after it.
    expect(milestones(run)).toEqual(['1 launch 1 desk', '2 launch 2 desk', '2.5 clear 1 desk', '2.5 end 1 desk', '3 clear 2 desk', '3 end 2 desk']);
  });

  it('end with the first refusal when nobody tries again', () => {
    const run = simulate(city('clearances: 3, agreement: 0%'), { data: one });
    expect(milestones(run)).toEqual(['1 launch 1 desk', '1.5 refuse 1 desk', '1.5 end 1 desk']);
    expect(run.measures).toMatchObject({ solved: 0, abandoned: 1, programmes_completed: 0, clearance_tries: 1, completion_share: 0, public_value: 0 });
    expect(run.records[0].outcome).toBe('abandoned');
  });

  it('are asked for again after a gap, as often as allowed', () => {
    const run = simulate(city('clearances: 2, agreement: 0%, tries: 3'), { data: one });
    expect(milestones(run)).toEqual(['1 launch 1 desk', '1.5 refuse 1 desk', '4 refuse 1 desk', '6.5 refuse 1 desk', '6.5 end 1 desk']);
    expect(run.measures).toMatchObject({ clearance_tries: 3, tries_per_clearance: 3, abandoned: 1 });
  });

  it('go on without what is refused, for what is left of the value', () => {
    const half = simulate(city('clearances: 4, agreement: 50%, refused: reduce'), { data: trace('0,0.5,8,health') });
    const cleared = half.measures.clearances_granted ?? NaN;
    expect(half.measures.clearance_tries).toBe(4);
    expect(cleared).toBeGreaterThan(0);
    expect(cleared).toBeLessThan(4);
    expect(half.measures.public_value).toBeCloseTo(cleared / 4, 12);
    expect(half.records[0]).toMatchObject({ scope: cleared / 4, outcome: 'solved' });
    const nothing = simulate(city('clearances: 4, agreement: 0%, refused: reduce'), { data: one });
    expect(nothing.measures).toMatchObject({ abandoned: 1, clearance_tries: 4, solved: 0 });
  });

  it('of bundles are fewer', () => {
    const run = simulate(city('clearances: 70, bundles: 2, agreement: 100%'), { data: one });
    expect(run.measures).toMatchObject({ clearance_tries: 2, solved: 1 });
  });
});

describe('clearances in parallel', () => {
  it('are all asked for at once; holders decide side by side', () => {
    const run = simulate(city('clearances: 3, agreement: 100%, order: parallel, holders: [ministry, works, desk]'), { data: one });
    expect(milestones(run)).toEqual(['1 launch 1 desk', '1.5 clear 1 ministry', '1.5 clear 1 desk', '1.5 clear 1 works', '1.5 end 1 desk']);
  });

  it('are dropped with the first final refusal: what has begun is sunk, what waits or is put off never comes', () => {
    const run = simulate(city('clearances: 4, agreement: 0%, order: parallel, holders: [ministry, works]'), { data: one });
    // Two are in service until 1.5, when the first of them is refused. By then the ministry has begun its second one; that of the works waits.
    expect(milestones(run)).toEqual(['1 launch 1 desk', '1.5 refuse 1 ministry', '1.5 end 1 desk']);
    expect(run.measures.person_days_clearance).toBeCloseTo(1.5, 12);
    const patient = simulate(city('clearances: 4, agreement: 0%, order: parallel, tries: 2, holders: [ministry, works]'), { data: one });
    expect(patient.measures.clearance_tries).toBe(6);
    expect(patient.of('ministry', 'queue')).toBe(0);
  });
});

describe('holders', () => {
  const joint = trace('0,0.5,1,health;housing');
  const network = 'networks: { council: { members: [desk, works], form: lead, lead: desk, trust: 1, positions: { law: constant, value: 0, scale: 1 } } }';

  it('may be those who decided jointly, or all members of their network', () => {
    const cleared = (holders: string): string[] =>
      simulate(city(`clearances: 2, agreement: 100%, holders: ${holders}`, { network }), { data: joint }).log.filter((line) => line.includes(' clear ')).map((line) => line.split(' ')[3]);
    expect(cleared('participants')).toEqual(['desk', 'works']);
    expect(cleared('network')).toEqual(['desk', 'works']);
    expect(cleared('[network, ministry]')).toEqual(['desk', 'works']);
    expect(cleared('[works, path]')).toEqual(['desk', 'works']);
  });

  it('are whoever solved the problem where there is no network, and nobody of an idle level', () => {
    const alone = simulate(city('clearances: 1, agreement: 100%, holders: network'), { data: one });
    expect(milestones(alone)).toEqual(['1 launch 1 desk', '1.5 clear 1 desk', '1.5 end 1 desk']);
    const idle = simulate(city('clearances: 2, agreement: 100%, holders: [ministry, desk]', { hierarchy: 'delay: 0 days, idle: { national: 0 days }' }), { data: one });
    expect(milestones(idle).filter((line) => line.includes('clear'))).toEqual(['1.5 clear 1 desk', '2 clear 1 desk']);
  });

  it('who were overridden are less willing, by their compliance', () => {
    // The lead decides for its own position; housing stands at least 5 scales off and complies with nothing.
    const divided = network.replace('trust: 1, positions: { law: constant, value: 0, scale: 1 }', 'beta: 1, trust: 0, acceptance: { base: 0, slope: 0 }, persuasion: 0%, positions: { law: discrete, values: [0, 100], weights: [1, 1], scale: 1 }');
    const rule = '{ rule: commitment, willing: 100%, unwilling: 0% }';
    for (const seed of ['1', '2', '3', '4']) {
      const run = simulate(city(`clearances: 2, agreement: ${rule}, holders: participants`, { network: divided }), { data: joint, seed });
      const apart = run.attributes.get('1 position of state/city/desk') !== run.attributes.get('1 position of state/city/works');
      expect(run.measures).toMatchObject(apart ? { abandoned: 1, clearance_tries: 2 } : { solved: 1, clearance_tries: 2 });
    }
  });
});

describe('how likely a clearance is', () => {
  /** Each of 2000 problems is decided by the desk for its own position; that of the works is as often the same as 1.25 scales off. */
  const completionShare = (agreement: string): number => {
    const network = `networks: { council: { members: [desk, works], form: lead, lead: desk, beta: 1, trust: 0, acceptance: { base: 0.5, slope: 0 }, persuasion: 0%,
      positions: { law: discrete, values: [0, 1.25], weights: [1, 1], scale: 1 } } }`;
    const data = trace(...Array.from({ length: 2000 }, (_, i) => `${i * 20},0.5,1,health;housing`));
    return simulate(city(`clearances: 2, holders: participants, agreement: ${agreement}`, { network, horizon: 50000 }), { data, seed: '3' }).measures.completion_share ?? NaN;
  };
  /** 3.29 standard errors: an interval of 99.9 %. */
  const within = (probability: number): number => 3.29 * Math.sqrt((probability * (1 - probability)) / 2000);

  it('follows from commitment: whoever is a quarter committed grants a quarter of the time that others do', () => {
    // The works tolerate .5 and stand 1.25 off, so that they comply to 1 - .75: (1 + .25) / 2.
    expect(Math.abs(completionShare('{ rule: commitment, willing: 100%, unwilling: 0% }') - 0.625)).toBeLessThan(within(0.625));
  });

  it('follows from positions: half the reach off is half the way from near to far', () => {
    // The desk grants with .9, the works with .9 or, 1.25 of 2.5 off, with .6.
    expect(Math.abs(completionShare('{ rule: position, near: 90%, far: 30%, reach: 2.5 }') - 0.675)).toBeLessThan(within(0.675));
    // Beyond the reach it falls no further: .9 (.9 + .3) / 2.
    expect(Math.abs(completionShare('{ rule: position, near: 90%, far: 30% }') - 0.54)).toBeLessThan(within(0.54));
  });

  it('is that of a beta law, the same for all clearances of a problem', () => {
    // E p^2 of beta(2, 1) is 1 / 2, where independent clearances would give (2 / 3)^2.
    expect(Math.abs(completionShare('{ rule: common-shock, alpha: 2, beta: 1 }') - 0.5)).toBeLessThan(within(0.5));
  });
});

describe('a deadline', () => {
  it('ends a programme: what waits or is put off never comes, what is in service is sunk', () => {
    const run = simulate(city('clearances: 3, agreement: 100%', { problem: 'deadline: 1.75 days' }), { data: one });
    expect(milestones(run)).toEqual(['1 launch 1 desk', '1.5 clear 1 desk', '1.75 expire 1 desk', '1.75 end 1 desk']);
    expect(run.measures.person_days_clearance).toBeCloseTo(1, 12);
    const putOff = simulate(city('clearances: 3, agreement: 0%, tries: unlimited', { problem: 'deadline: 3 days' }), { data: one });
    expect(milestones(putOff).slice(-2)).toEqual(['3 expire 1 desk', '3 end 1 desk']);
    expect(putOff.measures).toMatchObject({ expired: 1, clearance_tries: 1, abandoned: 0, completion_share: 0 });
  });

  it('leaves a programme at the end of the run running', () => {
    const run = simulate(city('clearances: 3, agreement: 0%, tries: unlimited', { horizon: 20 }), { data: one });
    expect(run.measures).toMatchObject({ open_problems: 1, programmes_launched: 1, programmes_completed: 0 });
    expect(run.measures.completion_share).toBeUndefined();
    expect(run.measures.time_to_implement).toBeUndefined();
    expect(run.records[0]).toMatchObject({ launched: 1, outcome: undefined });
  });
});

describe('chance', () => {
  it('is that of the problem: the first clearances are the same whatever is tried after a refusal', () => {
    const answers = (tries: string): string[] =>
      simulate(city(`clearances: 5, agreement: 60%, tries: ${tries}`), { data: trace(...Array.from({ length: 40 }, (_, i) => `${i * 9},0.5,1,health`)) }).log
        .filter((line) => / (clear|refuse) /.test(line)).map((line) => line.split(' ').slice(1, 3).join(' '));
    const first = (of: readonly string[]): Map<string, string[]> => {
      const upToRefusal = new Map<string, string[]>();
      for (const line of of) {
        const [kind, problem] = line.split(' ');
        const seen = upToRefusal.get(problem) ?? [];
        if (!seen.includes('refuse')) upToRefusal.set(problem, [...seen, kind]);
      }
      return upToRefusal;
    };
    expect(first(answers('2'))).toEqual(first(answers('1')));
  });
});
