import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { causes, LifeFollower, type FollowedLife, type Stretch } from '../../src/experiment/followed-life.js';
import { lifeLine, parallelLines, timeBy } from '../../src/experiment/life-line.js';
import type { ProblemRecord } from '../../src/model/observer.js';
import { runReplication } from '../../src/model/replication.js';
import { randomScenario, randomTrace } from '../model/random-scenario.js';
import { modelOf as randomModel } from '../model/simulate.js';
import { cases, modelOf, office, type RunOptions } from '../model/small-scenarios.js';

/** Lives of all problems of one replication, in the order of arrival. */
function livesOf(text: string, options: RunOptions = {}): FollowedLife[] {
  const model = modelOf(text, options);
  const follower = new LifeFollower(() => true);
  runReplication(model, { seed: '1', replication: 0, observer: follower.observer });
  return follower.lives(model.scenario.time.horizon).sort((a, b) => a.arrived - b.arrived);
}

const lastPart = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** `cause from-to organisation` of every stretch, times to six decimals. */
function inShort(line: readonly Stretch[]): string[] {
  const time = (value: number): number => Number(value.toFixed(6));
  return line.map(({ cause, from, to, organisation }) => `${cause} ${time(from)}-${time(to)} ${lastPart(organisation)}`);
}

const lineOf = (life: FollowedLife): string[] => inShort(lifeLine(life));

