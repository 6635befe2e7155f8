// What running many runs costs besides the runs: npm run bench:sweep
//
// Compares two worker threads with two independent processes, measures what a run costs beyond its simulation, and the memory of many runs. The
// command must have been built. Every experiment's answer is checked: the rows of all runs, and the same estimates however they were made.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { catalogue } from '../src/model/catalogue.js';
import { compile } from '../src/model/compile.js';
import { runReplication } from '../src/model/replication.js';
import { parseScenario } from '../src/scenario/parse-scenario.js';
import { median, requireWithin, secondsOf } from './measured.js';

const bin = fileURLToPath(new URL('../../dist/program/subsidia.js', import.meta.url));
const ROUNDS = 5;
/** Targets: rate of two workers over that of two processes, milliseconds that a run costs besides its simulation, peak of 10^5 runs [MB]. */
const LEAST_RATE = 0.95;
const MOST_OVERHEAD = 1;
const MOST_MEMORY = 300;

/** A run of about thirty events. */
const short = `name: short
time: { horizon: 30 days, sample: 30 days }
seed: 5
domains: [permits]
levels: [local]
jurisdictions: { city: { level: local } }
organisations:
  desk: { in: city, per: domain, staff: 1, knows: 0.8, service: { law: exponential, mean: 0.1 days } }
problems:
  case: { at: desk, arrivals: { law: poisson, rate: 1 per day }, difficulty: { law: exponential, mean: 1 } }
headline: [solved]
`;
/** The same office for ten years: a run of some twenty milliseconds. */
const long = short.replace('name: short', 'name: long').replace('horizon: 30 days, sample: 30 days', 'horizon: 25 years, sample: 1 year').replace('1 per day', '2 per day');

const folder = mkdtempSync(join(tmpdir(), 'subsidia-bench-sweep-'));
writeFileSync(join(folder, 'short.yaml'), short);
writeFileSync(join(folder, 'long.yaml'), long);

interface Finished {
  readonly seconds: number;
  /** Largest resident set [MB]. */
  readonly peak: number;
}

/** Runs the command in a process of its own. @throws Error unless it succeeds and writes the rows of all runs */
async function finished(scenario: string, replications: number, workers: number, out: string): Promise<Finished> {
  const begun = performance.now();
  const probe = `process.on('exit', () => process.send(process.resourceUsage().maxRSS))`;
  const options = ['--import', `data:text/javascript,import { isMainThread } from 'node:worker_threads'; if (isMainThread) ${probe}`];
  const args = [...options, bin, 'run', join(folder, scenario), '--replications', String(replications), '--workers', String(workers), '--quiet', '--out', join(folder, out), '--overwrite'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  let peak = 0;
  child.on('message', (kilobytes) => (peak = Number(kilobytes) / 1000));
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`exit code ${String(code)}`);
  const seconds = (performance.now() - begun) / 1000;
  requireWithin('rows of runs.csv', readFileSync(join(folder, out, 'runs.csv'), 'utf8').split('\n').length - 2, replications, 0);
  return { seconds, peak };
}

const estimates = (out: string): string => readFileSync(join(folder, out, 'estimates.csv'), 'utf8');

/** Rate of one process with two workers over that of two processes with one each, in turn; both orders alternate. */
async function throughput(replications: number): Promise<number[]> {
  const together = async (): Promise<number> => (await finished('long.yaml', replications, 2, 'together')).seconds;
  const apart = async (): Promise<number> => {
    const begun = performance.now();
    await Promise.all(['first', 'second'].map((out) => finished('long.yaml', replications / 2, 1, out)));
    return (performance.now() - begun) / 1000;
  };
  const ratios: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    if (round % 2 === 0) {
      const seconds = await together();
      ratios.push((await apart()) / seconds);
    } else {
      const seconds = await apart();
      ratios.push(seconds / (await together()));
    }
  }
  if (estimates('first') !== estimates('second')) throw new Error('two processes found different estimates');
  return ratios;
}

/** Milliseconds that a run costs with one worker, beyond those of its simulation alone. */
async function overhead(replications: number): Promise<number[]> {
  const model = compile(parseScenario(short, { catalogue }), catalogue);
  const bare = (): number => secondsOf(() => { for (let replication = 0; replication < replications; replication++) runReplication(model, { seed: '5', replication }); });
  const start = (await finished('short.yaml', 1, 1, 'one')).seconds;
  const costs: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const seconds = (await finished('short.yaml', replications, 1, 'short')).seconds - start;
    costs.push((1000 * (seconds - bare())) / replications);
  }
  return costs;
}

const spread = (values: readonly number[], digits: number): string => `${median(values).toFixed(digits)} (${Math.min(...values).toFixed(digits)} to ${Math.max(...values).toFixed(digits)})`;
const verdict = (met: boolean): string => (met ? 'met     ' : 'NOT MET ');

try {
  const ratios = await throughput(1200);
  console.log(`${verdict(median(ratios) >= LEAST_RATE)} two workers / two processes: ${spread(ratios, 3)}, at least ${LEAST_RATE}`);
  const costs = await overhead(10_000);
  console.log(`${verdict(median(costs) < MOST_OVERHEAD)} cost of a run besides its simulation: ${spread(costs, 3)} ms, less than ${MOST_OVERHEAD}`);
  const few = await finished('short.yaml', 10_000, 2, 'few');
  const many = await finished('short.yaml', 100_000, 2, 'many');
  console.log(`${verdict(many.peak < MOST_MEMORY)} peak memory of 100,000 runs: ${many.peak.toFixed(0)} MB, less than ${MOST_MEMORY} (of 10,000 runs: ${few.peak.toFixed(0)} MB)`);
  console.log(`         100,000 runs in ${many.seconds.toFixed(0)} s; ${execFileSync('du', ['-sh', join(folder, 'many')], { encoding: 'utf8' }).split('\t')[0]} of files`);
} finally {
  rmSync(folder, { recursive: true });
}
