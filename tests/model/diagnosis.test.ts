import { describe, expect, it } from 'vitest';
import { modelOf, simulate, type Simulated } from './simulate.js';

/** Three levels in a row, one person each, constant times: a desk for a day, help for two and three days. */
const chain = `
name: chain
time: { horizon: 100 days, sample: 100 days }
jurisdictions:
  union: { level: supranational }
  state: { level: national, in: union }
  city: { level: local, in: state }
organisations:
  top: { in: union, help: 3 days }
  middle: { in: state, knows: { level: 2 }, help: 2 days }
  desk: { in: city, knows: { level: 1 }, service: 1 day }
problems:
  case:
    at: desk
    arrivals: { law: trace, file: trace.csv, columns: { time: { column: day, unit: days }, difficulty: difficulty, level: level } }
hierarchy: { delay: 0.5 days, return_delay: 0.25 days }
`;

/** Problems by time of arrival and difficulty. */
function trace(...rows: readonly (readonly [day: number, difficulty: number, level?: string])[]): string {
  return ['day,difficulty,level', ...rows.map(([day, difficulty, level = '']) => `${day},${difficulty},${level}`)].join('\n');
}

/** What happened to one problem. */
function lifeOf({ log }: Simulated, problem: string): string[] {
  return log.filter((line) => line.split(' ')[2] === problem).map((line) => line.replace(` ${problem}`, ''));
}

/** The same scenario with lines added to, or put into, one of its sections. */
function withHierarchy(settings: string): string {
  return chain.replace('hierarchy: { delay: 0.5 days, return_delay: 0.25 days }', `hierarchy: { delay: 0.5 days, return_delay: 0.25 days, ${settings} }`);
}

describe('a chain of organisations with constant times', () => {
  it('passes a problem up until somebody knows, and the solution down again, hop by hop', () => {
    const run = simulate(chain, { data: trace([0, 3]) });
    expect(run.log).toEqual([
      '0 arrive 1 desk',
      '0 receive 1 desk',
      '1 escalate 1 middle',
      '1.5 receive 1 middle',
      '3.5 escalate 1 top',
      '4 receive 1 top',
      '7 answer 1 top',
      '7.25 return 1 middle',
      '7.5 return 1 desk',
      '7.5 end 1 desk',
    ]);
    expect(run.records).toMatchObject([{ problem: '1', arrived: 0, answered: 7, ended: 7.5, level: 'supranational', outcome: 'solved', quality: 1 }]);
  });

  it('tells when a server turns to an item, at once or after a wait', () => {
    const run = simulate(chain, { data: trace([0, 1.5], [0.25, 1]) });
    // The desk has one server: the second problem waits until 1. The middle takes up the first one after the delay.
    expect(run.begun).toEqual(['0 begin 1 desk', '1 begin 2 desk', '1.5 begin 1 middle']);
  });

  it('solves a problem at the lowest level whose knowledge reaches its difficulty', () => {
    const run = simulate(chain, { data: trace([0, 1], [10, 1.5], [20, 2.5]) });
    expect(lifeOf(run, '1')).toEqual(['0 arrive desk', '0 receive desk', '1 answer desk', '1 end desk']);
    expect(lifeOf(run, '2').slice(2)).toEqual(['11 escalate middle', '11.5 receive middle', '13.5 answer middle', '13.75 return desk', '13.75 end desk']);
    expect(lifeOf(run, '3').at(-1)).toBe('27.5 end desk');
    expect(run.records.map(({ level }) => level)).toEqual(['local', 'national', 'supranational']);
  });

  it('spends the time of an organisation whether or not it knows', () => {
    const run = simulate(chain, { data: trace([0, 0.5], [0, 3]) });
    expect(lifeOf(run, '1')).toContain('1 answer desk');
    expect(lifeOf(run, '2')).toContain('2 escalate middle');
    expect(run.of('desk', 'person_days_direct')).toBe(2);
    expect(run.of('middle', 'person_days_helping')).toBe(2);
    expect(run.of('desk', 'escalated')).toBe(1);
    expect(run.of('desk', 'solved')).toBe(1);
  });

  it('takes different times for what is solved and for what is passed on where the file tells them apart', () => {
    const run = simulate(chain.replace('service: 1 day', 'service: { solved: 4 days, passed: 0.5 days }'), { data: trace([0, 0.5], [10, 3]) });
    expect(lifeOf(run, '1')).toContain('4 answer desk');
    expect(lifeOf(run, '2')).toContain('10.5 escalate middle');
  });

  it('lets problems wait for each other in the in-trays', () => {
    const run = simulate(chain, { data: trace([0, 1.5], [0.25, 1.5], [0.5, 1.5]) });
    // The desk ends at 1, 2 and 3; the middle takes two days each, from 1.5 on.
    expect(run.log.filter((line) => line.includes('answer'))).toEqual(['3.5 answer 1 middle', '5.5 answer 2 middle', '7.5 answer 3 middle']);
    expect(run.of('middle', 'mean_wait')).toBeCloseTo((0 + 1 + 2) / 3, 12);
  });

  it('ends a problem that nobody in the chain knows as beyond knowledge, where it became clear', () => {
    const run = simulate(chain.replace('help: 3 days', 'help: 3 days, knows: { level: 2.5 }'), { data: trace([0, 3]) });
    expect(run.log.slice(-2)).toEqual(['4 receive 1 top', '7 end 1 desk']);
    expect(run.records[0]).toMatchObject({ outcome: 'beyond-knowledge', level: undefined, ended: 7 });
    expect(run.measures).toMatchObject({ solved: 0, beyond_knowledge: 1 });
  });

  it('takes no events for solutions that come down in no time and teach nobody', () => {
    const run = simulate(chain.replace('return_delay: 0.25 days', 'return_delay: 0 days'), { data: trace([0, 3]) });
    expect(run.log.slice(-2)).toEqual(['7 answer 1 top', '7 end 1 desk']);
  });
});

