import { describe, expect, it } from 'vitest';
import { attributeOf, cases, observe, office, type Run } from '../small-scenarios.js';

const happenings = (run: Run, ...kinds: string[]): string[] => run.trace.filter(({ kind }) => kinds.includes(kind)).map(({ time, kind }) => `${Number(time.toFixed(6))} ${kind}`);
const agreed = 'positions: { law: constant, value: 0, scale: 1 }';
/** The primitive times of the preset: a plenary of k takes .25 + .08 k, with 3 days of notice. */
const plenary = (k: number): number => 0.25 + 0.08 * k;

describe('one round', () => {
  const run = observe(office({ network: `form: shared, ${agreed}` }), { files: cases([0, 'health', 'housing']) });

  it('is booked when all parts are diagnosed, held after the notice, and decides at its end', () => {
    // Lead part 0 to 1, the other 1 to 2; the notice is 3 days; the meeting takes .41.
    expect(happenings(run, 'open', 'book', 'meet', 'propose', 'decide', 'end')).toEqual([
      '1 open', '2 book', '5.41 meet', '5.41 propose', '5.41 decide', '5.41 end',
    ]);
  });

  it('takes one person of each attendee for its whole length and nothing else', () => {
    expect(run.measures['person_days_meeting']).toBeCloseTo(2 * plenary(2), 12);
    expect(run.measures['person_days_per_issue']).toBeCloseTo(2 * plenary(2), 12);
    expect(run.measures['person_days_communication']).toBe(0);
    expect(run.measures['rounds_per_issue']).toBe(1);
    expect(run.measures['issues_closed']).toBe(1);
  });
});

describe('disagreement', () => {
  // Positions are drawn; what each round must do to them follows from the compromise, the trust of .4 and persuasion of .5.
  const settings = 'positions: { law: uniform, min: -3, max: 3, scale: 1 }, trust: 0.4, trust_change: { gain: 0, loss: 0 }, acceptance: { base: 0.2, slope: 0.5 }';
  const files = cases([0, 'health', 'housing', 'work']);

  /** Rounds that unanimity needs: every round the distance to the unchanged mean shrinks by .5 x .4 of itself. */
  function roundsNeeded(positions: readonly number[]): number {
    const mean = positions.reduce((sum, x) => sum + x, 0) / positions.length;
    let furthest = Math.max(...positions.map((x) => Math.abs(x - mean)));
    let rounds = 1;
    while (furthest > 0.2 + 0.5 * 0.4) {
      furthest *= 1 - 0.5 * 0.4;
      rounds++;
    }
    return rounds;
  }

  const positionsIn = (run: Run): number[] => ['health', 'housing', 'work'].map((domain) => run.attributes.get(`1 | position of state/ministry.${domain}`) ?? NaN);

  it.each([1, 2, 3, 4, 5])('is worked off in as many plenaries as bounded confidence needs, each with notice again (seed %i)', (seed) => {
    const run = observe(office({ network: `form: shared, rounds: 50, ${settings}` }), { files, seed });
    const rounds = roundsNeeded(positionsIn(run));
    expect(rounds).toBeGreaterThan(1);
    expect(run.measures['rounds_per_issue']).toBe(rounds);
    expect(run.problemsSeen[0].decided).toBeCloseTo(2 + rounds * (3 + plenary(3)), 9);
    expect(run.measures['issues_deadlocked']).toBe(0);
  });

  it('that outlasts the last round leaves the status quo: the problem ends as deadlocked', () => {
    const run = observe(office({ network: `form: shared, rounds: 2, ${settings}` }), { files, seed: 1 });
    expect(roundsNeeded(positionsIn(run))).toBeGreaterThan(2);
    expect(happenings(run, 'book', 'meet', 'decide', 'deadlock', 'end')).toEqual(['2 book', '5.49 meet', '5.49 book', '8.98 meet', '8.98 deadlock', '8.98 end']);
    expect(run.problemsSeen[0]).toMatchObject({ outcome: 'deadlocked', decided: undefined, rounds: 2 });
    expect(run.measures).toMatchObject({ deadlocked: 1, issues_deadlocked: 1, issues_decided: 0, deadlocked_share: 1, public_value: 0 });
  });

  it('under a majority ends as soon as two of three accept, and the third complies less the further it stands off', () => {
    const run = observe(office({ network: `form: shared, decision: majority, rounds: 50, ${settings}` }), { files, seed: 1 });
    const mean = positionsIn(run).reduce((sum, x) => sum + x, 0) / 3;
    const latitude = 0.2 + 0.5 * 0.4;
    let distances = positionsIn(run).map((x) => Math.abs(x - mean));
    let rounds = 1;
    while (distances.filter((distance) => distance <= latitude).length < 2) {
      distances = distances.map((distance) => distance * 0.8);
      rounds++;
    }
    const compliance = distances.reduce((sum, distance) => sum + (distance <= latitude ? 1 : Math.max(0, 1 - (distance - latitude))), 0) / 3;
    expect(compliance).toBeLessThan(1);
    expect(run.measures['rounds_per_issue']).toBe(rounds);
    expect(run.problemsSeen[0].compliance).toBeCloseTo(compliance, 9);
    expect(run.measures).toMatchObject({ issues_decided: 1, issues_closed: 0 });
  });
});

