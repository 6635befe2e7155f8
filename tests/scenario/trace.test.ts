import { describe, expect, test } from 'vitest';
import type { TraceRecord } from '../../src/scenario/scenario.js';
import { complaints, dataFiles, parse } from './scenario-text.js';

const scenario = (columns: string, more = '', time = 'start: 2024-01-01, calendar: civil'): string => `name: trace
time: { horizon: 10 years, ${time} }
domains: [health, work]
levels: [court, opinion, notice]
jurisdictions:
  union: { level: court }
  state: { level: notice, in: union, names: [Austria, Cote-d-Azur] }
organisations:
  unit: { in: state, per: domain, service: 1 day }
problems:
  case:
    at: unit
    arrivals: { law: trace, file: data/cases.csv, columns: { ${columns} }${more} }
`;

function records(columns: string, csv: string, more = '', time?: string): readonly TraceRecord[] {
  const { arrivals } = parse(scenario(columns, more, time), { readText: dataFiles({ 'data/cases.csv': csv }) }).problems[0];
  if (arrivals.law !== 'trace') throw new Error('expected a trace');
  return arrivals.records;
}

function refusals(columns: string, csv: string, more = '', time?: string): readonly string[] {
  return complaints(scenario(columns, more, time), { readText: dataFiles({ 'data/cases.csv': csv }), file: 'study/scenario.yaml' });
}

const basic = 'time: date, jurisdiction: country, domain: field';

describe('traces', () => {
  test('rows become records in the order of their times, references resolved', () => {
    const csv = 'date,case,country,field,stage,hard,worth\n2024-03-01,B,Austria,work,opinion,2.5,10\n2024-01-02,A,"Côte d\'Azur",health;work,,,\n';
    expect(records(`${basic}, id: case, level: stage, difficulty: hard, value: worth`, csv)).toEqual([
      { line: 3, id: 'A', time: 1, organisation: 2, domains: [0, 1] },
      // From 2024-01-01 to 2024-03-01 are 31 + 29 days.
      { line: 2, id: 'B', time: 60, organisation: 1, entryLevel: 1, difficulty: 2.5, value: 10, domains: [1] },
    ]);
  });

  test('in the working calendar a year of dates is a year of working days', () => {
    const [record] = records(basic, 'date,country,field\n2028-01-01,Austria,work\n', '', 'start: 2024-01-01');
    // 1461 days from 2024-01-01 to 2028-01-01 are 4 * 365.25 calendar days, hence 4 * 250 working days.
    expect(record.time).toBeCloseTo(1000, 9);
  });

  test('numeric times have the unit that the scenario gives', () => {
    const csv = 'hour,country,field\n36,Austria,work\n';
    expect(records('time: { column: hour, unit: hours }, jurisdiction: country, domain: field', csv, '', 'calendar: civil')[0].time).toBe(1.5);
    expect(records('time: { column: hour, unit: hours }, jurisdiction: country, domain: field', csv, '', 'calendar: working')[0].time).toBe(4.5);
  });

  test('times of day count', () => {
    expect(records(basic, 'date,country,field\n2024-01-01T18:00,Austria,work\n')[0].time).toBe(0.75);
  });

  test('names of the file may differ from those of the scenario', () => {
    const csv = 'date,country,field,stage\n2024-01-01,AT,"Public health; prevention",LFN258\n';
    expect(records(`${basic}, level: stage`, csv, ', names: { jurisdiction: { AT: Austria }, domain: { Public health; prevention: health }, level: { LFN258: notice } }')[0])
      // The level is that of the organisation itself, hence no delayed entry.
      .toEqual({ line: 2, id: '1', time: 0, organisation: 0, domains: [0] });
  });

  test('an organisation may be named itself, and other characters may separate', () => {
    const csv = 'date|unit|field\n2024-01-01|union/Austria/unit.work|work+health\n';
    expect(records('time: date, organisation: unit, domain: field', csv, ', delimiter: "|", separator: +')[0]).toMatchObject({ organisation: 1, domains: [1, 0] });
  });

  test('rows after the horizon are kept: they just do not arrive', () => {
    expect(records(basic, 'date,country,field\n2090-01-01,Austria,work\n')).toHaveLength(1);
  });

  test('identities are the numbers of the rows in the file where no column holds them', () => {
    const csv = 'date,country,field\n2024-03-01,Austria,work\n2024-01-01,Austria,work\n';
    expect(records(basic, csv).map(({ id, line }) => [id, line])).toEqual([['2', 3], ['1', 2]]);
  });
});

