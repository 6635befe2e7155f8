import { describe, expect, test } from 'vitest';
import type { ImplementationSpec } from '../../src/scenario/scenario.js';
import { complaints, parse, statements } from './scenario-text.js';

/** A union of two states with two cities each; problems arise at the office of the union unless said otherwise. */
const scenario = (implementation: string, at = 'office'): string => `name: union
time: { horizon: 10 days }
domains: [health, work]
jurisdictions:
  union: { level: supranational }
  state: { level: national, in: union, count: 2 }
  city: { level: local, in: state, count: 2 }
organisations:
  office: { in: union, service: 1 day }
  agency: { in: union, count: 2 }
  ministry: { in: state, per: domain, service: 1 day }
  council: { in: city, service: 1 day }
problems:
  case:
    at: ${at}
    arrivals: { law: poisson, rate: 1 per day }
    implementation: ${implementation}
`;

const implementationOf = (settings: string, at = 'office'): ImplementationSpec | undefined => parse(scenario(`{ ${settings} }`, at)).problems[0].implementation;
const complaintsOf = (settings: string, at = 'office'): readonly string[] => statements(scenario(`{ ${settings} }`, at)).map((line) => line.replace('problems.case.implementation.', ''));
const nobody = { path: false, participants: false, network: false, organisations: [] };

describe('an implementation', () => {
  test('needs something to do', () => {
    expect(statements(scenario('{}'))).toEqual(['problems.case.implementation: expected clearances, tasks or a cascade, found none of them']);
    expect(complaintsOf('task: {}')).toContain('task: unknown key (did you mean "tasks"?)');
  });
});

describe('a cascade', () => {
  test('needs a level and the time it takes there; the rest has defaults', () => {
    expect(implementationOf('cascade: { to: local, work: 2 days }')).toEqual({
      cascade: {
        to: 2, through: [], work: { law: 'constant', value: 2 }, detail: { law: 'constant', value: 0 },
        discretion: 0, need: { law: 'normal', mean: 0, sd: 1, min: -Infinity, max: Infinity }, fit: 0, uniformity: 0, join: 1,
      },
    });
  });

  test('is taken as written, with clearances of its own, beside those of the programme and its tasks', () => {
    expect(implementationOf(`clearances: 2, agreement: 90%, tasks: { draft: { work: 1 day } }, cascade: { to: local, through: [national], detail: 1 week, work: { law: exponential, mean: 2 days },
      discretion: 40%, need: { law: uniform, min: -1, max: 1 }, fit: 0.5, uniformity: 0.1, join: 2/3, clearances: 3, agreement: { rule: moody, mood: 1 }, holders: council, tries: 2 }`)).toMatchObject({
      clearances: { points: 2, holders: { path: true }, tries: 1 },
      project: { tasks: [{ name: 'draft' }] },
      cascade: {
        to: 2, through: [1], detail: { law: 'constant', value: 5 }, work: { law: 'exponential', mean: 2 }, discretion: 0.4, need: { law: 'uniform', min: -1, max: 1 },
        fit: 0.5, uniformity: 0.1, join: 2 / 3, clearances: { points: 3, agreement: { name: 'moody' }, holders: { organisations: [7, 8, 9, 10] }, tries: 2 },
      },
    });
  });

  test.each([
    ['to: local', 'work: missing, expected a length of time such as "1 day", or a law such as { law: exponential, mean: 1 day }'],
    ['work: 1 day', 'to: missing, expected a text'],
    ['to: locale, work: 1 day', 'to: expected a level: "supranational", "national" or "local", found "locale" (did you mean "local"?)'],
    ['to: supranational, work: 1 day', 'to: expected a level below "supranational", where problems of the class arise, found "supranational"'],
    ['to: local, through: [nation], detail: 1 day, work: 1 day', 'through[0]: expected a level: "supranational", "national" or "local", found "nation" (did you mean "national"?)'],
    ['to: local, through: [local], work: 1 day', 'through[0]: expected a level below "supranational" and above "local", found "local"'],
    ['to: local, through: [supranational], work: 1 day', 'through[0]: expected a level below "supranational" and above "local", found "supranational"'],
    ['to: local, through: [national, national], work: 1 day', 'through[1]: expected different levels, found "national" twice'],
    ['to: local, detail: 1 day, work: 1 day', 'detail: expected "through" with the levels that detail it, found none'],
    ['to: local, work: 1 day, discretion: 1.5', 'discretion: expected a share between 0 and 1 such as 0.7 or 70%, found 1.5'],
    ['to: local, work: 1 day, discretion: -1', 'discretion: expected a share between 0 and 1 such as 0.7 or 70%, found -1'],
    ['to: local, work: 1 day, join: 0', 'join: expected a share above 0, found 0'],
    ['to: local, work: 1 day, fit: -1', 'fit: expected a number of at least 0, found -1'],
    ['to: local, work: 1 day, agreement: 90%', 'clearances: missing, expected a whole number of at least 1'],
    ['to: local, work: 1 day, clearances: 1, agreement: 90%, holders: counsil', 'holders: expected an organisation, or a rule of "organisations": "office", "agency", "ministry" or "council", found "counsil" (did you mean "council"?)'],
    ['to: local, work: 1 day, clearances: 1, agreement: 0, tries: unlimited, time: 0 days, gap: 0 days', 'tries: expected a limited number, or a time or gap above 0 days, found unlimited tries that take no time'],
    ['to: local, work: 1 day, joint: 1', 'joint: unknown key (did you mean "join"?)'],
  ])('{ %s } is refused', (settings, message) => {
    expect(complaintsOf(`cascade: { ${settings} }`)).toContain(`cascade.${message}`);
  });

  test('must lead below every place where problems arise, and to some jurisdiction', () => {
    expect(complaintsOf('cascade: { to: national, work: 1 day }', 'council')).toEqual(['cascade.to: expected a level below "local", where problems of the class arise, found "national"']);
    expect(complaintsOf('cascade: { to: national, work: 1 day }', '[office, council]')).toEqual(['cascade.to: expected a level below "local", where problems of the class arise, found "national"']);
    const empty = scenario('{ cascade: { to: local, work: 1 day } }', 'ministry').replace('in: state, count: 2 }', 'in: union, count: 2 }');
    expect(statements(empty)).toEqual(['problems.case.implementation.cascade.to: expected a level with jurisdictions below one where problems of the class arise, found "local"']);
    expect(statements(empty.replace('level: national, in: union', 'level: nation, in: union')).filter((line) => line.includes('cascade'))).toEqual([]);
  });

  test('is reported with line and column', () => {
    expect(complaints(scenario('{ cascade: { to: locally, work: 1 day } }'))).toEqual([
      '17:34  problems.case.implementation.cascade.to: expected a level: "supranational", "national" or "local", found "locally" (did you mean "local"?)',
    ]);
  });
});

