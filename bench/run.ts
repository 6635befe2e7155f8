// Compares the program with its peers at the same work, prints a table and writes bench/results.json: npm run bench
// --quick: a tenth of everything and one run, written to results/bench-quick.json. --long: memory up to 10^8 events.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { EXPONENTIAL_VARIATE } from './hold-model.js';
import { interleave, type Entry } from './interleave.js';
import { median, type Measured } from './measured.js';
import { ours, providePeers, REFERENCE, type Peer } from './peers.js';
import { plan, ROUNDS } from './plan.js';
import { compareAnswers, tabulate } from './ratios.js';
import type { MemoryMark, Results, ScaleResult } from './results.js';
import type { Cost } from './scale.js';
import { scaleSeries } from './scale-points.js';
import { caseTable, targetLine } from './table.js';
import { judge } from './targets.js';

const quick = process.argv.includes('--quick');
const long = process.argv.includes('--long');
const rounds = quick ? 1 : ROUNDS;

/** Runs a program of ours or of a peer and reads what it prints. @throws Error when it fails, which is also when its answer is wrong. */
function outcome(command: string, args: readonly string[]): unknown {
  return JSON.parse(execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 1 << 26 }));
}

const path = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const script = (name: string, args: readonly (string | number)[], options: readonly string[] = []): unknown =>
  outcome(process.execPath, [...options, path(name), ...args.map(String)]);

function progress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${text.slice(0, 100).padEnd(100)}\r`);
}

function observationCost(): Results['observation'] {
  const pairs = quick ? 1 : 31;
  const { seconds } = script('observation.js', [quick ? 1 : 3, pairs]) as { readonly seconds: readonly Readonly<Record<'monthly' | 'never', number>>[] };
  const percentages = seconds.map(({ monthly, never }) => 100 * (monthly / never - 1));
  return { pairs, percent: median(percentages), percentages };
}

function memoryMarks(): Results['memory'] {
  const marks = [1e6, 1e7, ...(long ? [1e8] : [])];
  const of = (what: string): MemoryMark[] => script('memory.js', [what, ...marks], ['--expose-gc']) as MemoryMark[];
  return { 'M/M/1': of('mm1'), demonstration: of('demonstration') };
}

/** Does something with a new folder, which is gone afterwards. */
function withFolder<Value>(action: (folder: string) => Value): Value {
  const folder = mkdtempSync(join(tmpdir(), 'subsidia-bench-'));
  try {
    return action(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function scaleResults(): { readonly scale: ScaleResult[]; readonly scaleAbsent: string[] } {
  const scenarios = path('../../scenarios/');
  const there = scaleSeries.filter(({ scenario }) => existsSync(`${scenarios}${scenario}`));
  const scale = there.map(({ title, scenario, points }) => ({
    title,
    scenario,
    rows: (quick ? points.slice(0, 1) : points).map(({ label, share, set }) => {
      progress(`${title}, ${label}`);
      return withFolder((folder) => {
        if (share !== undefined) execFileSync(process.execPath, [path(`../../scripts/make-${scenario}.mjs`), '--share', String(share), '--out', folder]);
        return { label, ...(script('scale.js', [share === undefined ? `${scenarios}${scenario}` : folder, ...set]) as Cost) };
      });
    }),
  }));
  return { scale, scaleAbsent: scaleSeries.flatMap(({ scenario, title }) => (there.some((series) => series.title === title) ? [] : [scenario])) };
}

const peers = providePeers();
for (const { peer, install } of peers.absent) console.log(`absent: ${peer}; get it with: ${install}`);
const programs = new Map<string, Peer>([ours, ...peers.present].map((peer) => [peer.name, peer]));
const runnerOf = (entry: Entry): Peer | undefined => programs.get(entry.by ?? entry.program);
const cases = plan(quick).map((work) => ({ ...work, entries: work.entries.filter((entry) => runnerOf(entry) !== undefined) }));

const runs = interleave(cases, rounds, (entry, round) => {
  const peer = runnerOf(entry);
  if (peer === undefined) throw new Error(`${entry.program} is not there`);
  const workload = entry.workload(round);
  progress(`run ${round + 1} of ${rounds}: ${entry.program}, ${workload.join(' ')}`);
  return outcome(peer.command, peer.arguments(workload)) as Measured;
});

const tables = cases.map((work) => tabulate(work, runs));
progress('observation, memory, scale, fit');
const { scale, scaleAbsent } = scaleResults();
const findings = { cases: tables, observation: observationCost(), memory: memoryMarks(), scale };
const results: Results = {
  quick,
  rounds,
  machine: { cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length, memoryGiB: Math.round(totalmem() / 2 ** 30), platform: `${process.platform} ${process.arch}` },
  versions: { node: process.version, ...peers.versions },
  variate: EXPONENTIAL_VARIATE,
  notes: Object.fromEntries([ours, ...peers.present].map(({ name, note }) => [name, note])),
  absent: peers.absent,
  ...findings,
  answers: cases.filter(({ id }) => id.startsWith('demonstration-')).flatMap((work) => compareAnswers(work, runs, 'SimPy')),
  scaleAbsent,
  fit: script('fit-log.js', [1_000_000]) as Results['fit'],
  targets: judge(findings, REFERENCE),
};
progress('');

for (const table of results.cases) console.log(`\n${caseTable(table, REFERENCE)}`);
const different = results.answers.filter(({ agrees }) => !agrees);
const agreeing = `${results.answers.length - different.length} of ${results.answers.length} agree`;
console.log(`\nanswers of the demonstration, ours and SimPy's: ${results.answers.length === 0 ? 'not compared, since SimPy is absent' : agreeing}`);
for (const { case: id, answer, ours: found, theirs } of different) console.log(`  DIFFERS  ${id}, ${answer}: ours ${found}, SimPy's ${theirs}`);
for (const { title, rows } of results.scale) {
  console.log(`\n${title}`);
  for (const { label, organisations, problems, compileSeconds, runSeconds, peakMiB } of rows) {
    console.log(
      `  ${label}: ${organisations} organisations, ${problems} problems, compiled in ${compileSeconds.toFixed(2)} s, run in ${runSeconds.toFixed(2)} s ` +
        `(${((1e6 * runSeconds) / problems).toFixed(1)} microseconds per problem), at most ${peakMiB.toFixed(0)} MiB`,
    );
  }
}
for (const scenario of results.scaleAbsent) console.log(`absent: scenarios/${scenario}`);
console.log(`\nevent log of ${results.fit.rows} rows: read in ${results.fit.readSeconds.toFixed(1)} s, fitted in ${results.fit.fitSeconds.toFixed(1)} s\n`);
for (const target of results.targets) console.log(targetLine(target));

const file = path(quick ? '../../results/bench-quick.json' : '../../bench/results.json');
mkdirSync(path('../../results/'), { recursive: true });
writeFileSync(file, `${JSON.stringify(results, undefined, 2)}\n`);
if (different.length > 0) process.exitCode = 1;