describe('ways up', () => {
  it('skip a level', () => {
    const run = simulate(withHierarchy('skip: [national]'), { data: trace([0, 1.5]) });
    expect(run.log.slice(2, 5)).toEqual(['1 escalate 1 top', '1.5 receive 1 top', '4.5 answer 1 top']);
    expect(run.log.slice(5)).toEqual(['4.75 return 1 desk', '4.75 end 1 desk']);
  });

  it('follow an explicit parent above', () => {
    const run = simulate(chain.replace('service: 1 day', 'service: 1 day, parent: top'), { data: trace([0, 1.5]) });
    expect(run.log.slice(2, 4)).toEqual(['1 escalate 1 top', '1.5 receive 1 top']);
  });

  it('follow an explicit parent in the same place, more hops than there are levels', () => {
    const offices = chain.replace(
      'desk: { in: city, knows: { level: 1 }, service: 1 day }',
      `desk: { in: city, knows: { level: 1 }, service: 1 day, parent: senior }
  senior: { in: city, knows: { level: 1 }, help: 0.5 days, parent: head }
  head: { in: city, knows: { level: 1 }, help: 0.5 days }`,
    );
    const run = simulate(offices, { data: trace([0, 3]) });
    expect(run.log.filter((line) => line.includes('receive')).map((line) => line.split(' ')[3])).toEqual(['desk', 'senior', 'head', 'middle', 'top']);
    expect(run.log.filter((line) => line.includes('return'))).toEqual(['9.25 return 1 middle', '9.5 return 1 head', '9.75 return 1 senior', '10 return 1 desk']);
  });

  it('pass by a level from the time at which it becomes idle', () => {
    // One arrives at the middle at 4.5 and is worked on there; one is under way at 5; one is sent after 5.
    const run = simulate(withHierarchy('idle: { national: 5 days }'), { data: trace([3, 1.5], [3.5, 1.5], [4.2, 1.5]) });
    expect(lifeOf(run, '1')).toContain('6.5 answer middle');
    expect(lifeOf(run, '2').slice(2)).toEqual(['5 escalate top', '5.5 receive top', '8.5 answer top', '8.75 return desk', '8.75 end desk']);
    expect(lifeOf(run, '3')).toContain('6 escalate top');
    const underWay = simulate(withHierarchy('idle: { national: 5 days }'), { data: trace([3.75, 1.5]) });
    expect(underWay.log.slice(2, 5)).toEqual(['4.75 escalate 1 middle', '5.25 escalate 1 top', '5.75 receive 1 top']);
  });

  it('lead from an idle origin straight up, and from an idle chain nowhere', () => {
    const run = simulate(withHierarchy('idle: { local: 0 days }'), { data: trace([1, 0.5]) });
    expect(run.log.slice(0, 3)).toEqual(['1 arrive 1 desk', '1 escalate 1 middle', '1.5 receive 1 middle']);
    expect(run.of('desk', 'person_days_direct')).toBe(0);
    const nobody = simulate(withHierarchy('idle: { local: 0 days, national: 0 days, supranational: 0 days }'), { data: trace([1, 0.5]) });
    expect(nobody.records[0]).toMatchObject({ outcome: 'beyond-knowledge', ended: 1 });
  });

  it('give every sending a delay of its own', () => {
    const random = withHierarchy('pass_the_buck: { threshold: 0 }')
      .replace('delay: 0.5 days', 'delay: { law: exponential, mean: 1 day }')
      .replace('city: { level: local, in: state }', 'city: { level: local, in: state, names: [here, there] }')
      .replace('difficulty: difficulty,', 'difficulty: difficulty, jurisdiction: city,');
    // Desk busy, one waiting: the third is handed over and then escalates twice.
    const run = simulate(random, { data: 'day,difficulty,level,city\n0,0,,here\n0,0,,here\n0,3,,here' });
    const times = lifeOf(run, '3').map((line) => Number(line.split(' ')[0]));
    expect(lifeOf(run, '3').map((line) => line.split(' ').slice(1).join(' ')).slice(0, 7)).toEqual(
      ['arrive desk', 'hand-over desk', 'receive desk', 'escalate middle', 'receive middle', 'escalate top', 'receive top'],
    );
    const delays = [times[2] - times[1], times[4] - times[3], times[6] - times[5]].map((delay) => delay.toFixed(5));
    expect(new Set(delays).size).toBe(3);
  });
});

