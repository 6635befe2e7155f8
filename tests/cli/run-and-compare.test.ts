import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { failingStudy, smallStudy, wrongFormula } from '../experiment/small-study.js';
import { binary, command, execute, resultFiles, workplace } from './command.js';

const folder = workplace({ 'small.yaml': smallStudy, 'failing.yaml': failingStudy });
const hasScript = spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout.includes('util-linux');
const CLEAR_LINE = '\r\u001b[K';
const quick = ['--replications', '2', '--workers', '2'];

function records(path: string): Record<string, string>[] {
  return parse(readFileSync(join(folder, path), 'utf8'), { columns: true }) as unknown as Record<string, string>[];
}

function manifest(path: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(folder, path, 'manifest.json'), 'utf8')) as Record<string, unknown>;
}

describe('run', () => {
  it('prints the title, a short table and one sentence, and nothing else', () => {
    const { code, out, err } = execute(folder, 'run', 'small.yaml', ...quick, '--out', 'first');
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^A small study\n\nmeasure +mean {2}95 % interval +n\n-.*\ntime_to_decision \[days\] .* 2\nopen_problems .* 2\n\nSimulated small twice, observing 50 of 60 days \(seed 7\); the CSV files are in\nfirst\/\n$/);
  });

  it('writes the files it promises', () => {
    expect(Object.keys(resultFiles(join(folder, 'first')))).toEqual([
      'datapackage.json', 'estimates.csv', 'experiment.json', 'failures.csv', 'levels.csv', 'manifest.json', 'networks.csv', 'organisations.csv', 'runs.csv', 'system.csv',
    ]);
    expect(records('first/runs.csv').map(({ run_id, variant, replication, seed, status }) => [run_id, variant, replication, seed, status])).toEqual([
      ['0', 'small', '0', '7', 'ok'], ['1', 'small', '1', '7', 'ok'],
    ]);
    expect(records('first/failures.csv')).toEqual([]);
  });

  it('says in manifest.json what went in and in provenance.json how', () => {
    expect(manifest('first')).toMatchObject({
      generator: 'subsidia', seed: '7', replications: 2, complete: true, runs: { planned: 2, finished: 2, failed: 0 }, scenario: { name: 'small', file: smallStudy, set: [] },
    });
    const provenance = JSON.parse(readFileSync(join(folder, 'first', 'provenance.json'), 'utf8')) as Record<string, unknown>;
    expect(provenance.commandLine).toEqual(['subsidia', 'run', 'small.yaml', ...quick, '--out', 'first']);
    expect(JSON.stringify(manifest('first'))).not.toContain(folder);
  });

  it('takes its default folder from scenario and command, and replaces a finished result there', () => {
    expect(execute(folder, 'run', 'small.yaml', ...quick).code).toBe(0);
    expect(records('results/small/run/runs.csv')).toHaveLength(2);
    expect(execute(folder, 'run', 'small.yaml', '--replications', '1', '--seed', '9').code).toBe(0);
    expect(records('results/small/run/runs.csv').map(({ seed }) => seed)).toEqual(['9']);
  });

  it('does not overwrite a folder the user named, unless told to', () => {
    const before = resultFiles(join(folder, 'first'));
    const { code, out, err } = execute(folder, 'run', 'small.yaml', '--replications', '1', '--out', 'first');
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/first holds a finished result; choose another directory, or overwrite it\n\(--out FOLDER chooses another folder, --overwrite starts again in this one\)\n$/);
    expect(resultFiles(join(folder, 'first'))).toEqual(before);
    expect(execute(folder, 'run', 'small.yaml', '--replications', '1', '--out', 'first', '--overwrite').code).toBe(0);
    expect(records('first/runs.csv')).toHaveLength(1);
  });

  it('writes nothing into a folder that holds something else', () => {
    mkdirSync(join(folder, 'thesis'));
    writeFileSync(join(folder, 'thesis', 'chapter.tex'), 'x');
    for (const more of [[], ['--overwrite']]) {
      const { code, err } = execute(folder, 'run', 'small.yaml', '--replications', '1', '--out', 'thesis', ...more);
      expect(code).toBe(2);
      expect(err).toMatch(/thesis holds files that are not a result; choose an empty or a new directory\n$/);
    }
    expect(resultFiles(join(folder, 'thesis'))).toEqual({ 'chapter.tex': 'x' });
  });

  it('--quiet prints nothing', () => {
    expect(execute(folder, 'run', 'small.yaml', ...quick, '--out', 'quiet', '--quiet')).toEqual({ code: 0, out: '', err: '' });
    expect(records('quiet/runs.csv')).toHaveLength(2);
  });

  it('--set and --until change the scenario as the file could', () => {
    const edited = smallStudy.replace('horizon: 60 days', 'horizon: 30 days').replace('knows: 0.95, staff: 1', 'knows: 0.95, staff: 2').replace('staff: 1, knows: 0.95', 'staff: 2, knows: 0.95');
    writeFileSync(join(folder, 'edited.yaml'), edited);
    execute(folder, 'run', 'edited.yaml', ...quick, '--out', 'edited');
    execute(folder, 'run', 'small.yaml', ...quick, '--out', 'set', '--until', '30 days', '--set', 'organisations.ministry.staff=2');
    const [ofFile, ofFlags] = ['edited', 'set'].map((name) => resultFiles(join(folder, name)));
    for (const name of ['runs.csv', 'system.csv', 'organisations.csv', 'estimates.csv']) expect(ofFlags[name]).toBe(ofFile[name]);
    expect(manifest('set')).toMatchObject({ scenario: { set: ['organisations.ministry.staff=2', 'time.horizon=30 days'] } });
  });

  it('--vary makes a design point of every combination, values with commas in brackets', () => {
    const { code, out } = execute(
      folder, 'run', 'small.yaml', '--replications', '1', '--out', 'varied', '--until', '20 days',
      '--vary', 'organisations.ministry.staff=1,2', '--vary', 'problems.case.involves.domains={ 1: 1 },{ 1: 0.5, 2: 0.5 }',
    );
    expect(code).toBe(0);
    expect(out).toContain('\n  staff=2 domains={"1":0.5,"2":0.5} ');
    const runs = records('varied/runs.csv');
    expect(runs.map(({ organisations_ministry_staff, problems_case_involves_domains }) => [organisations_ministry_staff, problems_case_involves_domains])).toEqual([
      ['1', '{"1":1}'], ['1', '{"1":0.5,"2":0.5}'], ['2', '{"1":1}'], ['2', '{"1":0.5,"2":0.5}'],
    ]);
    expect(runs[3].variant).toBe('organisations.ministry.staff=2 problems.case.involves.domains={"1":0.5,"2":0.5}');
  });

  it('--vary takes text that contains a comma in quotes', () => {
    const argv = ['--replications', '1', '--until', '20 days', '--vary', 'problems.case.arrivals="2,5 per day"'];
    expect(execute(folder, 'run', 'small.yaml', ...argv).err).toContain('found "2,5 per day"');
  });

  it('--detail adds a row for every problem and every event', () => {
    const { code } = execute(folder, 'run', 'small.yaml', ...quick, '--out', 'detailed', '--detail', 'problems', '--detail', 'events');
    expect(code).toBe(0);
    const arrived = records('detailed/system.csv').filter(({ time }) => time === '60').map((row) => Number(row.arrived));
    const of = (rows: Record<string, string>[], run: number): Record<string, string>[] => rows.filter(({ run_id }) => run_id === String(run));
    const problems = records('detailed/problems.csv');
    const trace = records('detailed/trace.csv');
    for (const run of [0, 1]) {
      expect(of(problems, run)).toHaveLength(arrived[run]);
      const events = of(trace, run);
      expect(events.filter(({ kind }) => kind === 'arrive')).toHaveLength(arrived[run]);
      expect(events.map(({ event }) => Number(event))).toEqual(events.map((_, index) => index));
      const times = events.map(({ time }) => Number(time));
      expect(times).toEqual([...times].sort((a, b) => a - b));
      expect(of(problems, run).filter(({ outcome }) => outcome === '')).toHaveLength(Number(records('detailed/runs.csv')[run].open_problems));
    }
    // Listening to a run changes nothing in it.
    expect(resultFiles(join(folder, 'detailed'))['runs.csv']).toBe(resultFiles(join(folder, 'quiet'))['runs.csv']);
  });

  it('leaves organisations out beyond a thousand of them, unless asked', () => {
    const big = smallStudy.replace('count: 2', 'count: 501');
    writeFileSync(join(folder, 'big.yaml'), big);
    const flags = ['--replications', '1', '--set', 'time={ horizon: 1 day }', '--quiet'];
    execute(folder, 'run', 'big.yaml', ...flags, '--out', 'big');
    execute(folder, 'run', 'big.yaml', ...flags, '--out', 'big-asked', '--detail', 'organisations');
    expect(existsSync(join(folder, 'big', 'organisations.csv'))).toBe(false);
    expect(records('big-asked/organisations.csv')).toHaveLength(1004);
  });

  it('reads data files of all its design points', () => {
    const traced = smallStudy
      .replace('arrivals: { law: poisson, rate: 0.4 per day }', 'arrivals: { law: trace, file: few.csv, columns: { time: { column: day, unit: days }, jurisdiction: city, domain: domain } }')
      .replace('horizon: 60 days, warmup: 10 days', 'horizon: 60 days');
    const rows = (count: number): string => `day,city,domain\n${Array.from({ length: count }, (_, index) => `${index},city-1,work\n`).join('')}`;
    for (const [name, text] of Object.entries({ 'traced.yaml': traced, 'few.csv': rows(3), 'many.csv': rows(30) })) writeFileSync(join(folder, name), text);
    const { code, err } = execute(folder, 'run', 'traced.yaml', '--replications', '1', '--out', 'traced', '--vary', 'problems.case.arrivals.file=few.csv,many.csv');
    expect([code, err]).toEqual([0, '']);
    expect(records('traced/runs.csv').map(({ problems_arrived }) => problems_arrived)).toEqual(['3', '30']);
  });
});

