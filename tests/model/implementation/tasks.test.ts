import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { criticalPath, type ProjectTask } from '../../../src/theory/projects/critical-path.js';
import { simulate } from '../simulate.js';

/** A city with a desk and works, and a ministry above it; whoever asks the ministry waits a quarter of a day each way. */
const city = (implementation: string, { problem = '', staff = 1, horizon = 400, warmup = 0 } = {}): string => `
name: city
time: { horizon: ${horizon} days, warmup: ${warmup} days, sample: ${horizon} days }
domains: [health, housing]
levels: [national, local]
jurisdictions: { state: { level: national }, city: { level: local, in: state } }
organisations:
  ministry: { in: state, knows: all, help: 1 day }
  desk: { in: city, knows: { level: 1 }, domains: [health], service: 1 day, staff: ${staff} }
  works: { in: city, knows: { level: 1 }, domains: [housing], service: 1 day, staff: ${staff} }
problems:
  case:
    at: desk
    arrivals: { law: trace, file: trace.csv, columns: { time: { column: day, unit: days }, difficulty: difficulty, value: value } }
    implementation: { ${implementation} }
    ${problem}
hierarchy: { delay: 0.25 days, return_delay: 0.5 days }
`;
const trace = (...rows: readonly string[]): string => ['day,difficulty,value', ...rows].join('\n');
const one = trace('0,0.5,1');
const kinds = ['launch', 'clear', 'refuse', 'task', 'redo', 'accept', 'expire', 'end'];
const milestones = ({ log }: { readonly log: readonly string[] }): string[] => log.filter((line) => kinds.includes(line.split(' ')[1]));

/** Tasks as a scenario says them, with durations in days. */
const inWords = (tasks: readonly ProjectTask[], more = ''): string =>
  `tasks: { ${tasks.map(({ name, duration, after }) => `${name}: { work: ${duration} days, after: [${after.join(', ')}]${more} }`).join(', ')} }`;

const project: fc.Arbitrary<readonly ProjectTask[]> = fc
  .array(fc.tuple(fc.nat(20), fc.array(fc.nat(), { maxLength: 3 })), { minLength: 1, maxLength: 9 })
  .map((rows) => rows.map(([duration, earlier], task): ProjectTask => ({
    name: `t${task}`, duration, after: task === 0 ? [] : [...new Set(earlier.map((number) => `t${number % task}`))],
  })))
  .chain((tasks) => fc.shuffledSubarray([...tasks], { minLength: tasks.length }));

describe('tasks', () => {
  it('begin when those before them are done, side by side where they can', () => {
    const run = simulate(city('tasks: { plan: { work: 2 days }, buy: { work: 3 days, after: plan, by: works }, dig: { work: 1 day, after: plan }, build: { work: 1 day, after: [buy, dig], by: works } }'), { data: one });
    expect(milestones(run)).toEqual(['1 launch 1 desk', '3 task 1 desk', '4 task 1 desk', '6 task 1 works', '7 task 1 works', '7 end 1 desk']);
    expect(run.measures).toMatchObject({ solved: 1, programmes_completed: 1, tasks_done: 4, task_rework_share: 0, task_accepted_share: 0, public_value: 1 });
    expect(run.measures.project_makespan).toBeCloseTo(6, 12);
    expect(run.measures.time_to_implement).toBeCloseTo(6, 12);
    expect(run.measures.person_days_implementation).toBeCloseTo(7, 12);
  });

  it('take as long as the critical path of any project, with free staff and without errors and messages', () => {
    fc.assert(fc.property(project, (tasks) => {
      const { records } = simulate(city(inWords(tasks), { staff: 20 }), { data: one });
      expect((records[0].ended ?? NaN) - (records[0].launched ?? NaN)).toBeCloseTo(criticalPath(tasks).makespan, 9);
    }), { seed: 3, numRuns: 60 });
  });

  it('take as long as all of them together when one person does them', () => {
    fc.assert(fc.property(project, (tasks) => {
      const { records } = simulate(city(inWords(tasks)), { data: one });
      expect((records[0].ended ?? NaN) - (records[0].launched ?? NaN)).toBeCloseTo(tasks.reduce((sum, { duration }) => sum + duration, 0), 9);
    }), { seed: 4, numRuns: 30 });
  });

  it('follow the clearances', () => {
    const run = simulate(city('clearances: 2, agreement: 100%, time: 0.5 days, tasks: { build: { work: 1 day } }'), { data: one });
    expect(milestones(run)).toEqual(['1 launch 1 desk', '1.5 clear 1 desk', '2 clear 1 desk', '3 task 1 desk', '3 end 1 desk']);
    const refused = simulate(city('clearances: 1, agreement: 0%, time: 0.5 days, tasks: { build: { work: 1 day } }'), { data: one });
    expect(milestones(refused)).toEqual(['1 launch 1 desk', '1.5 refuse 1 desk', '1.5 end 1 desk']);
    expect(refused.measures).toMatchObject({ abandoned: 1, tasks_done: 0 });
  });

  it('are done by the origin, by whoever solved the problem, or by the nearest of some organisations', () => {
    const performers = (by: string): string[] =>
      milestones(simulate(city(`tasks: { build: { work: 1 day, by: ${by} } }`), { data: trace('0,2,1') })).filter((line) => line.includes(' task ')).map((line) => line.split(' ')[3]);
    expect(['origin', 'solver', 'works', '[ministry, works]', '{ level: national }'].map(performers)).toEqual([['desk'], ['ministry'], ['works'], ['works'], ['ministry']]);
  });

  it('wait in the in-tray with other work', () => {
    const run = simulate(city('tasks: { build: { work: 1 day } }'), { data: trace('0,0.5,1', '0.5,0.5,1') });
    // The desk works on the second problem from 1 to 2, builds for the first until 3 and for the second until 4.
    expect(milestones(run)).toEqual(['1 launch 1 desk', '2 launch 2 desk', '3 task 1 desk', '3 end 1 desk', '4 task 2 desk', '4 end 2 desk']);
  });
});

