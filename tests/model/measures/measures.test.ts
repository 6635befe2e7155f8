import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../src/model/catalogue.js';
import { networkColumns } from '../../../src/model/series.js';
import { cases, modelOf, observe, office, replicate, type SmallOffice } from '../small-scenarios.js';

const agreed = 'positions: { law: constant, value: 0, scale: 1 }';
const shared = `form: shared, trust: 1, ${agreed}`;
/** One issue of two ministries: lead part 0 to 1, other part 1 to 2, plenary of .41 from 5 to 5.41. */
const one = cases([0, 'health', 'housing']);
const measures = (settings: SmallOffice, files = one): Readonly<Record<string, number | undefined>> => replicate(office(settings), { files }).measures;

describe('time to decision, from the opening of the issue', () => {
  // The restricted mean looks 50 of 100 days ahead; bins are within half a per cent.
  const within = (value: number | undefined, expected: number): void => expect(Math.abs((value ?? NaN) / expected - 1)).toBeLessThan(0.006);

  it('of one issue is 4.41 days, mean and median', () => {
    const { time_to_decision: mean, time_to_decision_median: median } = measures({ network: shared });
    within(mean, 4.41);
    within(median, 4.41);
  });

  it('of two issues is the mean of both', () => {
    // The second is opened at 11 and waits for housing, which is busy with 12 problems from 10.5 to 22.5: its part takes until 23.5.
    const rows = Array.from({ length: 12 }, () => [10.5, 'housing'] as [number, string]);
    const { time_to_decision: mean } = measures({ network: shared }, cases([0, 'health', 'housing'], [10, 'health', 'housing'], ...rows));
    within(mean, (4.41 + (23.5 + 3.41 - 11)) / 2);
  });

  const never = { time_to_decision: undefined, time_to_decision_median: undefined, decided_share: 0 };

  it('does not exist for an issue that never comes to a decision, which the share of decided ones tells', () => {
    const stubborn = 'form: shared, rounds: 1, trust: 0, acceptance: { base: 0, slope: 0 }';
    expect(measures({ network: stubborn })).toMatchObject({ ...never, issues_deadlocked: 1 });
    expect(measures({ network: shared })).toMatchObject({ decided_share: 1, issues_deadlocked: 0 });
  });

  it('does not for an issue that expires before it is decided either, nor for one beyond knowledge', () => {
    expect(measures({ network: shared, problem: 'deadline: 3 days' })).toMatchObject({ ...never, expired: 1, issues_opened: 1, issues_decided: 0 });
    expect(measures({ network: shared, ministry: 'service: 1 day, knows: { share: { health: 1, housing: 0, work: 1 } }' })).toMatchObject({ ...never, beyond_knowledge: 1 });
  });

  it('is not lengthened by issues that never are decided, nor by how long one looks', () => {
    // Two issues decided after 4.41; the third needs work, which nobody knows.
    const files = cases([0, 'health', 'housing'], [20, 'health', 'housing'], [40, 'health', 'work']);
    for (const horizon of [100, 400]) {
      const ministry = 'service: 1 day, knows: { share: { health: 1, housing: 1, work: 0 } }';
      const { time_to_decision: mean, decided_share: decided } = measures({ network: shared, ministry, horizon }, files);
      within(mean, 4.41);
      expect(decided).toBeCloseTo(2 / 3, 12);
    }
  });

  it('censors an issue that is open at the end: it adds what has been seen of it, no guess', () => {
    // Decided after 4.41; the other, opened at 99, has been open for 1 day when observation ends: Kaplan-Meier leaves 4.41.
    const { time_to_decision: mean } = measures({ network: shared }, cases([0, 'health', 'housing'], [98, 'health', 'housing']));
    within(mean, 4.41);
  });

  it('leaves out what opened during the warm-up', () => {
    const { issues_opened: opened, time_to_decision: mean, person_days_meeting: meeting } = measures({ network: shared, warmup: 3 });
    expect([opened, mean]).toEqual([0, undefined]);
    // But its plenary, after the warm-up, is staff time like any other.
    expect(meeting).toBeCloseTo(0.82, 12);
  });
});

