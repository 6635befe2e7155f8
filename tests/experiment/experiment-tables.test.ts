import { spawnSync } from 'node:child_process';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { experimentRunner, planExperiment, type Experiment, type ExperimentOptions } from '../../src/experiment/experiment.js';
import { catalogue } from '../../src/model/catalogue.js';
import { ExperimentTables, type TablesSource } from '../../src/node/experiment-tables.js';
import { RowBuffer } from '../../src/node/row-buffer.js';
import { csvHeader, csvRows } from '../../src/report/csv.js';
import { checkTables, type Table } from '../../src/report/table.js';
import { failingStudy, parsed, smallStudy, wrongFormula } from './small-study.js';

const plain: TablesSource = { detail: [], file: 'small.yaml', set: [] };

function tableOf({ tables }: ExperimentTables, name: string): Table {
  const table = tables.find((candidate) => candidate.name === name);
  if (table === undefined) throw new Error(`no table ${name}`);
  return table;
}

/** Rows of one table of one run, by header. */
function rowsOf(experiment: Experiment, source: TablesSource, run: number, name: string): Record<string, string>[] {
  const tables = new ExperimentTables(experiment, source);
  const rows = tables.rowsOf(run, experimentRunner(experiment, catalogue)(run)).get(name) ?? '';
  return parse(csvHeader(tableOf(tables, name)) + rows, { columns: true }) as unknown as Record<string, string>[];
}

const planned = (options: ExperimentOptions, text: string = smallStudy): Experiment => planExperiment(parsed(text), options);

describe('the columns of varied settings in runs.csv', () => {
  const vary = {
    'organisations.ministry.staff': [1, 2],
    'organisations.ministry.knows': [0.9, 1],
    'time.horizon': ['20 days', '30 days'],
    'problems.case.involves': [{ domains: { 1: 1 } }],
  };
  const experiment = planned({ variants: false, replications: 1, vary });
  const runs = tableOf(new ExperimentTables(experiment, plain), 'runs');

  it('have the type of their values and say which path they stand for', () => {
    const types = Object.fromEntries(runs.columns.map(({ name, type }) => [name, type]));
    expect(types).toMatchObject({
      organisations_ministry_staff: 'integer', organisations_ministry_knows: 'number', time_horizon: 'integer', problems_case_involves: 'string',
    });
    expect(runs.columns.find(({ name }) => name === 'time_horizon')?.description).toContain('time.horizon');
  });

  it('hold the value of each design point, maps as JSON', () => {
    expect(rowsOf(experiment, plain, 7, 'runs')[0]).toMatchObject({
      organisations_ministry_staff: '2', organisations_ministry_knows: '1', time_horizon: '30', problems_case_involves: '{"domains":{"1":1}}',
    });
  });

  it('are the value of the file for a variant that leaves it, and empty where the file has none', () => {
    const variants = planned({ replications: 1 });
    expect(rowsOf(variants, plain, 0, 'runs')[0]).toMatchObject({ variant: 'shared', networks_council_form: 'shared', networks_council_lead: '' });
    expect(rowsOf(variants, plain, 1, 'runs')[0]).toMatchObject({ variant: 'lead', networks_council_form: 'lead', networks_council_lead: 'department.health' });
  });

  it('keep their headers apart when two paths would have the same', () => {
    const text = smallStudy.replace('  council:', '  town_hall: { members: [department.health, ministry.health], form: silo }\n  town-hall:').replaceAll('networks.council', 'networks.town-hall');
    const tables = new ExperimentTables(planned({ variants: false, vary: { 'networks.town-hall.rounds': [1], 'networks.town_hall.rounds': [2] } }, text), plain);
    const names = tableOf(tables, 'runs').columns.map(({ name }) => name);
    expect(names.filter((name) => name.startsWith('networks_'))).toEqual(['networks_town_hall_rounds', 'networks_town_hall_rounds_2']);
    checkTables(tables.tables);
  });
});

