// Sweeps in a real process that is killed at random moments: node tests/crash/kill-sweep.mjs [KILLS]
//
// A round kills one sweep (SIGKILL) again and again, each time at a random moment of a random phase: by the clock from its start, after so many
// runs are on the disk, or while the files are assembled. Between two kills the files of the unfinished result may lose a random number of
// bytes at their end, as when the power fails. Then the same command runs to its end, and the bytes must be those of an undisturbed sweep. Some
// rounds have runs that fail and end with --retry-failed; some are shards that are merged; some meet a full disk. Moments and losses come from
// a seeded generator; what a process has done by then depends on the machine. Exit code 1 on any difference.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const bin = fileURLToPath(new URL('../../dist/program/subsidia.js', import.meta.url));
const kills = Number(process.argv[2] ?? 100);
/** Kills before a sweep may run to its end. */
const KILLS_PER_ROUND = 5;

/** Runs of some milliseconds with some kilobytes of rows. */
const office = `name: office
time: { horizon: 100 days, sample: 4 days }
seed: 5
domains: [permits, plans]
levels: [local]
jurisdictions: { city: { level: local, count: 3 } }
organisations:
  desk: { in: city, per: domain, staff: 1, knows: 0.8, service: { law: exponential, mean: 0.1 days } }
problems:
  case: { at: desk, arrivals: { law: poisson, rate: 1 per day }, difficulty: { law: exponential, mean: 1 } }
headline: [solved]
`;
const experiment = `name: crash
scenario: office.yaml
replications: 5
design: factorial
factors:
  organisations.desk.staff: [1, 2, 3]
  problems.case.arrivals.rate: [1 per day, 2 per day, 3 per day, 4 per day]
`;
/** Seventy departments, nearly all of which sometimes meet: then the second formula is wrong, and about half of its runs fail. */
const council = `name: council
time: { horizon: 2 days, sample: 1 day }
seed: 5
domains: [${Array.from({ length: 70 }, (_, index) => `d${index + 1}`).join(', ')}]
levels: [local]
jurisdictions: { city: { level: local } }
organisations:
  department: { in: city, per: domain, staff: 1, knows: all, service: 1 hour }
problems:
  case:
    at: department.d1
    arrivals: { law: poisson, rate: 4 per day }
    difficulty: { law: exponential, mean: 1 }
    involves: { domains: { 1: 0.93, 68: 0.07 } }
networks:
  council:
    members: department
    form: shared
    cost: { function: expression, links: 200 - n, unit: 1 minute }
    trust: 0.5
    positions: { law: normal, mean: 50, sd: 15, scale: 20 }
headline: [solved]
`;
const failing = `name: failing
scenario: council.yaml
replications: 6
design: factorial
factors: { networks.council.cost.links: [200 - n, 66 - n] }
`;

let state = 20261;
/** The next number of a linear congruential generator (Park and Miller 1988), from 0 to 1. */
function random() {
  state = (state * 16807) % 2147483647;
  return state / 2147483647;
}
const upTo = (count) => Math.floor(random() * count);

const work = mkdtempSync(join(tmpdir(), 'subsidia-crash-'));
const phases = { starting: 0, running: 0, assembling: 0 };
let losses = 0;
try {
  for (const [name, text] of Object.entries({ 'office.yaml': office, 'council.yaml': council, 'crash.yaml': experiment, 'failing.yaml': failing })) writeFileSync(join(work, name), text);
  const expected = { 'crash.yaml': undisturbed('crash.yaml', 0), 'failing.yaml': undisturbed('failing.yaml', 1) };
  if (!/,simulate,/.test(expected['failing.yaml']['failures.csv'])) throw new Error('no run failed where some were to');
  let done = 0;
  for (let round = 0; done < kills; round++) {
    const kind = ['plain', 'failing', 'shards', 'plain', 'retried', 'shards'][round % 6];
    done += await killedRound(kind, round, Math.min(KILLS_PER_ROUND, kills - done), expected);
  }
  await fullDisk(expected['crash.yaml']);
  console.log(`${done} kills (${Object.entries(phases).map(([phase, count]) => `${count} while ${phase}`).join(', ')}), ${losses} losses of bytes: the files are the same, to the byte`);
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  rmSync(work, { recursive: true, force: true });
}

/** Kills one sweep so many times, ends it, and compares; returns the number of kills. */
async function killedRound(kind, round, count, expected) {
  const file = kind === 'failing' || kind === 'retried' ? 'failing.yaml' : 'crash.yaml';
  const out = `round-${round}`;
  const flags = kind === 'shards' ? ['--shard', '1/2'] : kind === 'retried' ? ['--retry-failed'] : [];
  const directory = join(work, out, ...(kind === 'shards' ? ['shard-1-of-2'] : []));
  const argv = ['sweep', file, '--out', out, '--workers', String(1 + (round % 2)), ...flags];
  let killed = 0;
  for (let tries = 0; killed < count && tries < 4 * count; tries++) {
    if (await isKilled(argv, directory)) {
      killed++;
      if (random() < 0.6) loseBytes(directory);
    } else if (kind !== 'retried') rmSync(directory, { recursive: true, force: true });
  }
  const code = file === 'failing.yaml' ? 1 : 0;
  end(argv, code);
  if (kind === 'shards') {
    end(['sweep', file, '--out', out, '--shard', '2/2'], 0);
    end(['merge', out], 0);
  }
  // What failed fails again: the retried result is the same too.
  if (kind === 'failing') end([...argv, '--retry-failed'], 1);
  compare(`round ${round} (${kind})`, kind === 'shards' ? join(work, out, 'merged') : directory, expected[file]);
  rmSync(join(work, out), { recursive: true });
  return killed;
}

