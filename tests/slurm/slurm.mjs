// The job array of docs/clusters on a real Slurm of one machine: node tests/slurm/slurm.mjs [--install]
//
// One task is killed, one is told that its time is up, one finds the lock of a machine that is gone; the same command submitted again ends
// with the bytes of an experiment that ran undisturbed in one process. Then the same by GNU parallel, with the line of docs/clusters/README.md.
// --install gets the Debian packages that are missing, as root. Exit codes: 0 the bytes are the same, 1 they are not, 2 something is missing.
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { availableParallelism, hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const bin = join(root, 'dist/program/subsidia.js');
const script = join(root, 'docs/clusters/slurm-array.sh');
const packages = { slurmctld: 'slurm-wlm', munged: 'munge', parallel: 'parallel' };
const PARTS = 4;

/** Runs of some tenths of a second, so that a task lasts for some seconds. */
const experiment = `name: queues
scenario: office.yaml
replications: 8
design: factorial
factors:
  organisations.desk.staff: [1, 2]
  problems.case.arrivals.rate: [8 per day, 9 per day, 10 per day, 11 per day]
`;
const office = `name: office
time: { horizon: 50 years, sample: 1 year }
seed: 5
domains: [permits]
levels: [local]
jurisdictions: { city: { level: local } }
organisations: { desk: { in: city, staff: 1, knows: all, service: { law: exponential, mean: 0.1 days } } }
problems:
  case: { at: desk, arrivals: { law: poisson, rate: 5 per day }, difficulty: { law: exponential, mean: 1 } }
headline: [solved]
`;

/** Something is missing; nothing has been tested. */
class Missing extends Error {}

const state = mkdtempSync(join(tmpdir(), 'subsidia-slurm-'));
const work = join(state, 'work');
const daemons = [];
let environment = process.env;

try {
  provide(process.argv.includes('--install'));
  prepareWork();
  await startSlurm();
  await testArray();
  testParallel();
  console.log('the files of all are the same, to the byte');
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  for (const name of readdirSync(state).filter((file) => file.endsWith('.log'))) console.error(`-- ${name}\n${readFileSync(join(state, name), 'utf8').slice(-2000)}`);
  process.exitCode = error instanceof Missing ? 2 : 1;
} finally {
  await stopDaemons();
  rmSync(state, { recursive: true, force: true });
}

function provide(install) {
  const isHere = (program) => spawnSync('sh', ['-c', `command -v ${program}`], { env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` } }).status === 0;
  const missing = Object.entries(packages).filter(([program]) => !isHere(program)).map(([, name]) => name);
  if (missing.length > 0 && install && process.getuid() === 0) {
    // No daemon of the packages' own is wanted.
    const quiet = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
    for (const argv of [['update', '-qq'], ['install', '-qq', '-y', '--no-install-recommends', ...missing]]) {
      const { status, stderr } = spawnSync('apt-get', argv, { env: quiet, encoding: 'utf8' });
      if (status !== 0) throw new Missing(`apt-get ${argv.join(' ')}: ${stderr}`);
    }
  } else if (missing.length > 0) throw new Missing(`missing: ${missing.join(', ')}. Get them with: apt-get install ${missing.join(' ')} (or --install as root)`);
  if (process.getuid() !== 0) throw new Missing('the daemons of Slurm need root');
  if (!existsSync(bin)) throw new Missing('missing: the built program. Get it with: npm ci && npm run build');
}

/** A folder with the experiment, and the command in the path. */
function prepareWork() {
  for (const folder of ['work', 'path', 'controller', 'node']) mkdirSync(join(state, folder));
  symlinkSync(bin, join(state, 'path/subsidia'));
  writeFileSync(join(work, 'experiment.yaml'), experiment);
  writeFileSync(join(work, 'office.yaml'), office);
  const path = `${join(state, 'path')}:${join(process.execPath, '..')}:${process.env.PATH}:/usr/sbin:/sbin`;
  environment = { ...process.env, PATH: path, SLURM_CONF: join(state, 'slurm.conf') };
}

async function startSlurm() {
  const host = hostname().split('.')[0];
  const [controller, node, other] = await freePorts(3);
  const filled = {
    HOST: host, STATE: state, CONTROLLER_PORT: controller, NODE_PORT: node, OTHER_PORT: other,
    CORES: availableParallelism(), MEMORY: PARTS * 2048,
  };
  const conf = readFileSync(new URL('slurm.conf', import.meta.url), 'utf8').replace(/@(\w+)@/g, (_, name) => String(filled[name]));
  writeFileSync(join(state, 'slurm.conf'), conf);
  writeFileSync(join(state, 'munge.key'), randomBytes(1024), { mode: 0o400 });
  const munge = { 'key-file': 'munge.key', socket: 'munge.socket', 'pid-file': 'munge.pid', 'log-file': 'munge.log', 'seed-file': 'munge.seed' };
  startDaemon('munged', ['--foreground', '--force', ...Object.entries(munge).map(([option, file]) => `--${option}=${join(state, file)}`)]);
  await until('munged', () => existsSync(join(state, 'munge.socket')));
  startDaemon('slurmctld', ['-D', '-f', join(state, 'slurm.conf')]);
  startDaemon('slurmd', ['-D', '-f', join(state, 'slurm.conf')]);
  await until('an idle node', () => slurm('sinfo', '--noheader', '--nodes', host, '--format=%T').trim() === 'idle');
}

async function freePorts(count) {
  const servers = await Promise.all(Array.from({ length: count }, async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return server;
  }));
  const ports = servers.map((server) => server.address().port);
  for (const server of servers) server.close();
  return ports;
}

function startDaemon(name, argv) {
  const log = openSync(join(state, `${name}.log`), 'a');
  const child = spawn(name, argv, { env: environment, stdio: ['ignore', log, log] });
  child.on('error', (error) => appendFileSync(join(state, `${name}.log`), String(error)));
  daemons.push(child);
}

async function stopDaemons() {
  for (const child of daemons.reverse()) {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) continue;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
    await ended;
    clearTimeout(timer);
  }
}

async function testArray() {
  const part = (number) => join(work, `results/shard-${number}-of-${PARTS}`);
  const array = ['--parsable', `--array=0-${PARTS - 1}`, script, 'experiment.yaml', 'results', String(PARTS)];
  mkdirSync(part(3), { recursive: true });
  writeFileSync(join(part(3), '.lock'), JSON.stringify({ pid: 1, host: 'elsewhere' }));
  // Slurm does not know this machine, so nobody can say whether the process is gone.
  mkdirSync(part(4), { recursive: true });
  writeFileSync(join(part(4), '.lock'), JSON.stringify({ pid: 1, host: 'nowhere' }));

  const first = slurm('sbatch', ...array).trim();
  await until('runs of the first part', () => runsOnDisk(part(1)) > 1);
  process.kill(JSON.parse(readFileSync(join(part(1), '.lock'), 'utf8')).pid, 'SIGKILL');
  await until('runs of the second part', () => runsOnDisk(part(2)) > 1);
  slurm('scancel', '--signal=TERM', '--batch', `${first}_1`);
  await ended(first);
  equal('complete parts after the disturbances', [1, 2, 3, 4].filter((number) => isComplete(part(number))), [3]);
  matches('log of the task whose time was up', logOf(first, 1), /finishing the runs in flight[\s\S]*interrupted after \d+ of 16 runs/);
  matches('log of the task with a lock of an unknown machine', logOf(first, 3), /process 1 on nowhere may be writing to it/);
  const refused = command('subsidia', ['merge', 'results']);
  equal('exit code of merge with parts that are not there', refused.status, 2);

  rmSync(join(part(4), '.lock'));
  const again = slurm('sbatch', ...array).trim();
  const merge = slurm('sbatch', '--parsable', '--output=merge.log', `--dependency=afterany:${again}`, '--wrap=subsidia merge results').trim();
  undisturbed();
  await ended(again);
  await ended(merge);
  for (const task of [0, 1]) matches(`log of the resumed task ${task}`, logOf(again, task), /resuming: [1-9]\d* of 16 runs are there already/);
  matches('log of a task that had ended', logOf(again, 2), /nothing to run: 16 of 16 runs are there already/);
  same('the job array', join(work, 'results/merged'));
}

/** The experiment in one process. */
function undisturbed() {
  const { status, stderr } = command('subsidia', ['sweep', 'experiment.yaml', '--out', 'undisturbed', '--quiet', '--workers', '1']);
  equal('exit code of the undisturbed experiment', [status, stderr], [0, '']);
}

function testParallel() {
  const line = /^ {4}(parallel .*)$/m.exec(readFileSync(join(root, 'docs/clusters/README.md'), 'utf8'))?.[1] ?? '';
  for (const [name, written] of [['parts-by-number', line], ['parts-by-variable', line.replace('--shard {}/3', '--shards 3').replace('parallel ', 'parallel -n0 ')]]) {
    const { status, stderr } = command('sh', ['-c', written.replace('--out results', `--out ${name}`)]);
    equal(`exit code of GNU parallel (${stderr})`, status, 0);
    equal('exit code of merge', command('subsidia', ['merge', name]).status, 0);
    same(`GNU parallel, ${name}`, join(work, name, 'merged'));
  }
}

function runsOnDisk(folder) {
  const journal = join(folder, '.segments/journal.jsonl');
  return existsSync(journal) ? readFileSync(journal, 'utf8').split('\n').length - 2 : 0;
}

function isComplete(folder) {
  const manifest = join(folder, 'manifest.json');
  return existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).complete;
}

function logOf(job, task) {
  return readFileSync(join(work, `subsidia-${job}_${task}.log`), 'utf8');
}

function same(name, folder) {
  const [found, expected] = [folder, join(work, 'undisturbed')].map(filesOf);
  equal(`names of the files of ${name}`, Object.keys(found), Object.keys(expected));
  for (const [file, text] of Object.entries(expected)) if (found[file] !== text) throw new Error(`${name}: ${file} is not the same`);
  console.log(`${name}: ${Object.keys(expected).length} files as undisturbed`);
}

function filesOf(folder) {
  const names = readdirSync(folder).filter((name) => name !== 'provenance.json').sort();
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), 'latin1')]));
}

async function ended(job) {
  await until(`the end of job ${job}`, () => slurm('squeue', '--noheader', '--jobs', job).trim() === '');
}

async function until(what, isSo) {
  for (let waited = 0; waited < 180; waited += 0.1) {
    if (isSo()) return;
    await pause(100);
  }
  throw new Error(`waited in vain for ${what}`);
}

/** Output of a command of Slurm; empty when it fails, for instance because the controller is not ready. */
function slurm(name, ...argv) {
  const { status, stdout, stderr } = command(name, argv);
  if (status !== 0 && name === 'sbatch') throw new Error(`sbatch: ${stderr}`);
  return status === 0 ? stdout : name === 'squeue' && !stderr.includes('Invalid job id') ? stderr : '';
}

function command(name, argv) {
  return spawnSync(name, argv, { cwd: work, env: environment, encoding: 'utf8' });
}

function equal(what, found, expected) {
  if (JSON.stringify(found) !== JSON.stringify(expected)) throw new Error(`${what}: expected ${JSON.stringify(expected)}, found ${JSON.stringify(found)}`);
}

function matches(what, found, pattern) {
  if (!pattern.test(found)) throw new Error(`${what}: expected ${pattern}, found ${JSON.stringify(found)}`);
}