describe('the tables of an experiment', () => {
  it('are written only where there is something to say', () => {
    const withoutNetworks = smallStudy.replace(/^networks:\n( {2,}.*\n)+variants:\n( {2}.*\n)+/m, '').replace('time_to_decision, ', '');
    const names = (experiment: Experiment, source = plain): string[] => new ExperimentTables(experiment, source).tables.map(({ name }) => name);
    expect(names(planned({}))).toEqual(['runs', 'system', 'levels', 'networks', 'failures']);
    expect(names(planned({}, withoutNetworks))).toEqual(['runs', 'system', 'levels', 'failures']);
    expect(names(planned({}), { ...plain, detail: ['organisations', 'problems', 'events'] })).toEqual([
      'runs', 'system', 'levels', 'networks', 'failures', 'organisations', 'problems', 'trace',
    ]);
  });

  it('listen to a run only for what was asked', () => {
    const listener = (detail: TablesSource['detail']) => new ExperimentTables(planned({}), { ...plain, detail }).listener(0);
    expect(listener(['organisations'])).toBeUndefined();
    expect(Object.keys(listener(['problems'])?.observer ?? {})).toEqual(['problem']);
    expect(Object.keys(listener(['events'])?.observer ?? {})).toEqual(['event']);
  });

  it('number the events of a run and keep them in order', () => {
    const tables = new ExperimentTables(planned({}), { ...plain, detail: ['events'] });
    const listener = tables.listener(3);
    listener?.observer.event?.(0.5, 'arrive', 'case@a#0', 'a');
    listener?.observer.event?.(1, 'end', 'case@a#0', 'a');
    expect(listener?.rows()).toEqual([['trace', '3,0,0.5,arrive,case@a#0,a\n3,1,1,end,case@a#0,a\n']]);
  });
});

describe('a row buffer', () => {
  it('is all rows in order, whatever their number', () => {
    const table: Table = { name: 'numbers', description: '', columns: [{ name: 'n', type: 'integer', unit: '', description: '' }] };
    const buffer = new RowBuffer(table);
    const rows = Array.from({ length: 2500 }, (_, index) => [index]);
    for (const row of rows) buffer.add(row);
    expect(buffer.text()).toBe(csvRows(table, rows));
    expect(new RowBuffer(table).text()).toBe('');
  });

  it('refuses more than one text can hold, and says what to do', () => {
    const table: Table = { name: 'trace', description: '', columns: [{ name: 'n', type: 'integer', unit: '', description: '' }] };
    const buffer = new RowBuffer(table, 1_000_000);
    const fill = (): void => {
      for (let row = 0; row < 1_000_000; row++) buffer.add([123456]);
    };
    expect(fill).toThrow(new RangeError('trace.csv: expected at most 1 MB in one run; leave this detail out, or make runs shorter'));
  });
});

describe('the row of a failed run', () => {
  const experiment = planExperiment(parsed(failingStudy, [wrongFormula]), { seed: "it's a seed", replications: 2, vary: { 'time.horizon': ['20 days', '30 days'] } });
  const source: TablesSource = { ...plain, file: "ana's study/scenario.yaml", set: [wrongFormula] };
  const [failure] = rowsOf(experiment, source, 3, 'failures');

  it('says where and why, and has no measures', () => {
    expect(failure).toMatchObject({ run_id: '3', design_point: '1', replication: '1', stage: 'simulate', message: 'expression "66 - n" gives -2 links for n = 68, expected zero or more' });
    expect(rowsOf(experiment, source, 3, 'runs')[0]).toMatchObject({ run_id: '3', status: 'failed', solved: '', events: '' });
    expect(rowsOf(experiment, source, 3, 'system')).toEqual([]);
  });

  it('has a command that a shell reads as it was meant, into a folder where nothing is', () => {
    const { stdout } = spawnSync('/bin/sh', ['-c', `subsidia() { printf '%s\\n' "$@"; }; ${failure.rerun}`], { encoding: 'utf8' });
    expect(stdout.trimEnd().split('\n')).toEqual([
      'run', "ana's study/scenario.yaml", '--set', wrongFormula, '--set', 'time.horizon="30 days"',
      '--seed', "it's a seed", '--replications', '2', '--out', 'results/failing/run-3-again',
    ]);
  });
});
