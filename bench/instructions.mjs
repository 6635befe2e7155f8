// What a program executes, function by function, as instructions and not as time: the same whatever else the machine is doing. Needs valgrind.
// After `node scripts/build-bench.mjs`, the difference between two sizes of a piece of work, so that starting and compiling do not count:
//
//     node bench/instructions.mjs mm1 300000 900000
//     node bench/instructions.mjs 'demonstration silo # 0' 4 12
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Functions that are printed. */
const MOST = 40;
/** Characters of a name that are printed. */
const LONGEST = 100;

const [workload, smaller, larger] = process.argv.slice(2);
if (!(Number(larger) > Number(smaller))) {
  console.error("expected a workload of bench/program.ts and two sizes, such as: mm1 300000 900000 ('#' stands for the size where it is not the last word)");
  process.exit(2);
}
const program = fileURLToPath(new URL('../dist-bench/program/program.js', import.meta.url));
const before = instructions(Number(smaller));
const after = instructions(Number(larger));
const units = after.count - before.count;
const grown = [...after.byFunction].map(([name, number]) => [name, (number - (before.byFunction.get(name) ?? 0)) / units]);
const total = grown.reduce((sum, [, number]) => sum + number, 0);
console.log(`${total.toFixed(0)} instructions for each of ${units} more`);
for (const [name, number] of grown.sort(([, a], [, b]) => b - a).slice(0, MOST)) console.log(`${number.toFixed(1).padStart(8)}  ${((100 * number) / total).toFixed(1).padStart(5)} %  ${name.slice(0, LONGEST)}`);

/** Instructions by function, those of warming up included, and how many pieces of work they did. */
function instructions(size) {
  const folder = mkdtempSync(join(tmpdir(), 'subsidia-instructions-'));
  try {
    const words = workload.split(' ');
    const work = words.includes('#') ? words.map((word) => (word === '#' ? String(size) : word)) : [...words, String(size)];
    const counts = join(folder, 'counts');
    const { status, pid, stdout, stderr } = spawnSync('valgrind', [
      '--tool=callgrind', '--dump-instr=yes', '--smc-check=all-non-file', `--callgrind-out-file=${counts}`,
      // One thread: what compiles beside would be counted as it happens to come.
      process.execPath, '--single-threaded', '--perf-basic-prof', '--no-logfile-per-isolate', `--logfile=${join(folder, 'v8.log')}`, program, ...work,
    ], { encoding: 'utf8' });
    if (status !== 0) throw new Error(`valgrind ${work.join(' ')}: ${stderr}`);
    // V8 writes there what it has compiled, and to what address.
    const map = `/tmp/perf-${pid}.map`;
    const compiled = readFileSync(map, 'utf8');
    rmSync(map);
    return { count: timesDone(words[0], JSON.parse(stdout).count), byFunction: byFunction(readFileSync(counts, 'utf8'), compiled) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The program warms up before it reports a count: three times a fifth of the work, or six runs of a whole model as large as the one that is timed. */
function timesDone(name, count) {
  return name === 'demonstration' ? 7 * count : 1.6 * count;
}

function byFunction(counts, map) {
  const nameAt = compiledFunctions(map);
  const names = new Map();
  const sums = new Map();
  let name = '';
  let address = 0;
  let isCall = false;
  for (const line of counts.split('\n')) {
    const named = /^c?fn=\((\d+)\)(?: (.*))?/.exec(line);
    if (named !== null) {
      if (named[2] !== undefined) names.set(named[1], named[2]);
      if (line.startsWith('fn=')) name = names.get(named[1]);
    } else if (line.startsWith('calls=')) {
      isCall = true;
    } else if (/^[0+\-*]/.test(line)) {
      const [at, ...costs] = line.split(' ');
      address = at.startsWith('0x') ? Number(at) : at === '*' ? address : address + Number(at);
      // What a call costs is counted where it is done.
      if (!isCall) {
        const key = nameAt(address) ?? name;
        sums.set(key, (sums.get(key) ?? 0) + Number(costs.at(-1)));
      }
      isCall = false;
    }
  }
  return sums;
}

/** Finds the function that V8 has compiled to an address; the last one where code was moved or thrown away. */
function compiledFunctions(map) {
  const spans = map.trimEnd().split('\n').map((line) => {
    const [start, size, ...name] = line.split(' ');
    return { start: parseInt(start, 16), end: parseInt(start, 16) + parseInt(size, 16), name: name.join(' ').replace(/^JS:[*^~+]?/, '').replace(/ \S*\//, ' ') };
  });
  const known = new Map();
  return (address) => {
    if (!known.has(address)) known.set(address, spans.findLast(({ start, end }) => start <= address && address < end)?.name);
    return known.get(address);
  };
}
