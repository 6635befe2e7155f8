import { describe, expect, it } from 'vitest';
import { systemColumns } from '../../src/model/series.js';
import { attributeOf, cases, leftovers, nothingLeft, observe, office, organisationRow, watchedCatalogue, type Run } from './small-scenarios.js';

const agreed = 'positions: { law: constant, value: 0, scale: 1 }';
const seen = (run: Run, ...kinds: string[]): string[] =>
  run.trace.filter(({ kind }) => kinds.includes(kind)).map(({ time, kind, organisation }) => `${Number(time.toFixed(6))} ${kind} ${organisation.split('/').at(-1) ?? ''}`.trim());

describe('opening an issue', () => {
  it('the parts of the other domains go to their own organisations first, each escalating in its own chain', () => {
    const run = observe(
      office({ levels: ['supranational'], ministry: 'service: 1 day, knows: { share: { health: 1, housing: 0, work: 1 } }', others: ['agency: { in: supranational, per: domain, help: 2 days }'], network: `form: shared, ${agreed}` }),
      { files: cases([0, 'health', 'housing', 'work']) },
    );
    // Housing does not know at 2; its agency takes 2 days; the plenary of three comes three days after.
    expect(seen(run, 'open', 'receive', 'answer', 'book')).toEqual([
      '0 receive ministry.health', '1 answer ministry.health', '1 open ministry.health', '1 receive ministry.housing', '1 receive ministry.work',
      '2 answer ministry.work', '2 receive agency.housing', '4 answer agency.housing', '4 book ministry.health',
    ]);
  });

  it('happens where the lead part is solved: the parts of what the agency solves are its colleagues', () => {
    const run = observe(
      office({
        levels: ['supranational'], ministry: 'service: 1 day, knows: 0', others: ['agency: { in: supranational, per: domain, help: 2 days, service: 1 day }'],
        network: `form: shared, ${agreed}`, networks: [`board: { members: agency, form: shared, ${agreed} }`],
      }),
      { files: cases([0, 'health', 'work']) },
    );
    expect(seen(run, 'open', 'book')).toEqual(['3 open agency.health', '4 book agency.health']);
    expect(run.problemsSeen[0].network).toBe('board');
  });

  it('a part beyond everybody\'s knowledge makes the problem so, without a decision', () => {
    const run = observe(office({ ministry: 'service: 1 day, knows: { share: { health: 1, housing: 0, work: 1 } }', network: 'form: shared' }), { files: cases([0, 'health', 'housing', 'work']) });
    expect(seen(run, 'open', 'book', 'decide', 'end')).toEqual(['1 open ministry.health', '2 end ministry.health']);
    expect(run.problemsSeen[0].outcome).toBe('beyond-knowledge');
  });

  it('somebody who looks after all the domains has nothing to coordinate, only parts to diagnose', () => {
    const text = office({ network: 'form: shared' }).replace('  ministry: { in: state, per: domain,', '  office: { in: state, domains: [health, housing], service: 1 day }\n  ministry: { in: state, per: domain,').replace('at: ministry', 'at: office').replace('members: ministry', 'members: [ministry, office]');
    const run = observe(text.replace('sample: 1 day', 'sample: 0.5 days'), { files: { 'cases.csv': 'time,organisation,domains\n0,office,health;housing\n' } });
    expect(seen(run, 'open', 'end')).toEqual(['2 end office']);
    expect(run.measures).toMatchObject({ issues_opened: 0, solved: 1, person_days_direct: 2, person_days_per_issue: undefined });
    // A sample at 1.5, between its two parts, sees no joint decision open.
    expect(run.system.map((row) => row[1 + systemColumns.findIndex(({ name }) => name === 'open_issues')])).toEqual(run.system.map(() => 0));
  });

  it('a domain that nobody looks after does not take part', () => {
    const text = office({ network: `form: shared, ${agreed}` }).replace('per: domain,', 'per: domain, domains: [health, housing],');
    const run = observe(text, { files: cases([0, 'health', 'work', 'housing']) });
    expect(run.measures['person_days_meeting']).toBeCloseTo(2 * (0.25 + 0.16), 12);
  });
});