describe('traces that cannot be read', () => {
  test('a problem cannot enter below its organisation', () => {
    const high = scenario(`${basic}, level: stage`).replace('level: notice, in', 'level: opinion, in');
    expect(complaints(high, { readText: dataFiles({ 'data/cases.csv': 'date,country,field,stage\n2024-01-01,Austria,work,notice\n' }) }))
      .toEqual(['data/cases.csv:2  problems.case.arrivals.columns.level: expected the level of its organisation or one above, found "notice"']);
  });

  test('every unusable row is reported with its line and all its reasons', () => {
    const csv = `date,country,field,case,stage,hard,worth
2024-02-30,Austria,work,1,,,
2023-12-31,Austria,work,2,,,
,Austria,work,3,,,
2024-01-01,Autria,work,4,,,
2024-01-01,Austria,wrk,5,apinion,,
2024-01-01,Austria,work,6,,hard,-1
2024-01-01,Austria,,7,,,
2024-01-01,,work,8,,,
2024-01-01,Austria,work;work,9,,,
2024-01-01,Austria,work,,,,
2024-01-01,Austria,work,11,,,
2024-01-01,Austria,work,11,,,
2024-01-01,Austria,work
`;
    expect(refusals(`${basic}, id: case, level: stage, difficulty: hard, value: worth`, csv)).toEqual([
      'time: expected an ISO date such as "2024-03-31", found "2024-02-30"',
      'time: expected a date from 2024-01-01 on, which is time 0, found "2023-12-31"',
      'time: expected an ISO date such as "2024-03-31", found ""',
      'jurisdiction: expected a jurisdiction: "union", "state" or "Austria", found "Autria" (did you mean "Austria"?)',
      'domain: expected a domain: "health" or "work", found "wrk" (did you mean "work"?)',
      'level: expected a level: "court", "opinion" or "notice", found "apinion" (did you mean "opinion"?)',
      'difficulty: expected a number, found "hard"',
      'value: expected a number of at least 0, found "-1"',
      'jurisdiction: expected exactly one of the organisations of "at" for "Austria", found "union/Austria/unit.health", "union/Austria/unit.work" (name the column with the organisation, jurisdiction or domain)',
      'domain: expected exactly one of the organisations of "at" for "work", found "union/Austria/unit.work", "union/Cote-d-Azur/unit.work" (name the column with the organisation, jurisdiction or domain)',
      'domain: expected each domain once, found "work;work"',
      'id: expected an identity, found ""',
      'id: "11" stands in line 12 already',
      'expected 7 cells as in the header, found 3',
    ].map((message, index) => {
      const line = [2, 3, 4, 5, 6, 6, 7, 7, 8, 9, 10, 11, 13, 14][index];
      return `study/data/cases.csv:${line}  problems.case.arrivals.${message.startsWith('expected') ? 'file: ' : 'columns.'}${message}`;
    }));
  });

  test('at most twenty rows are shown, all are counted', () => {
    const csv = `date,country,field\n${'x,Austria,work\n'.repeat(500)}`;
    const shown = refusals(basic, csv);
    expect(shown).toHaveLength(21);
    expect(shown[19]).toBe('study/data/cases.csv:21  problems.case.arrivals.columns.time: expected an ISO date such as "2024-03-31", found "x"');
    expect(shown[20]).toBe('... and 480 more in study/data/cases.csv');
  });

  test.each([
    ['dates without a start', basic, '', 'calendar: civil',
      '2:1  time.start: missing, expected the ISO date of time 0 such as 2024-01-01 (problems.case takes dates from a trace; for a column of numbers write time: { column: date, unit: days })'],
    ['a column that does not exist', 'time: dat, jurisdiction: country, domain: field', '', undefined,
      '13:62  problems.case.arrivals.columns.time: expected a column of data/cases.csv: "date", "country", "field", found "dat" (did you mean "date"?)'],
    ['no time column', 'jurisdiction: country', '', undefined,
      '13:51  problems.case.arrivals.columns.time: missing, expected the name of a column with dates, or { column: elapsed, unit: days } for numbers'],
    ['an unknown column key', `${basic}, jurisdicton: x`, '', undefined, '13:112  problems.case.arrivals.columns.jurisdicton: unknown key (did you mean "jurisdiction"?)'],
    ['an unknown unit', 'time: { column: date, unit: dys }', '', undefined,
      '13:84  problems.case.arrivals.columns.time.unit: expected a unit of time, found "dys" (did you mean "days"?)'],
    ['a start that is no date', basic, '', 'start: 2024', '2:28  time.start: expected an ISO date such as "2024-01-01", found 2024'],
  ])('%s', (_, columns, more, time, message) => {
    expect(refusals(columns, 'date,country,field\n2024-01-01,Austria,work\n', more, time)).toEqual([message]);
  });

  test('a missing file is reported at its key', () => {
    expect(complaints(scenario(basic), { readText: dataFiles({}) }))
      .toEqual(['13:29  problems.case.arrivals.file: expected the path of a CSV file, relative to the scenario file, found "data/cases.csv" (there is no such file)']);
  });
});
