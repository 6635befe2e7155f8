import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, chmodSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { shardOf } from '../../src/cli/shard-flags.js';
import { failingStudy, smallStudy } from '../experiment/small-study.js';
import { binary, command, execute, resultFiles, workplace, type Ending } from './command.js';

const experiment = `name: staffing
scenario: small.yaml
replications: 2
design: factorial
factors: { organisations.ministry.staff: [1, 2], organisations.department.staff: [1, 2] }
`;
const precise = experiment.replace('replications: 2', 'replications: { measure: solved, precision: 20%, at_least: 3, at_most: 6 }');
const longer = smallStudy.replace('horizon: 60 days', 'horizon: 20 years').replace('sample: 10 days', 'sample: 1 year');
const folder = workplace({
  'small.yaml': smallStudy, 'longer.yaml': longer, 'failing.yaml': failingStudy, 'staffing.yaml': experiment, 'precise.yaml': precise,
  'slow.yaml': experiment.replace('small.yaml', 'longer.yaml'),
});
const undisturbed = filesOf('undisturbed', 'staffing.yaml');
for (const part of ['1/2', '2/2']) sweep('staffing.yaml', '--shard', part, '--out', 'halves', '--quiet');

function sweep(name: string, ...flags: readonly string[]): Ending {
  return execute(folder, 'sweep', name, '--workers', '1', ...flags);
}

function filesOf(out: string, name: string): Record<string, string> {
  expect(sweep(name, '--out', out)).toMatchObject({ code: 0, err: '' });
  return resultFiles(join(folder, out));
}

/** The environment of a task without what a scheduler around the tests may have put there. */
function withVariables(variables: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^SLURM_|^PARALLEL_|^JOB_COMPLETION/.test(name));
  return { ...Object.fromEntries(own), ...variables };
}

function task(variables: Readonly<Record<string, string>>, ...argv: readonly string[]): Ending {
  const { status, stdout, stderr } = spawnSync(process.execPath, [binary(), ...argv], { cwd: folder, encoding: 'utf8', env: withVariables(variables) });
  return { code: status, out: stdout, err: stderr };
}

/** Merging, and whatever is refused before anything runs, needs no workers. */
async function merge(...argv: readonly string[]): Promise<Ending> {
  return command(folder, 'merge', ...argv);
}

async function refused(name: string, ...flags: readonly string[]): Promise<string> {
  const { code, err } = await command(folder, 'sweep', name, ...flags);
  expect(code).toBe(2);
  return err;
}

describe('the tasks of a scheduler', () => {
  // More parts than design points: the last one is empty.
  it.each([
    ['Slurm', 3, (index: number) => ({ SLURM_ARRAY_TASK_ID: String(index) })],
    ['GNU parallel', 5, (index: number) => ({ PARALLEL_SEQ: String(index + 1) })],
  ])('of %s run one of %i shards each, and merged they are what one machine has written', async (name, count, variablesOf) => {
    const out = `by ${name}`;
    for (let index = count - 1; index >= 0; index--) {
      const { code, out: said } = task(variablesOf(index), 'sweep', 'staffing.yaml', '--shards', String(count), '--out', out);
      expect([code, said]).toEqual([0, expect.stringContaining(`shard ${index + 1} of ${count}`)]);
    }
    expect(await merge(out)).toEqual({ code: 0, out: `Merged ${count} shards: 8 runs; the CSV files are in ${out}/merged/\n`, err: '' });
    expect(resultFiles(join(folder, out, 'merged'))).toEqual(undisturbed);
  });

  it('of a whole Slurm array need not be told how many there are', () => {
    const array = { SLURM_ARRAY_TASK_MIN: '0', SLURM_ARRAY_TASK_COUNT: '3' };
    expect(shardOf({}, { ...array, SLURM_ARRAY_TASK_ID: '2' })).toEqual({ index: 3, count: 3 });
    expect(shardOf({}, { ...array, SLURM_ARRAY_TASK_MIN: '1', SLURM_ARRAY_TASK_ID: '3' })).toEqual({ index: 3, count: 3 });
  });

  it.each([
    ['a single task', { SLURM_ARRAY_TASK_ID: '0', SLURM_ARRAY_TASK_MIN: '0', SLURM_ARRAY_TASK_COUNT: '1' }],
    ['part of an array', { SLURM_ARRAY_TASK_ID: '5', SLURM_ARRAY_TASK_MIN: '4', SLURM_ARRAY_TASK_COUNT: '3' }],
  ])('that are %s must say of how many parts the experiment consists', (_, variables) => {
    const { code, err } = task(variables, 'sweep', 'staffing.yaml', '--out', 'single');
    expect([code, err]).toEqual([2, expect.stringContaining('Slurm runs a single task or a part of an array: say of how many parts the experiment consists, with --shards PARTS')]);
    expect(existsSync(join(folder, 'single'))).toBe(false);
    expect(shardOf({ shards: '6' }, variables)).toEqual({ index: Number(variables.SLURM_ARRAY_TASK_ID) + 1, count: 6 });
  });

  it.each([
    ['PARALLEL_SEQ', '0'], ['PARALLEL_SEQ', '4'], ['SLURM_ARRAY_TASK_ID', '3'], ['JOB_COMPLETION_INDEX', '-1'], ['JOB_COMPLETION_INDEX', 'x'],
  ])('with %s=%s are none of three', (variable, value) => {
    const { code, err } = task({ [variable]: value }, 'sweep', 'staffing.yaml', '--shards', '3', '--out', 'none');
    expect([code, err]).toEqual([2, expect.stringContaining(`${variable}=${value} is no part from 1 to 3`)]);
  });

  it('run whole experiments when nobody asks for parts', () => {
    expect(shardOf({}, { JOB_COMPLETION_INDEX: '1', PARALLEL_SEQ: '2' })).toBeUndefined();
  });
});