describe('a lost problem', () => {
  it('is noticed and sent again after a while, as long as it gets lost', () => {
    const run = simulate(withHierarchy('lost: 100%, resend_after: 4 days').replace('horizon: 100 days, sample: 100 days', 'horizon: 10 days'), { data: trace([0, 3]) });
    expect(run.log).toEqual(['0 arrive 1 desk', '0 receive 1 desk', '1 lose 1 desk', '5 lose 1 desk', '9 lose 1 desk']);
    expect(run.measures.open_problems).toBe(1);
  });

  it('is as frequent as stated, sending by sending', () => {
    const rows = Array.from({ length: 20 }, (_, i): [number, number] => [i * 4, 3]);
    const model = modelOf(withHierarchy('lost: 30%, resend_after: 1 day'), { data: trace(...rows) });
    let lost = 0;
    let sent = 0;
    for (let replication = 0; replication < 50; replication++) {
      const { log } = simulate(model, { replication });
      lost += log.filter((line) => line.includes(' lose ')).length;
      sent += log.filter((line) => line.includes(' lose ') || line.includes(' escalate ')).length;
    }
    // A fixed number of deliveries with geometric losses; z-test at 1e-4 (3.89 standard errors).
    expect(sent).toBeGreaterThan(1500);
    expect(Math.abs(lost / sent - 0.3)).toBeLessThan(3.89 * Math.sqrt((0.3 * 0.7) / sent));
  });
});