describe('the network of an issue', () => {
  const text = (networks: readonly string[], issue: readonly [string, ...string[]] = ['health', 'housing']): Run =>
    observe(
      [
        'name: networks',
        'time: { horizon: 50 days }',
        'domains: [health, housing, work]',
        'levels: [supranational, national, local]',
        'jurisdictions: { union: { level: supranational }, state: { level: national, in: union }, city: { level: local, in: state } }',
        'organisations:',
        '  directorate: { in: union, per: domain }',
        '  ministry: { in: state, per: domain }',
        '  department: { in: city, per: domain, service: 1 day }',
        'problems: { case: { at: department, arrivals: { law: trace, file: cases.csv, columns: { time: { column: time, unit: days }, organisation: organisation, domain: domains } } } }',
        'networks:',
        ...networks.map((line) => `  ${line}`),
      ].join('\n'),
      { files: { 'cases.csv': `time,organisation,domains\n0,department.${issue[0]},${issue.join(';')}\n` } },
    );
  const networkOf = (run: Run): string | undefined => run.problemsSeen[0].network;

  it('is the lowest one that covers all who are affected', () => {
    expect(networkOf(text(['all: { members: [department, ministry, directorate], form: shared }', 'state: { members: [department, ministry], form: shared }', 'city: { members: department, form: shared }']))).toBe('city');
    expect(networkOf(text(['all: { members: [department, ministry, directorate], form: shared }', 'state: { members: [ministry, department], form: shared }']))).toBe('state');
  });

  it('of two in the same jurisdiction the first in the file', () => {
    expect(networkOf(text(['first: { members: department, form: shared }', 'second: { members: department, form: nao }']))).toBe('first');
  });

  it('is not one that leaves somebody out', () => {
    const pair = 'pair: { members: [department.health, department.housing], form: shared }';
    const all = 'all: { members: department, form: nao }';
    expect(networkOf(text([pair, all], ['health', 'housing']))).toBe('pair');
    expect(networkOf(text([pair, all], ['health', 'work']))).toBe('all');
  });

  it('is that of the nearest jurisdiction above where none covers them, and convenes them all the same', () => {
    const run = text(['pair: { members: [department.health, department.housing], form: shared }', 'union: { members: directorate, form: shared }', 'state: { members: ministry, form: shared, positions: { law: constant, value: 0, scale: 1 } }'], ['health', 'work']);
    expect(networkOf(run)).toBe('state');
    for (const domain of ['health', 'work']) expect(organisationRow(run, run.model, `union/state/city/department.${domain}`)['person_days_meeting']).toBeCloseTo(0.41, 12);
    expect(run.measures['person_days_meeting']).toBeCloseTo(0.82, 12);
  });

  it('is none where there is none above either: a silo', () => {
    const run = text(['pair: { members: [department.health, department.housing], form: shared }'], ['health', 'work']);
    expect(run.problemsSeen[0]).toMatchObject({ network: undefined, opened: 1, decided: 2, outcome: 'solved' });
    expect(run.measures).toMatchObject({ coordination_share: 0, issues_decided: 1 });
  });
});

