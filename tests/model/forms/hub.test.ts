import { describe, expect, it } from 'vitest';
import { cases, observe, office, organisationRow, type Run } from '../small-scenarios.js';

// Preset times: write .05, read .08, verify .15, decide .25, acknowledge .02.
const agreed = 'positions: { law: constant, value: 0, scale: 1 }';
const timeline = (run: Run): string[] =>
  run.trace.filter(({ time, kind }) => time >= 2 && kind !== 'answer' && kind !== 'begin').map(({ time, kind, organisation }) => `${Number(time.toFixed(6))} ${kind} ${organisation.split('/').at(-1) ?? ''}`.trim());
const trusting = `${agreed}, trust: 1`;

describe('lead organisation', () => {
  it('members write, the lead reads and decides in its own in-tray, members acknowledge', () => {
    const run = observe(office({ network: `form: lead, lead: ministry.work, ${trusting}` }), { files: cases([0, 'health', 'housing']) });
    expect(timeline(run)).toEqual([
      '2.05 work ministry.health', '2.05 work ministry.housing', '2.13 work ministry.work', '2.21 work ministry.work', '2.46 work ministry.work',
      '2.46 propose', '2.46 decide ministry.work', '2.48 work ministry.health', '2.48 work ministry.housing', '2.48 end ministry.health',
    ]);
    expect(run.measures['person_days_communication']).toBeCloseTo(2 * 0.05 + 2 * 0.08 + 0.25 + 2 * 0.02, 12);
  });

  it('that takes part itself writes nothing to itself', () => {
    const run = observe(office({ network: `form: lead, lead: ministry.health, ${trusting}` }), { files: cases([0, 'health', 'housing']) });
    expect(timeline(run)).toEqual([
      '2.05 work ministry.housing', '2.13 work ministry.health', '2.38 work ministry.health', '2.38 propose', '2.38 decide ministry.health',
      '2.4 work ministry.housing', '2.4 end ministry.health',
    ]);
  });

  it('keeps messages waiting behind its own operations, which a meeting would interrupt', () => {
    const files = cases([0, 'health', 'housing'], [1.5, 'work'], [1.6, 'work']);
    const brokered = observe(office({ network: `form: lead, lead: ministry.work, ${trusting}` }), { files });
    // Work is busy with its own two problems from 1.5 to 3.5; the messages of 2.05 are read from then on.
    expect(brokered.problemsSeen.find(({ problem }) => problem === '1')?.decided).toBeCloseTo(3.5 + 2 * 0.08 + 0.25, 9);
    const begun = brokered.trace.filter(({ kind, problem, organisation }) => kind === 'begin' && problem === '1' && organisation === 'state/ministry.work');
    expect(begun.map(({ time }) => Number(time.toFixed(6)))).toEqual([3.5, 3.58, 3.66]);
    const plenary = observe(office({ network: `form: shared, convening: all, times: { notice: 0 days }, ${trusting}` }), { files });
    expect(plenary.problemsSeen.find(({ problem }) => problem === '1')?.decided).toBeCloseTo(2 + 0.25 + 3 * 0.08, 9);
    expect(plenary.problemsSeen.find(({ problem }) => problem === '2')?.ended).toBeCloseTo(2.5 + 0.49, 9);
  });

  it('decides on (1 - beta) of the compromise and beta of its own position; who is overridden complies less', () => {
    const run = observe(
      office({ network: 'form: lead, lead: ministry.work, beta: 0.7, positions: { law: uniform, min: 0, max: 10, scale: 2 }, trust: 0, acceptance: { base: 0.1, slope: 0 }, rounds: 1' }),
      { files: cases([0, 'health', 'housing', 'work']) },
    );
    const [health, housing, work] = ['health', 'housing', 'work'].map((domain) => run.attributes.get(`1 | position of state/ministry.${domain}`) ?? NaN);
    const proposal = (0.3 * (health + housing + work)) / 3 + 0.7 * work;
    // The lead stands by its own decision; the others tolerate .1 of a scale of 2.
    const comply = (x: number): number => Math.max(0, Math.min(1, 1 - (Math.abs(x - proposal) / 2 - 0.1)));
    expect(run.problemsSeen[0].compliance).toBeCloseTo((comply(health) + comply(housing) + 1) / 3, 9);
    expect(run.measures['issues_closed']).toBe(0);
    // Voice: the two others .3 each, the lead its .3 as one of three and the .7 besides.
    expect(run.measures['inclusiveness']).toBeCloseTo((0.3 + 0.3 + 1) / 3, 12);
  });

  it('that is affected but not convened has the voice of its beta', () => {
    const run = observe(office({ network: `form: lead, lead: ministry.health, beta: 0.4, convening: { rule: random, k: 2 }, ${trusting}` }), { files: cases([0, 'health', 'housing']) });
    // Convened are the two others: housing has .6, health only what it keeps for itself.
    expect(run.measures['inclusiveness']).toBeCloseTo((0.6 + 0.4) / 2, 12);
    expect(run.measures['legitimacy_internal']).toBeCloseTo((0.6 + 0.4) / 2, 12);
  });
});

