import type * as FileSystem from 'node:fs/promises';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ResultDirectoryError } from '../../src/node/result-directory.js';
import { openResultWriter, type ResultDescription, type ResultWriter } from '../../src/node/result-writer.js';
import { contentOf, definition, description, rowsOf, runs, scratchDirectory } from './sample-experiment.js';

/** The disk that all of the writer's file operations go to: it can stop doing anything, be full from some operation on, or be slow. */
const disk = vi.hoisted(() => ({
  operations: 0,
  diesBefore: Infinity,
  isFullFrom: Infinity,
  /** What operations wait for. */
  isReady: Promise.resolve(),
  /** Operation and file name of what has been done. */
  log: [] as string[],
  async begin(name: string, path: string): Promise<void> {
    this.operations++;
    if (this.operations >= this.diesBefore) throw new Error('the process has died');
    if (name === 'write' && this.operations >= this.isFullFrom) throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' });
    await this.isReady;
    this.log.push(`${name} ${path.split(/[\\/]/).at(-1) ?? ''}`);
  },
}));

vi.mock('node:fs/promises', async (importOriginal) => {
  const real = await importOriginal<typeof FileSystem>();
  const handleOperations = ['write', 'sync', 'datasync', 'truncate'] as const;
  type Operation = (...args: unknown[]) => Promise<unknown>;
  const watched = (name: string, operation: Operation, pathOf: (args: unknown[]) => unknown): Operation => async (...args) => {
    await disk.begin(name, String(pathOf(args)));
    return operation(...args);
  };
  const open: Operation = async (...args) => {
    const handle = await real.open(...(args as Parameters<typeof real.open>));
    for (const name of handleOperations) {
      Object.defineProperty(handle, name, { value: watched(name, handle[name].bind(handle) as Operation, () => args[0]) });
    }
    return handle;
  };
  return {
    ...real,
    open: watched('open', open, ([path]) => path),
    mkdir: watched('mkdir', real.mkdir as Operation, ([path]) => path),
    rename: watched('rename', real.rename as Operation, ([, target]) => target),
    rm: watched('rm', real.rm as Operation, ([path]) => path),
  };
});

const former: ResultDescription = { ...description, manifest: { seed: 'former' } };

let scratch: string;
let directory: string;
let undisturbed: Record<string, string>;

beforeEach(async () => {
  scratch = scratchDirectory();
  directory = join(scratch, 'undisturbed');
  await writeResult();
  undisturbed = contentOf(directory);
  directory = join(scratch, 'result');
});

afterEach(() => {
  healDisk();
  rmSync(scratch, { recursive: true, force: true });
});

function healDisk(): void {
  disk.operations = 0;
  disk.log = [];
  disk.isReady = Promise.resolve();
  disk.diesBefore = Infinity;
  disk.isFullFrom = Infinity;
}

async function closing(writer: ResultWriter, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } finally {
    await writer.close();
  }
}

/** A process that resumes what it finds, forces each run to the disk, ends once as partial on the way, and then finishes. */
async function writeResult(overwrite = false): Promise<void> {
  const writer = await openResultWriter(directory, { ...definition, overwrite });
  await closing(writer, async () => {
    for (let run = 0; run < runs; run++) {
      if (writer.finished.has(run)) continue;
      await writer.append(run, rowsOf(run));
      await writer.flush();
      if (run === 3) await writer.finish({ ...description, partial: true });
    }
    await writer.finish(description);
  });
}

/** Every file operation of `writeResult` in a directory that is prepared as given. */
async function countOperations(prepare: () => Promise<void>, overwrite: boolean): Promise<number> {
  await prepare();
  healDisk();
  await writeResult(overwrite);
  const { operations } = disk;
  rmSync(directory, { recursive: true });
  return operations;
}

async function resume(overwrite: boolean): Promise<void> {
  healDisk();
  try {
    await writeResult(overwrite);
  } catch (error) {
    if (!(error instanceof ResultDirectoryError && error.problem === 'finished')) throw error;
  }
}

const nothing = (): Promise<void> => Promise.resolve();

/** A finished result with other rows and one run less. */
async function formerResult(): Promise<void> {
  const writer = await openResultWriter(directory, { ...definition, identity: { experiment: 'former' }, runs: runs - 1 });
  await closing(writer, async () => {
    for (let run = 0; run < runs - 1; run++) await writer.append(run, rowsOf(run + 1));
    await writer.finish(former);
  });
}