/** Starts a sweep and kills it at a random moment; false when it had ended before. */
async function isKilled(argv, directory) {
  const child = spawn(process.execPath, [bin, ...argv], { cwd: work, stdio: 'ignore' });
  const ended = once(child, 'exit');
  const isRunning = () => child.exitCode === null && child.signalCode === null;
  const journal = join(directory, '.segments/journal.jsonl');
  const size = () => (existsSync(journal) ? statSync(journal).size : 0);
  const moment = random();
  if (moment < 0.2) await pause(random() * 600);
  else if (moment < 0.6) {
    const before = size();
    const more = 100 + random() * 6000;
    while (isRunning() && size() < before + more) await pause(2);
    await pause(random() * 5);
  } else {
    // The files of the result begin to appear under their temporary names.
    while (isRunning() && !isAssembling(directory)) await pause(1);
    await pause(random() * 25);
  }
  const phase = isAssembling(directory) ? 'assembling' : size() > 0 ? 'running' : 'starting';
  child.kill('SIGKILL');
  const [, signal] = await ended;
  if (signal === 'SIGKILL') phases[phase]++;
  return signal === 'SIGKILL';
}

function isAssembling(directory) {
  return existsSync(join(directory, '.segments/runs.csv')) || (existsSync(join(directory, '.segments')) && existsSync(join(directory, 'runs.csv'))) || existsSync(join(directory, '.segments-discarded'));
}

/** Takes a random number of bytes from the end of rows, journal, or both. */
function loseBytes(directory) {
  for (const file of ['rows', 'journal.jsonl']) {
    const path = join(directory, '.segments', file);
    if (!existsSync(path) || random() < 0.4) continue;
    // Few bytes as often as many.
    const size = statSync(path).size;
    truncateSync(path, random() < 0.5 ? Math.max(0, size - upTo(300)) : upTo(size + 1));
    losses++;
  }
}

/** The same sweep on a disk that becomes full: a small file system in memory where it can be mounted, otherwise a limit on the size of files. */
async function fullDisk(expected) {
  const disk = join(work, 'disk');
  mkdirSync(disk);
  const size = Object.values(expected).reduce((sum, text) => sum + text.length, 0);
  // Rows fit, but not the files of the result beside them.
  for (const share of [0.3, 1.2]) {
    const kilobytes = Math.round((share * size) / 1024);
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', disk]).status === 0;
    const argv = ['sweep', 'crash.yaml', '--out', 'disk/result', '--workers', '2'];
    try {
      const limited = mounted ? { command: process.execPath, argv: [bin, ...argv] } : { command: 'sh', argv: ['-c', `ulimit -f ${kilobytes} && exec "$0" "$@"`, process.execPath, bin, ...argv] };
      const { status, stderr } = spawnSync(limited.command, limited.argv, { cwd: work, encoding: 'utf8' });
      if (status === 0 || !/ENOSPC|EFBIG|no space|larger than allowed/i.test(stderr)) throw new Error(`full disk: expected an error that says so, found exit code ${status}: ${stderr}`);
      if (mounted && spawnSync('mount', ['-o', 'remount,size=64m', disk]).status !== 0) throw new Error('the small file system could not be made larger');
      const { stderr: said } = end(argv, 0, join(disk, 'result'));
      compare(`full disk (${mounted ? 'file system' : 'files'} of ${kilobytes} kB)`, join(disk, 'result'), expected);
      console.log(`full disk of ${kilobytes} kB (${mounted ? 'mounted' : 'by a limit'}): ${stderr.trim()}; ${said.trim()}`);
      rmSync(join(disk, 'result'), { recursive: true });
    } finally {
      if (mounted) spawnSync('umount', [disk]);
    }
  }
}

function undisturbed(file, code) {
  end(['sweep', file, '--out', `undisturbed-${file}`, '--workers', '2'], code);
  return filesOf(join(work, `undisturbed-${file}`));
}

/** Runs a command to its end. */
function end(argv, code) {
  const { status, stderr } = spawnSync(process.execPath, [bin, ...argv], { cwd: work, encoding: 'utf8' });
  if (status !== code) throw new Error(`subsidia ${argv.join(' ')}: expected exit code ${code}, found ${status}: ${stderr}`);
  return { stderr };
}

function filesOf(directory) {
  const names = readdirSync(directory).filter((name) => name !== 'provenance.json').sort();
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(directory, name), 'latin1')]));
}

function compare(name, directory, expected) {
  const found = filesOf(directory);
  const names = [Object.keys(found), Object.keys(expected)].map((list) => list.join(' '));
  if (names[0] !== names[1]) throw new Error(`${name}: expected the files ${names[1]}, found ${names[0]}`);
  for (const [file, text] of Object.entries(expected)) if (found[file] !== text) throw new Error(`${name}: ${file} is not the same`);
}