describe('verification', () => {
  it('without trust the coordinator checks every message, an item of its own', () => {
    const run = observe(office({ network: `form: lead, lead: ministry.work, ${agreed}, trust: 0` }), { files: cases([0, 'health', 'housing']) });
    expect(run.measures['person_days_verification']).toBeCloseTo(2 * 0.15, 12);
    expect(organisationRow(run, run.model, 'state/ministry.work')['person_days_verification']).toBeCloseTo(2 * 0.15, 12);
    expect(run.problemsSeen[0].decided).toBeCloseTo(2.05 + 2 * 0.08 + 2 * 0.15 + 0.25, 9);
  });

  it('with trust T a share of 1 - T, and under the uniform rule the mean of the law of trust counts', () => {
    const many = cases(...Array.from({ length: 400 }, (_, i) => [10 * i, 'health', 'housing'] as [number, string, string]));
    const checked = (trust: string): number => {
      const run = observe(office({ network: `form: lead, lead: ministry.work, ${agreed}, ${trust}, trust_change: { gain: 0, loss: 0 }`, horizon: 4100 }), { files: many });
      return (run.measures['person_days_verification'] ?? NaN) / 0.15 / 800;
    };
    // 99.99 % interval of a share of 800 messages.
    expect(Math.abs(checked('trust: 0.7') - 0.3)).toBeLessThan(3.89 * Math.sqrt(0.21 / 800));
    expect(Math.abs(checked('trust: { law: uniform, min: 0.4, max: 0.6 }, trust_rule: uniform') - 0.5)).toBeLessThan(3.89 * Math.sqrt(0.25 / 800));
  });
});

describe('a dissenter', () => {
  const settings = 'beta: 0, positions: { law: uniform, min: 0, max: 4, scale: 1 }, trust: 0.5, trust_change: { gain: 0, loss: 0 }, acceptance: { base: 0.05, slope: 0.1 }';
  const positions = (run: Run): number[] => ['health', 'housing'].map((domain) => run.attributes.get(`1 | position of state/ministry.${domain}`) ?? NaN);
  /** Exchanges until the distance d of both from their mean, shrinking by .5 x .5 each time, is within .1. */
  const exchanges = (d: number): number => (d <= 0.1 + 1e-12 ? 0 : 1 + exchanges(d * 0.75));

  it('makes a bilateral exchange, in which both write, read and decide, until it is persuaded', () => {
    const run = observe(office({ network: `form: lead, lead: ministry.work, rounds: 40, ${settings}` }), { files: cases([0, 'health', 'housing']) });
    const [health, housing] = positions(run);
    const n = exchanges(Math.abs(health - housing) / 2);
    expect(n).toBeGreaterThan(1);
    // Two dissenters, each n exchanges of (.05 + .08 + .25) on either side.
    expect(run.measures['person_days_rework']).toBeCloseTo(2 * n * 2 * (0.05 + 0.08 + 0.25), 9);
    expect(organisationRow(run, run.model, 'state/ministry.housing')['person_days_rework']).toBeCloseTo(n * 0.38, 9);
    expect(run.measures).toMatchObject({ rounds_per_issue: 1 + n, issues_closed: 1, issues_decided: 1 });
    expect(run.problemsSeen[0].compliance).toBe(1);
  });

  it('gives up after the last round: the decision, which has stood all the time, stays, and it shirks', () => {
    const run = observe(office({ network: `form: lead, lead: ministry.work, rounds: 3, ${settings}` }), { files: cases([0, 'health', 'housing']) });
    const [health, housing] = positions(run);
    const distance = Math.abs(health - housing) / 2;
    expect(exchanges(distance)).toBeGreaterThan(2);
    expect(run.measures).toMatchObject({ rounds_per_issue: 3, issues_decided: 1, issues_closed: 0, deadlocked: 0 });
    expect(run.problemsSeen[0].compliance).toBeCloseTo(1 - (distance * 0.75 * 0.75 - 0.1), 9);
    const decided = run.problemsSeen[0].decided ?? NaN;
    expect(decided).toBeLessThan((run.problemsSeen[0].ended ?? NaN) - 2 * 0.5);
  });

  it('is outvoted where a vote decides: with half of those taking part the decision exists as soon as all have judged', () => {
    // The lead takes part and stands by its own decision: with beta 1 it assents alone to what the two others refuse.
    const vote = (rule: string): Run =>
      observe(office({ network: `form: lead, lead: ministry.health, decision: ${rule}, rounds: 2, ${settings.replace('beta: 0', 'beta: 1')}` }), { files: cases([0, 'health', 'housing']) });
    const assent = vote('hub-with-assent');
    // One of two assents. Health diagnoses and decides: 2.05 written, 2.13 read, verified with luck, .25 to decide, .02 to acknowledge.
    const proposed = assent.trace.find(({ kind }) => kind === 'propose')?.time ?? NaN;
    expect(assent.problemsSeen[0].decided).toBeCloseTo(proposed + 0.02, 9);
    // The exchange with the dissenter still takes place, .05 + .38 + .33.
    expect(assent.problemsSeen[0].ended).toBeCloseTo(proposed + 0.02 + 0.76, 9);
    expect(assent.problemsSeen[0].outcome).toBe('solved');
    const unanimous = vote('unanimity');
    expect(unanimous.problemsSeen[0]).toMatchObject({ outcome: 'deadlocked', decided: undefined });
  });
});

