import { describe, expect, it } from 'vitest';
import { dataPackage, type TableFile } from '../../src/report/data-package.js';
import { runIdColumn, runReference } from '../../src/report/run-reference.js';
import type { Table } from '../../src/report/table.js';

const runs: Table = {
  name: 'runs',
  description: 'One row per run.',
  columns: [runIdColumn, { name: 'mean_time', type: 'number', unit: 'days', description: 'Mean time to decision.' }],
  primaryKey: ['run_id'],
};
const system: Table = {
  name: 'system',
  description: 'One row per run and sample time.',
  columns: [runIdColumn, { name: 'saturated', type: 'boolean', unit: '', description: 'Whether work piles up.' }],
  foreignKeys: [runReference],
};
const files: readonly TableFile[] = [
  { table: 'system', path: 'system.csv', bytes: 20, hash: 'bb' },
  { table: 'runs', path: 'runs.csv', bytes: 10, hash: 'aa' },
];

describe('the data package of a result', () => {
  it('describes every file as the Data Package Standard 2.0 asks, in the order of the tables', () => {
    const dialect = {
      $schema: 'https://datapackage.org/profiles/2.0/tabledialect.json',
      header: true,
      delimiter: ',',
      lineTerminator: '\n',
      quoteChar: '"',
      doubleQuote: true,
    };
    const runId = { name: 'run_id', type: 'integer', description: 'Run, counted from 0 in the order of the experiment.' };
    const resource = { type: 'table', format: 'csv', mediatype: 'text/csv', encoding: 'utf-8', dialect };
    const schema = { $schema: 'https://datapackage.org/profiles/2.0/tableschema.json', missingValues: [''] };
    expect(dataPackage('waste-permits', 'Waste permits', [runs, system], files)).toEqual({
      $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
      name: 'waste-permits',
      title: 'Waste permits',
      resources: [
        {
          ...resource,
          name: 'runs',
          path: 'runs.csv',
          description: 'One row per run.',
          bytes: 10,
          hash: 'sha256:aa',
          schema: {
            ...schema,
            fields: [runId, { name: 'mean_time', type: 'number', unit: 'days', description: 'Mean time to decision.' }],
            primaryKey: ['run_id'],
          },
        },
        {
          ...resource,
          name: 'system',
          path: 'system.csv',
          description: 'One row per run and sample time.',
          bytes: 20,
          hash: 'sha256:bb',
          schema: {
            ...schema,
            fields: [runId, { name: 'saturated', type: 'boolean', description: 'Whether work piles up.' }],
            foreignKeys: [{ fields: ['run_id'], reference: { resource: 'runs', fields: ['run_id'] } }],
          },
        },
      ],
    });
  });

  it.each<[string, () => unknown, string]>([
    ['a name with capitals or spaces', () => dataPackage('Waste permits', '', [runs, system], files), 'data package name "Waste permits": expected lower-case letters, digits, ".", "-" and "_"'],
    ['no tables', () => dataPackage('waste', '', [], []), 'data package "waste": expected at least one table'],
    ['a table without a file', () => dataPackage('waste', '', [runs, system], files.slice(1)), 'table "system": expected one file, found 0'],
    ['a table with two files', () => dataPackage('waste', '', [runs, system], [...files, ...files]), 'table "runs": expected one file, found 2'],
    ['a file without a table', () => dataPackage('waste', '', [runs], files), 'system.csv: there is no table "system"'],
    ['a foreign key to a table that is not described', () => dataPackage('waste', '', [system], files.slice(0, 1)), 'table "system": its foreign key refers to the table "runs", which is not part of the result'],
  ])('is refused with %s', (_, describeFiles, message) => {
    expect(describeFiles).toThrow(new RangeError(message));
  });
});
