import { appendFileSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { failingStudy, smallStudy } from '../experiment/small-study.js';
import { command, execute, resultFiles, workplace, type Ending } from './command.js';

const experiment = `name: staffing
scenario: small.yaml
replications: 2
design: factorial
factors: { organisations.ministry.staff: [1, 2] }
`;
const folder = workplace({
  'small.yaml': smallStudy, 'failing.yaml': failingStudy, 'staffing.yaml': experiment, 'MyStudy2.yaml': smallStudy.replace('name: small', 'name: MyStudy2'),
  'precise.yaml': experiment.replace('name: staffing', 'name: precise').replace('replications: 2', 'replications: { measure: solved, precision: 90%, at_least: 2, at_most: 9 }'),
});
const result = join(folder, 'results/small/staffing');

function sweep(...argv: readonly string[]): Ending {
  return execute(folder, 'sweep', ...argv, '--workers', '1');
}

/** What is refused before anything runs, or has nothing to run, needs no workers. */
async function here(...argv: readonly string[]): Promise<Ending> {
  return command(folder, 'sweep', ...argv);
}

const read = (path: string): string => readFileSync(join(result, path), 'utf8');

describe('a sweep whose folder holds a finished one', () => {
  it('of the same experiment has nothing to run and leaves it as it is', async () => {
    expect(sweep('staffing.yaml')).toMatchObject({ code: 0, err: '' });
    const before = [resultFiles(result), statSync(join(result, 'runs.csv')).mtimeMs];
    const again = await here('staffing.yaml');
    expect(again).toMatchObject({ code: 0, err: 'nothing to run: 4 of 4 runs are there already\n' });
    expect(again.out).toContain('2 design points, twice each; 4 runs; the CSV files are in results/small/staffing/');
    expect([resultFiles(result), statSync(join(result, 'runs.csv')).mtimeMs]).toEqual(before);
  });

  it.each([
    ['the seed', ['--seed', '9'], 'not the same seed'],
    ['a setting', ['--set', 'organisations.ministry.staff=3'], 'not the same settings of the scenario'],
  ])('of another experiment in %s is refused, says what differs and names the ways out', async (_, flags, difference) => {
    const before = resultFiles(result);
    const { code, err } = await here('staffing.yaml', ...flags);
    expect([code, err]).toEqual([2, expect.stringMatching(new RegExp(`staffing holds a result of another experiment: ${difference}\n\\(--out FOLDER chooses another folder, --overwrite starts again in this one\\)\n$`))]);
    expect(resultFiles(result)).toEqual(before);
  });

  it('of more design points is refused', async () => {
    writeFileSync(join(folder, 'more.yaml'), experiment.replace('[1, 2]', '[1, 2, 3]'));
    expect(await here('more.yaml')).toMatchObject({ code: 2, err: expect.stringContaining('not the same design points') as string });
  });

  it('of fewer replications is refused', async () => {
    expect(await here('staffing.yaml', '--replications', '1')).toMatchObject({
      code: 2, err: expect.stringContaining('holds a finished result of this experiment with 2 replications, which are more than 1') as string,
    });
  });

  it('that lacks a table which is wanted now is refused', async () => {
    expect(await here('staffing.yaml', '--detail', 'problems')).toMatchObject({ code: 2, err: expect.stringContaining('but without problems.csv') as string });
  });

  it('with more replications runs those that are missing, to the bytes of a sweep that had them from the beginning, and drops the analysis of the former runs', async () => {
    expect(await command(folder, 'analyse', 'results/small/staffing')).toMatchObject({ code: 0 });
    expect(existsSync(join(result, 'analysis/datapackage.json'))).toBe(true);
    writeFileSync(join(result, 'analysis/notes.txt'), 'mine');
    expect(sweep('staffing.yaml', '--replications', '3')).toMatchObject({ code: 0, err: 'resuming: 4 of 6 runs are there already\n' });
    expect(sweep('staffing.yaml', '--replications', '3', '--out', 'whole')).toMatchObject({ code: 0, err: '' });
    for (const table of ['runs', 'estimates', 'comparisons']) expect(read(`${table}.csv`)).toBe(readFileSync(join(folder, 'whole', `${table}.csv`), 'utf8'));
    expect(JSON.parse(read('manifest.json'))).toEqual(JSON.parse(readFileSync(join(folder, 'whole/manifest.json'), 'utf8')));
    expect([existsSync(join(result, 'analysis/datapackage.json')), read('analysis/notes.txt')]).toEqual([false, 'mine']);
  });

  it('gets Parquet files that are asked for later, without running anything', async () => {
    expect(existsSync(join(result, 'runs.parquet'))).toBe(false);
    expect(await here('staffing.yaml', '--replications', '3', '--parquet')).toMatchObject({ code: 0, err: 'nothing to run: 6 of 6 runs are there already\n' });
    expect(existsSync(join(result, 'runs.parquet'))).toBe(true);
  });

  it('is replaced when that is asked for', () => {
    expect(sweep('staffing.yaml', '--seed', '9', '--overwrite')).toMatchObject({ code: 0, err: '' });
    expect(JSON.parse(read('manifest.json'))).toMatchObject({ seed: '9', replications: 2 });
  });

  it('that stopped when it was precise enough has nothing to run', async () => {
    const first = sweep('precise.yaml');
    expect(first).toMatchObject({ code: 0, err: '' });
    const { code, err, out } = await here('precise.yaml');
    expect([code, err]).toEqual([0, expect.stringMatching(/^nothing to run: (\d+) of \1 runs are there already\n$/)]);
    expect(out).toBe(first.out);
  });
});

describe('a sweep that was to stop when it is precise enough', () => {
  it('says where it is not after the most replications, as analyse does', async () => {
    writeFileSync(join(folder, 'vain.yaml'), experiment.replace('name: staffing', 'name: vain').replace('replications: 2', 'replications: { measure: solved, precision: 0.1%, at_least: 2, at_most: 3 }'));
    const notice = /^notice: after 3 replications solved is less precise than wanted \(0\.1 %\) at all 2 design points: least at "organisations\.ministry\.staff=\d", where the interval is \u00b1 [\d.]+ % of the mean and 0\.0999 % would do\n$/;
    const first = sweep('vain.yaml');
    expect([first.code, first.err]).toEqual([0, expect.stringMatching(notice)]);
    expect((await here('vain.yaml')).err).toBe(`nothing to run: 6 of 6 runs are there already\n${first.err}`);
    const analysed = await command(folder, 'analyse', 'results/small/vain');
    expect(analysed.err.replace(/\n(?!$)/g, ' ')).toMatch(notice);
  });
});

describe('what could help', () => {
  it('is another folder alone where a folder cannot be made', async () => {
    const { code, err } = await here('staffing.yaml', '--out', 'small.yaml/result');
    expect([code, err]).toEqual([2, expect.stringMatching(/small\.yaml\/result: .*ENOTDIR\)\n\(--out FOLDER chooses another folder\)\n$/)]);
  });

  it('is said by analyse where its folder cannot be made', async () => {
    const { code, err } = await command(folder, 'analyse', 'results/small/vain', '--out', 'small.yaml/analysis');
    expect([code, err]).toEqual([2, expect.stringMatching(/small\.yaml\/analysis: .*ENOTDIR\); choose another folder with --out\n$/)]);
  });

  it('is nothing of the kind where what is read is damaged', async () => {
    expect(sweep('staffing.yaml', '--shard', '1/2', '--out', 'damaged')).toMatchObject({ code: 0 });
    expect(sweep('staffing.yaml', '--shard', '2/2', '--out', 'damaged')).toMatchObject({ code: 0 });
    appendFileSync(join(folder, 'damaged/shard-2-of-2/runs.csv'), 'x');
    const { code, err } = await command(folder, 'merge', 'damaged');
    expect([code, err]).toEqual([2, expect.stringMatching(/is not as it was written: its SHA-256 differs from the manifest's\n$/)]);
  });
});

describe('--retry-failed', () => {
  const failing = ['failing.yaml', '--replications', '1', '--vary', 'networks.council.cost.links=200 - n,66 - n', '--out', 'failing'] as const;

  it('says so where there is no result yet and all runs are made, as by a script that gives one command again and again', () => {
    const { code, err } = sweep(...failing, '--retry-failed');
    expect([code, err]).toEqual([1, expect.stringMatching(/^notice: nothing is in failing yet, so that no run can have failed: all are run\nrun 1 failed/)]);
  });

  it('runs what failed again and nothing else; fewer replications are refused and leave nothing behind', async () => {
    const before = resultFiles(join(folder, 'failing'));
    expect(sweep(...failing, '--retry-failed')).toMatchObject({ code: 1, err: expect.stringMatching(/^resuming: 1 of 2 runs are there already\nrun 1 failed/) as string });
    expect(resultFiles(join(folder, 'failing'))).toEqual(before);
    expect(await here(...failing.slice(0, 1), '--replications', '2', ...failing.slice(3), '--retry-failed', '--overwrite')).toMatchObject({ code: 2, err: '--retry-failed keeps what is there and --overwrite does not: give one of them\n' });
    expect(existsSync(join(folder, 'failing/.segments'))).toBe(false);
  });
});

describe('a scenario with a name that a data package cannot have', () => {
  it('gives the package a name that it can have, and keeps its own everywhere else', () => {
    expect(execute(folder, 'run', 'MyStudy2.yaml', '--replications', '2', '--workers', '1', '--quiet')).toMatchObject({ code: 0, err: '' });
    const { name } = JSON.parse(readFileSync(join(folder, 'results/MyStudy2/run/datapackage.json'), 'utf8')) as { name: string };
    expect(name).toBe('mystudy2');
  });
});
