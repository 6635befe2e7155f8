// Times the engine and prints medians of five runs: npm run bench
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Bench } from 'tinybench';
import type { Benchmark } from './benchmark.js';
import { demonstration } from './demonstration.js';
import { cancellingHoldModel, holdModel } from './hold-model.js';
import { mm1 } from './mm1.js';

const RUNS = 5;
/** Memory may differ by what the garbage collector and the compiler keep for themselves, but not grow with the events. */
const MEMORY_ALLOWANCE = 500_000;

const benchmarks: readonly Benchmark[] = [
  holdModel(100, 2_000_000),
  holdModel(10_000, 2_000_000),
  holdModel(1_000_000, 2_000_000),
  cancellingHoldModel(10_000, 200_000),
  mm1(1_000_000),
  demonstration('events'),
  demonstration('problems'),
];

interface Measurement {
  readonly name: string;
  readonly unit: string;
  readonly count: number;
  readonly medianSeconds: number;
  readonly millionsPerSecond: number;
}

async function measure(): Promise<Measurement[]> {
  const bench = new Bench({ iterations: RUNS, time: 0, warmupIterations: 1, warmupTime: 0, throws: true });
  for (const { name, run } of benchmarks) bench.add(name, run);
  await bench.run();
  return benchmarks.map(({ name, unit, count }) => {
    const result = bench.getTask(name)?.result;
    if (result?.state !== 'completed') throw new Error(`${name} did not complete`);
    const medianSeconds = result.latency.p50 / 1000;
    return { name, unit, count, medianSeconds, millionsPerSecond: count / medianSeconds / 1e6 };
  });
}

/** Bytes by which the heap grows from about the millionth to about the ten-millionth event of one simulation, run by itself. */
function memoryGrowth(program: string): number {
  const script = fileURLToPath(new URL(program, import.meta.url));
  const { afterOneMillion, afterTenMillion } = JSON.parse(execFileSync(process.execPath, ['--expose-gc', script], { encoding: 'utf8' })) as {
    afterOneMillion: number;
    afterTenMillion: number;
  };
  const growth = afterTenMillion - afterOneMillion;
  if (growth > MEMORY_ALLOWANCE) throw new Error(`memory grew by ${growth} bytes from 10^6 to 10^7 events`);
  return growth;
}

const measurements = await measure();
const width = Math.max(...measurements.map(({ name }) => name.length));
for (const { name, unit, millionsPerSecond } of measurements) {
  console.log(`${name.padEnd(width)}  ${millionsPerSecond.toFixed(2).padStart(6)} million ${unit} per second`);
}
const memory = { 'M/M/1': memoryGrowth('memory.js'), demonstration: memoryGrowth('model-memory.js') };
for (const [name, growth] of Object.entries(memory)) {
  console.log(`${`${name}, memory from 10^6 to 10^7 events`.padEnd(width)}  ${(growth / 1024).toFixed(0).padStart(6)} KiB more`);
}

// A process of its own: what it may take of memory is part of what it shows.
execFileSync(process.execPath, [fileURLToPath(new URL('fit-log.js', import.meta.url))], { stdio: 'inherit' });

const results = new URL('../../results/', import.meta.url);
mkdirSync(results, { recursive: true });
writeFileSync(
  new URL('bench.json', results),
  `${JSON.stringify({ node: process.version, platform: `${process.platform} ${process.arch}`, runs: RUNS, measurements, memoryGrowth: memory }, undefined, 2)}\n`,
);
