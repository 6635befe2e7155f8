import { describe, expect, it } from 'vitest';
import { givenPoints, type PointSpec } from '../../src/experiment/design.js';
import { variedColumns } from '../../src/node/varied-columns.js';
import { parsed, smallStudy } from '../experiment/small-study.js';

interface ShownColumn {
  readonly name: string;
  readonly type: string;
  readonly unit: string;
  readonly cells: readonly unknown[];
}

/** The columns of points, with the cells of each point. */
function columnsOf(points: readonly Omit<PointSpec, 'name'>[], { others = [], text = smallStudy }: { others?: readonly string[]; text?: string } = {}): ShownColumn[] {
  const scenario = parsed(text);
  const listed = givenPoints(scenario, points.map((point, index) => ({ name: `point ${index}`, ...point })));
  return variedColumns(scenario, listed, others).map((column) => ({
    name: column.column.name, type: column.column.type, unit: column.column.unit, cells: listed.map((point) => column.of(point)),
  }));
}
const setting = (...list: unknown[]): Omit<PointSpec, 'name'>[] => list.map((path) => ({ changes: { path } }));
const levels = (path: string, ...list: unknown[]): Omit<PointSpec, 'name'>[] => [{ changes: {} }, ...list.map((value) => ({ changes: { [path]: value } }))];

describe('columns of what a design varies', () => {
  it('are numbers where values are numbers', () => {
    expect(columnsOf(setting(2, 4))).toEqual([{ name: 'path', type: 'integer', unit: '', cells: [2, 4] }]);
    expect(columnsOf(setting(0.5, 4))).toEqual([{ name: 'path', type: 'number', unit: '', cells: [0.5, 4] }]);
  });

  it('are numbers in a unit where all values have that unit, however it is spelt', () => {
    expect(columnsOf(setting('1 day', '2.5 days', '4 d'))).toEqual([{ name: 'path', type: 'number', unit: 'days', cells: [1, 2.5, 4] }]);
    expect(columnsOf(setting('2 per week', '5 / week'))).toEqual([{ name: 'path', type: 'integer', unit: 'per week', cells: [2, 5] }]);
  });

  it('keep every digit of a number with a unit', () => {
    expect(columnsOf(setting('0.5905095573784949 days', '1e-7 days'))[0].cells).toEqual([0.5905095573784949, 1e-7]);
  });

  it('are shares where values are percentages', () => {
    expect(columnsOf(setting('70%', 0.5))).toEqual([{ name: 'path', type: 'number', unit: '', cells: [0.7, 0.5] }]);
  });

  it('are text as it was written where units differ or a value is no number', () => {
    expect(columnsOf(setting('6 months', '1 year'))).toEqual([{ name: 'path', type: 'string', unit: '', cells: ['6 months', '1 year'] }]);
    expect(columnsOf(setting('2 days', 3))).toEqual([{ name: 'path', type: 'string', unit: '', cells: ['2 days', '3'] }]);
    expect(columnsOf(setting('2 boxes', '3 boxes'))).toEqual([{ name: 'path', type: 'string', unit: '', cells: ['2 boxes', '3 boxes'] }]);
    expect(columnsOf(setting('shared', 2))).toEqual([{ name: 'path', type: 'string', unit: '', cells: ['shared', '2'] }]);
    expect(columnsOf(setting({ law: 'constant', value: 1 }, 2))[0]).toMatchObject({ type: 'string', cells: ['{"law":"constant","value":1}', '2'] });
  });

  it('are truth values where values are', () => {
    expect(columnsOf(setting(true, false))).toEqual([{ name: 'path', type: 'boolean', unit: '', cells: [true, false] }]);
  });

  it('tell paths of one header apart', () => {
    expect(columnsOf([{ changes: { 'a.b': 1, a_b: 2 } }], { others: ['a_b'] }).map(({ name }) => name)).toEqual(['a_b_2', 'a_b_3']);
  });
});

