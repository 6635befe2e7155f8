import { describe, expect, test } from 'vitest';
import { complaints, dataFiles, parse } from './scenario-text.js';

const scenario = (jurisdictions: string): string => `name: places
time: { horizon: 10 days }
organisations: { office: { in: union } }
jurisdictions:
${jurisdictions}`;

const paths = (jurisdictions: string, options: Parameters<typeof parse>[1] = {}): readonly string[] =>
  parse(scenario(jurisdictions), options).jurisdictions.map((jurisdiction) => jurisdiction.path);

describe('the tree of jurisdictions', () => {
  test('rules multiply: a count in each of another rule', () => {
    const { jurisdictions } = parse(scenario('  union: { level: supranational }\n  state: { level: national, in: union, count: 2 }\n  city: { level: local, in: state, count: 2 }\n'));
    expect(jurisdictions).toEqual([
      { rule: 'union', name: 'union', path: 'union', level: 0, parent: -1 },
      { rule: 'state', name: 'state-1', path: 'union/state-1', level: 1, parent: 0 },
      { rule: 'state', name: 'state-2', path: 'union/state-2', level: 1, parent: 0 },
      { rule: 'city', name: 'city-1', path: 'union/state-1/city-1', level: 2, parent: 1 },
      { rule: 'city', name: 'city-2', path: 'union/state-1/city-2', level: 2, parent: 1 },
      { rule: 'city', name: 'city-1', path: 'union/state-2/city-1', level: 2, parent: 2 },
      { rule: 'city', name: 'city-2', path: 'union/state-2/city-2', level: 2, parent: 2 },
    ]);
  });

  test('names take the place of a count, and one jurisdiction may be named as the container', () => {
    expect(paths('  union: { level: supranational }\n  state: { level: national, in: union, names: [de, fr] }\n  land: { level: local, in: de, names: [bayern] }\n'))
      .toEqual(['union', 'union/de', 'union/fr', 'union/de/bayern']);
  });

  test('a path names one of several jurisdictions of the same name', () => {
    expect(paths('  union: { level: supranational, count: 2 }\n  state: { level: national, in: union, count: 1 }\n  city: { level: local, in: union-2/state-1 }\n').at(-1))
      .toBe('union-2/state-1/city');
  });

  test('parents stand before children whatever the order in the file, and levels may be skipped', () => {
    expect(paths('  city: { level: local, in: union }\n  union: { level: supranational }\n')).toEqual(['union', 'union/city']);
  });

  test('a CSV file may name them and what contains each', () => {
    const readText = dataFiles({ 'cities.csv': 'city,land\nKöln,North Rhine\nMünchen,Bavaria\n' });
    expect(paths(
      '  city: { level: local, from: { file: cities.csv, column: city, in: land } }\n  union: { level: supranational }\n  land: { level: national, in: union, names: [Bavaria, North-Rhine] }\n',
      { readText },
    )).toEqual(['union', 'union/Bavaria', 'union/North-Rhine', 'union/North-Rhine/Koln', 'union/Bavaria/Munchen']);
  });
});

describe('numbers of jurisdictions from a CSV file', () => {
  const top = '  union: { level: supranational }\n  state: { level: national, in: union, names: [big, small, none] }\n';
  const towns = (from: string): string => `${top}  town: { level: local, from: { file: towns.csv, ${from} } }\n`;
  const readText = dataFiles({ 'towns.csv': 'state,towns\nbig,3\nsmall,1\nnone,0\n' });

  test('there are as many in each row\'s jurisdiction as it says, called after the rule', () => {
    expect(paths(towns('in: state, count: towns'), { readText }).slice(4)).toEqual([
      'union/big/town-1', 'union/big/town-2', 'union/big/town-3', 'union/small/town-1',
    ]);
  });

  test.each([
    ['names and numbers at once', 'column: state, in: state, count: towns', '7:25  jurisdictions.town.from: expected either "column", with names, or "count", found both'],
    ['neither', 'in: state', '7:25  jurisdictions.town.from: expected either "column", with names, or "count", found neither'],
    ['numbers without their place', 'count: towns', '7:25  jurisdictions.town.from: missing "in", the column that says in which jurisdictions there are so many'],
    ['a column that is not there', 'in: state, count: town', '7:61  jurisdictions.town.from.count: expected a column of towns.csv: "state", "towns", found "town" (did you mean "towns"?)'],
  ])('%s are refused', (_, from, message) => {
    expect(complaints(scenario(towns(from)), { readText })).toEqual([message]);
  });

  test('every row without a usable number is reported, and a place named twice once', () => {
    const rows = dataFiles({ 'towns.csv': 'state,towns\nbig,many\nsmall,1.5\nnone,-1\nnone,2000000\nsmall,2\nsmall,2\n' });
    expect(complaints(scenario(towns('in: state, count: towns')), { readText: rows })).toEqual([
      ...['many', '1.5', '-1', '2000000'].map((found, row) => `towns.csv:${row + 2}  jurisdictions.town.from.count: expected a whole number from 0 to 1000000, found "${found}"`),
      'towns.csv:7  jurisdictions.town.from.in: there are two jurisdictions "union/small/town-1"',
    ]);
  });

  test('a place that does not exist is reported once, however many it has', () => {
    const rows = dataFiles({ 'towns.csv': 'state,towns\nbigg,3000\n' });
    expect(complaints(scenario(towns('in: state, count: towns')), { readText: rows })).toEqual([
      'towns.csv:2  jurisdictions.town.from.in: expected a jurisdiction: "union", "state", "town" or "big", found "bigg" (did you mean "big"?)',
    ]);
  });

  test('more than a scenario may have are refused before they are made', () => {
    const rows = dataFiles({ 'towns.csv': 'state,towns\nbig,600000\nsmall,600000\n' });
    expect(complaints(scenario(towns('in: state, count: towns')), { readText: rows })).toEqual(['7:3  jurisdictions.town: expected at most 1000000 jurisdictions, found 1200004']);
  });
});