describe('--shard', () => {
  it.each(['0/3', '4/3', '1/0', '2'])('%s is refused', async (shard) => {
    expect(await refused('staffing.yaml', '--shard', shard, '--out', 'refused')).toContain(`shard ${shard}: expected PART/PARTS such as 2/8`);
  });

  it('is not given twice', async () => {
    expect(await refused('staffing.yaml', '--shard', '1/3', '--shards', '3')).toContain('leave --shards out');
  });

  it('may have no design points, where there are more shards than points', async () => {
    const { code, out } = await command(folder, 'sweep', 'staffing.yaml', '--shard', '5/5', '--dry-run');
    expect([code, out]).toEqual([0, 'design points: none of 4 in shard 5 of 5\n']);
  });

  it('is refused for an experiment that stops when all design points are precise enough', async () => {
    expect(await refused('precise.yaml', '--shard', '1/2', '--out', 'precise')).toContain('looks at all of them and cannot be split into shards');
    expect(existsSync(join(folder, 'precise'))).toBe(false);
  });

  it('of a part that is finished ends at once and leaves it as it is; for another experiment it is refused', async () => {
    const argv = ['staffing.yaml', '--shard', '1/2', '--out', 'halves'] as const;
    const before = resultFiles(join(folder, 'halves/shard-1-of-2'));
    expect(await command(folder, 'sweep', ...argv)).toMatchObject({ code: 0, err: 'nothing to run: 4 of 4 runs are there already\n' });
    expect(await refused(...argv, '--seed', '9')).toContain('holds a result of another experiment: not the same seed');
    expect(await refused(...argv, '--replications', '1')).toContain('holds a finished result of this experiment with 2 replications, which are more than 1');
    expect(resultFiles(join(folder, 'halves/shard-1-of-2'))).toEqual(before);
  });
});

const failing = ['failing.yaml', '--replications', '1', '--vary', 'networks.council.cost.links=200 - n,66 - n'] as const;

describe('an experiment with failing runs', () => {
  it('has the same failures in shards, and says them again when a finished shard is asked for once more', async () => {
    const whole = sweep(...failing, '--out', 'failing');
    expect([whole.code, whole.err]).toEqual([1, expect.stringMatching(/^run 1 failed \(simulate\): .*\n$/)]);
    expect(sweep(...failing, '--shard', '1/2', '--out', 'failing parts').code).toBe(0);
    expect(sweep(...failing, '--shard', '2/2', '--out', 'failing parts')).toMatchObject({ code: 1, err: whole.err });
    expect(await command(folder, 'sweep', ...failing, '--shard', '2/2', '--out', 'failing parts')).toMatchObject({ code: 1, err: `nothing to run: 1 of 1 runs are there already\n${whole.err}` });
    expect(await merge('failing parts')).toMatchObject({ code: 1, err: whole.err });
    const merged = resultFiles(join(folder, 'failing parts/merged'));
    expect(merged).toEqual(resultFiles(join(folder, 'failing')));
    expect(merged['failures.csv'].split('\n')).toHaveLength(3);
  });
});