describe('a misrouted problem', () => {
  const offices = withHierarchy('misrouted: 100%')
    .replace('jurisdictions:', 'domains: [health, work]\njurisdictions:')
    .replace('middle: { in: state,', 'middle: { in: state, per: domain,')
    .replace('desk: { in: city,', 'desk: { in: city, domains: [health],');

  it('takes the time of another office beside the parent, which forwards it', () => {
    const run = simulate(offices, { data: trace([0, 1.5]) });
    expect(run.log).toEqual([
      '0 arrive 1 desk',
      '0 receive 1 desk',
      '1 misroute 1 middle.work',
      '1.5 receive 1 middle.work',
      '3.5 escalate 1 middle.health',
      '4 receive 1 middle.health',
      '6 answer 1 middle.health',
      '6.25 return 1 desk',
      '6.25 end 1 desk',
    ]);
    expect(run.of('middle.work', 'person_days_helping')).toBe(2);
    // Forwarding is no sign of lacking knowledge.
    expect(run.of('middle.work', 'escalated')).toBe(0);
  });

  it('stays where it is known, and the solution takes the short way back', () => {
    const twins = withHierarchy('misrouted: 100%').replace('middle: { in: state,', 'middle: { in: state, count: 2,');
    const run = simulate(twins, { data: trace([0, 1.5]) });
    expect(run.log.slice(2)).toEqual(['1 misroute 1 middle-2', '1.5 receive 1 middle-2', '3.5 answer 1 middle-2', '3.75 return 1 desk', '3.75 end 1 desk']);
  });

  it('goes where it was meant to where there is no other office', () => {
    const run = simulate(withHierarchy('misrouted: 100%'), { data: trace([0, 1.5]) });
    expect(run.log[2]).toBe('1 escalate 1 middle');
  });

  it('never goes to a body that only coordinates', () => {
    const withBody = `${offices}networks: { cabinet: { members: middle, form: nao } }\n`;
    const run = simulate(withBody, { data: trace(...Array.from({ length: 20 }, (_, i): [number, number] => [4 * i, 1.5])) });
    const strays = run.log.filter((line) => line.includes('misroute')).map((line) => line.split(' ')[3]);
    expect(strays).toEqual(Array.from({ length: 20 }, () => 'middle.work'));
  });

  it('is passed on up when the level has become idle on its way', () => {
    const run = simulate(offices.replace('misrouted: 100%', 'misrouted: 100%, idle: { national: 1.25 days }'), { data: trace([0, 1.5]) });
    expect(run.log.slice(2, 5)).toEqual(['1 misroute 1 middle.work', '1.5 escalate 1 top', '2 receive 1 top']);
    expect(run.records[0].outcome).toBe('solved');
  });
});

describe('passing the buck', () => {
  const twoCities = (settings: string): string =>
    withHierarchy(`pass_the_buck: { ${settings} }`)
      .replace('city: { level: local, in: state }', 'city: { level: local, in: state, names: [here, there] }')
      .replace('difficulty: difficulty,', 'difficulty: difficulty, jurisdiction: city,');
  const at = (...rows: readonly (readonly [number, number, string])[]): string => ['day,difficulty,level,city', ...rows.map(([day, z, city]) => `${day},${z},,${city}`)].join('\n');

  it('hands a problem sideways when the queue exceeds the threshold, and the solution comes straight back', () => {
    const run = simulate(twoCities('threshold: 1'), { data: at([0, 0.5, 'here'], [0, 0.5, 'here'], [0, 0.5, 'here'], [0, 0.5, 'here']) });
    expect(lifeOf(run, '3')).toEqual(['0 arrive desk', '0 receive desk', '3 answer desk', '3 end desk']);
    expect(lifeOf(run, '4')).toEqual(['0 arrive desk', '0 hand-over desk', '0.5 receive desk', '1.5 answer desk', '1.75 return desk', '1.75 end desk']);
    expect(run.of('union/state/there/desk', 'received')).toBe(1);
    expect(run.of('union/state/here/desk', 'received')).toBe(3);
  });

  it('keeps a problem where no queue is shorter', () => {
    const same = at([0, 0.5, 'there'], [0, 0.5, 'there'], [0, 0.5, 'here'], [0, 0.5, 'here'], [0, 0.5, 'here']);
    const run = simulate(twoCities('threshold: 0'), { data: same });
    // Each desk has one in service and one waiting when the fifth comes.
    expect(run.log.filter((line) => line.includes('hand-over'))).toEqual([]);
    expect(lifeOf(run, '5').at(-1)).toBe('3 end desk');
  });

  it('hands nothing to another level, even one with the same parent', () => {
    const flat = withHierarchy('pass_the_buck: { threshold: 0 }').replace('service: 1 day', 'service: 1 day, parent: top');
    const run = simulate(flat, { data: trace([0, 0.5], [0, 0.5], [0, 0.5]) });
    expect(run.log.filter((line) => line.includes('hand-over'))).toEqual([]);
    expect(lifeOf(run, '3').at(-1)).toBe('3 end desk');
  });

  it('hands one problem on no more often than the hops allow', () => {
    // Whoever comes is handed to the other city, where two more have begun to wait by then.
    const rows = at([0, 0.5, 'here'], [0, 0.5, 'here'], [0.1, 0.5, 'here'], [0.2, 0.5, 'there'], [0.2, 0.5, 'there'], [0.2, 0.5, 'there'], [0.2, 0.5, 'there']);
    const handedOn = (hops: number): string[] =>
      lifeOf(simulate(twoCities(`threshold: 0, hops: ${hops}`), { data: rows }), '3').filter((line) => line.includes('hand-over'));
    expect(handedOn(0)).toEqual([]);
    expect(handedOn(1)).toEqual(['0.1 hand-over desk']);
    expect(handedOn(2)).toEqual(['0.1 hand-over desk', '0.6 hand-over desk']);
  });
});

