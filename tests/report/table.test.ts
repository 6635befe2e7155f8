import { describe, expect, it } from 'vitest';
import { columnName } from '../../src/report/column-name.js';
import { comparisonsTable } from '../../src/report/comparisons-table.js';
import { csvHeader } from '../../src/report/csv.js';
import { estimatesTable } from '../../src/report/estimates-table.js';
import { failuresTable } from '../../src/report/failures-table.js';
import { runIdColumn } from '../../src/report/run-reference.js';
import { checkTables, type Table } from '../../src/report/table.js';

const runs: Table = { name: 'runs', description: '', columns: [runIdColumn], primaryKey: ['run_id'] };
const withColumn = (name: string): Table => ({ ...runs, columns: [runIdColumn, { ...runIdColumn, name }] });

describe('the tables of a result', () => {
  it('fit together when every key names columns that exist', () => {
    expect(() => checkTables([runs, failuresTable, estimatesTable, comparisonsTable])).not.toThrow();
  });

  it.each<[string, Table[], string]>([
    ['a name that leaves the directory', [{ ...runs, name: '../runs' }], 'table "../runs": expected a name of lower-case letters, digits, "_" and "-"'],
    ['one name twice', [runs, runs], 'table "runs": the name stands twice'],
    ['no columns', [{ ...runs, columns: [] }], 'table "runs": expected at least one column'],
    ['a header that is not snake_case', [withColumn('meanDays')], 'table "runs", column "meanDays": expected a snake_case header'],
    ['one header twice', [withColumn('run_id')], 'table "runs", column "run_id": the header stands twice'],
    ['a primary key without its column', [{ ...runs, primaryKey: ['id'] }], 'table "runs": its primary key names the column "id", which does not exist'],
    ['a foreign key to an absent table', [failuresTable], 'table "failures": its foreign key refers to the table "runs", which is not part of the result'],
    [
      'a foreign key to an absent column',
      [{ ...withColumn('id'), columns: [{ ...runIdColumn, name: 'id' }], primaryKey: ['id'] }, failuresTable],
      'table "runs": its foreign key of "failures" names the column "run_id", which does not exist',
    ],
    [
      'a foreign key of another length than what it refers to',
      [runs, { ...failuresTable, foreignKeys: [{ fields: ['run_id', 'stage'], reference: { resource: 'runs', fields: ['run_id'] } }] }],
      'table "failures": a foreign key of 2 columns refers to 1',
    ],
  ])('are refused with %s', (_, tables, message) => {
    expect(() => checkTables(tables)).toThrow(new RangeError(message));
  });
});

describe('the header of a scenario path', () => {
  it.each([
    ['networks.cabinet.form', 'networks_cabinet_form'],
    ['organisations.ministry-of-health.service.mean', 'organisations_ministry_of_health_service_mean'],
    ['networks.cabinet.meetingInterval', 'networks_cabinet_meeting_interval'],
    ['problems[0].rate', 'problems_0_rate'],
    ['values[1]', 'values_1'],
  ])('of %s is %s', (path, header) => {
    expect(columnName(path)).toBe(header);
    expect(() => checkTables([withColumn(header)])).not.toThrow();
  });

  it('does not exist for a path that begins without a letter', () => {
    expect(() => columnName('2nd.rate')).toThrow(new RangeError('"2nd.rate": expected a path that begins with a letter'));
    expect(() => columnName('')).toThrow(RangeError);
  });
});

describe('the fixed tables of a result', () => {
  it('have the documented headers', () => {
    expect(csvHeader(estimatesTable)).toBe('design_point,variant,measure,n,mean,sd,ci_low,ci_high,half_width,q05,q50,q95\n');
    expect(csvHeader(comparisonsTable)).toBe('baseline,variant,measure,n,difference,ci_low,ci_high,p,p_holm\n');
    expect(csvHeader(failuresTable)).toBe('run_id,design_point,replication,stage,message,rerun\n');
  });

  it('describe every table and column in a sentence', () => {
    for (const table of [estimatesTable, comparisonsTable, failuresTable]) {
      for (const text of [table.description, ...table.columns.map((column) => column.description)]) expect(text).toMatch(/^[A-Z0-9].*\.$/);
    }
  });
});
