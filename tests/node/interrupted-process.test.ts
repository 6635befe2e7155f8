import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { compileSources, type CompiledSources } from './compiled-sources.js';
import { contentOf, scratchDirectory } from './sample-experiment.js';

const runs = 40;

/**
 * The program that is interrupted: `node program.js DIR WORKERS [LINE]`. It runs what is missing, prints each run that it has handed to the
 * writer, and ends as partial on SIGINT. After the run that is LINE it waits to be interrupted, however slow the machine is to do so.
 */
const programText = `
import { openResultWriter } from './node/result-writer.js';
import { runPool } from './node/worker-pool.js';
import { definition, description } from './experiment.js';

const [directory, workers, line] = process.argv.slice(2);
const controller = new AbortController();
const interrupted = new Promise((resolve) => process.on('SIGINT', resolve));
interrupted.then(() => controller.abort());
try {
  const writer = await openResultWriter(directory, definition);
  function* missing() {
    for (let run = 0; run < definition.runs; run++) if (!writer.finished.has(run)) yield run;
  }
  const { aborted } = await runPool({
    workers: Number(workers),
    module: new URL('./experiment.js', import.meta.url),
    setup: 'rows',
    jobs: missing(),
    signal: controller.signal,
    onResult: async (run, outcome) => {
      await writer.append(run, outcome.value);
      console.log('run', run);
      if ('run ' + run === line) await interrupted;
    },
  });
  console.log('finish');
  await writer.finish({ ...description, partial: aborted });
  await writer.close();
  if (aborted) process.exitCode = 130;
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
`;

/** Runs of uneven length with rows that depend on the run's number alone. */
const experimentText = `
const column = (name) => ({ name, type: 'integer', unit: '', description: '' });
const tables = ['runs', 'system'].map((name) => ({ name, description: '', columns: [column('run_id'), column('value')] }));
export const definition = { tables, identity: { experiment: 'experiment' }, runs: ${runs} };
export const description = { name: 'sample', title: 'A sample', manifest: { seed: '1' }, provenance: {} };
export const start = (setup) => async (run) => {
  await new Promise((done) => setTimeout(done, (run * 7) % 5));
  if (setup !== 'rows') throw new Error('setup is missing');
  return new Map([['runs', run + ',' + run * run + '\\n'], ['system', (run + ',1\\n').repeat(run % 3 === 0 ? 600 : run)]]);
};
`;

let sources: CompiledSources;
let program: string;
let scratch: string;
let directory: string;
let undisturbed: Record<string, string>;

beforeAll(() => {
  sources = compileSources();
  sources.module('experiment.js', experimentText);
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
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the program until it ends of itself. */
function run(into: string, workers: number): Ending {
  return spawnSync(process.execPath, [program, into, String(workers)], { encoding: 'utf8' });
}

function runToEnd(into = directory, workers = 2): string {
  const { status, stdout, stderr } = run(into, workers);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout;
}

/** Starts the program and sends a signal as soon as it has printed a line. */
async function interrupt(signal: NodeJS.Signals, line: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, [program, directory, '2', line], { stdio: ['ignore', 'pipe', 'inherit'] });
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