describe('clearances', () => {
  test('need a number and how likely they are; the rest has defaults', () => {
    expect(implementationOf('clearances: 70, agreement: 95%')).toEqual({
      clearances: {
        points: 70, holders: { ...nobody, path: true }, agreement: { name: 'fixed', parameters: { probability: 0.95 } },
        time: { law: 'constant', value: 0.1 }, parallel: false, tries: 1, gap: { law: 'constant', value: 21 }, bandwagon: 1, reduces: false,
      },
    });
  });

  test('are taken as written', () => {
    expect(implementationOf(`clearances: 70, bundles: 7, agreement: { rule: moody, mood: 10% }, holders: [network, office], time: { law: exponential, mean: 2 h },
      order: parallel, tries: unlimited, gap: 1 week, bandwagon: 0.9, refused: reduce`)).toEqual({
      clearances: {
        points: 7, holders: { ...nobody, network: true, organisations: [0] }, agreement: { name: 'moody', parameters: { mood: 0.1 } },
        time: { law: 'exponential', mean: 0.25 }, parallel: true, tries: Infinity, gap: { law: 'constant', value: 5 }, bandwagon: 0.9, reduces: true,
      },
    });
  });

  test.each([
    ['agreement: 95%', 'clearances: missing, expected a whole number of at least 1'],
    ['clearances: 70', 'agreement: missing, expected a share such as 95%, or a rule such as { rule: common-shock, alpha: 19, beta: 1 }'],
    ['clearances: 70, agreement: 95', 'agreement: expected a share such as 95%, or a rule such as { rule: common-shock, alpha: 19, beta: 1 }, found 95 (write "95%")'],
    ['clearances: 70, agreement: { rule: moodi }', 'agreement.rule: expected an agreement rule: "fixed" or "moody", found "moodi" (did you mean "moody"?)'],
    ['clearances: 70, agreement: 95%, bundles: 71', 'bundles: expected at most as many bundles as clearances (70), found 71'],
    ['clearances: 70, agreement: 95%, tries: 0', 'tries: expected a whole number of at least 1, or "unlimited", found 0'],
    ['clearances: 70, agreement: 95%, holders: [path, path]', 'holders: expected different holders, found "path" twice'],
    ['clearances: 70, agreement: 95%, holders: offis', 'holders: expected an organisation, or a rule of "organisations": "office", "agency", "ministry" or "council", found "offis" (did you mean "office"?)'],
    ['clearances: 70, agreement: 0%, tries: unlimited, time: 0 days, gap: 0 days', 'tries: expected a limited number, or a time or gap above 0 days, found unlimited tries that take no time'],
    ['clearances: 70, agreement: 95%, gap: soon', 'gap: expected a length of time such as "0.5 days", found "soon"'],
  ])('%s is refused', (settings, message) => {
    expect(complaintsOf(settings)[0]).toBe(message);
  });
});