describe('patience', () => {
  const impatient = (days: number): string => withHierarchy(`patience: ${days} days, default_quality: 40%`);

  it('ends in a decision by default at the origin, of lower quality, and the help under way is sunk', () => {
    const run = simulate(impatient(2), { data: trace([0, 3], [0.4, 1.5]) });
    expect(lifeOf(run, '1').slice(-2)).toEqual(['2 default desk', '2 end desk']);
    expect(run.records[0]).toMatchObject({ outcome: 'solved', quality: 0.4, level: 'local', answered: 2 });
    // The middle works on from 1.5 to 3.5 although nobody waits for it.
    expect(run.of('middle', 'person_days_helping')).toBe(2);
    expect(run.measures.decided_by_default).toBe(2);
    expect(run.measures.public_value).toBeCloseTo(0.4, 12);
  });

  it('takes a waiting problem out of the in-tray, where it costs nobody anything', () => {
    const run = simulate(impatient(1.5), { data: trace([0, 0.5], [0, 0.5]) });
    expect(lifeOf(run, '1').at(-1)).toBe('1 end desk');
    expect(lifeOf(run, '2').at(-1)).toBe('1.5 end desk');
    // The second began at 1, so half a day of it is sunk work that goes on to 2.
    expect(run.of('desk', 'person_days_direct')).toBe(2);
    const waiting = simulate(impatient(0.5), { data: trace([0, 0.5], [0, 0.5]) });
    expect(waiting.of('desk', 'person_days_direct')).toBe(1);
    expect(waiting.of('desk', 'queue')).toBe(0);
  });

  it('no longer matters once somebody has answered', () => {
    const run = simulate(impatient(7.2), { data: trace([0, 3]) });
    // Answered at 7; the solution is under way until 7.5.
    expect(run.records[0]).toMatchObject({ quality: 1, ended: 7.5 });
    expect(run.measures.decided_by_default).toBe(0);
  });

  it('catches a problem under way', () => {
    const run = simulate(impatient(1.25), { data: trace([0, 3]) });
    expect(run.log.slice(-2)).toEqual(['1.25 default 1 desk', '1.25 end 1 desk']);
    expect(run.of('middle', 'received')).toBe(0);
  });
});