describe('administrative organisation', () => {
  it('consults before it decides: it writes, they read and write, it reads', () => {
    const run = observe(office({ network: `form: nao, consultations: 2, board: none, ${trusting}` }), { files: cases([0, 'health', 'housing']) });
    expect(timeline(run)).toEqual([
      '2.05 work ministry.health', '2.05 work ministry.housing', '2.13 work nao', '2.21 work nao', '2.26 work nao', '2.31 work nao',
      '2.39 work ministry.health', '2.44 work ministry.housing', '2.47 work nao', '2.55 work nao', '2.8 work nao', '2.8 propose', '2.8 decide nao',
      '2.82 work ministry.health', '2.82 work ministry.housing', '2.82 end ministry.health',
    ]);
  });

  it('has no stake: its decisions are the compromise, and all the voice is with those convened', () => {
    const run = observe(office({ network: 'form: nao, positions: { law: uniform, min: 0, max: 8, scale: 1 }, trust: 0, acceptance: { base: 0, slope: 0 }, rounds: 1' }), { files: cases([0, 'health', 'housing']) });
    const [a, b] = ['health', 'housing'].map((domain) => run.attributes.get(`1 | position of state/ministry.${domain}`) ?? NaN);
    expect(run.problemsSeen[0].compliance).toBeCloseTo(Math.max(0, 1 - Math.abs(a - b) / 2), 9);
    expect(run.measures['inclusiveness']).toBe(1);
  });

  it('is paid by a levy on the staff time of all members, which is a transfer and no busy time', () => {
    const run = observe(office({ ministry: 'service: 1 day, staff: 2', network: `form: nao, levy: 5%, board: none, ${trusting}` }), { files: cases([0, 'housing']) });
    expect(run.measures['levy_days']).toBeCloseTo(0.05 * 3 * 2 * 100, 9);
    expect(run.measures['person_days_direct']).toBe(1);
    expect(run.measures['utilisation']).toBeCloseTo(1 / 700, 12);
  });

  it('works with its own staff: two messages at once take two of it', () => {
    const run = observe(office({ network: `form: nao, staff: 2, consultations: 0, board: none, ${trusting}` }), { files: cases([0, 'health', 'housing']) });
    expect(run.problemsSeen[0].decided).toBeCloseTo(2.05 + 0.08 + 0.25, 9);
  });
});

describe('boards', () => {
  const boards = (settings: string): Run => observe(office({ network: `form: nao, ${agreed}, trust: 0.4, trust_change: { gain: 0.1, loss: 0.2 }, ${settings}` }), { files: cases([0, 'health']) });

  it('gather all members and the body at every interval, after the notice', () => {
    // At 30, 60 and 90 booked for 33, 63 and 93, half a day each for four.
    const run = boards('board_every: 30 days');
    expect(run.measures['person_days_board']).toBeCloseTo(3 * 0.5 * 4, 9);
    expect(organisationRow(run, run.model, 'cabinet/nao')['person_days_board']).toBeCloseTo(1.5, 9);
  });

  it('strengthen trust in the body, T += gain (1 - T), and in nobody else', () => {
    // Three of six dyads are with the body.
    const towards = 1 - 0.6 * 0.9 * 0.9 * 0.9;
    expect(boards('board_every: 30 days').measures['trust_density']).toBeCloseTo((towards + 0.4) / 2, 12);
  });

  it('where there are none, the same times wear trust in the body away, T -= loss T', () => {
    const run = boards('board_every: 30 days, board: none');
    expect(run.measures['trust_density']).toBeCloseTo((0.4 * 0.8 * 0.8 * 0.8 + 0.4) / 2, 12);
    expect(run.measures['person_days_board']).toBe(0);
  });
});
