import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { execute, resultFiles, workplace } from '../cli/command.js';
import { failingStudy, smallStudy } from '../experiment/small-study.js';
import { catalogue } from '../../src/model/catalogue.js';
import { outcomes, problemStates } from '../../src/model/problem-table.js';
import type { DataPackage, DataResource } from '../../src/report/data-package.js';
import { sha256 } from '../../src/node/sha256.js';

type Row = Readonly<Record<string, string>>;

const folder = workplace({ 'small.yaml': smallStudy, 'failing.yaml': failingStudy });
const details = ['--detail', 'problems', '--detail', 'events'];

/** A finished result: its files, its tables as text cells, and what its descriptor promises of them. */
function resultOf(name: string, ...argv: readonly string[]) {
  execute(folder, ...argv, '--out', name, '--quiet', ...details);
  const files = resultFiles(join(folder, name));
  const { resources } = JSON.parse(files['datapackage.json']) as DataPackage;
  const rows = new Map(resources.map((resource) => [resource.name, parse(files[resource.path], { columns: true }) as unknown as Row[]]));
  return { name, files, resources, rows: (table: string): readonly Row[] => rows.get(table) ?? [] };
}

const compared = resultOf('compared', 'compare', 'small.yaml', '--replications', '2', '--vary', 'organisations.ministry.staff=1,2');
const failing = resultOf('failing', 'run', 'failing.yaml', '--replications', '1', '--vary', 'networks.council.cost.links=200 - n,66 - n');
const results = [compared, failing];

const python = '/usr/bin/python3';
const hasPandas = spawnSync(python, ['-c', 'import pandas']).status === 0;
const hasR = spawnSync('Rscript', ['--version']).status === 0;