describe('tasks', () => {
  test('need the time they take; the rest has defaults', () => {
    expect(implementationOf('tasks: { design: { work: 5 days } }')).toEqual({
      project: {
        tasks: [{ name: 'design', by: 'origin', work: { law: 'constant', value: 5 }, after: [], error: 0 }],
        errors: { verify: { law: 'constant', value: 0.15 }, redone: 1, rework: 1, quality: 0.5 },
      },
    });
  });

  test('are taken as written, behind clearances or without', () => {
    const settings = `tasks: { build: { by: council, work: { law: exponential, mean: 2 days }, after: [design, buy], error: 10% }, design: { by: solver, work: 1 day },
      buy: { by: [state-1/ministry.health, office], work: 1 day, after: design } }, errors: { verify: 1 day, redone: 50%, rework: 0.2, quality: 0 }, messages: 1 h`;
    // A council of each city does what arose in that city.
    expect(implementationOf(`clearances: 1, agreement: 1, ${settings}`, 'council')).toMatchObject({
      clearances: { points: 1 },
      project: {
        tasks: [
          { name: 'build', by: [7, 8, 9, 10], work: { law: 'exponential', mean: 2 }, after: [1, 2], error: 0.1 },
          { name: 'design', by: 'solver', after: [] },
          { name: 'buy', by: [0, 3], after: [1] },
        ],
        errors: { verify: { law: 'constant', value: 1 }, redone: 0.5, rework: 0.2, quality: 0 },
        messages: { law: 'constant', value: 0.125 },
      },
    });
  });

  test.each([
    ['tasks: {}', 'tasks: expected at least one task such as design: { work: 5 days }, found none'],
    ['tasks: { design: {} }', 'tasks.design.work: missing, expected a length of time such as "1 day", or a law such as { law: exponential, mean: 1 day }'],
    ['tasks: { de.sign: { work: 1 day } }', 'tasks.de.sign: not a valid name'],
    ['tasks: { a: { work: 1 day }, b: { work: 1 day, after: c } }', 'tasks.b.after: expected a task: "a" or "b", found "c" (did you mean "a"?)'],
    ['tasks: { a: { work: 1 day, after: a } }', 'tasks.a.after: "a" waits for itself'],
    ['tasks: { s: { work: 1 day }, a: { work: 1 day, after: [s, c] }, b: { work: 1 day, after: a }, c: { work: 1 day, after: b } }', 'tasks.a.after: these wait for each other: a after c after b after a'],
    ['tasks: { a: { work: 1 day }, b: { work: 1 day, after: [a, a] } }', 'tasks.b.after: expected different tasks, found "a" twice'],
    ['tasks: { a: { work: 1 day, error: 2 } }', 'tasks.a.error: expected a share between 0 and 1 such as 0.7 or 70%, found 2 (write "2%")'],
    ['tasks: { a: { work: 1 day, error: 1 } }', 'tasks.a.error: expected a probability below 1 where wrong results are always redone, found 1'],
    ['tasks: { a: { work: 1 day, by: [origin, office] } }', 'tasks.a.by: expected origin alone, or organisations, found both'],
    ['tasks: { a: { work: 1 day, by: offise } }', 'tasks.a.by: expected an organisation, or a rule of "organisations": "office", "agency", "ministry" or "council", found "offise" (did you mean "office"?)'],
    ['tasks: { a: { work: 1 day, by: council } }', 'tasks.a.by: expected one organisation in "union", or in the nearest jurisdiction above, found none'],
    ['tasks: { a: { work: 1 day, by: agency } }', 'tasks.a.by: expected one organisation in "union", or in the nearest jurisdiction above, found "union/agency-1", "union/agency-2"'],
    ['clearances: 1, agreement: 1, errors: { redone: 0 }', 'errors: expected tasks to which this belongs, found none'],
    ['messages: 1 h', 'messages: expected tasks to which this belongs, found none'],
    ['tasks: { a: { work: 1 day } }, errors: { redo: 0 }', 'errors.redo: unknown key (did you mean "redone"?)'],
    ['tasks: { a: { work: 1 day } }, holders: path', 'clearances: missing, expected a whole number of at least 1'],
  ])('%s is refused', (settings, message) => {
    expect(complaintsOf(settings)).toContain(message);
  });

  test('are reported with line and column', () => {
    expect(complaints(scenario('{ tasks: { design: { work: 1 day, after: b } } }'))).toEqual(['17:55  problems.case.implementation.tasks.design.after: expected a task: "design", found "b"']);
  });
});