describe('an issue above the coordination knowledge at hand', () => {
  const levels = { levels: ['supranational'], others: ['agency: { in: supranational, per: domain, help: 2 days, coordination_knows: { level: 10 } }'], hierarchy: 'return_delay: 0 days' };
  const files = cases([0, 'health', 'housing']);
  const ministries = (level: number): string => `service: 1 day, coordination_knows: { level: ${level} }`;
  const zco = (value: string): string => `coordination_difficulty: ${value}`;

  it('is within reach of a plenary whose best attendee knows enough', () => {
    const run = observe(
      office({ domains: ['health', 'housing'], ministry: 'service: 1 day, coordination_knows: { level: 1 }', problem: zco('2'), network: `form: shared, ${agreed}` })
        .replace('  ministry:', '  expert: { in: state, domains: [housing], service: 1 day, coordination_knows: { level: 2 } }\n  ministry:').replace('members: ministry', 'members: [ministry, expert]'),
      { files },
    );
    expect(run.measures).toMatchObject({ rounds_per_issue: 1, issues_decided: 1, person_days_helping: 0 });
  });

  it('is taken to the nearest organisation above that knows, which takes its helping time', () => {
    const run = observe(office({ ...levels, ministry: ministries(1), problem: zco('2'), network: `form: shared, ${agreed}`, hierarchy: 'return_delay: 0 days' }).replace('delay: 0 days', 'delay: 1.5 days'), { files });
    // The plenary ends at 5.41; the question travels 1.5 days and takes 2.
    expect(run.problemsSeen[0].decided).toBeCloseTo(5.41 + 1.5 + 2, 9);
    expect(run.measures).toMatchObject({ person_days_helping: 2, rounds_per_issue: 1 });
  });

  it('is asked about once, however many rounds follow', () => {
    const run = observe(office({ ...levels, ministry: ministries(1), problem: zco('2'), network: 'form: shared, rounds: 3, trust: 0, acceptance: { base: 0, slope: 0 }' }), { files });
    expect(run.measures).toMatchObject({ person_days_helping: 2, rounds_per_issue: 3, issues_deadlocked: 1 });
  });

  it('fails attempt after attempt where nobody above knows either, until the rounds are over', () => {
    const settings = { ...levels, others: ['agency: { in: supranational, per: domain, help: 2 days, coordination_knows: { level: 0.5 } }'] };
    const run = observe(office({ ...settings, ministry: ministries(1), problem: zco('{ law: uniform, min: 1, max: 1.5 }'), network: `form: shared, rounds: 4, ${agreed}` }), { files });
    expect(run.measures).toMatchObject({ rounds_per_issue: 4, issues_deadlocked: 1, person_days_helping: 0 });
  });

  it.each(['escalate', 'repeat'])('is repeated with a new draw where nobody is asked (%s without anybody above): rounds are geometric', (rule) => {
    const text = office({ ministry: 'service: 0.001 days, coordination_knows: { level: 1 }', problem: zco('{ law: uniform, min: 0, max: 4 }'), network: `form: shared, rounds: 200, beyond_competence: ${rule}, times: { notice: 0 days, meeting: 0 days, intervention: 0 days }, ${agreed}`, horizon: 1001 });
    const run = observe(text, { files: cases(...Array.from({ length: 1000 }, (_, i) => [i, 'health', 'housing'] as [number, string, string])) });
    // An attempt succeeds with probability 1/4: mean 4 rounds, variance 12. 99.99 % interval over 1000 issues.
    expect(Math.abs((run.measures['rounds_per_issue'] ?? NaN) - 4)).toBeLessThan(3.89 * Math.sqrt(12 / 1000));
    expect(run.measures['issues_deadlocked']).toBe(0);
  });

  it('once mastered stays so in later rounds, under repeat too', () => {
    const text = office({ ministry: 'service: 0.001 days, coordination_knows: { level: 1 }', problem: zco('{ law: uniform, min: 0, max: 2 }'), network: 'form: shared, rounds: 60, beyond_competence: repeat, positions: { law: discrete, values: [0, 2], weights: [1, 1], scale: 1 }, trust: 0.5, trust_change: { gain: 0, loss: 0 }, acceptance: { base: 0.5, slope: 0 }, times: { notice: 0 days, meeting: 0 days, intervention: 0 days }', horizon: 1001 });
    const run = observe(text, { files: cases(...Array.from({ length: 1000 }, (_, i) => [i, 'health', 'housing'] as [number, string, string])) });
    // Half of the issues agree at once; the others stand 1 from the mean and need to shrink to .5 at .75 a round: three rounds more
    // (.75, .5625, .4219). Attempts succeed with probability 1/2, a mean of 2 until the first success: 2 + .5 x 3.
    const variance = 2 + 9 / 4;
    expect(Math.abs((run.measures['rounds_per_issue'] ?? NaN) - 3.5)).toBeLessThan(3.89 * Math.sqrt(variance / 1000));
  });

  it('makes a hub decide again, which is rework, until it manages', () => {
    const run = observe(office({ ministry: ministries(1), problem: zco('2'), network: `form: lead, lead: ministry.work, rounds: 3, trust: 1, ${agreed}` }), { files });
    expect(run.measures).toMatchObject({ issues_deadlocked: 1, rounds_per_issue: 3 });
    expect(run.measures['person_days_rework']).toBeCloseTo(2 * 0.25, 12);
  });

  it('does not cost anybody trust: nobody has dissented', () => {
    const run = observe(office({ ministry: ministries(1), problem: zco('2'), network: `form: shared, rounds: 2, trust: 0.5, ${agreed}` }), { files });
    expect(run.measures).toMatchObject({ issues_deadlocked: 1, trust_density: 0.5 });
  });

  it('is no matter for a level that has become idle', () => {
    const run = observe(office({ ...levels, ministry: ministries(1), problem: zco('2'), network: `form: shared, rounds: 2, ${agreed}`, hierarchy: 'idle: { supranational: 0 days }' }), { files });
    expect(run.measures).toMatchObject({ person_days_helping: 0, issues_deadlocked: 1 });
  });
});

