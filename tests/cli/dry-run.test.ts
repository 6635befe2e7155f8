import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { failingStudy, smallStudy } from '../experiment/small-study.js';
import { command, execute, workplace } from './command.js';

const staffing = `name: staffing
scenario: small.yaml
replications: 30
design: factorial
factors: { organisations.ministry.staff: [1, 2], organisations.department.staff: [1, 2, 3] }
`;
const folder = workplace({
  'small.yaml': smallStudy, 'failing.yaml': failingStudy, 'staffing.yaml': staffing,
  'precise.yaml': staffing.replace('replications: 30', 'replications: { measure: solved, precision: 20%, at_least: 3, at_most: 6 }'),
});

async function dryRun(name: string, ...flags: readonly string[]): Promise<string> {
  const { code, out, err } = await command(folder, 'sweep', name, '--dry-run', ...flags);
  expect([code, err]).toEqual([0, '']);
  return out;
}

const factors: Readonly<Record<string, number>> = { B: 1, kB: 1e3, MB: 1e6 };
/** The sizes that a text names, in bytes. */
const sizes = (text: string): number[] => [...text.matchAll(/([\d.]+) (B|kB|MB)/g)].map(([, number, unit]) => Number(number) * factors[unit]);
const sizeOf = (result: string, ending: string): number =>
  readdirSync(join(folder, result)).filter((file) => file.endsWith(ending)).reduce((sum, file) => sum + statSync(join(folder, result, file)).size, 0);

describe('--dry-run', () => {
  it('says how many points and runs there are, and leaves nothing behind', async () => {
    const before = readdirSync(folder);
    expect(await dryRun('staffing.yaml')).toMatch(/^design points: 6\nruns: 180 runs, each point 30 times\ntime: about \d+ s on \d+ cores? \([\d.]+ s a run\)\ndisk: about [\d.]+ [kM]B while it runs, half of it afterwards\n$/);
    expect(readdirSync(folder)).toEqual(before);
  });

  it('foretells the size of the files', async () => {
    const [csv, parquet] = sizes((/disk: .*/.exec(await dryRun('staffing.yaml', '--parquet')) ?? [''])[0]);
    expect(execute(folder, 'sweep', 'staffing.yaml', '--parquet', '--quiet', '--out', 'done').code).toBe(0);
    // Estimates and comparisons, whose size does not grow with the runs, are not counted; neither is what every Parquet file begins and ends with.
    expect(csv / 2 / sizeOf('done', '.csv')).toBeGreaterThan(0.7);
    expect(csv / 2 / sizeOf('done', '.csv')).toBeLessThan(1.1);
    expect(parquet / sizeOf('done', '.parquet')).toBeGreaterThan(0.3);
    expect(parquet / sizeOf('done', '.parquet')).toBeLessThan(1.5);
  });

  it('says that a stopping rule may end the experiment earlier', async () => {
    expect(await dryRun('precise.yaml')).toContain('runs: 36 runs, each point 6 times at most\n');
  });

  it('counts the points of a shard', async () => {
    expect(await dryRun('staffing.yaml', '--shard', '1/4')).toMatch(/^design points: 2 of 6, shard 1 of 4\nruns: 60 runs/);
  });

  it('finds a matrix given on the command line where the command is given, whatever the folder of the scenario', async () => {
    mkdirSync(join(folder, 'elsewhere'));
    writeFileSync(join(folder, 'elsewhere/matrix.csv'), 'organisations.ministry.staff\n1\n2\n');
    const { code, out, err } = await command(join(folder, 'elsewhere'), 'sweep', '../small.yaml', '--matrix', 'matrix.csv', '--dry-run');
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^design points: 2\n/);
  });

  it('names a run that would fail', async () => {
    const out = await dryRun('failing.yaml', '--vary', 'networks.council.cost.links="66 - n"', '--replications', '2');
    expect(out).toMatch(/^run 0 \(.*\) would fail \(.+\): .+\n$/);
  });
});
