import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { failingStudy, smallStudy } from '../experiment/small-study.js';
import { sha256 } from '../../src/node/sha256.js';
import { command, execute, resultFiles, workplace } from './command.js';

const folder = workplace({ 'small.yaml': smallStudy, 'failing.yaml': failingStudy });

function records(path: string): Record<string, string>[] {
  return parse(readFileSync(join(folder, path), 'utf8'), { columns: true }) as unknown as Record<string, string>[];
}

function sweep(out: string, ...argv: readonly string[]): void {
  expect(execute(folder, 'sweep', 'small.yaml', '--quiet', '--workers', '2', '--out', out, ...argv)).toEqual({ code: 0, out: '', err: '' });
}

const analyse = (...argv: readonly string[]): ReturnType<typeof command> => command(folder, 'analyse', ...argv);

/** The value of a measure in each replication of a design point, from runs.csv. */
function valuesOf(result: string, point: number, measure: string): number[] {
  return records(`${result}/runs.csv`).filter(({ design_point }) => design_point === String(point)).map((row) => Number(row[measure]));
}

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

beforeAll(() => {
  sweep('grid', '--vary', 'variant=shared,lead', '--vary', 'organisations.ministry.staff=1,2', '--replications', '4');
});

describe('analyse', () => {
  it('of a factorial design prints intervals, differences and effects, no line wider than 100', async () => {
    const { code, out, err } = await analyse('grid');
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^A small study\n\nDesign points\n=+\nMean over 4 replications with a 95 % confidence interval/);
    expect(out).toContain('\nDifferences from shared staff=1\n');
    expect(out).toContain('\nMain effects and interactions\n');
    expect(out).toMatch(/\n {2}variant=lead x staff=2 +[-+\d]/);
    expect(out).toMatch(/\nThe CSV files are in grid\/analysis\/\n$/);
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
  });

  it('of one factor has main effects only, which it says are the differences', async () => {
    sweep('factor', '--vary', 'variant=shared,lead', '--replications', '2');
    const text = (await analyse('factor', '--measure', 'solved')).out.replaceAll('\n', ' ');
    expect(text).toContain('Main effects ============ With one factor they are the differences from its first value, ');
    expect(text).not.toMatch(/interaction|adjusted/i);
  });

  it('of one replication has no intervals and nothing to say about p-values', async () => {
    sweep('once', '--vary', 'variant=shared,lead', '--vary', 'organisations.ministry.staff=1,2', '--replications', '1');
    const text = (await analyse('once', '--measure', 'solved')).out.replaceAll('\n', ' ');
    expect(text).toContain('Design points ============= One replication, which has no interval.');
    expect(text).toContain('Main effects and interactions');
    expect(text).not.toMatch(/adjusted|Student|Every one/);
  });

  it('computes them from the runs, paired by replication', () => {
    const [a, b] = [0, 2].map((point) => valuesOf('grid', point, 'time_to_decision'));
    const row = records('grid/analysis/differences.csv').find(({ measure, design_point }) => measure === 'time_to_decision' && design_point === '2');
    expect(row).toMatchObject({ baseline: 'shared organisations.ministry.staff=1', variant: 'lead organisations.ministry.staff=1', n: '4' });
    expect(Number(row?.difference)).toBeCloseTo(meanOf(b.map((value, index) => value - a[index])), 10);
    const all = [0, 1, 2, 3].map((point) => meanOf(valuesOf('grid', point, 'open_problems')));
    const main = records('grid/analysis/effects.csv').find(({ measure, factor, other_factor }) => measure === 'open_problems' && factor === 'organisations.ministry.staff' && other_factor === '');
    expect(main).toMatchObject({ design: 'factorial', effect: 'main', level: '2', base_level: '1' });
    expect(Number(main?.difference)).toBeCloseTo((all[1] + all[3] - all[0] - all[2]) / 2, 10);
  });

  it('agrees with what the experiment itself has written', () => {
    const own = records('grid/comparisons.csv').filter(({ measure }) => measure === 'time_to_decision');
    const found = records('grid/analysis/differences.csv').filter(({ measure }) => measure === 'time_to_decision');
    for (const [index, row] of found.entries()) {
      for (const [mine, theirs] of [['ci_low', 'ci_low'], ['ci_high', 'ci_high'], ['p_holm', 'p_holm']] as const) expect(Number(row[mine])).toBeCloseTo(Number(own[index][theirs]), 10);
    }
    expect(found).toHaveLength(3);
  });

  it('describes its files, and writes the same bytes again', async () => {
    await analyse('grid', '--out', 'again', '--quiet');
    const [first, second] = [resultFiles(join(folder, 'grid/analysis')), resultFiles(join(folder, 'again'))];
    expect(second).toEqual(first);
    expect(Object.keys(first)).toEqual(['datapackage.json', 'differences.csv', 'effects.csv', 'estimates.csv']);
    const described = JSON.parse(first['datapackage.json']) as { name: string; analysed: object; resources: { path: string; hash: string; schema: { fields: { name: string }[] } }[] };
    expect(described.name).toBe('small-analysis');
    expect(described.analysed).toEqual({ path: 'runs.csv', hash: `sha256:${sha256(readFileSync(join(folder, 'grid/runs.csv'), 'utf8'))}` });
    for (const { path, hash, schema } of described.resources) {
      expect(hash).toBe(`sha256:${sha256(first[path])}`);
      expect(schema.fields.map(({ name }) => name).join(',')).toBe(first[path].split('\n')[0]);
    }
  });

  it('takes other measures and another baseline, by name, short name or number', async () => {
    for (const point of ['lead organisations.ministry.staff=2', 'lead staff=2', '3']) {
      const { code, out } = await analyse('grid', '--measure', 'solved', '--against', point, '--out', 'again');
      expect(code).toBe(0);
      expect(out).toContain('\nDifferences from lead staff=2\n');
    }
    expect(new Set(records('again/differences.csv').map(({ measure }) => measure))).toEqual(new Set(['solved']));
    expect(records('again/differences.csv').map(({ design_point }) => design_point)).toEqual(['0', '1', '2']);
  });

  it('says which points may be the best, of the first headline measure unless told', async () => {
    const { code, out } = await analyse('grid', '--best', 'minimise', '--out', 'again');
    expect(code).toBe(0);
    expect(out).toMatch(/\nWhich is best \(minimise\)\n/);
    const rows = records('again/best.csv');
    expect(new Set(rows.map(({ measure }) => measure))).toEqual(new Set(['time_to_decision']));
    const means = [0, 1, 2, 3].map((point) => meanOf(valuesOf('grid', point, 'time_to_decision')));
    const best = means.indexOf(Math.min(...means));
    expect(rows[best].among_best).toBe('true');
    expect(Number(rows[best].difference)).toBeCloseTo(means[best] - Math.min(...means.filter((_, point) => point !== best)), 10);
    expect(Object.keys(resultFiles(join(folder, 'again'))), 'the former analysis is gone').toEqual(['best.csv', 'datapackage.json']);
  });

  it('names those that may be the best in the order of the table', async () => {
    const { out } = await analyse('grid', '--best', 'minimise', '--measure', 'time_to_decision', '--out', 'again');
    const marked = [...out.matchAll(/^ {2}(\S+ \S+) .* yes$/gm)].map(([, name]) => name);
    expect(marked).toEqual(['lead staff=2', 'lead staff=1']);
    expect(out).toContain('\ntime_to_decision: the best is one of lead staff=2 and lead staff=1.\n');
  });

  it('says when the data end before a selection, and shares further replications', async () => {
    const early = await analyse('grid', '--select', 'minimise', '--indifference', '0.1', '--out', 'again');
    expect(early.code).toBe(0);
    expect(early.out.replaceAll('\n', ' ')).toContain('time_to_decision: no decision: the data end within the first stage; at least 6 more replications of every design point are needed');
    const { out } = await analyse('grid', '--select', 'minimise', '--indifference', '1000', '--first-stage', '3', '--budget', '7', '--out', 'again');
    expect(out.replaceAll('\n', ' ')).toMatch(/is selected after 3 replications\./);
    expect(records('again/selection.csv').filter(({ state }) => state === 'selected')).toHaveLength(1);
    expect(records('again/budget.csv').reduce((sum, { further }) => sum + Number(further), 0)).toBe(7);
    expect(out).toMatch(/ {2}\d+\.\d % +\d+\n/);
  });
});