describe('messages', () => {
  it('are read by whoever goes on where another organisation was before, each by itself', () => {
    const run = simulate(city('messages: 0.5 days, tasks: { plan: { work: 2 days }, survey: { work: 1 day }, build: { work: 1 day, after: [plan, survey], by: works }, pay: { work: 1 day, after: plan } }', { staff: 2 }), { data: one });
    // The survey is read from 2 to 2.5, the plan from 3 to 3.5; paying needs no message, the desk has planned itself.
    expect(milestones(run)).toEqual(['1 launch 1 desk', '2 task 1 desk', '3 task 1 desk', '4 task 1 desk', '4.5 task 1 works', '4.5 end 1 desk']);
    expect(run.measures.person_days_communication).toBeCloseTo(1, 12);
  });
});

describe('a wrong result', () => {
  const wrong = 'tasks: { build: { work: 2 days, error: 100% } }';

  it('goes to the organisation above, which may accept it; then it is worth less', () => {
    const run = simulate(city(`${wrong}, errors: { verify: 0.5 days, redone: 0, quality: 40% }`), { data: one });
    // Done at 3, up until 3.25, looked at until 3.75, back at 4.25.
    expect(milestones(run)).toEqual(['1 launch 1 desk', '4.25 accept 1 desk', '4.25 task 1 desk', '4.25 end 1 desk']);
    expect(run.measures).toMatchObject({ solved: 1, tasks_done: 1, task_rework_share: 0, task_accepted_share: 1 });
    expect(run.measures.public_value).toBeCloseTo(0.4, 12);
    expect(run.measures.person_days_verification).toBeCloseTo(0.5, 12);
    expect(run.of('ministry', 'person_days_verification')).toBeCloseTo(0.5, 12);
  });

  it('is looked at where it was made when nobody is above', () => {
    const run = simulate(city(`tasks: { build: { work: 2 days, error: 100%, by: ministry } }, errors: { verify: 0.5 days, redone: 0 }`), { data: one });
    expect(milestones(run)).toEqual(['1 launch 1 desk', '3.5 accept 1 ministry', '3.5 task 1 ministry', '3.5 end 1 desk']);
  });

  it('costs the share of the tasks that are flawed', () => {
    const run = simulate(city('tasks: { plan: { work: 1 day }, build: { work: 1 day, error: 100% }, pay: { work: 1 day }, close: { work: 1 day } }, errors: { redone: 0, quality: 0 }'), { data: one });
    expect(run.measures.public_value).toBeCloseTo(3 / 4, 12);
    expect(run.records[0].quality).toBeCloseTo(3 / 4, 12);
  });

  it('is done again with a share of the work, as often as it is wrong', () => {
    // Tries until a result is right are geometric with p = .6: the mean is 1 / .6, the rework share .4, over 2000 problems.
    const rows = Array.from({ length: 2000 }, (_, i) => `${i * 50},0.5,1`);
    const run = simulate(city('tasks: { build: { work: 2 days, error: 40% } }, errors: { verify: 0 days, rework: 0.5 }', { horizon: 100000 }), { data: trace(...rows), seed: '7' });
    const { measures } = run;
    expect(measures.tasks_done).toBe(2000);
    // The standard error of the share of wrong results among about 3333 is .0085; the interval is that of 99.9 %.
    expect(Math.abs((measures.task_rework_share ?? NaN) - 0.4)).toBeLessThan(0.028);
    const reworks = run.log.filter((line) => line.includes(' redo ')).length;
    expect(measures.person_days_rework).toBeCloseTo(reworks * 1, 6);
    expect(measures.person_days_implementation).toBeCloseTo(4000, 6);
    // Two days, and for each rework one day and three quarters of a day on the way up and down.
    expect(measures.project_makespan).toBeCloseTo(2 + (reworks / 2000) * 1.75, 6);
    expect(measures.public_value).toBe(1);
  });
});

