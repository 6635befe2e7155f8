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