describe('a tree that cannot be', () => {
  const top = '  union: { level: supranational }\n';
  test.each([
    ['an unknown level', '  union: { level: supernational }\n', '5:12  jurisdictions.union.level: expected a level: "supranational", "national" or "local", found "supernational" (did you mean "supranational"?)'],
    ['a container that does not exist', `${top}  state: { level: national, in: unio }\n`, '6:29  jurisdictions.state.in: expected a jurisdiction: "union" or "state", found "unio" (did you mean "union"?)'],
    ['a container of the same level', `${top}  state: { level: supranational, in: union }\n`,
      '6:34  jurisdictions.state.in: expected a jurisdiction above level "supranational", found "union" of level "supranational"'],
    ['a rule in itself', `${top}  state: { level: national, in: state }\n`, '6:29  jurisdictions.state.in: "state" is in itself'],
    ['rules in each other', `${top}  a: { level: national, in: b }\n  b: { level: local, in: a }\n`, '6:25  jurisdictions.a.in: these contain each other: a in b in a'],
    ['two ways of counting', `${top}  state: { level: national, in: union, count: 2, names: [a] }\n`, '6:3  jurisdictions.state: expected only one of "count", "names" and "from", found "count" and "names"'],
    ['a name given twice', `${top}  state: { level: national, in: union, names: [a, a] }\n`, '6:3  jurisdictions.state: there are two jurisdictions "union/a"'],
    ['a name that is no slug', `${top}  state: { level: national, in: union, names: [New York] }\n`,
      '6:48  jurisdictions.state.names[0]: expected a name of letters, digits, "-" and "_" that begins with a letter, found "New York" (write "New-York")'],
    ['a name with a dot', `${top}  st.ate: { level: national, in: union }\n`,
      '6:3  jurisdictions.st.ate: expected a name of letters, digits, "-" and "_" that begins with a letter, found "st.ate" (write "st-ate")'],
    ['a name that stands for several', '  union: { level: supranational, count: 2 }\n  state: { level: national, in: union, count: 1 }\n  city: { level: local, in: state-1 }\n',
      '7:25  jurisdictions.city.in: 2 jurisdictions are called "state-1" (write a path such as "union-1/state-1")'],
    ['too many', `${top}  state: { level: national, in: union, count: 2000 }\n  city: { level: local, in: state, count: 2000 }\n`,
      '7:3  jurisdictions.city: expected at most 1000000 jurisdictions, found 4002001'],
    ['far too many', `${top}  state: { level: national, in: union, count: 1000000000000 }\n`,
      '6:40  jurisdictions.state.count: expected at most 1000000 jurisdictions, found 1000000000000'],
    ['an unknown key', `${top}  state: { level: national, inn: union }\n`, '6:29  jurisdictions.state.inn: unknown key (did you mean "in"?)'],
  ])('%s', (_, jurisdictions, message) => {
    expect(complaints(scenario(jurisdictions))).toEqual([message]);
  });

  test('every unusable row of a file is reported', () => {
    const readText = dataFiles({ 'cities.csv': 'city,land\nBerlin,Prussia\n---,Bavaria\nMunich,Bavaria\nMunich,Bavaria\n' });
    expect(complaints(scenario('  union: { level: supranational }\n  land: { level: national, in: union, names: [Bavaria] }\n  city: { level: local, from: { file: cities.csv, column: city, in: land } }\n'), { readText }))
      .toEqual([
        'cities.csv:2  jurisdictions.city.from.in: expected a jurisdiction: "union", "land" or "city", found "Prussia"',
        'cities.csv:3  jurisdictions.city.from.column: expected a name that contains a letter, found "---"',
        'cities.csv:5  jurisdictions.city.from.in: there are two jurisdictions "union/Bavaria/Munich"',
      ]);
  });

  test('what refers to a rule that is not valid is not reported as well', () => {
    expect(complaints(scenario('  union: { level: suprnational }\n  state: { level: national, in: union }\n  city: { level: local, in: state-1 }\n')))
      .toEqual(['5:12  jurisdictions.union.level: expected a level: "supranational", "national" or "local", found "suprnational" (did you mean "supranational"?)']);
  });
});
