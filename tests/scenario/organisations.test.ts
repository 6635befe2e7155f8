import { describe, expect, test } from 'vitest';
import { complaints, dataFiles, parse, smallest } from './scenario-text.js';

const scenario = (organisations: string): string => `name: bodies
time: { horizon: 10 days }
domains: [health, work]
jurisdictions:
  union: { level: supranational }
  state: { level: national, in: union, count: 2 }
organisations:
${organisations}`;

const paths = (organisations: string, options: Parameters<typeof parse>[1] = {}): readonly string[] =>
  parse(scenario(organisations), options).organisations.map((organisation) => organisation.path);

describe('organisations by rule', () => {
  test('one in each place with all domains, unless the rule says otherwise', () => {
    expect(parse(scenario('  ministry: { in: state }\n')).organisations.map(({ settings: _, ...spec }) => spec)).toEqual([
      { rule: 'ministry', name: 'ministry', path: 'union/state-1/ministry', jurisdiction: 1, domains: [0, 1] },
      { rule: 'ministry', name: 'ministry', path: 'union/state-2/ministry', jurisdiction: 2, domains: [0, 1] },
    ]);
  });

  test('one for each domain, several in each place, or both', () => {
    expect(paths('  ministry: { in: state-1, per: domain }\n')).toEqual(['union/state-1/ministry.health', 'union/state-1/ministry.work']);
    expect(paths('  ministry: { in: union, count: 2, domains: [work] }\n')).toEqual(['union/ministry-1', 'union/ministry-2']);
    expect(paths('  ministry: { in: union, count: 2, per: domain, domains: [work] }\n')).toEqual(['union/ministry-1.work', 'union/ministry-2.work']);
  });

  test('organisations of a rule share one settings object', () => {
    const { organisations } = parse(scenario('  ministry: { in: state, per: domain, staff: 3 }\n'));
    expect(new Set(organisations.map((organisation) => organisation.settings)).size).toBe(1);
  });

  test('everything has a default', () => {
    const ask = { law: 'constant', value: 0.5 };
    expect(parse(scenario('  ministry: { in: union }\n')).organisations[0].settings).toEqual({
      staff: 1, dayCost: 1, sector: 'public', weight: 1, knowledge: { z: [Infinity, Infinity] }, coordinationKnowledge: Infinity,
      service: { solved: ask, passed: ask }, help: { solved: ask, passed: ask }, attention: { name: 'fifo', parameters: {} },
    });
  });

  test('settings are taken as written', () => {
    const { settings } = parse(scenario(
      '  ministry: { in: union, staff: 4, day_cost: 300, sector: nonprofit, weight: 82.5, service: { solved: 2 days, passed: 1 h }, help: 4 h, attention: lifo }\n',
    )).organisations[0];
    expect(settings).toMatchObject({
      staff: 4, dayCost: 300, sector: 'nonprofit', weight: 82.5, attention: { name: 'lifo', parameters: {} },
      service: { solved: { law: 'constant', value: 2 }, passed: { law: 'constant', value: 0.125 } },
      help: { solved: { law: 'constant', value: 0.5 }, passed: { law: 'constant', value: 0.5 } },
    });
  });
});