describe('compare', () => {
  it('compares the variants and says what was compared', () => {
    const { code, out, err } = execute(folder, 'compare', 'small.yaml', ...quick, '--out', 'compared');
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^A small study\n\nvariant +mean +95 % interval +minus shared +95 % interval +p \(Holm\)\n/);
    expect(out.replaceAll('\n', ' ')).toContain('Compared shared and lead over the same problems, twice each, observing 50 of 60 days, with differences paired by replication (seed 7); the CSV files are in compared/');
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
  });

  it('goes round the variants, which see the same problems', () => {
    const runs = records('compared/runs.csv');
    expect(runs.map(({ variant, replication }) => [variant, replication])).toEqual([['shared', '0'], ['lead', '0'], ['shared', '1'], ['lead', '1']]);
    const arrived = runs.map(({ problems_arrived }) => problems_arrived);
    expect([arrived[1], arrived[3]]).toEqual([arrived[0], arrived[2]]);
  });

  it('writes a comparison of every measure', () => {
    const comparisons = records('compared/comparisons.csv');
    const measures = new Set(records('compared/estimates.csv').map(({ measure }) => measure));
    expect(new Set(comparisons.map(({ measure }) => measure))).toEqual(measures);
    expect(comparisons.every(({ baseline, variant }) => baseline === 'shared' && variant === 'lead')).toBe(true);
  });

  it('runs every variant with every varied value', () => {
    execute(folder, 'compare', 'small.yaml', '--replications', '1', '--out', 'crossed', '--quiet', '--vary', 'networks.council.rounds=1,3');
    expect(records('crossed/runs.csv').map(({ variant }) => variant)).toEqual([
      'shared networks.council.rounds=1', 'shared networks.council.rounds=3', 'lead networks.council.rounds=1', 'lead networks.council.rounds=3',
    ]);
  });
});

