import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ResultDirectoryError } from '../../src/node/result-directory.js';
import { openResultWriter, type ResultDefinition, type ResultDescription } from '../../src/node/result-writer.js';
import { compileSources, type CompiledSources } from './compiled-sources.js';
import { contentOf, scratchDirectory } from './sample-experiment.js';

const runs = 40;

/**
 * The program that is interrupted: `node program.js DIR WORKERS [CRASH]`. It runs what is missing on worker threads (0: on none), prints each
 * run that it has handed to the writer, ends as partial on SIGINT, and kills itself before file operation number CRASH if there is one.
 */
const programText = `
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const [directory, workers, crash] = process.argv.slice(2);
let operations = 0;
const counted = (operation) => function (...args) {
  if (++operations === Number(crash)) process.kill(process.pid, 'SIGKILL');
  return operation.apply(this, args);
};
for (const name of ['open', 'mkdir', 'rename', 'rm']) fs.promises[name] = counted(fs.promises[name]);
const handle = await fs.promises.open(process.execPath, 'r');
const prototype = Object.getPrototypeOf(handle);
for (const name of ['write', 'datasync', 'sync', 'truncate']) prototype[name] = counted(prototype[name]);
await handle.close();
syncBuiltinESMExports();

const { openResultWriter } = await import('./node/result-writer.js');
const { runPool } = await import('./node/worker-pool.js');
const { definition, description, start } = await import('./experiment.js');
const controller = new AbortController();
process.on('SIGINT', () => controller.abort());
const writer = await openResultWriter(directory, definition);
try {
  function* missing() {
    for (let run = 0; run < definition.runs; run++) if (!writer.finished.has(run)) yield run;
  }
  const append = async (run, rows) => {
    await writer.append(run, rows);
    console.log('run', run);
  };
  let aborted = false;
  if (workers === '0') {
    const simulate = start(0);
    for (const run of missing()) {
      await append(run, await simulate(run));
      await writer.flush();
    }
  } else {
    const module = new URL('./experiment.js', import.meta.url);
    const onResult = (run, outcome) => append(run, outcome.value);
    ({ aborted } = await runPool({ workers: Number(workers), module, setup: 1, jobs: missing(), signal: controller.signal, onResult }));
  }
  console.log('finish');
  await writer.finish({ ...description, partial: aborted });
  if (aborted) process.exitCode = 130;
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await writer.close().catch(() => undefined);
}
console.log('operations', operations);
`;

/** Runs of uneven length, unless they take no time, with rows that depend on the run's number alone. */
const experimentText = `
const column = (name) => ({ name, type: 'integer', unit: '', description: '' });
const tables = ['runs', 'system'].map((name) => ({ name, description: '', columns: [column('run_id'), column('value')] }));
export const definition = { tables, identity: 'experiment', runs: ${runs} };
export const description = { name: 'sample', title: 'A sample', manifest: { seed: '1' }, provenance: {} };
export const start = (pace) => async (run) => {
  if (pace > 0) await new Promise((done) => setTimeout(done, pace * ((run * 7) % 5)));
  return new Map([['runs', run + ',' + run * run + '\\n'], ['system', (run + ',1\\n').repeat(run % 3 === 0 ? 600 : run)]]);
};
`;

interface Experiment {
  readonly definition: ResultDefinition;
  readonly description: ResultDescription;
  readonly start: (pace: number) => (run: number) => Promise<Map<string, string>>;
}

let sources: CompiledSources;
let experiment: URL;
let program: string;
let scratch: string;
let directory: string;
let undisturbed: Record<string, string>;

beforeAll(() => {
  sources = compileSources();
  experiment = sources.module('experiment.js', experimentText);
  program = fileURLToPath(sources.module('program.js', programText));
  const other = scratchDirectory();
  runToEnd(other);
  undisturbed = contentOf(other);
  rmSync(other, { recursive: true });
});

afterAll(() => sources.remove());

beforeEach(() => {
  scratch = scratchDirectory();
  directory = join(scratch, 'result');
});

afterEach(() => rmSync(scratch, { recursive: true, force: true }));