describe('organisations one by one', () => {
  test('a list overrides the rule entry by entry', () => {
    const { organisations } = parse(scenario('  agency:\n    in: union\n    staff: 2\n    list:\n      - { name: ema, staff: 9 }\n      - { name: osha, domains: [work], in: state-2 }\n'));
    expect(organisations.map(({ path, domains, settings }) => [path, domains, settings.staff])).toEqual([
      ['union/ema', [0, 1], 9], ['union/state-2/osha', [1], 2],
    ]);
  });

  test('a CSV file overrides the rule row by row; empty cells leave it', () => {
    const readText = dataFiles({ 'data/agencies.csv': 'Agency;Seat;Field;People;Share\nEMA Ámsterdam;state-1;health;900;0.9\nOSHA;;work, health;;\n' });
    const { organisations } = parse(scenario(
      '  agency:\n    in: union\n    staff: 2\n    knows: { level: 1 }\n    from:\n      file: data/agencies.csv\n      delimiter: ";"\n      separator: ","\n'
      + '      columns: { name: Agency, in: Seat, domains: Field, staff: People, weight: Share }\n',
    ), { readText });
    expect(organisations.map(({ path, domains, settings }) => [path, domains, settings.staff, settings.weight])).toEqual([
      ['union/state-1/EMA-Amsterdam', [0], 900, 0.9], ['union/OSHA', [1, 0], 2, 1],
    ]);
  });

  test('every unusable row is reported with its line and column', () => {
    const readText = dataFiles({ 'a.csv': 'name,place,field,people\nx,state-3,health,0\n,union,halth,2\ny,union,work\ny,union,work,3\ny,union,work,3\n' });
    expect(complaints(scenario('  agency: { from: { file: a.csv, columns: { name: name, in: place, domains: field, staff: people } } }\n'), { readText })).toEqual([
      'a.csv:2  organisations.agency.from.columns.staff: expected a whole number of at least 1, or "unlimited", found 0',
      'a.csv:3  organisations.agency.from.columns.name: expected a name that contains a letter, found ""',
      'a.csv:4  organisations.agency.from.file: expected 4 cells as in the header, found 3',
      'a.csv:6  organisations.agency.from.columns.name: there are two organisations "union/y"',
    ]);
  });

  test('a row may lie in an unknown place or work in an unknown domain', () => {
    const readText = dataFiles({ 'a.csv': 'name,place,field\nx,state-3,health\nz,union,halth\n' });
    expect(complaints(scenario('  agency: { from: { file: a.csv, columns: { name: name, in: place, domains: field } } }\n'), { readText })).toEqual([
      'a.csv:2  organisations.agency.from.columns.in: expected a jurisdiction: "union", "state" or "state-1", found "state-3" (did you mean "state-1"?)',
      'a.csv:3  organisations.agency.from.columns.domains: expected a domain: "health" or "work", found "halth" (did you mean "health"?)',
    ]);
  });
});

describe('organisations that cannot be', () => {
  test.each([
    ['no place', '  ministry: { staff: 2 }\n', '8:3  organisations.ministry.in: missing, expected a jurisdiction or a rule of "jurisdictions"'],
    ['an unknown place', '  ministry: { in: stat }\n', '8:15  organisations.ministry.in: expected a jurisdiction: "union" or "state", found "stat" (did you mean "state"?)'],
    ['an unknown domain', '  ministry: { in: state, domains: [wrk] }\n', '8:26  organisations.ministry.domains: expected a domain: "health" or "work", found "wrk" (did you mean "work"?)'],
    ['per of something else', '  ministry: { in: state, per: domains }\n', '8:26  organisations.ministry.per: expected "domain", found "domains"'],
    ['two ways of counting', '  ministry: { in: state, count: 2, list: [{ name: a }] }\n', '8:3  organisations.ministry: expected only one of "count", "list" and "from", found "count" and "list"'],
    ['a list per domain', '  ministry: { in: state, per: domain, list: [{ name: a }] }\n',
      '8:26  organisations.ministry.per: organisations that are named one by one say their domains themselves; take "per" away'],
    ['an unknown key in a list', '  ministry: { in: state, list: [{ nam: a }] }\n', '8:33  organisations.ministry.list[0].name: missing, expected a name of letters, digits, "-" and "_" that begins with a letter'],
    ['the same name twice', '  ministry: { in: state, list: [{ name: a }, { name: a }] }\n', '8:48  organisations.ministry.list[1].name: there are two organisations "union/state-1/a"'],
    ['an unknown sector', '  ministry: { in: state, sector: pubic }\n', '8:26  organisations.ministry.sector: expected one of these: "public", "private", "nonprofit" or "civil", found "pubic" (did you mean "public"?)'],
    ['an unknown attention rule', '  ministry: { in: state, attention: fofi }\n', '8:26  organisations.ministry.attention: expected an attention rule: "fifo" or "lifo", found "fofi"'],
    ['a negative weight', '  ministry: { in: state, weight: -1 }\n', '8:26  organisations.ministry.weight: expected a number of at least 0, found -1'],
    ['half a service', '  ministry: { in: state, service: { solved: 1 day } }\n',
      '8:26  organisations.ministry.service.passed: missing, expected a length of time such as "1 day", or a law such as { law: exponential, mean: 1 day }'],
    ['a rule that is a number', '  ministry: 3\n', '8:3  organisations.ministry: expected a map (key: value), found 3'],
    ['too many', '  ministry: { in: state, count: 600000 }\n', '8:3  organisations.ministry: expected at most 1000000 organisations, found 1200000'],
  ])('%s', (_, organisations, message) => {
    expect(complaints(scenario(organisations))[0]).toBe(message);
  });

  test('a list of more than 20000 is refused with advice', () => {
    const list = Array.from({ length: 20_001 }, (_, index) => `      - { name: a${index} }\n`).join('');
    expect(complaints(scenario(`  agency:\n    in: union\n    list:\n${list}`)))
      .toEqual(['10:5  organisations.agency.list: expected at most 20000 organisations in a list, found 20001 (use "count", or a CSV file under "from")']);
  });

  test('service is needed where problems arise', () => {
    expect(complaints(`${smallest.replace(', service: 1 day', '')}problems: { case: { at: office, arrivals: { law: poisson, rate: 1 per day } } }\n`)).toEqual([
      '6:3  organisations.office.service: missing, expected the person time of one problem such as { law: lognormal, mean: 1 day, cv: 0.8 } (problems of "case" arise here)',
    ]);
  });

  test('none at all is refused', () => {
    expect(complaints('name: x\ntime: { horizon: 1 day }\n')).toEqual([
      '1:1  jurisdictions: expected at least one jurisdiction, found none', '1:1  organisations: expected at least one organisation, found none',
    ]);
  });
});