describe('the order of file operations', () => {
  const commit = ['write rows', 'datasync rows', 'write journal.jsonl', 'datasync journal.jsonl'];

  it('forces rows to the disk before their journal line is written, and shares that between runs that arrive meanwhile', async () => {
    const writer = await openResultWriter(directory, definition);
    healDisk();
    for (const run of [0, 1, 2]) await writer.append(run, rowsOf(run));
    await writer.flush();
    expect(disk.log).toEqual([...commit, ...commit]);
    await writer.close();
  });

  it('gives files their names when all CSV files are on the disk, the manifest last, and removes the rows afterwards', async () => {
    const writer = await openResultWriter(directory, definition);
    for (let run = 0; run < runs; run++) await writer.append(run, rowsOf(run));
    await writer.flush();
    healDisk();
    await writer.finish(description);
    await writer.close();
    const steps = disk.log.filter((step) => /^(sync|rename) .*(csv|json|discarded)$/.test(step));
    expect(steps).toEqual([
      ...['sync runs.csv', 'sync system.csv', 'rename runs.csv', 'rename system.csv'],
      ...['sync datapackage.json', 'rename datapackage.json', 'sync provenance.json', 'rename provenance.json'],
      ...['sync manifest.json', 'rename manifest.json', 'rename .segments-discarded'],
    ]);
  });

  it.each([
    // One is on its way to the disk and 1,000 wait; one is on its way and two of 3 MB wait.
    ['1,000 runs', 1001, '1\n'],
    ['8 MB', 3, `${'1'.repeat(3 << 20)}\n`],
  ])('holds a simulation back when more than %s wait for the disk', async (_, answered, rows) => {
    const writer = await openResultWriter(directory, { ...definition, runs: 2000 });
    let release: (() => void) | undefined;
    disk.isReady = new Promise((resolve) => (release = resolve));
    let resolved = 0;
    const appending = (async () => {
      for (let run = 0; run < answered + 10; run++) {
        await writer.append(run, new Map([['runs', rows]]));
        resolved++;
      }
    })();
    await new Promise((done) => setTimeout(done, 50));
    expect(resolved).toBe(answered);
    release?.();
    await appending;
    expect(resolved).toBe(answered + 10);
    await writer.close();
  });
});

describe('a process that dies', () => {
  it('before any one of its file operations resumes to the same bytes, or had finished', async () => {
    const operations = await countOperations(nothing, false);
    expect(operations).toBeGreaterThan(4 * runs);
    for (let crash = 1; crash <= operations; crash++) {
      disk.diesBefore = crash;
      await expect(writeResult()).rejects.toThrow('the process has died');
      await resume(false);
      expect(contentOf(directory)).toEqual(undisturbed);
      rmSync(directory, { recursive: true });
    }
  });

  it('before any one of its file operations while it overwrites a result resumes to the same bytes, and the former manifest stays until then', async () => {
    const operations = await countOperations(formerResult, true);
    for (let crash = 1; crash <= operations; crash += 3) {
      await formerResult();
      healDisk();
      disk.diesBefore = crash;
      await expect(writeResult(true)).rejects.toThrow('the process has died');
      expect(contentOf(directory)).toHaveProperty(['manifest.json']);
      await resume(true);
      expect(contentOf(directory)).toEqual(undisturbed);
      rmSync(directory, { recursive: true });
      healDisk();
    }
  });
});

describe('a disk that is full', () => {
  it('from any one write on is told, and the result resumes to the same bytes once there is room', async () => {
    const operations = await countOperations(nothing, false);
    let failures = 0;
    for (let full = 1; full <= operations; full++) {
      disk.isFullFrom = full;
      const error: unknown = await writeResult().catch((reason: unknown) => reason);
      if (error !== undefined) {
        expect(error).toEqual(new Error(`${directory}: no space left on the device (ENOSPC)`));
        failures++;
      }
      await resume(false);
      expect(contentOf(directory)).toEqual(undisturbed);
      rmSync(directory, { recursive: true });
      healDisk();
    }
    // After the last write, a full disk does no harm.
    expect(failures).toBeGreaterThan(0.8 * operations);
  });

  it('keeps every run that was safe, and later calls repeat the reason', async () => {
    const writer = await openResultWriter(directory, definition);
    for (const run of [0, 1]) await writer.append(run, rowsOf(run));
    await writer.flush();
    disk.isFullFrom = 0;
    await writer.append(2, rowsOf(2));
    const full = `${directory}: no space left on the device (ENOSPC)`;
    await expect(writer.flush()).rejects.toThrow(full);
    await expect(writer.append(3, rowsOf(3))).rejects.toThrow(full);
    await expect(writer.finish({ ...description, partial: true })).rejects.toThrow(full);
    await expect(writer.close()).rejects.toThrow(full);
    healDisk();
    const resumed = await openResultWriter(directory, definition);
    expect([...resumed.finished]).toEqual([0, 1]);
    await resumed.close();
  });
});