describe('merge', () => {
  /** A folder with shards: of the halves that are there, or of another experiment. */
  function place(name: string, ...halves: readonly string[]): string {
    for (const half of halves) cpSync(join(folder, half), join(folder, name, half.slice(half.indexOf('/') + 1)), { recursive: true });
    return name;
  }
  const [first, second] = ['halves/shard-1-of-2', 'halves/shard-2-of-2'];

  async function expectRefusal(name: string, message: string, ...more: readonly string[]): Promise<void> {
    const { code, err } = await merge(name, ...more);
    expect([code, err]).toEqual([2, expect.stringContaining(message)]);
    expect(existsSync(join(folder, name, 'merged'))).toBe(false);
  }

  it('takes folders by name, in any order', async () => {
    expect((await merge(second, first, '--out', 'named')).code).toBe(0);
    expect(resultFiles(join(folder, 'named'))).toEqual(undisturbed);
  });

  it('refuses while a shard is missing, and says which', async () => {
    await expectRefusal(place('missing', second), 'shards are missing: 1 of 2');
  });

  it('refuses a shard twice', async () => {
    place('twice', first);
    cpSync(join(folder, first), join(folder, 'twice/shard-2-of-2'), { recursive: true });
    await expectRefusal('twice', 'are both shard 1 of 2');
  });

  it.each([
    ['division', '2/3', [], 'shard-2-of-3 is shard 2 of 3'],
    ['seed', '2/2', ['--seed', '9'], 'holds a result of another experiment: not the same seed'],
    ['settings', '2/2', ['--until', '50 days'], 'holds a result of another experiment: not the same settings of the scenario'],
    ['random numbers', '2/2', ['--independent'], 'holds a result of another experiment: not the same seed'],
    ['replications', '2/2', ['--replications', '3'], 'has 3 replications of every design point'],
  ])('refuses a shard with another %s', async (name, part, flags, difference) => {
    const out = place(`other ${name}`, first);
    expect(sweep('staffing.yaml', '--shard', part, '--out', out, ...flags).code).toBe(0);
    await expectRefusal(out, difference);
  });

  it('refuses a shard of other design points', async () => {
    writeFileSync(join(folder, 'more.yaml'), experiment.replace('ministry.staff: [1, 2]', 'ministry.staff: [1, 3]'));
    place('other points', first);
    expect(sweep('more.yaml', '--shard', '2/2', '--out', 'other points').code).toBe(0);
    await expectRefusal('other points', 'not the same design points');
  });

  it('refuses a shard of another version of the program', async () => {
    const path = join(folder, place('version', first, second), 'shard-2-of-2/manifest.json');
    writeFileSync(path, readFileSync(path, 'utf8').replace(/^ {2}"version": "[^"]*"/m, '  "version": "0.0.7"'));
    await expectRefusal('version', 'the result is of version 0.0.7 of the program');
  });

  it.each(['runs.csv', 'system.csv', 'experiment.json'])('refuses a shard whose %s has been changed', async (file) => {
    const path = join(folder, place(`changed ${file}`, first, second), 'shard-1-of-2', file);
    writeFileSync(path, readFileSync(path, 'utf8').replace(/1/, '2'));
    await expectRefusal(`changed ${file}`, `${file} is not as it was written`);
  });

  it('refuses a shard that has gained rows or lost a file', async () => {
    appendFileSync(join(folder, place('grown', first, second), 'shard-2-of-2/levels.csv'), '1,2,3\n');
    await expectRefusal('grown', 'levels.csv is not as it was written');
    rmSync(join(folder, place('shrunk', first, second), 'shard-2-of-2/levels.csv'));
    await expectRefusal('shrunk', 'levels.csv');
  });

  it('refuses a whole result and a folder that holds none', async () => {
    mkdirSync(join(folder, 'empty'));
    await expectRefusal('undisturbed', 'holds no shard but a whole result', '--out', 'whole');
    await expectRefusal('empty', 'no result is here', '--out', 'nothing');
  });
});

describe('a sweep in a folder', () => {
  const children: ChildProcess[] = [];
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
  });

  /** Starts the slow experiment and waits until some of its runs are on the disk. */
  async function started(out: string, ...flags: readonly string[]): Promise<ChildProcess> {
    const child = spawn(process.execPath, [binary(), 'sweep', 'slow.yaml', '--replications', '6', '--workers', '1', '--out', out, ...flags], { cwd: folder, stdio: 'ignore' });
    children.push(child);
    const part = flags.includes('--shard') ? 'shard-1-of-2' : '';
    const journal = join(folder, out, part, '.segments', 'journal.jsonl');
    while (child.exitCode === null && !(existsSync(journal) && readFileSync(journal, 'utf8').split('\n').length > 3)) await wait(5);
    return child;
  }

  async function killed(out: string): Promise<void> {
    const child = await started(out);
    child.kill('SIGKILL');
    await once(child, 'exit');
  }

  it('is refused while another process writes there, and the shard is not merged; nor once that is interrupted', async () => {
    const child = await started('shared', '--shard', '1/2');
    child.kill('SIGSTOP');
    const argv = ['slow.yaml', '--replications', '6', '--shard', '1/2', '--out', 'shared'] as const;
    expect(await refused(...argv)).toContain(`process ${child.pid ?? 0} is writing to it`);
    expect(await merge('shared')).toMatchObject({ code: 2, err: expect.stringContaining('no result is here') as string });
    child.kill('SIGCONT');
    child.kill('SIGTERM');
    await once(child, 'exit');
    expect(await merge('shared')).toMatchObject({ code: 2, err: expect.stringContaining('shard 1 of 2 is not complete; the command that made it goes on from there') as string });
  });

  it('that was killed goes on only with the same settings, seed, design and stopping rule', async () => {
    await killed('changed');
    const again = (...flags: readonly string[]): Promise<string> => refused('slow.yaml', '--replications', '6', '--out', 'changed', ...flags);
    expect(await again('--seed', '9')).toContain('unfinished result of another experiment: not the same seed;');
    expect(await again('--set', 'organisations.ministry.knows=0.9')).toContain('not the same settings of the scenario;');
    expect(await again('--independent')).toContain('not the same seed;');
    for (const [name, from, to, difference] of [
      ['points', 'department.staff: [1, 2]', 'department.staff: [1, 3]', 'design points'],
      ['rule', 'replications: 2', 'replications: { measure: solved, precision: 1%, at_most: 20 }', 'stopping rule'],
    ]) {
      writeFileSync(join(folder, `${name}.yaml`), experiment.replace('small.yaml', 'longer.yaml').replace(from, to));
      expect(await refused(`${name}.yaml`, '--out', 'changed')).toContain(`not the same ${difference};`);
    }
  });

  it('that another version of the program has begun is not gone on with', async () => {
    await killed('older');
    // A copy of the program that calls itself by another version.
    const dist = dirname(dirname(binary()));
    const copy = join(folder, 'program');
    cpSync(dist, join(copy, 'dist'), { recursive: true });
    cpSync(join(dist, '../package.json'), join(copy, 'package.json'));
    cpSync(join(dist, '../scenarios'), join(copy, 'scenarios'), { recursive: true });
    symlinkSync(join(dist, '../node_modules'), join(copy, 'node_modules'));
    const path = join(copy, 'dist/program/version.js');
    const changed = readFileSync(path, 'utf8').replace(/"\d+\.\d+\.\d+"/, '"9.9.9"');
    writeFileSync(path, changed);
    const { status, stderr } = spawnSync(process.execPath, [join(copy, 'dist/program/subsidia.js'), 'sweep', 'slow.yaml', '--replications', '6', '--out', 'older'], { cwd: folder, encoding: 'utf8' });
    expect([status, stderr]).toEqual([2, expect.stringContaining('not the same version of the program;')]);
  });
});