describe('arbitration', () => {
  const stubborn = 'rounds: 1, trust: 0, acceptance: { base: 0.05, slope: 0 }, positions: { law: uniform, min: 0, max: 3, scale: 1 }, decision: arbitration';
  const files = cases([0, 'health', 'housing']);

  it('after the last round the organisation above reads every case, decides, and the compromise is imposed', () => {
    const run = observe(office({ levels: ['supranational'], others: ['agency: { in: supranational, per: domain }'], network: `form: shared, ${stubborn}` }), { files });
    // Two cases of .08 and a decision of .25 after the plenary that ends at 5.41.
    expect(seen(run, 'arbitrate', 'decide', 'deadlock')).toEqual(['5.82 arbitrate agency.health', '5.82 decide']);
    expect(run.measures).toMatchObject({ issues_arbitrated: 1, issues_decided: 1, issues_deadlocked: 0, solved: 1 });
    expect(run.measures['person_days_rework']).toBeCloseTo(0.41, 12);
    const [a, b] = ['health', 'housing'].map((domain) => attributeOf(run, '1', 'position', `ministry.${domain}`));
    expect(run.problemsSeen[0].compliance).toBeCloseTo(Math.max(0, 1 - (Math.abs(a - b) / 2 - 0.05)), 9);
  });

  it('without anybody above there is a deadlock', () => {
    expect(observe(office({ network: `form: shared, ${stubborn}` }), { files }).measures).toMatchObject({ issues_arbitrated: 0, issues_deadlocked: 1 });
  });

  it('is not for an idle level, but for the one above it', () => {
    const settings = { levels: ['global', 'supranational'], others: ['agency: { in: supranational, per: domain }', 'council: { in: global, per: domain }'], network: `form: shared, ${stubborn}` };
    expect(seen(observe(office(settings), { files }), 'arbitrate')).toEqual(['5.82 arbitrate agency.health']);
    expect(seen(observe(office({ ...settings, hierarchy: 'idle: { supranational: 0 days }' }), { files }), 'arbitrate')).toEqual(['5.82 arbitrate council.health']);
  });

  it('serves a hub as well, after it has failed to win everybody over', () => {
    const run = observe(office({ levels: ['supranational'], others: ['agency: { in: supranational, per: domain }'], network: `form: lead, lead: ministry.work, ${stubborn}` }), { files });
    expect(run.measures).toMatchObject({ issues_arbitrated: 1, issues_decided: 1, solved: 1 });
  });
});