describe('analyse of other designs', () => {
  it('says what space-filling points are for', async () => {
    sweep('filled', '--design', 'latin-hypercube', '--points', '5', '--vary', 'organisations.ministry.knows=0.5..0.9', '--replications', '2', '--until', '20 days');
    const { out } = await analyse('filled', '--measure', 'solved');
    expect(out.replaceAll('\n', ' ')).toContain('Points of latin-hypercube fill the space of the factors; single ones say little. Fit a model to runs.csv');
    expect((await analyse('grid')).out).not.toContain('fill the space');
  });

  it('gives differences from the base, one factor at a time', async () => {
    sweep('single', '--design', 'one-at-a-time', '--vary', 'organisations.ministry.staff=2,3', '--vary', 'networks.council.rounds=1', '--replications', '2');
    const { code, out } = await analyse('single');
    expect(code).toBe(0);
    expect(out).toContain('\nOne factor at a time\n');
    expect(out).not.toContain('\nDifferences from as in the file\n');
    const rows = records('single/analysis/one_at_a_time.csv').filter(({ measure }) => measure === 'time_to_decision');
    expect(rows.map(({ factor, value, base_value, design_point }) => [factor, value, base_value, design_point])).toEqual([
      ['organisations.ministry.staff', '2', '1', '1'], ['organisations.ministry.staff', '3', '1', '2'], ['networks.council.rounds', '1', '6', '3'],
    ]);
    const [base, three] = [0, 2].map((point) => meanOf(valuesOf('single', point, 'time_to_decision')));
    expect(Number(rows[1].difference)).toBeCloseTo(three - base, 10);
  });

  it('gives Sobol indices and elementary effects, and few of the many points', async () => {
    const factors = ['--vary', 'organisations.ministry.knows=0.5..0.95', '--vary', 'organisations.department.knows=0.3..0.9', '--replications', '2', '--until', '30 days'];
    sweep('saltelli', '--design', 'saltelli', '--base', '4', ...factors);
    const saltelli = await analyse('saltelli', '--measure', 'solved');
    expect([saltelli.code, saltelli.err]).toEqual([0, '']);
    expect(saltelli.out).toMatch(/\n {2}\.\.\. and 13 more in estimates\.csv\n/);
    expect(saltelli.out.replaceAll('\n', ' ')).toContain('The 2 replications of a point are averaged.');
    expect(records('saltelli/analysis/sobol_indices.csv').map(({ factor, base_points }) => [factor, base_points])).toEqual([['organisations.ministry.knows', '4'], ['organisations.department.knows', '4']]);
    sweep('morris', '--design', 'morris', '--trajectories', '3', ...factors);
    const morris = await analyse('morris', '--measure', 'solved');
    expect(morris.code).toBe(0);
    expect(morris.out).toContain('\nElementary effects (Morris)\n');
    for (const line of morris.out.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
    const [, department] = records('morris/analysis/morris.csv');
    expect(department).toMatchObject({ design: 'morris', trajectories: '3', n: '2' });
    expect(Number(department.mu), 'departments that know more solve more').toBeGreaterThan(0);
  });

  it('goes on where an analysis was killed before it had described its files', async () => {
    expect((await analyse('grid', '--measure', 'solved', '--out', 'killed')).code).toBe(0);
    rmSync(join(folder, 'killed', 'datapackage.json'));
    rmSync(join(folder, 'killed', 'effects.csv'));
    expect((await analyse('grid', '--measure', 'solved', '--out', 'killed')).code).toBe(0);
    expect(records('killed/effects.csv').length).toBeGreaterThan(0);
    rmSync(join(folder, 'killed', 'datapackage.json'));
    writeFileSync(join(folder, 'killed', 'notes.csv'), 'mine\n');
    expect((await analyse('grid', '--measure', 'solved', '--out', 'killed')).err).toContain('killed holds files that are not an analysis');
  });

  it('gives Sobol indices of pairs of factors where the design has their points', async () => {
    const factors = 'factors: { organisations.ministry.knows: { from: 0.5, to: 0.95 }, organisations.department.knows: { from: 0.3, to: 0.9 } }';
    writeFileSync(join(folder, 'pairs.yaml'), `name: pairs\nscenario: small.yaml\nset: { time.horizon: 30 days }\nreplications: 1\ndesign: saltelli\nbase: 4\nsecond_order: true\n${factors}\n`);
    expect(execute(folder, 'sweep', 'pairs.yaml', '--out', 'pairs', '--quiet').code).toBe(0);
    const { out } = await analyse('pairs', '--measure', 'solved');
    expect(out).toContain('\nSobol indices of pairs\n');
    const rows = records('pairs/analysis/sobol_pairs.csv');
    expect(rows.map(({ factor, other_factor }) => [factor, other_factor])).toEqual([['organisations.ministry.knows', 'organisations.department.knows']]);
    expect(Number(rows[0].second_low)).toBeLessThanOrEqual(Number(rows[0].second_high));
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
  });

  it('compares as independent samples what has random numbers of its own', async () => {
    sweep('independent', '--independent', '--vary', 'variant=shared,lead', '--replications', '3');
    const { out } = await analyse('independent', '--measure', 'open_problems');
    expect(out.replaceAll('\n', ' ')).toContain("samples are independent (Welch's t)");
    const row = records('independent/analysis/differences.csv')[0];
    expect(Number(row.ci_low)).not.toBeCloseTo(Number(records('independent/comparisons.csv').find(({ measure }) => measure === 'open_problems')?.ci_low), 6);
  });

  it('cuts long tables and says where the rest is', async () => {
    const knows = Array.from({ length: 45 }, (_, index) => (0.5 + index / 100).toFixed(2)).join(',');
    sweep('long', '--vary', `organisations.ministry.knows=${knows}`, '--replications', '1', '--until', '20 days');
    const { out } = await analyse('long', '--measure', 'solved');
    expect(out).toContain('\n  ... and 5 more in estimates.csv\n');
    expect(out).toContain('\n  ... and 4 more in differences.csv\n');
    expect(records('long/analysis/differences.csv')).toHaveLength(44);
  });
});

describe('analyse of time series', () => {
  beforeAll(() => {
    sweep('daily', '--vary', 'variant=shared,lead', '--replications', '2', '--set', 'time.sample=1 day');
  });

  it('judges the warm-up of every design point', async () => {
    const { code, out } = await analyse('daily', '--warm-up', '--series', 'open_problems', '--series', 'solved', '--window', '5');
    expect(code).toBe(0);
    expect(out).toMatch(/\nWarm-up\n=+\n/);
    const rows = records('daily/analysis/warm_up.csv');
    expect(rows.map(({ series, variant, samples, sample, warmup, welch_half_window }) => [series, variant, samples, sample, warmup, welch_half_window])).toEqual(
      ['open_problems', 'solved'].flatMap((series) => ['shared', 'lead'].map((variant) => [series, variant, '60', '1', '10', '5'])),
    );
    const system = records('daily/system.csv').filter(({ time }) => time === '7');
    const mean = (Number(system[0].open_problems) + Number(system[2].open_problems)) / 2;
    const curve = records('daily/analysis/welch_curve.csv');
    expect(Number(curve.find(({ series, variant, time }) => series === 'open_problems' && variant === 'shared' && time === '7')?.mean)).toBe(mean);
    expect(curve.filter(({ series, variant }) => series === 'solved' && variant === 'lead').slice(-6).map(({ smoothed }) => smoothed === '')).toEqual([false, true, true, true, true, true]);
  });

  it('says how often samples are taken, which warm-up is set, and which series are totals', async () => {
    const { out } = await analyse('daily', '--warm-up', '--series', 'open_problems', '--series', 'solved');
    const text = out.replaceAll('\n', ' ');
    expect(out).toMatch(/\n {2}shared +60 {2}1 day +10 /);
    expect(text).toContain('Times are in days. Warm-up set: what the scenario says in time.warmup.');
    expect(text).toContain('solved is a running total and is read as what is added from sample to sample.');
    sweep('cold', '--vary', 'organisations.ministry.staff=1,2', '--replications', '1', '--set', 'time.warmup=0 days', '--set', 'time.sample=2 days');
    const cold = (await analyse('cold', '--warm-up', '--batch-means')).out.replaceAll('\n', ' ');
    expect(cold).toContain('Of one replication. MSER-5');
    expect(cold).toContain('The scenario sets no warm-up (time.warmup).');
    expect(cold).toContain('10 batches of its samples, with');
    expect(cold).toMatch(/ 2 days +0 /);
    expect(cold).not.toMatch(/running total|after the warm-up/);
  });

  it('says that MSER-5 needs more samples than there are', async () => {
    const { out } = await analyse('grid', '--warm-up', '--window', '1', '--out', 'again');
    expect(out.replaceAll('\n', ' ')).toContain('MSER-5 needs 50 samples and there are 6: let the scenario take them more often (time.sample) or run longer.');
    expect(records('again/warm_up.csv')[0].mser_time).toBe('');
  });

  it('makes batch means of single runs after the warm-up, and warns of batches that are alike', async () => {
    const { code, out } = await analyse('daily', '--batch-means', '--batches', '25');
    expect(code).toBe(0);
    const [run] = records('daily/analysis/batch_means.csv');
    const after = records('daily/system.csv').filter(({ run_id, time }) => run_id === '0' && Number(time) > 10).map(({ open_problems }) => Number(open_problems));
    expect(Number(run.mean)).toBeCloseTo(meanOf(after), 10);
    expect([run.batches, run.batch_size, run.from_time]).toEqual(['25', '2', '11']);
    // Stocks of neighbouring days are alike.
    expect(run.correlated).toBe('true');
    expect(out.replaceAll('\n', ' ')).toContain('Warning: in all 4 rows neighbouring batches are alike (p below .1)');
    expect(out).toMatch(/ {2}0\.\d\d {2}[<.]\d+ {2}correlated\n/);
  });
});

describe('analyse refuses', () => {
  it.each<[string, readonly string[], string]>([
    ['a folder without a result', ['nowhere'], 'nowhere: no result is here (manifest.json is missing)\n'],
    ['an unknown measure', ['grid', '--measure', 'time_to_decison'], '--measure time_to_decison: expected a measure (subsidia list measures); did you mean time_to_decision?\n'],
    ['an unknown design point', ['grid', '--against', '4'], '--against 4: expected a design point by its name or number (0 to 3, in estimates.csv)\n'],
    ['an unknown goal', ['grid', '--best', 'max'], '--best max: expected minimise or maximise\n'],
    ['a selection without indifference', ['grid', '--select', 'minimise'], '--select: expected --indifference D too, the smallest difference from the best that matters, in the unit of the measure\n'],
    ['an indifference of zero', ['grid', '--select', 'minimise', '--indifference', '0'], '--indifference 0: expected a number above 0, in the unit of the measure\n'],
    ['a budget without a goal', ['grid', '--budget', '10'], '--budget: expected --select or --best with minimise or maximise too\n'],
    ['a series of nothing', ['grid', '--series', 'solved'], '--series: expected --warm-up or --batch-means too\n'],
    ['an unknown series', ['grid', '--warm-up', '--series', 'open_problem'], '--series open_problem: expected a column of system.csv (its first line names them); did you mean open_problems?\n'],
    ['an average as a series', ['grid', '--warm-up', '--series', 'public_value'], '--series public_value: it is an average since the warm-up, which settles by averaging alone; look at open_problems or at another count\n'],
    ['too wide a window', ['grid', '--warm-up', '--window', '2'], '--window 2: expected four times as many samples (8), found 6; let the scenario take samples more often (time.sample) or run longer (--until), or ask for a smaller window\n'],
    ['more batches than samples', ['grid', '--batch-means'], '--batch-means: expected at least 10 samples after the warm-up of 10 days, one for each batch, found 5; let the scenario take samples more often (time.sample) or run longer (--until), or ask for fewer batches (--batches)\n'],
    ['two goals at once', ['grid', '--best', 'maximise', '--select', 'minimise', '--indifference', '1'], '--select minimise and --best maximise: expected the same goal\n'],
    ['options that need others, all of them at once', ['grid', '--window', '5', '--batches', '20'], '--window: expected --warm-up too\n--batches: expected --batch-means too\n'],
    ['strange values, all of them at once', ['grid', '--measure', 'solvd', '--measure', 'x', '--select', 'min', '--indifference', '-1', '--budget', '0'], [
      '--measure solvd: expected a measure (subsidia list measures); did you mean solved?', '--measure x: expected a measure (subsidia list measures)',
      '--select min: expected minimise or maximise', '--indifference -1: expected a number above 0, in the unit of the measure', '--budget 0: expected a whole number of at least 1', '',
    ].join('\n')],
    ['to share a budget where nothing is to be learnt', ['grid', '--best', 'minimise', '--budget', '9', '--measure', 'problems_arrived', '--measure', 'deadlocked'], [
      '--budget: shared staff=1 and shared staff=2 have the same mean of problems_arrived, the best; say with --indifference D below which difference it does not matter which is taken',
      '--budget: deadlocked does not vary between the replications of any design point, so that further ones teach nothing', '',
    ].join('\n')],
    ['an analysis into the result itself', ['grid', '--out', 'grid'], 'grid holds files that are not an analysis; choose an empty or a new folder with --out\n'],
  ])('%s', async (_, argv, message) => {
    const { code, out, err } = await analyse(...argv);
    expect([code, out]).toEqual([2, '']);
    expect(err.endsWith(message), err).toBe(true);
  });

  it('a series with holes', async () => {
    execute(folder, 'run', 'shared-or-lead', '--replications', '1', '--until', '20 days', '--set', 'time.sample=1 day', '--set', 'time.warmup=0 days', '--out', 'holes', '--quiet');
    const message = '--batch-means --series legitimacy_internal of run 0: expected a value at every sample, found none on day 1\n';
    expect(await analyse('holes', '--batch-means', '--series', 'legitimacy_internal')).toEqual({ code: 2, out: '', err: message });
  });

  it('a shard, and says to merge', async () => {
    sweep('parts', '--vary', 'variant=shared,lead', '--replications', '2', '--shard', '1/2');
    const { code, err } = await analyse('parts/shard-1-of-2');
    expect(code).toBe(2);
    expect(err).toContain('holds shard 1 of 2 of an experiment; put the shards together with "subsidia merge" and analyse the whole\n');
  });

  it('an unfinished result', async () => {
    for (const [name, change] of [['killed', (path: string) => mkdirSync(join(path, '.segments'))], ['partial', asPartial]] as const) {
      const path = join(folder, name);
      cpSync(join(folder, 'grid'), path, { recursive: true });
      change(path);
      expect(await analyse(name)).toEqual({ code: 2, out: '', err: `${path}: the experiment is not finished; the command that made it goes on from there\n` });
    }
  });

  it('a result that has been changed', async () => {
    const path = join(folder, 'changed');
    cpSync(join(folder, 'grid'), path, { recursive: true });
    writeFileSync(join(path, 'runs.csv'), readFileSync(join(path, 'runs.csv'), 'utf8').replace(',ok,', ',OK,'));
    const { code, err } = await analyse('changed');
    expect(code).toBe(2);
    expect(err).toMatch(/runs\.csv is not as it was written: its SHA-256 differs from the manifest's\n$/);
  });

  function asPartial(path: string): void {
    const manifest = JSON.parse(readFileSync(join(path, 'manifest.json'), 'utf8')) as object;
    writeFileSync(join(path, 'manifest.json'), JSON.stringify({ ...manifest, complete: false }));
  }
});

describe('analyse of a result with failed runs', () => {
  beforeAll(() => {
    const { code } = execute(folder, 'sweep', 'failing.yaml', '--vary', 'networks.council.cost.links=200 - n,66 - n', '--seed', '3', '--replications', '2', '--out', 'failed', '--quiet');
    expect(code).toBe(1);
  });

  it('gives intervals only, names the runs, and ends with exit code 1', async () => {
    const { code, out, err } = await analyse('failed');
    expect(code).toBe(1);
    expect(err.replaceAll('\n', ' ')).toContain('notice: 2 runs failed (runs 1 and 3; failures.csv says why');
    expect(out).toContain('\nDesign points\n');
    expect(out).not.toContain('Differences');
    expect(Object.keys(resultFiles(join(folder, 'failed/analysis')))).toEqual(['datapackage.json', 'estimates.csv']);
  });

  it.each([['--best', 'minimise'], ['--select', 'minimise', '--indifference', '1'], ['--against', '1'], ['--warm-up'], ['--batch-means']])('refuses %s', async (...argv) => {
    const { code, out, err } = await analyse('failed', ...argv);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('needs every run: 2 runs failed (runs 1 and 3;');
  });
});