describe.each(results.map((result) => [result.name, result] as const))('every file of the result "%s"', (_, { files, resources, rows }) => {
  it('is text with line feeds only, ended by one', () => {
    for (const [name, text] of Object.entries(files)) {
      expect(text, name).not.toContain('\r');
      expect(text.endsWith('\n'), name).toBe(true);
    }
  });

  it('has headers in snake_case, no lines of comment, and no NaN or Infinity', () => {
    for (const { name, path } of resources) {
      for (const header of files[path].split('\n')[0].split(',')) expect(header).toMatch(/^[a-z][a-z0-9_]*$/);
      expect(files[path], path).not.toMatch(/^#/m);
      for (const row of rows(name)) for (const cell of Object.values(row)) expect(cell).not.toMatch(/^[-+]?(nan|inf|infinity)$/i);
    }
  });

  it('is described in datapackage.json: columns in order, types that fit, missing values empty', () => {
    const fits: Record<string, RegExp> = { integer: /^-?\d+$/, number: /^-?\d+(\.\d+)?(e[+-]\d+)?$/, boolean: /^(true|false)$/, string: /^[^]*$/ };
    for (const { name, path, schema } of resources) {
      expect(files[path].split('\n')[0]).toBe(schema.fields.map((field) => field.name).join(','));
      expect(schema.missingValues).toEqual(['']);
      for (const row of rows(name)) for (const field of schema.fields) if (row[field.name] !== '') expect(row[field.name], `${path} ${field.name}`).toMatch(fits[field.type]);
    }
  });

  it('has the hash and the size that datapackage.json and manifest.json state', () => {
    const manifest = JSON.parse(files['manifest.json']) as { files: Record<string, { bytes: number; sha256: string }> };
    for (const { path, bytes, hash } of resources) {
      expect([bytes, hash]).toEqual([Buffer.byteLength(files[path]), `sha256:${sha256(files[path])}`]);
      expect(manifest.files[path]).toEqual({ bytes, sha256: hash.slice('sha256:'.length) });
    }
    expect(Object.keys(manifest.files).sort()).toEqual(Object.keys(files).filter((name) => name !== 'manifest.json').sort());
  });

  it('explains every column in a sentence', () => {
    for (const { schema } of resources) for (const { description } of schema.fields) expect(description).toMatch(/^["A-Z0-9][^]*\.$/);
  });

  it('identifies its rows by the primary key, and refers to rows that exist', () => {
    const keyOf = (row: Row, fields: readonly string[]): string => JSON.stringify(fields.map((field) => row[field]));
    for (const { name, schema } of resources) {
      expect(schema.primaryKey, name).toBeDefined();
      const keys = rows(name).map((row) => keyOf(row, schema.primaryKey ?? []));
      expect(new Set(keys).size, name).toBe(keys.length);
      expect(keys.join()).not.toContain('""');
      for (const { fields, reference } of schema.foreignKeys ?? []) {
        const targets = new Set(rows(reference.resource).map((row) => keyOf(row, reference.fields)));
        for (const row of rows(name)) expect(targets.has(keyOf(row, fields))).toBe(true);
      }
    }
  });
});

describe('a result', () => {
  const { rows } = compared;
  const runs = rows('runs');
  // 60 days sampled every 10.
  const samples = ['10', '20', '30', '40', '50', '60'];
  const idsOf = (table: string): Row[] => [...rows(table)];
  const product = (...lists: readonly (readonly string[])[]): string[] => lists.reduce<string[]>((all, list) => all.flatMap((head) => list.map((one) => `${head}/${one}`)), ['']);

  it('has one row per run, in the order of their numbers', () => {
    expect(runs.map(({ run_id }) => Number(run_id))).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(runs.map(({ design_point, replication }) => `${design_point}/${replication}`)).toEqual(['0/0', '1/0', '2/0', '3/0', '0/1', '1/1', '2/1', '3/1']);
  });

  it('has one row per run, sample and level or network', () => {
    const runIds = runs.map(({ run_id }) => run_id);
    expect(idsOf('system').map(({ run_id, time }) => `/${run_id}/${time}`)).toEqual(product(runIds, samples));
    expect(idsOf('levels').map(({ run_id, time, level }) => `/${run_id}/${time}/${level}`)).toEqual(product(runIds, samples, ['national', 'local']));
    const networks = [...new Set(idsOf('networks').map(({ network }) => network))];
    expect(networks).toHaveLength(2);
    expect(idsOf('networks').map(({ run_id, time, network }) => `/${run_id}/${time}/${network}`)).toEqual(product(runIds, samples, networks));
  });

  it('has one row per run and organisation, and one per design point and measure', () => {
    expect(rows('organisations')).toHaveLength(runs.length * 6);
    const measures = catalogue.measures.map(({ name }) => name);
    const estimates = rows('estimates').map(({ measure, design_point }) => `/${measure}/${design_point}`);
    expect(estimates).toEqual(product(measures, ['0', '1', '2', '3']));
    expect(rows('comparisons')).toHaveLength(measures.length * 3);
  });

  it('has problems that balance at every sample: arrived is alive and ended', () => {
    for (const row of rows('system')) {
      const ended = outcomes.reduce((sum, outcome) => sum + Number(row[outcome.replaceAll('-', '_')]), 0);
      const living = problemStates.reduce((sum, state) => sum + Number(row[`in_${state}`]), 0);
      expect(living).toBe(Number(row.open_problems));
      expect(living + ended).toBe(Number(row.arrived));
    }
  });

  it('has as many problems as arrived, with the outcomes that were counted', () => {
    for (const { run_id } of runs) {
      const last = rows('system').filter((row) => row.run_id === run_id).at(-1);
      const problems = rows('problems').filter((row) => row.run_id === run_id);
      expect(problems).toHaveLength(Number(last?.arrived));
      for (const outcome of outcomes) expect(problems.filter((problem) => problem.outcome === outcome)).toHaveLength(Number(last?.[outcome.replaceAll('-', '_')]));
      expect(problems.filter(({ outcome }) => outcome === '')).toHaveLength(Number(last?.open_problems));
    }
  });

  it('has lives of problems in order of time', () => {
    for (const { arrived, answered, opened, decided, ended } of rows('problems')) {
      const times = [arrived, answered, opened, decided].filter((time) => time !== '').map(Number);
      expect(times).toEqual([...times].sort((a, b) => a - b));
      if (ended !== '') expect(Number(ended)).toBeGreaterThanOrEqual(Number(arrived));
    }
  });

  it('has estimates that are the means of its runs', () => {
    const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
    for (const { design_point, measure, n, mean: stated } of rows('estimates')) {
      const values = runs.filter((run) => run.design_point === design_point && run[measure] !== '').map((run) => Number(run[measure]));
      expect(Number(n)).toBe(values.length);
      if (values.length === 0) expect(stated).toBe('');
      else expect(Number(stated)).toBeCloseTo(mean(values), 10);
    }
  });

  it('says of failed runs what there is to say and nothing else', () => {
    expect(failing.rows('runs').map(({ status }) => status)).toEqual(['ok', 'failed']);
    const [, failed] = failing.rows('runs');
    for (const { name } of catalogue.measures) expect(failed[name], name).toBe('');
    for (const table of ['system', 'levels', 'networks', 'organisations', 'problems', 'trace']) {
      expect(new Set(failing.rows(table).map(({ run_id }) => run_id)), table).toEqual(new Set(['0']));
    }
    expect(failing.rows('failures')).toMatchObject([{ run_id: '1', design_point: '1', replication: '0', stage: 'simulate' }]);
  });
});

/** Types of the columns by table, as a program prints them that gets the paths of the tables: number of the table, column, type. */
function typesRead(command: string, programOf: (paths: readonly string[]) => readonly string[], { name, resources }: typeof compared): Record<string, Record<string, string>> {
  const { status, stdout, stderr } = spawnSync(command, programOf(resources.map(({ path }) => join(folder, name, path))), { encoding: 'utf8' });
  if (status !== 0 || stderr !== '') throw new Error(stderr);
  const columns = stdout.trimEnd().split('\n').map((line) => line.trim().split(' '));
  return Object.fromEntries(resources.map((resource, index) => [resource.name, Object.fromEntries(columns.filter(([table]) => Number(table) === index).map(([, column, type]) => [column, type]))]));
}

/** A column of text may look like numbers (the seed), and one without any value like anything. */
function expectTypes(resource: DataResource, rows: readonly Row[], types: Readonly<Record<string, string>>, names: Readonly<Record<string, RegExp>>): void {
  expect(Object.keys(types)).toEqual(resource.schema.fields.map(({ name }) => name));
  for (const { name, type } of resource.schema.fields) {
    const values = rows.map((row) => row[name]).filter((value) => value !== '');
    if (values.length === 0 || (type === 'string' && values.every((value) => /^\d+$/.test(value)))) continue;
    const withHoles = type === 'integer' && values.length < rows.length;
    const wholeNumbers = type === 'number' && values.every((value) => /^-?\d+$/.test(value));
    expect(types[name], `${resource.path} ${name}`).toMatch(withHoles || wholeNumbers ? names.either : names[type]);
  }
}

describe('with their defaults', () => {
  it.skipIf(!hasPandas)('pandas reads every table with the types that datapackage.json states (skipped without pandas)', () => {
    const program = `
import sys, pandas
for table, path in enumerate(sys.argv[1:]):
    for column, kind in pandas.read_csv(path).dtypes.items():
        print(table, column, kind)`;
    for (const result of results) {
      const types = typesRead(python, (paths) => ['-c', program, ...paths], result);
      for (const resource of result.resources) {
        expectTypes(resource, result.rows(resource.name), types[resource.name], { integer: /^int64$/, number: /^float64$/, string: /^(object|str)$/, boolean: /^bool$/, either: /^(int|float)64$/ });
      }
    }
  });

  it.skipIf(!hasR)('read.csv of R reads every table with the types that datapackage.json states (skipped without R)', () => {
    const program = `
paths <- commandArgs(TRUE)
for (table in seq_along(paths)) {
  frame <- read.csv(paths[table])
  cat(sprintf("%d %s %s\\n", table - 1, names(frame), sapply(frame, class)), sep = "")
}`;
    for (const result of results) {
      const types = typesRead('Rscript', (paths) => ['-e', program, ...paths], result);
      for (const resource of result.resources) {
        expectTypes(resource, result.rows(resource.name), types[resource.name], { integer: /^integer$/, number: /^numeric$/, string: /^character$/, boolean: /^logical$/, either: /^(integer|numeric)$/ });
      }
    }
  });
});

it('a result of the built files is what the sources describe', () => {
  const version = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string };
  expect(JSON.parse(compared.files['manifest.json'])).toMatchObject({ version: version.version, complete: true });
});