describe('a deadline during coordination', () => {
  // Opened at 1, parts at 2, plenary booked at 2 for 5 to 5.49.
  const files = cases([0, 'health', 'housing', 'work']);
  const expiring = (deadline: number, network: string, more: Parameters<typeof office>[0] = {}) => {
    const { catalogue, coordination } = watchedCatalogue();
    const run = observe(office({ problem: `deadline: ${deadline} days`, network, horizon: 40, ...more }), { files, catalogue });
    return { run, left: leftovers(coordination()) };
  };
  const outcome = { outcome: 'expired', decided: undefined };

  it('while parts are diagnosed: work begun is finished for nothing, nothing is booked', () => {
    const { run, left } = expiring(1.5, 'form: shared');
    expect(run.problemsSeen[0]).toMatchObject({ ...outcome, ended: 1.5 });
    expect(seen(run, 'book')).toEqual([]);
    expect(run.measures).toMatchObject({ person_days_direct: 3, expired: 1, issues_decided: 0 });
    expect(left).toEqual(nothingLeft);
  });

  it('while a part is waiting: it leaves the in-tray and takes nobody\'s time', () => {
    const { catalogue, coordination } = watchedCatalogue();
    const run = observe(office({ problem: 'deadline: 2.4 days', network: 'form: shared', horizon: 40 }), { files: cases([0, 'health', 'housing'], [0.5, 'housing'], [0.6, 'housing']), catalogue });
    // Housing works on 2 until 1.5 and on 3 until 2.5; the part, third in line since 1, never begins.
    expect(run.measures['person_days_direct']).toBe(3);
    expect(run.problemsSeen.map(({ problem, outcome: how }) => `${problem} ${how ?? ''}`)).toEqual(['2 solved', '1 expired', '3 solved']);
    expect(leftovers(coordination())).toEqual(nothingLeft);
  });

  const above = { levels: ['supranational'], others: ['agency: { in: supranational, per: domain, help: 2 days }'] };

  it.each([['on its way to the level above', 2.3, 0], ['there', 3, 2]])('while a part is %s', (_, deadline, helping) => {
    const { catalogue, coordination } = watchedCatalogue();
    const text = office({ ...above, problem: `deadline: ${deadline} days`, network: 'form: shared', horizon: 40, ministry: 'service: 1 day, knows: { share: { health: 1, housing: 0, work: 1 } }' });
    const run = observe(text.replace('delay: 0 days', 'delay: 0.5 days'), { files, catalogue });
    expect(run.problemsSeen[0]).toMatchObject(outcome);
    expect(run.measures['person_days_helping']).toBe(helping);
    expect(leftovers(coordination())).toEqual(nothingLeft);
  });

  it('while a meeting is booked: it is called off, and the servers stay at work', () => {
    const { run, left } = expiring(4, `form: shared, ${agreed}`);
    expect(run.problemsSeen[0]).toMatchObject({ ...outcome, ended: 4 });
    expect(seen(run, 'book', 'meet')).toEqual(['2 book ministry.health']);
    expect(run.measures).toMatchObject({ person_days_meeting: 0, expired: 1 });
    expect(left).toEqual(nothingLeft);
  });

  it('while a meeting is under way: it goes on to its end, which then means nothing', () => {
    const { run, left } = expiring(5.2, `form: shared, ${agreed}`);
    expect(run.problemsSeen[0]).toMatchObject({ ...outcome, ended: 5.2 });
    expect(seen(run, 'meet', 'decide')).toEqual([]);
    expect(run.measures['person_days_meeting']).toBeCloseTo(3 * 0.49, 12);
    expect(left).toEqual(nothingLeft);
  });

  it('at the very instant at which the meeting ends the decision is in time', () => {
    const { run } = expiring(5.25, `form: shared, times: { meeting: 0.25 days, intervention: 0 days }, ${agreed}`);
    expect(run.problemsSeen[0]).toMatchObject({ outcome: 'solved', decided: 5.25, ended: 5.25 });
  });

  it('while messages are in in-trays: those not begun vanish, those begun are sunk', () => {
    // Three writers to the body; it reads the first from 2.05 on: at 2.1 one is being read and two wait.
    const { run, left } = expiring(2.1, `form: nao, board: none, trust: 1, ${agreed}`, {});
    expect(run.problemsSeen[0]).toMatchObject(outcome);
    expect(run.measures['person_days_communication']).toBeCloseTo(3 * 0.05 + 0.08, 12);
    expect({ ...left, events: left['events'] - 1 }).toEqual(nothingLeft);
  });

  it('after the decision, while members acknowledge: the issue is decided and the problem expired', () => {
    // Decided at 2.05 + 3 x .08 + .05 + .13 + .08 + .25 = 2.8; acknowledged at 2.82.
    const { run, left } = expiring(2.81, `form: nao, board: none, trust: 1, ${agreed}`);
    expect(run.problemsSeen[0].outcome).toBe('expired');
    expect(run.problemsSeen[0].decided).toBeCloseTo(2.8, 9);
    expect(run.measures).toMatchObject({ issues_decided: 1, issues_closed: 0, solved: 0 });
    expect({ ...left, events: left['events'] - 1 }).toEqual(nothingLeft);
  });

  it.each([['on its way', 5.9, 0], ['being answered', 7, 2]])('while a question to the level above is %s', (_, deadline, helping) => {
    // The plenary ends at 5.49; the question is half a day under way and takes 2 to answer.
    const { catalogue, coordination } = watchedCatalogue();
    const text = office({ ...above, problem: `deadline: ${deadline} days`, network: `form: shared, ${agreed}`, horizon: 40, ministry: 'service: 1 day, coordination_knows: { level: 0 }' });
    const run = observe(text.replace('delay: 0 days', 'delay: 0.5 days'), { files, catalogue });
    expect(run.problemsSeen[0]).toMatchObject(outcome);
    expect(run.measures['person_days_helping']).toBe(helping);
    expect(leftovers(coordination())).toEqual(nothingLeft);
  });

  it('a question that is dropped never reaches the issue that opens next', () => {
    // The plenary of the first ends at 5.41; it expires at 5.9, and its question would arrive at 5.99; the second opens at 5.95 and expires before it has one.
    const text = office({ ...above, problem: 'deadline: 5.9 days', network: `form: shared, ${agreed}`, horizon: 40, ministry: 'service: 1 day, coordination_knows: { level: 0 }' });
    const run = observe(text.replace('delay: 0 days', 'delay: 0.58 days'), { files: cases([0, 'health', 'housing'], [4.95, 'work', 'housing']) });
    expect(seen(run, 'open', 'end')).toEqual(['1 open ministry.health', '5.9 end ministry.health', '5.95 open ministry.work', '10.85 end ministry.work']);
    expect(run.measures).toMatchObject({ person_days_helping: 0, expired: 2 });
  });

  it('strikes each of many at some stage and leaves nothing behind, whatever the form', () => {
    const rows = Array.from({ length: 60 }, (_, i) => [i * 0.37, ['health', 'housing', 'work'][i % 3], ['housing', 'work', 'health'][i % 3]] as [number, string, string]);
    for (const form of ['silo, overlap: 50%, displacement: 20%', 'shared', 'lead, lead: ministry.work', 'nao, board: none', 'shared, cost: { function: pairwise, unit: 0.3 days }', 'lead, lead: ministry.work, decision: arbitration', 'shared, decision: arbitration, rounds: 1, acceptance: { base: 0, slope: 0 }']) {
      const { catalogue, coordination } = watchedCatalogue();
      const run = observe(
        office({
          levels: ['supranational'], ministry: 'service: { law: exponential, mean: 0.4 days }, coordination_knows: 0.6, knows: 0.7', others: ['agency: { in: supranational, per: domain, help: 0.3 days }'],
          problem: 'deadline: { law: exponential, mean: 4 days }', network: `form: ${form}`, horizon: 200, hierarchy: 'return_delay: 0.5 days',
        }).replace('delay: 0 days', 'delay: 0.4 days'),
        { files: cases(...rows), catalogue },
      );
      const { events, ...left } = leftovers(coordination());
      const { events: _, ...nothing } = nothingLeft;
      expect({ form, ...left }).toEqual({ form, ...nothing });
      expect(events).toBe(form.startsWith('nao') ? 1 : 0);
      const ended = run.problemsSeen.map(({ outcome: how }) => how);
      expect(ended.filter((how) => how === 'expired').length).toBeGreaterThan(5);
      expect(ended).not.toContain(undefined);
      const { open_problems: open, problems_arrived: arrived } = run.measures;
      expect(open).toBe(0);
      expect(arrived).toBe(run.problemsSeen.length);
      const withIssue = run.problemsSeen.filter(({ opened }) => opened !== undefined);
      const withDecision = withIssue.filter(({ decided }) => decided !== undefined);
      expect(run.measures).toMatchObject({
        issues_opened: withIssue.length,
        issues_decided: withDecision.length,
        issues_deadlocked: ended.filter((how) => how === 'deadlocked').length,
      });
      expect(withIssue.length).toBeGreaterThan(withDecision.length);
    }
  });
});