describe('automatic triage', () => {
  const triage = (coverage: string, error: string): string =>
    withHierarchy(`triage: { coverage: ${coverage}, error: ${error}, time: 0.1 days, confirmation: 0.2 days }`);

  it('answers what it covers after a human confirmation', () => {
    const run = simulate(triage('100%', '0%'), { data: trace([0, 3]) });
    expect(run.log).toEqual(['0 arrive 1 desk', '0.3 answer 1 desk', '0.3 end 1 desk']);
    expect(run.of('desk', 'person_days_direct')).toBeCloseTo(0.2, 12);
    expect(run.of('desk', 'solved')).toBe(1);
  });

  it('costs the confirmation and then the ordinary way where it is wrong', () => {
    const run = simulate(triage('100%', '100%'), { data: trace([0, 0.5]) });
    expect(run.log).toEqual(['0 arrive 1 desk', '0.3 receive 1 desk', '1.3 answer 1 desk', '1.3 end 1 desk']);
    expect(run.of('desk', 'person_days_direct')).toBeCloseTo(1.2, 12);
  });

  it('costs only its own time what it does not cover', () => {
    const run = simulate(triage('0%', '0%'), { data: trace([0, 0.5]) });
    expect(run.log[1]).toBe('0.1 receive 1 desk');
    expect(run.of('desk', 'person_days_direct')).toBe(1);
  });

  it('covers and errs as often as stated, independently', () => {
    const rows = Array.from({ length: 400 }, (_, i): [number, number] => [i / 10, 0.5]);
    const wide = triage('60%', '25%').replace('service: 1 day', 'service: 1 day, staff: unlimited');
    const model = modelOf(wide, { data: trace(...rows) });
    const runs = [0, 1, 2, 3, 4].map((replication) => simulate(model, { replication }));
    const ends = runs.flatMap(({ records }) => records.map(({ arrived, ended = NaN }) => (ended - arrived).toFixed(3)));
    const share = (length: string): number => ends.filter((end) => end === length).length / ends.length;
    // Confirmed .3, not covered 1.1, wrong 1.3 days; z-tests at 1e-4 with n = 2000.
    const tolerance = (p: number): number => 3.89 * Math.sqrt((p * (1 - p)) / 2000);
    expect(ends.length).toBe(2000);
    expect(Math.abs(share('0.300') - 0.45)).toBeLessThan(tolerance(0.45));
    expect(Math.abs(share('1.100') - 0.4)).toBeLessThan(tolerance(0.4));
    expect(Math.abs(share('1.300') - 0.15)).toBeLessThan(tolerance(0.15));
  });

  it('has nobody to confirm at an idle origin, and does not see what enters further up', () => {
    const idle = triage('100%', '0%').replace('triage:', 'idle: { local: 0 days }, triage:');
    expect(simulate(idle, { data: trace([0, 1.5]) }).log.slice(0, 3)).toEqual(['0 arrive 1 desk', '0.1 escalate 1 middle', '0.6 receive 1 middle']);
    expect(simulate(triage('100%', '0%'), { data: trace([0, 1.5, 'national']) }).log[1]).toBe('0 receive 1 middle');
  });
});

describe('an entry above the origin', () => {
  it('makes the organisation of that level the home, for which the problem is help', () => {
    const run = simulate(chain, { data: trace([0, 3, 'national']) });
    expect(run.log).toEqual([
      '0 arrive 1 desk',
      '0 receive 1 middle',
      '2 escalate 1 top',
      '2.5 receive 1 top',
      '5.5 answer 1 top',
      '5.75 return 1 middle',
      '5.75 end 1 desk',
    ]);
    expect(run.of('middle', 'person_days_helping')).toBe(2);
  });

  it('draws a difficulty that those below could not solve, so that the share that climbs on is right', () => {
    const drawn = chain
      .replace('knows: { level: 2 }', 'knows: 91%, staff: unlimited')
      .replace('knows: { level: 1 }', 'knows: 70%')
      .replace('top: { in: union,', 'top: { in: union, knows: 99.1%, staff: unlimited,')
      .replace('difficulty: difficulty, ', '');
    const rows = Array.from({ length: 20_000 }, (_, i): [number, number, string] => [i / 500, 0, 'national']);
    const run = simulate(drawn, { data: trace(...rows) });
    // (1 - .91) / (1 - .7) = .3 climb from the middle, (1 - .991) / .09 = .1 of those from the top; z-tests at 1e-4.
    const climbed = run.of('middle', 'escalated') ?? 0;
    expect(run.of('middle', 'received')).toBe(20_000);
    expect(Math.abs(climbed / 20_000 - 0.3)).toBeLessThan(3.89 * Math.sqrt((0.3 * 0.7) / 20_000));
    expect(Math.abs((run.of('top', 'escalated') ?? 0) / climbed - 0.1)).toBeLessThan(3.89 * Math.sqrt((0.1 * 0.9) / climbed));
  });

  it('counts what anybody below knows, not only the last one', () => {
    const lesserMiddle = chain.replace('knows: { level: 2 }', 'knows: { level: 0.1 }').replace('difficulty: difficulty, ', '');
    const run = simulate(lesserMiddle, { data: trace(...Array.from({ length: 50 }, (_, i): [number, number, string] => [i, 0, 'supranational'])) });
    const difficulties = run.records.map(({ difficulty }) => difficulty);
    expect(difficulties.length).toBe(50);
    expect(Math.min(...difficulties)).toBeGreaterThan(1);
  });

  it('stays finite where those below know everything', () => {
    const knowing = chain.replace('knows: { level: 1 }', 'knows: all').replace('difficulty: difficulty, ', '');
    const run = simulate(knowing, { data: trace([0, 0, 'national']) });
    expect(Number.isFinite(run.records[0].difficulty)).toBe(true);
  });
});