// Service takes exactly one day and nothing else takes time, so every life below can be worked out by hand.
describe('the line of a life', () => {
  it('is the work alone where nobody else is served', () => {
    const [life] = livesOf(office({}), { files: cases([2, 'health']) });
    expect(lineOf(life)).toEqual(['work 2-3 ministry.health']);
    expect([life.arrived, life.ended, life.over]).toEqual([2, 3, true]);
  });

  it('waits in the in-tray behind whoever came before, as in a D/D/1 queue', () => {
    const lives = livesOf(office({}), { files: cases([0, 'health'], [0.25, 'health'], [0.5, 'health']) });
    expect(lives.map(lineOf)).toEqual([
      ['work 0-1 ministry.health'],
      ['in-tray 0.25-1 ministry.health', 'work 1-2 ministry.health'],
      ['in-tray 0.5-2 ministry.health', 'work 2-3 ministry.health'],
    ]);
    expect(lives.map((life) => lifeLine(life)[0].found)).toEqual([undefined, { waiting: 0, serving: 1, away: 0 }, { waiting: 1, serving: 1, away: 0 }]);
  });

  it('goes up to whoever knows and comes back with the answer', () => {
    const text = `
name: ladder
time: { horizon: 20 days, sample: 1 day }
levels: [national, local]
jurisdictions: { state: { level: national }, city: { level: local, in: state } }
organisations:
  ministry: { in: state, knows: all, help: 2 days }
  department: { in: city, knows: { level: 1 }, service: 1 day }
problems:
  case: { at: department, difficulty: 2, arrivals: { law: trace, file: cases.csv, columns: { time: { column: time, unit: days } } } }
hierarchy: { delay: 0.5 days, return_delay: 0.25 days }
`;
    const [life] = livesOf(text, { files: { 'cases.csv': 'time\n3\n' } });
    expect(lineOf(life)).toEqual(['work 3-4 department', 'transit 4-4.5 ministry', 'work 4.5-6.5 ministry', 'return 6.5-6.75 department']);
    expect(life.marks.map(({ time, kind }) => `${time} ${kind}`)).toContain('6.5 answer');
    const lost = livesOf(text.replace('delay: 0.5 days', 'delay: 0.5 days, lost: 0.9999, resend_after: 4 days'), { files: { 'cases.csv': 'time\n3\n' } });
    // Sent again every four days, and lost again.
    expect(lineOf(lost[0])).toEqual(['work 3-4 department', 'lost 4-8 ministry', 'lost 8-12 ministry', 'lost 12-16 ministry', 'lost 16-20 ministry']);
    expect([lost[0].over, lost[0].ended]).toEqual([false, 20]);
  });

  const plenary = office({ network: 'form: shared, times: { notice: 3 days, meeting: 0.25 days, intervention: 0.25 days }, positions: { law: constant, value: 0, scale: 1 }' });

  it('waits for the other part, for the notice and for the meeting', () => {
    const [life] = livesOf(plenary, { files: cases([0, 'health', 'work']) });
    // A day for each part in turn, three days of notice, .25 + 2 x .25 for the meeting.
    expect(lineOf(life)).toEqual(['work 0-1 ministry.health', 'work 1-2 ministry.work', 'notice 2-5 ministry.health', 'meeting 5-5.75 ministry.health']);
  });

  it('waits for calendars that are full, and says whose', () => {
    const [first, second] = livesOf(plenary, { files: cases([0, 'health', 'work'], [0, 'work', 'health']) });
    expect(lineOf(first).slice(-2)).toEqual(['notice 2-5 ministry.health', 'meeting 5-5.75 ministry.health']);
    expect(lineOf(second).slice(-3)).toEqual(['notice 2-5 ministry.work', 'calendar 5-5.75 ministry.work', 'meeting 5.75-6.5 ministry.work']);
    const put = lifeLine(second).find(({ cause }) => cause === 'calendar');
    expect(put?.others.map(lastPart)).toEqual(['ministry.work', 'ministry.health']);
    expect(put?.until).toBe(5.75);
  });

  it('is interrupted by meetings on other problems', () => {
    const lives = livesOf(plenary, { files: cases([0, 'health', 'work'], [0, 'work', 'health'], [4.5, 'health']) });
    expect(lineOf(lives[2])).toEqual(['work 4.5-5 ministry.health', 'interrupted 5-6.5 ministry.health', 'work 6.5-7 ministry.health']);
  });

  it('follows the part that comes back last, with the other beside it', () => {
    const lives = livesOf(plenary, { files: cases([0, 'health', 'housing', 'work'], [0.5, 'work']) });
    // Work is busy with the second problem until 1.5; three take part in the meeting.
    expect(lineOf(lives[0])).toEqual(['work 0-1 ministry.health', 'in-tray 1-1.5 ministry.work', 'work 1.5-2.5 ministry.work', 'notice 2.5-5.5 ministry.health', 'meeting 5.5-6.5 ministry.health']);
    expect(parallelLines(lives[0]).map(inShort)).toEqual([['work 1-2 ministry.housing']]);
  });

  it('follows the slowest exchange with a coordinator, whatever its protocol', () => {
    const lead = 'form: lead, lead: ministry.work, trust: 1, positions: { law: constant, value: 0, scale: 1 }, times: { write: 0.5 days, read: 0.25 days, decide: 1 day, acknowledge: 0.125 days }';
    const [life] = livesOf(office({ network: lead }), { files: cases([0, 'health', 'housing']) });
    // Both write from 2 on; work reads the reports in the order of the domains, decides from 3 to 4, and both acknowledge.
    expect(lineOf(life)).toEqual([
      'work 0-1 ministry.health', 'work 1-2 ministry.housing', 'work 2-2.5 ministry.housing',
      'in-tray 2.5-2.75 ministry.work', 'work 2.75-3 ministry.work', 'work 3-4 ministry.work', 'work 4-4.125 ministry.housing',
    ]);
    expect(lifeLine(life).map(({ label }) => label.replace(/ state.*/, ''))).toEqual([
      'diagnose health', 'diagnose housing', 'write a report', 'read the report of', 'read the report of', 'decide', 'acknowledge the decision',
    ]);
  });

  it('waits between two tries at a clearance', () => {
    const problem = 'implementation: { clearances: 1, agreement: 0%, tries: 2, gap: 3 days, time: 1 day }';
    const [life] = livesOf(office({ problem }), { files: cases([0, 'health']) });
    expect(lineOf(life)).toEqual(['work 0-1 ministry.health', 'work 1-2 ministry.health', 'gap 2-5 ministry.health', 'work 5-6 ministry.health']);
  });

  it('is cut off where a deadline strikes', () => {
    const [first, second] = livesOf(office({ problem: 'deadline: 1.5 days' }), { files: cases([0, 'health'], [0.25, 'health']) });
    expect(lineOf(first)).toEqual(['work 0-1 ministry.health']);
    expect(lineOf(second)).toEqual(['in-tray 0.25-1 ministry.health', 'work 1-1.75 ministry.health']);
  });

  it('goes on after a decision by default', () => {
    const lives = livesOf(office({ hierarchy: 'patience: 0.5 days', network: 'form: silo' }), { files: cases([0, 'health', 'work'], [0.25, 'work']) });
    // The answer by default stands at .5; the other part still waits for its server.
    expect(lineOf(lives[0])).toEqual(['work 0-0.5 ministry.health', 'in-tray 0.5-1.25 ministry.work', 'work 1.25-2.25 ministry.work']);
  });
});