interface Ending {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the program until it ends, of itself or by its own hand. */
function run(into: string, workers: number, crash?: number): Ending {
  const args = [program, into, String(workers), ...(crash === undefined ? [] : [String(crash)])];
  return spawnSync(process.execPath, args, { encoding: 'utf8' });
}

function runToEnd(into = directory, workers = 2): string {
  const { status, stdout, stderr } = run(into, workers);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout;
}

/** Completes what the program left, in this process and without threads. */
async function resumeHere(): Promise<void> {
  const { definition, description, start } = (await import(experiment.href)) as Experiment;
  const simulate = start(0);
  const writer = await openResultWriter(directory, definition).catch((error: unknown) => {
    if (error instanceof ResultDirectoryError && error.problem === 'finished') return undefined;
    throw error;
  });
  if (writer === undefined) return;
  for (let i = 0; i < runs; i++) if (!writer.finished.has(i)) await writer.append(i, await simulate(i));
  await writer.finish(description);
  await writer.close();
}

/** Starts the program and sends a signal as soon as it has printed a line. */
async function interrupt(signal: NodeJS.Signals, line: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, [program, directory, '2'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  for await (const printed of createInterface(child.stdout)) if (printed === line) child.kill(signal);
  await ended;
  return child;
}

const finishedBefore = (stdout: string): number => runs - (stdout.match(/^run /gm) ?? []).length;

describe('an experiment in a real process', () => {
  it('has the same bytes with 1, 2 and 7 workers', () => {
    expect(undisturbed['runs.csv'].split('\n')).toHaveLength(runs + 2);
    expect(JSON.parse(undisturbed['manifest.json'])).toMatchObject({ complete: true });
    for (const workers of [1, 7]) {
      const into = join(scratch, String(workers));
      runToEnd(into, workers);
      expect(contentOf(into)).toEqual(undisturbed);
    }
  });

  it.each(['run 0', 'run 17', 'finish'])('that is killed after it printed "%s" resumes to the same bytes', async (line) => {
    const { signalCode } = await interrupt('SIGKILL', line);
    expect(signalCode).toBe('SIGKILL');
    runToEnd();
    expect(contentOf(directory)).toEqual(undisturbed);
  });

  it('that is killed again and again makes progress and ends with the same bytes', async () => {
    for (const line of ['run 5', 'run 15', 'run 25']) await interrupt('SIGKILL', line);
    expect(finishedBefore(runToEnd())).toBeGreaterThanOrEqual(10);
    expect(contentOf(directory)).toEqual(undisturbed);
  });

  it('that dies before any of its file operations resumes to the same bytes, or had finished', async () => {
    const operations = Number(/operations (\d+)/.exec(runToEnd(join(scratch, 'counted'), 0))?.[1]);
    expect(operations).toBeGreaterThan(4 * runs);
    // Opening takes the first operations, every run four, and finishing the last.
    const crashes = [1, 2, 3, 4, 5, 6, 7, 9, 11, 13, 40, 41, 42, 43, ...Array.from({ length: 13 }, (_, i) => operations - 3 * i)];
    for (const crash of crashes) {
      const { signal } = run(directory, 0, crash);
      expect(signal).toBe('SIGKILL');
      await resumeHere();
      expect(contentOf(directory)).toEqual(undisturbed);
      rmSync(directory, { recursive: true });
    }
  });

  it('that is interrupted from the keyboard keeps its finished runs as a partial result and resumes to the same bytes', async () => {
    const { exitCode } = await interrupt('SIGINT', 'run 9');
    expect(exitCode).toBe(130);
    const partial = contentOf(directory);
    expect(JSON.parse(partial['manifest.json'])).toMatchObject({ complete: false });
    expect(Object.keys(partial)).not.toContain('.lock');
    const kept = partial['runs.csv'].split('\n').length - 2;
    expect(kept).toBeGreaterThanOrEqual(10);
    expect(kept).toBeLessThan(runs);
    expect(finishedBefore(runToEnd())).toBe(kept);
    expect(contentOf(directory)).toEqual(undisturbed);
  });

  it('cannot write where another process writes, and can once that was killed', async () => {
    const child = spawn(process.execPath, [program, directory, '1'], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(createInterface(child.stdout), 'line');
    child.kill('SIGSTOP');
    const { status, stderr } = run(directory, 1);
    expect(status).toBe(1);
    expect(stderr).toContain(`process ${child.pid} is writing to it`);
    child.kill('SIGKILL');
    await once(child, 'exit');
    runToEnd();
    expect(contentOf(directory)).toEqual(undisturbed);
  });

  it.skipIf(process.platform === 'win32')('that may write no more bytes says so and resumes to the same bytes with room (skipped on Windows, which has no ulimit)', () => {
    // Blocks of 512 bytes: less than the rows of all runs, more than those of the first.
    const limited = `ulimit -f 20 && exec "$0" "$@"`;
    const { status, stderr } = spawnSync('/bin/sh', ['-c', limited, process.execPath, program, directory, '1'], { encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 1, stderr: `${directory}: the file would be larger than allowed (EFBIG)\n` });
    expect(readFileSync(join(directory, '.segments', 'rows')).length).toBeGreaterThan(0);
    expect(finishedBefore(runToEnd())).toBeGreaterThan(0);
    expect(contentOf(directory)).toEqual(undisturbed);
  });
});