describe('staff time', () => {
  const run = observe(office({ network: `form: nao, levy: 3%, trust: 0, board_every: 40 days, ${agreed}` }), { files: one });

  it('adds up by category, over organisations, and to the utilisation', () => {
    const spent = (name: string): number => run.measures[`person_days_${name}`] ?? NaN;
    expect(spent('direct')).toBe(2);
    // write 2 x .05, read 2 x .08, consult .05 + .13 + .08, decide .25, acknowledge 2 x .02; verify 2 x .15; two boards of 4 x .5.
    expect(spent('communication')).toBeCloseTo(0.1 + 0.16 + 0.26 + 0.25 + 0.04, 12);
    expect(spent('verification')).toBeCloseTo(0.3, 12);
    expect(spent('board')).toBeCloseTo(4, 12);
    expect([spent('helping'), spent('meeting'), spent('rework'), spent('learning')]).toEqual([0, 0, 0, 0]);
    const coordination = 0.81 + 0.3 + 4;
    expect(run.measures['coordination_share']).toBeCloseTo(coordination / 400, 12);
    expect(run.measures['utilisation']).toBeCloseTo((2 + coordination) / 400, 12);
    expect(run.measures['levy_days']).toBeCloseTo(0.03 * 300, 12);
    expect(run.measures['person_days_per_issue']).toBeCloseTo(0.81 + 0.3, 12);
    expect(run.measures['efficiency']).toBeCloseTo(1 / coordination, 12);
  });

  /** The first of two problems is held up by one of housing's own, long enough for its deadline to strike; the second is not. */
  const heldUp = (by: number) => cases([0, 'health', 'housing'], [by, 'housing'], [20, 'health', 'housing']);

  it('of an issue that expires during its plenary is sunk, and borne by those that are concluded', () => {
    // Housing is busy from .1 to 1.1, its part is done at 2.1, the plenary lasts from 5.1 to 5.51.
    const found = measures({ network: shared, problem: 'deadline: 5.45 days' }, heldUp(0.1));
    expect(found).toMatchObject({ expired: 1, issues_decided: 1 });
    expect(found['person_days_per_issue']).toBeCloseTo(2 * 0.82, 12);
    expect(found['person_days_meeting']).toBeCloseTo(2 * 0.82, 12);
  });

  it('of an issue that expires while it is being decided as well', () => {
    // Part done at 2.6, written at 2.65, read at 2.73 and 2.81, to be decided at 3.06. The other needs .1 + .16 + .25 + .04.
    const found = measures({ network: `form: nao, consultations: 0, board: none, trust: 1, ${agreed}`, problem: 'deadline: 3 days' }, heldUp(0.6));
    expect(found).toMatchObject({ expired: 1, issues_decided: 1 });
    expect(found['person_days_per_issue']).toBeCloseTo(0.1 + 0.16 + 0.25 + (0.1 + 0.16 + 0.25 + 0.04), 12);
    expect(found['person_days_communication']).toBeCloseTo(0.51 + 0.55, 12);
  });
});

describe('waiting by cause, which is elapsed and no busy time', () => {
  /** Sum of a column of networks.csv over the run. */
  const waiting = (column: string, network: string, files: ReturnType<typeof cases>, problem = 'value: 1'): number => {
    const index = 2 + networkColumns.findIndex(({ name }) => name === column);
    return replicate(office({ network, problem }), { files }).networks.reduce((sum, row) => sum + (row[index] ?? NaN), 0);
  };

  it('for parts is the time from opening until all parts are back', () => {
    expect(waiting('waiting_for_parts', shared, cases([0, 'health', 'housing'], [20, 'health', 'housing'], [20.6, 'housing']))).toBeCloseTo(1 + 1.6, 9);
  });

  it('for meetings is the time from booking to beginning, of each round', () => {
    expect(waiting('waiting_for_meetings', shared, one)).toBeCloseTo(3, 9);
    expect(waiting('waiting_for_meetings', 'form: shared, rounds: 2, trust: 0, acceptance: { base: 0, slope: 0 }', one)).toBeCloseTo(6, 9);
  });

  it('for a meeting that is called off is what has been waited for it', () => {
    // Booked at 2.6 for 5.6; called off at 5.43, when the problem expires.
    expect(waiting('waiting_for_meetings', shared, cases([0, 'health', 'housing'], [0.6, 'housing']), 'deadline: 5.43 days')).toBeCloseTo(2.83, 9);
  });

  it('in in-trays is what items of coordination waited before they were begun', () => {
    // The two messages reach the body at 2.05: one is read at once, the other .08 later. Nothing else waits.
    expect(waiting('waiting_in_trays', `form: nao, consultations: 0, board: none, trust: 1, ${agreed}`, one)).toBeCloseTo(0.08, 9);
  });
});

