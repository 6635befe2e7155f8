import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { failingStudy, smallStudy, wrongFormula } from '../experiment/small-study.js';
import { command, execute, workplace } from './command.js';

const folder = workplace({ 'small.yaml': smallStudy, 'failing.yaml': failingStudy });

describe('rerun', () => {
  it('repeats a run alone, with more detail, and says that it gives the same rows', () => {
    expect(execute(folder, 'compare', 'small.yaml', '--replications', '2', '--out', 'result', '--quiet').code).toBe(0);
    const { code, out, err } = execute(folder, 'rerun', 'result', '--run', '3', '--detail', 'events');
    expect([code, err]).toEqual([0, '']);
    expect(out).toBe('run 3 gives the same rows as in result; they are in result/rerun-3/\n');
    const rows = (path: string): string[] => readFileSync(join(folder, path), 'utf8').trimEnd().split('\n');
    expect(rows('result/rerun-3/runs.csv')).toEqual([rows('result/runs.csv')[0], rows('result/runs.csv')[4]]);
    expect(rows('result/rerun-3/trace.csv').length).toBeGreaterThan(100);
  });

  it('says so and fails when the rows are not the same', () => {
    expect(execute(folder, 'run', 'small.yaml', '--replications', '1', '--out', 'touched', '--quiet').code).toBe(0);
    const path = join(folder, 'touched', 'system.csv');
    writeFileSync(path, readFileSync(path, 'utf8').replace(/\n0,10,\d+/, '\n0,10,999'));
    const { code, out } = execute(folder, 'rerun', 'touched', '--run', '0');
    expect(code).toBe(1);
    expect(out).toContain('run 0 gives other rows than in touched, in system.csv');
  });

  it('repeats a failed run with its failure', () => {
    expect(execute(folder, 'run', 'failing.yaml', '--set', wrongFormula, '--out', 'failed', '--quiet').code).toBe(1);
    const { code, out, err } = execute(folder, 'rerun', 'failed', '--run', '0');
    expect(code).toBe(1);
    expect(err).toMatch(/^run 0 failed \(simulate\): /);
    expect(out).toContain('run 0 gives the same rows');
  });

  it('does so wherever the scenario was', () => {
    mkdirSync(join(folder, 'below'));
    cpSync(join(folder, 'failing.yaml'), join(folder, 'below', 'failing.yaml'));
    expect(execute(folder, 'run', 'below/failing.yaml', '--set', wrongFormula, '--out', 'failed-below', '--quiet').code).toBe(1);
    expect(execute(folder, 'rerun', 'failed-below', '--run', '0').out).toContain('run 0 gives the same rows');
  });

  it('refuses a run that is not there, a folder without a result, and no run at all', async () => {
    expect(await command(folder, 'rerun', 'result', '--run', '99')).toEqual({ code: 2, out: '', err: '--run 99: there is no such run in result/runs.csv\n' });
    expect((await command(folder, 'rerun', 'nowhere', '--run', '0')).err).toMatch(/nowhere: no result is here \(manifest\.json is missing\)\n/);
    expect((await command(folder, 'rerun', 'result')).err).toBe('rerun: expected --run ID, a run_id of runs.csv\n');
  });
});
