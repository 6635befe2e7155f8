import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { failingStudy, smallStudy } from '../experiment/small-study.js';
import { execute, resultFiles, start, workplace } from './command.js';

/** Runs of some tens of milliseconds, so that there is time to interrupt them. */
const longer = smallStudy.replace('horizon: 60 days', 'horizon: 4 years').replace('sample: 10 days', 'sample: 1 year');
const folder = workplace({ 'small.yaml': longer, 'failing.yaml': failingStudy });

interface Interrupted {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Starts a command and sends signals, some milliseconds apart, as soon as some runs are on the disk. */
async function interrupt(out: string, { signals, apart = 0 }: { readonly signals: readonly NodeJS.Signals[]; readonly apart?: number }, ...argv: readonly string[]): Promise<Interrupted> {
  const child = start(folder, ...argv, '--out', out);
  const collected = collect(child);
  const journal = join(folder, out, '.segments', 'journal.jsonl');
  while (child.exitCode === null && !(existsSync(journal) && readFileSync(journal, 'utf8').split('\n').length > 4)) await wait(5);
  for (const signal of signals) {
    child.kill(signal);
    await wait(apart);
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return { code: child.exitCode, ...(await collected) };
}

async function collect({ stdout, stderr }: ChildProcess): Promise<{ readonly out: string; readonly err: string }> {
  const text = async (stream: NodeJS.ReadableStream | null): Promise<string> => {
    let whole = '';
    if (stream !== null) for await (const piece of stream) whole += String(piece);
    return whole;
  };
  const [out, err] = await Promise.all([text(stdout), text(stderr)]);
  return { out, err };
}

function runIds(out: string): string[] {
  const rows = parse(readFileSync(join(folder, out, 'runs.csv'), 'utf8'), { columns: true }) as unknown as { run_id: string }[];
  return rows.map(({ run_id }) => run_id);
}

describe('an experiment interrupted by Ctrl-C', () => {
  const argv = ['compare', 'small.yaml', '--replications', '25', '--workers', '2'];

  it('keeps finished runs as a partial result, and the same command ends with the bytes of an undisturbed one', async () => {
    const { code, out, err } = await interrupt('interrupted', { signals: ['SIGINT', 'SIGINT'] }, ...argv);
    expect(code).toBe(130);
    expect(err).toMatch(/^\nfinishing the runs in flight; press Ctrl-C again to stop at once\ninterrupted after \d+ of 50 runs; the same command goes on from there\n$/);
    expect(out).toMatch(/\d+ of 50 runs\s+finished/);
    const finished = Number(/after (\d+)/.exec(err)?.[1]);
    expect(runIds('interrupted')).toHaveLength(finished);
    expect(finished).toBeLessThan(50);
    expect(JSON.parse(resultFilesOf('interrupted')['manifest.json'])).toMatchObject({ complete: false, runs: { planned: 50, finished } });

    const resumed = execute(folder, ...argv, '--out', 'interrupted');
    expect(resumed.code).toBe(0);
    expect(resumed.err).toBe(`resuming: ${finished} of 50 runs are there already\n`);
    expect(execute(folder, ...argv, '--out', 'undisturbed')).toMatchObject({ code: 0, out: resumed.out.replace('interrupted/', 'undisturbed/') });
    expect(resultFiles(join(folder, 'interrupted'))).toEqual(resultFiles(join(folder, 'undisturbed')));
  });

  it('is not taken for another one: neither replaced by default nor mixed with it', async () => {
    const [command, scenario, ...flags] = argv;
    const directory = 'results/small/compare';
    await interrupt(directory, { signals: ['SIGINT'] }, ...argv);
    const kept = runIds(directory).length;
    const { code, err } = execute(folder, command, scenario, ...flags, '--seed', '8');
    expect(code).toBe(2);
    expect(err).toMatch(/holds an unfinished result of another experiment: not the same seed; choose another directory, or overwrite it to start again\n\(--out FOLDER chooses another folder, --overwrite starts again in this one\)\n$/);
    expect(runIds(directory)).toHaveLength(kept);
    expect(execute(folder, command, scenario, '--replications', '2', '--seed', '8', '--overwrite', '--quiet').code).toBe(0);
    expect(runIds(directory)).toEqual(['0', '1', '2', '3']);
  });

  it('stops at once when Ctrl-C is pressed again, and still keeps what was finished', async () => {
    const { code } = await interrupt('insisted', { signals: ['SIGINT', 'SIGINT'], apart: 400 }, ...argv);
    expect(code).toBe(130);
    const { code: again, err } = execute(folder, ...argv, '--out', 'insisted');
    expect(again).toBe(0);
    expect(err).toMatch(/^resuming: \d+ of 50 runs are there already\n$/);
    expect(resultFilesOf('insisted')['runs.csv']).toBe(resultFilesOf('undisturbed')['runs.csv']);
  });

  it('may be given more replications when it goes on', async () => {
    const [command, scenario] = argv;
    await interrupt('longer', { signals: ['SIGINT'] }, command, scenario, '--replications', '20');
    expect(execute(folder, ...argv, '--out', 'longer')).toMatchObject({ code: 0 });
    expect(resultFiles(join(folder, 'longer'))).toEqual(resultFiles(join(folder, 'undisturbed')));
  });
});

describe('a failing experiment that was interrupted', () => {
  it('ends with the bytes of an undisturbed one, failures included', async () => {
    const argv = ['run', 'failing.yaml', '--replications', '5', '--workers', '2', '--vary', 'networks.council.cost.links=200 - n,66 - n'];
    const { code } = await interrupt('failing', { signals: ['SIGTERM'] }, ...argv);
    expect(code).toBe(130);
    const kept = runIds('failing').length;
    expect(kept).toBeGreaterThan(2);
    expect(kept).toBeLessThan(10);
    const resumed = execute(folder, ...argv, '--out', 'failing');
    expect(resumed.code).toBe(1);
    const undisturbed = execute(folder, ...argv, '--out', 'failing-undisturbed');
    expect(undisturbed.code).toBe(1);
    expect(resumed.err.replace(/^resuming.*\n/, '')).toBe(undisturbed.err);
    expect(resultFiles(join(folder, 'failing'))).toEqual(resultFiles(join(folder, 'failing-undisturbed')));
  }, 240_000);
});

function resultFilesOf(name: string): Record<string, string> {
  return resultFiles(join(folder, name));
}