describe('a deadline', () => {
  it.each([
    ['while a task is in service', '2.5 days', 'tasks: { plan: { work: 2 days }, build: { work: 1 day, after: plan } }', 3],
    ['while a result is on its way up', '3.1 days', 'tasks: { plan: { work: 2 days, error: 100% } }, errors: { redone: 0 }', 3],
    ['while it is looked at', '3.3 days', 'tasks: { plan: { work: 2 days, error: 100% } }, errors: { redone: 0, verify: 1 day }', 4],
    ['while a message is read', '3.1 days', 'messages: 1 day, tasks: { plan: { work: 2 days }, build: { work: 1 day, after: plan, by: works } }', 4],
  ])('ends it %s: nothing follows, what is in service is sunk', (_, deadline, tasks, personDays) => {
    const run = simulate(city(tasks, { problem: `deadline: ${deadline}` }), { data: one });
    expect(milestones(run).slice(-2)).toEqual([`${parseFloat(deadline)} expire 1 desk`, `${parseFloat(deadline)} end 1 desk`]);
    expect(run.measures).toMatchObject({ expired: 1, programmes_completed: 0, completion_share: 0 });
    expect(run.measures.project_makespan).toBeUndefined();
    const { person_days_direct: direct = NaN, person_days_implementation: done = NaN, person_days_verification: verified = NaN, person_days_communication: read = NaN } = run.measures;
    expect(direct + done + verified + read).toBeCloseTo(personDays, 12);
  });

  it('leaves a project at the end of the run censored', () => {
    const run = simulate(city('tasks: { plan: { work: 30 days } }', { horizon: 20 }), { data: one });
    expect(run.measures).toMatchObject({ open_problems: 1, tasks_done: 0 });
    expect(run.measures.project_makespan).toBeUndefined();
  });
});

describe('chance', () => {
  const cases = trace(...Array.from({ length: 60 }, (_, i) => `${i * 20},0.5,1`));
  const wrongs = (tasks: string): Map<string, number> => {
    const count = new Map<string, number>();
    const run = simulate(city(`${tasks}, errors: { verify: 0 days, rework: 0.1 }`, { horizon: 2000 }), { data: cases });
    for (const line of run.log) {
      const [, kind, problem, organisation] = line.split(' ');
      if (kind === 'redo' && organisation === 'works') count.set(problem, (count.get(problem) ?? 0) + 1);
    }
    return count;
  };

  it('is that of the problem and the task, whatever other tasks there are and wherever it stands', () => {
    const build = 'build: { work: { law: exponential, mean: 1 day }, error: 50%, by: works }';
    const alone = wrongs(`tasks: { ${build} }`);
    expect(alone.size).toBeGreaterThan(10);
    expect(wrongs(`tasks: { plan: { work: 1 day, error: 30% }, ${build.replace('by: works', 'by: works, after: plan')}, pay: { work: 1 day } }`)).toEqual(alone);
    expect(wrongs(`tasks: { ${build.replace('build', 'erect')} }`)).not.toEqual(alone);
  });
});