it.each([
  [0, 2, 1, 'solved'],
  [0, 2, 0.999, 'deadlocked'],
  // .8 less the mean of .2 and .8 is a hair more than .3 in binary.
  [0.2, 0.8, 0.3, 'solved'],
])('who stands exactly as far off as it tolerates accepts: positions %d and %d, tolerating %d: %s', (low, high, base, outcome) => {
  const network = `form: shared, rounds: 1, trust: 0, positions: { law: discrete, values: [${low}, ${high}], weights: [1, 1], scale: 1 }, acceptance: { base: ${base}, slope: 0 }`;
  // The first seed that draws both.
  const apart = Array.from({ length: 20 }, (_, seed) => observe(office({ network }), { files: cases([0, 'health', 'housing']), seed })).find(
    (run) => attributeOf(run, '1', 'position', 'health') !== attributeOf(run, '1', 'position', 'housing'),
  );
  expect(apart?.problemsSeen[0].outcome).toBe(outcome);
});

it('weights and salience move the compromise: sum(c s x) / sum(c s)', () => {
  const text = office({
    domains: ['health', 'housing'],
    ministry: 'service: 1 day, weight: 1',
    others: ['agency: { in: state, domains: [work], service: 1 day, weight: 5 }'],
    network: 'form: shared, decision: weighted-compromise, salience: { law: uniform, min: 0, max: 4 }, positions: { law: uniform, min: 0, max: 10, scale: 1 }, trust: 0, acceptance: { base: 0.001, slope: 0 }',
  }).replace('domains: [health, housing]', 'domains: [health, housing, work]').replace('in: state, per: domain,', 'in: state, per: domain, domains: [health, housing],').replace('members: ministry', 'members: [ministry, agency]');
  const run = observe(text, { files: cases([0, 'health', 'work']) });
  const of = (attribute: string, path: string): number => run.attributes.get(`1 | ${attribute} of ${path}`) ?? NaN;
  const [x1, x2] = ['state/ministry.health', 'state/agency'].map((path) => of('position', path));
  const [s1, s2] = ['state/ministry.health', 'state/agency'].map((path) => of('salience', path));
  const proposal = (s1 * x1 + 5 * s2 * x2) / (s1 + 5 * s2);
  const comply = (x: number): number => Math.max(0, 1 - (Math.abs(x - proposal) - 0.001));
  expect(run.problemsSeen[0].compliance).toBeCloseTo((s1 * comply(x1) + s2 * comply(x2)) / (s1 + s2), 9);
});
