import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { takeLock } from '../../src/node/directory-lock.js';
import { ResultDirectoryError } from '../../src/node/result-directory.js';
import { scratchDirectory } from './sample-experiment.js';

let scratch: string;
let lock: string;

beforeEach(() => {
  scratch = scratchDirectory();
  lock = join(scratch, '.lock');
});

afterEach(() => rmSync(scratch, { recursive: true, force: true }));

/** The number of a process that has ended. */
const deadProcess = (): number => spawnSync(process.execPath, ['--eval', '']).pid;

const heldBy = (pid: number, host = hostname()): void => writeFileSync(lock, JSON.stringify({ pid, host }));

async function refusal(): Promise<string> {
  const error: unknown = await takeLock(lock).catch((reason: unknown) => reason);
  if (!(error instanceof ResultDirectoryError)) throw new Error('expected a refusal');
  expect(error.problem).toBe('in use');
  return error.message;
}

describe('the lock of a result directory', () => {
  it('names its process, is refused to this process and released by the function it gave', async () => {
    const release = await takeLock(lock);
    expect(JSON.parse(readFileSync(lock, 'utf8'))).toEqual({ pid: process.pid, host: hostname() });
    expect(await refusal()).toBe(`the result directory is in use: this process writes to it already (if no process does, remove ${lock})`);
    release();
    expect(existsSync(lock)).toBe(false);
    (await takeLock(lock))();
  });

  it('releases nothing when it is released twice', async () => {
    const first = await takeLock(lock);
    first();
    const second = await takeLock(lock);
    first();
    expect(existsSync(lock)).toBe(true);
    second();
  });

  it('is refused while another process that lives holds it', async () => {
    heldBy(process.ppid);
    expect(await refusal()).toContain(`process ${process.ppid} is writing to it`);
    expect(JSON.parse(readFileSync(lock, 'utf8'))).toEqual({ pid: process.ppid, host: hostname() });
  });

  it('is refused when its process is on another machine, since nobody can say whether it lives', async () => {
    heldBy(deadProcess(), 'elsewhere');
    expect(await refusal()).toMatch(/process \d+ on elsewhere may be writing to it/);
  });

  it('is refused when its file is not one of ours', async () => {
    writeFileSync(lock, 'held');
    expect(await refusal()).toContain('its lock file cannot be read');
  });

  it.each<[string, () => void]>([
    ['a process that has died', () => heldBy(deadProcess())],
    ['an earlier process with the number of this one, as after a restart of a container', () => heldBy(process.pid)],
    ['a process that died before it wrote its name', () => writeFileSync(lock, '')],
  ])('is taken over from %s', async (_, leave) => {
    leave();
    const release = await takeLock(lock);
    expect(JSON.parse(readFileSync(lock, 'utf8'))).toEqual({ pid: process.pid, host: hostname() });
    release();
    expect(existsSync(lock)).toBe(false);
  });
});
