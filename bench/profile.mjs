// Where the time of a program goes, function by function: after `node scripts/build-bench.mjs`,
//
//     node bench/profile.mjs dist-bench/program/program.js demonstration silo 30 0
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Functions that are printed. */
const MOST = 40;
/** Between two looks at the stack [microseconds]. */
const INTERVAL = 200;

const folder = mkdtempSync(join(tmpdir(), 'subsidia-profile-'));
try {
  const options = ['--cpu-prof', '--cpu-prof-interval', String(INTERVAL), '--cpu-prof-dir', folder];
  const { status } = spawnSync(process.execPath, [...options, ...process.argv.slice(2)], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
  const [file] = readdirSync(folder);
  const { nodes, samples } = JSON.parse(readFileSync(join(folder, file), 'utf8'));
  const names = new Map(nodes.map(({ id, callFrame: { functionName, url, lineNumber } }) => [id, `${functionName || '(anonymous)'}  ${url.split('/').slice(-2).join('/')}:${lineNumber + 1}`]));
  const counts = new Map();
  for (const sample of samples) counts.set(names.get(sample), (counts.get(names.get(sample)) ?? 0) + 1);
  for (const [name, count] of [...counts].sort(([, a], [, b]) => b - a).slice(0, MOST)) console.log(`${((100 * count) / samples.length).toFixed(1).padStart(5)} %  ${name}`);
} finally {
  rmSync(folder, { recursive: true });
}