describe('columns of what some design points leave alone', () => {
  it('have there what the file says', () => {
    expect(columnsOf(levels('organisations.ministry.staff', 2, 3))).toEqual([{ name: 'organisations_ministry_staff', type: 'integer', unit: '', cells: [1, 2, 3] }]);
    expect(columnsOf(levels('organisations.ministry.knows', '70%'))[0]).toMatchObject({ type: 'number', cells: [0.95, 0.7] });
  });

  it('have there the usual value, where the file says nothing', () => {
    expect(columnsOf(levels('networks.council.rounds', 2))[0]).toMatchObject({ type: 'integer', cells: [6, 2] });
    expect(columnsOf(levels('networks.council.decision', 'majority'))[0]).toMatchObject({ type: 'string', cells: ['unanimity', 'majority'] });
  });

  it('have it in the unit of the values that are set', () => {
    expect(columnsOf(levels('time.horizon', '2 weeks', '3 weeks'))[0]).toEqual({ name: 'time_horizon', type: 'integer', unit: 'weeks', cells: [12, 2, 3] });
    const civil = smallStudy.replace('time: {', 'time: { calendar: civil, start: 2020-01-01,');
    expect(columnsOf(levels('time.horizon', '2 weeks'), { text: civil })[0]).toMatchObject({ type: 'number', unit: 'weeks', cells: [8.57142857143, 2] });
    const rate = smallStudy.replace('rate: 0.4 per day', 'rate: 2 per week');
    expect(columnsOf(levels('problems.case.arrivals.rate', '0.5 per day'), { text: rate })[0]).toMatchObject({ type: 'number', unit: 'per day', cells: [0.4, 0.5] });
  });

  it('are text where what the file says is of another kind', () => {
    const law = '{"law":"exponential","mean":"0.5 days"}';
    expect(columnsOf(levels('organisations.department.service', '1 day', '2 days'))[0]).toMatchObject({ type: 'string', unit: '', cells: [law, '1 day', '2 days'] });
  });

  it('have what holds under the variant that the point starts from', () => {
    const points = [{ variant: 'shared', changes: {} }, { variant: 'lead', changes: {} }, { variant: 'lead', changes: { 'networks.council.form': 'nao' } }];
    const [, form, lead] = columnsOf(points);
    expect(form).toEqual({ name: 'networks_council_form', type: 'string', unit: '', cells: ['shared', 'lead', 'nao'] });
    expect(lead.cells).toEqual([undefined, 'department.health', 'department.health']);
  });

  it('have what holds once a setting is taken away', () => {
    expect(columnsOf(levels('organisations.ministry.staff', 3, null))[0]).toMatchObject({ type: 'integer', cells: [1, 3, 1] });
  });
});

describe('the column of the variant', () => {
  const points = [{ changes: {} }, { variant: 'shared', changes: { 'organisations.ministry.staff': 2 } }, { variant: 'lead', changes: {} }];

  it('has the variant of the file alone, the file itself under the name of the variant that says the same', () => {
    expect(columnsOf(points)[0]).toEqual({ name: 'file_variant', type: 'string', unit: '', cells: ['shared', 'shared', 'lead'] });
    const written = smallStudy.replace('shared: {}', 'shared: { networks.council.form: shared, networks.council.rounds: 6 }');
    expect(columnsOf(points, { text: written })[0].cells).toEqual(['shared', 'shared', 'lead']);
  });

  it('has words for the file itself where no variant says the same', () => {
    const different = smallStudy.replace('shared: {}', 'shared: { networks.council.rounds: 7 }');
    expect(columnsOf(points, { text: different })[0].cells).toEqual(['as in the file', 'shared', 'lead']);
  });

  it('is there for points that start from the file itself beside others that are variants', () => {
    const scenario = parsed();
    const listed = givenPoints(scenario, [{ name: 'as in the file', changes: {} }, { name: 'lead', variant: 'lead', changes: {} }]);
    const [column] = variedColumns(scenario, listed, []);
    expect([column.column.name, ...listed.map((point) => column.of(point))]).toEqual(['file_variant', 'shared', 'lead']);
  });

  it('is left out where points are variants and nothing else', () => {
    const scenario = parsed();
    const variants = givenPoints(scenario, ['shared', 'lead'].map((name) => ({ name, variant: name, changes: {} })));
    expect(variedColumns(scenario, variants, []).map(({ column }) => column.name)).toEqual(['networks_council_form', 'networks_council_lead']);
    expect(columnsOf([{ changes: { 'time.horizon': '20 days' } }]).map(({ name }) => name)).toEqual(['time_horizon']);
  });
});