describe('explicit parents', () => {
  const parents = (organisations: string): readonly (string | undefined)[] =>
    parse(scenario(organisations)).organisations.map((organisation) => organisation.settings.parent);

  test('the parent is the nearest one around, and of several the one with the lead domain', () => {
    expect(parents('  ministry: { in: state, per: domain, parent: board }\n  board: { in: union, per: domain }\n').slice(0, 4))
      .toEqual(['union/board.health', 'union/board.work', 'union/board.health', 'union/board.work']);
    expect(parents('  ministry: { in: state, parent: cabinet }\n  cabinet: { in: state }\n').slice(0, 2)).toEqual(['union/state-1/cabinet', 'union/state-2/cabinet']);
  });

  test.each([
    ['an unknown parent', '  ministry: { in: state, parent: bord }\n  board: { in: union }\n',
      '8:26  organisations.ministry.parent: expected an organisation, or a rule of "organisations": "ministry" or "board", found "bord" (did you mean "board"?) (for union/state-1/ministry)'],
    ['a parent below', '  board: { in: union, parent: ministry }\n  ministry: { in: state }\n',
      '8:23  organisations.board.parent: expected exactly one other organisation of the same level or above, found none (for union/board)'],
    ['several parents', '  ministry: { in: state, parent: board }\n  board: { in: union, count: 2 }\n',
      '8:26  organisations.ministry.parent: expected exactly one other organisation of the same level or above, found "union/board-1", "union/board-2" (for union/state-1/ministry)'],
    ['a parent without a domain of the child', '  ministry: { in: state, parent: board }\n  board: { in: union, domains: [health] }\n',
      '8:26  organisations.ministry.parent: expected an organisation that works in domain "work" as well, found "union/board" (for union/state-1/ministry)'],
    ['parents in a circle', '  a: { in: union, parent: b }\n  b: { in: union, parent: a }\n', '8:19  organisations.a.parent: "union/a" is above itself: its parents lead back to it'],
  ])('%s is refused', (_, organisations, message) => {
    expect(complaints(scenario(organisations))).toEqual([message]);
  });
});