describe('a failing experiment', () => {
  const argv = ['run', 'failing.yaml', '--vary', 'networks.council.cost.links=200 - n,66 - n', '--seed', '3'];

  it('ends with exit code 1, says which runs failed and why, and keeps the others', () => {
    const { code, out, err } = execute(folder, ...argv, '--out', 'failing');
    expect(code).toBe(1);
    expect(err).toBe([1, 3].map((run) => `run ${run} failed (simulate): expression "66 - n" gives -2 links for n = 68, expected zero or more\n`).join(''));
    expect(out).toMatch(/\nsolved\n {2}links=200 - n +\d.* 2\n {2}links=66 - n +- +- +0\n/);
    expect(manifest('failing')).toMatchObject({ complete: true, runs: { planned: 4, finished: 4, failed: 2 } });
  });

  it('has a row for every run, and one in failures.csv for those that failed', () => {
    expect(records('failing/runs.csv').map(({ run_id, status, solved }) => [run_id, status, solved === ''])).toEqual([['0', 'ok', false], ['1', 'failed', true], ['2', 'ok', false], ['3', 'failed', true]]);
    expect(records('failing/failures.csv').map(({ run_id, design_point, replication, stage }) => [run_id, design_point, replication, stage])).toEqual([['1', '1', '0', 'simulate'], ['3', '1', '1', 'simulate']]);
    expect(new Set(records('failing/system.csv').map(({ run_id }) => run_id))).toEqual(new Set(['0', '2']));
  });

  it('leaves runs that succeed as they are without it', () => {
    execute(folder, 'run', 'failing.yaml', '--vary', 'networks.council.cost.links=200 - n', '--seed', '3', '--out', 'succeeding', '--quiet');
    const [mixed, alone] = ['failing', 'succeeding'].map((name) => records(`${name}/runs.csv`).filter(({ status }) => status === 'ok').map(({ run_id: _, ...row }) => row));
    expect(mixed).toEqual(alone);
  });

  it('tells failures even when it is to be quiet', () => {
    const { code, out, err } = execute(folder, 'run', 'failing.yaml', '--replications', '1', '--set', wrongFormula, '--out', 'failing-quietly', '--quiet');
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(/^run 0 failed \(simulate\): /);
  });

  it('says how to repeat a failed run, and the command does', () => {
    const [failure] = records('failing/failures.csv');
    const { status, stderr } = spawnSync('/bin/sh', ['-c', `subsidia() { "$node" "$bin" "$@"; }; ${failure.rerun}`], { cwd: folder, encoding: 'utf8', env: { ...process.env, node: process.execPath, bin: binary() } });
    expect(status).toBe(1);
    expect(stderr).toBe(`run 0 failed (simulate): ${failure.message}\n`);
    expect(existsSync(join(folder, 'results/failing/run-1-again/failures.csv'))).toBe(true);
  });
});

describe('the process', () => {
  it.skipIf(!hasScript)('draws progress on a terminal (skipped without the command script of util-linux)', () => {
    const line = `${process.execPath} ${binary()} run small.yaml --replications 3 --out terminal`;
    const { stdout, status } = spawnSync('script', ['-qec', line, '/dev/null'], { cwd: folder, encoding: 'utf8' });
    expect(status).toBe(0);
    const [, end, table] = stdout.split(CLEAR_LINE).slice(-3);
    expect(end).toMatch(/^3 of 3 runs, \d+\.\d million events a second, 0 s left$/);
    expect(table).toMatch(/^A small study\r\n/);
  });

  it('ends quietly when nobody reads on', () => {
    const { stderr, status } = spawnSync('/bin/sh', ['-c', '("$0" "$1" schema; echo "code $?" >&2) | head -n 1 >/dev/null', process.execPath, binary()], { encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, 'code 0\n']);
  });

  it('has the same commands in-process', async () => {
    expect(execute(folder, 'list', 'forms')).toEqual(await command(folder, 'list', 'forms'));
    expect(execute(folder, 'check', 'nothing')).toEqual(await command(folder, 'check', 'nothing'));
  });
});