describe('the strategic triangle', () => {
  it('public value is value x quality x compliance x timeliness over what was attainable', () => {
    // One is solved after 5.41 days; one expires at 24, its plenary still to come; work solves its three own problems one after the other.
    const { public_value: value } = measures({ network: shared, outcomes: 'decay: 0.1 per day', problem: 'deadline: 6 days' }, cases([0, 'health', 'housing'], [18, 'health', 'housing', 'work'], [18.5, 'work'], [18.6, 'work'], [18.7, 'work']));
    expect(value).toBeCloseTo((Math.exp(-0.541) + Math.exp(-0.1) + Math.exp(-0.19) + Math.exp(-0.28)) / 5, 12);
  });

  it('decisions by default are worth their quality', () => {
    const { public_value: value, decided_by_default: defaulted } = measures({ hierarchy: 'patience: 0.5 days, default_quality: 0.3' }, cases([0, 'health']));
    expect([value, defaulted]).toEqual([0.3, 1]);
  });

  it('external legitimacy is the moving average of delivered over promised, internal that of acceptance times voice', () => {
    const run = measures({ network: 'form: silo, tolerance: 10', outcomes: 'decay: 0.1 per day, legitimacy_window: 20 days' }, cases([0, 'health'], [10, 'health', 'housing']));
    // exp(-.1) at 1 and exp(-.2) at 12; weights exp(-11/20) and 1. A silo of two gives each half a voice.
    const weight = Math.exp(-11 / 20);
    const external = (Math.exp(-0.1) * weight + Math.exp(-0.2)) / (weight + 1);
    expect(run['legitimacy_external']).toBeCloseTo(external, 12);
    expect(run['legitimacy_internal']).toBe(0.5);
    expect(run['legitimacy']).toBeCloseTo((external + 0.5) / 2, 12);
  });

  it('a deadlock costs internal legitimacy everything for once', () => {
    const stubborn = 'form: shared, rounds: 1, trust: 0, acceptance: { base: 0, slope: 0 }';
    expect(measures({ network: stubborn })).toMatchObject({ legitimacy_internal: 0, inclusiveness: undefined });
  });

  it('operational capacity is the share of demand met, smoothed, times the share of staff below saturation', () => {
    const step = (utilisation: number): number => 1 / (1 + Math.exp((utilisation - 0.95) / 0.01));
    // Health works 95 of 100 days on 95 problems that never wait; housing and work idle.
    const busy = measures({}, cases(...Array.from({ length: 95 }, (_, i) => [i, 'health'] as [number, string])));
    expect(busy['operational_capacity']).toBeCloseTo(((95 + 1) / (95 + 2)) * ((step(0.95) + 2 * step(0)) / 3), 9);
    // One of two meets its deadline.
    const late = measures({ problem: 'deadline: 1.5 days' }, cases([0, 'health'], [0, 'health']));
    expect(late['operational_capacity']).toBeCloseTo((2 / 4) * step(0.02), 6);
    expect(late['deadline_share']).toBe(0.5);
  });

  it('counts unlimited staff as never saturated, and is never 0', () => {
    expect(measures({ ministry: 'service: 1 day, staff: unlimited' }, cases([0, 'health']))['operational_capacity']).toBeCloseTo(2 / 3, 12);
    expect(measures({ problem: 'deadline: 0.5 days' }, cases([0, 'health']))['operational_capacity']).toBeGreaterThan(0.3);
  });

  it('alignment is the geometric mean of the three', () => {
    const run = measures({ network: shared, outcomes: 'decay: 0.1 per day' });
    const [value, legitimacy, capacity] = [run['public_value'], run['legitimacy'], run['operational_capacity']].map((measure) => measure ?? NaN);
    expect(run['alignment']).toBeCloseTo(Math.exp(Math.log(value * legitimacy * capacity) / 3), 12);
    expect(measures({ problem: 'deadline: 0.5 days' }, cases([0, 'health']))).toMatchObject({ public_value: 0, alignment: 0 });
    expect(measures({}, cases([99.5, 'health']))).toMatchObject({ public_value: undefined, alignment: undefined });
  });
});

describe('every measure', () => {
  it('has a name of its own in snake case, a unit and a description', () => {
    const names = catalogue.measures.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const { name, description } of catalogue.measures) {
      expect(name).toMatch(/^[a-z]+(_[a-z]+)*$/);
      expect(description).toMatch(/\.$/);
    }
  });

  it('is finite or missing, also when nothing at all happens', () => {
    for (const form of ['silo', 'shared', 'lead, lead: ministry.work', 'nao']) {
      const { measures: found } = replicate(office({ network: `form: ${form}` }), { files: cases([200, 'health', 'housing']) });
      expect(Object.values(found).filter((value) => value !== undefined && !Number.isFinite(value))).toEqual([]);
      expect(found).toMatchObject({ problems_arrived: 0, open_problems: 0, time_to_outcome: undefined, time_to_decision: undefined, rounds_per_issue: undefined });
    }
    expect(modelOf(office({}), { files: one }).networks).toEqual([]);
  });
});