describe.skipIf(process.platform === 'win32')('docs/clusters/kubernetes-job.yaml (skipped on Windows, which has no sh)', () => {
  const text = readFileSync(join(import.meta.dirname, '../../docs/clusters/kubernetes-job.yaml'), 'utf8');
  const { spec } = parse(text) as { spec: { completionMode: string; completions: number; template: { spec: { containers: { command: string[] }[] } } } };

  it('has a command that runs all parts, ends well when started again, and badly when a part is not complete', () => {
    const place = join(folder, 'volume');
    mkdirSync(join(place, 'path'), { recursive: true });
    symlinkSync(binary(), join(place, 'path/subsidia'));
    chmodSync(binary(), 0o755);
    writeFileSync(join(place, 'small.yaml'), smallStudy);
    writeFileSync(join(place, 'experiment.yaml'), experiment);
    const [program, ...argv] = spec.template.spec.containers[0].command;
    const pod = (index: number): number | null => {
      const env = withVariables({ JOB_COMPLETION_INDEX: String(index), PATH: `${join(place, 'path')}:${dirname(process.execPath)}:${process.env.PATH ?? ''}` });
      return spawnSync(program, argv, { cwd: place, encoding: 'utf8', env }).status;
    };
    expect(spec.completionMode).toBe('Indexed');
    for (let index = 0; index < spec.completions; index++) expect(pod(index)).toBe(0);
    expect(pod(1)).toBe(0);
    expect(execute(place, 'merge', 'results').code).toBe(0);
    expect(resultFiles(join(place, 'results/merged'))).toEqual(undisturbed);
    const third = join(place, 'results/shard-3-of-4');
    rmSync(third, { recursive: true });
    mkdirSync(third);
    writeFileSync(join(third, '.lock'), JSON.stringify({ pid: 1, host: 'elsewhere' }));
    expect(pod(2)).not.toBe(0);
  });
});