describe('time by cause', () => {
  it('sums what the stretches say', () => {
    const [, life] = livesOf(office({}), { files: cases([0, 'health'], [0.25, 'health']) });
    expect([...timeBy(lifeLine(life), ({ cause }) => cause)]).toEqual([['in-tray', 0.75], ['work', 1]]);
  });
});

// The search can be widened: PROPERTY_SEED=7 PROPERTY_RUNS=1000.
const search = { seed: Number(process.env['PROPERTY_SEED'] ?? 1), numRuns: Number(process.env['PROPERTY_RUNS'] ?? 12) };

/** Whatever is wrong with a life's line. */
function faultsOf(life: FollowedLife, organisations: ReadonlySet<string>): string[] {
  const line = lifeLine(life);
  const whole = [...timeBy(line, ({ organisation }) => organisation).values()].reduce((total, time) => total + time, 0);
  const known = ({ cause, organisation }: Stretch): boolean => cause !== 'other' && cause in causes && organisations.has(organisation);
  return [
    ...line.filter(({ from, to }, index) => from !== (line[index - 1]?.to ?? life.arrived) || !(to > from)).map(({ from }) => `a gap, an overlap or nothing at ${from}`),
    ...((line.at(-1)?.to ?? life.arrived) === life.ended ? [] : ['it ends too early or too late']),
    ...(Math.abs(whole - (life.ended - life.arrived)) < 1e-9 ? [] : [`${whole} in all`]),
    ...[line, ...parallelLines(life)].flat().filter((stretch) => !known(stretch)).map((stretch) => `${stretch.cause} at ${stretch.organisation}`),
  ].map((fault) => `${life.problem}: ${fault}`);
}

describe('the lives of any scenario', () => {
  it('are without gap or overlap from arrival to end, every hour at an organisation and with a known cause', () => {
    let lives = 0;
    for (const text of fc.sample(randomScenario, search)) {
      const model = randomModel(text, { data: randomTrace });
      const follower = new LifeFollower(() => true);
      const records: ProblemRecord[] = [];
      const start = { seed: '1', replication: 0 };
      const observed = runReplication(model, { ...start, observer: { ...follower.observer, problem: (record) => records.push(record) } });
      expect(isDeepStrictEqual(observed, runReplication(model, start)), `observation changed ${text}`).toBe(true);
      const followed = follower.lives(model.scenario.time.horizon);
      const spans = (all: readonly { problem: string; arrived: number; ended: number | undefined }[]): string[] => all.map(({ problem, arrived, ended }) => `${problem} ${arrived} ${ended}`).sort();
      expect(spans(followed.map((life) => ({ ...life, ended: life.over ? life.ended : undefined }))), text).toEqual(spans(records.map(({ ended, ...record }) => ({ ...record, ended }))));
      const organisations = new Set(model.organisations.paths);
      expect(followed.flatMap((life) => faultsOf(life, organisations)), text).toEqual([]);
      lives += followed.length;
    }
    expect(lives).toBeGreaterThan(300);
  });
});
