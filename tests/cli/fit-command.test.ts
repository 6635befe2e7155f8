import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { fitCommand } from '../../src/cli/fit-command.js';
import { zoneOffset } from '../../src/cli/time-zone.js';
import { uniforms } from '../calibration/simulated-log.js';
import { command, workplace, type Ending } from './command.js';

/** Cases that pass desk and unit, each in its own time and never waiting: date-times, by type and town. */
function smallLog(): string {
  const uniform = uniforms(5);
  const moment = (day: number): string => new Date(Date.UTC(2023, 0, 1) + Math.floor(day * 86_400) * 1000).toISOString().slice(0, 19);
  const rows = Array.from({ length: 150 }, (_, i) => {
    const own = `${i % 2 === 0 ? 'simple' : 'hard'},${['Ashford', 'Mill Brook'][i % 3 === 0 ? 0 : 1]}`;
    const begin = i * 1.5 + uniform();
    const answered = begin - 4 * Math.log(uniform());
    const climbs = uniform() < 0.4;
    const closed = climbs ? answered - 9 * Math.log(uniform()) : answered;
    return [`${i},${moment(begin)},desk,anna,${own}`, ...(climbs ? [`${i},${moment(answered)},unit,bob,${own}`] : []), ...(i > 140 ? [] : [`${i},${moment(closed)},closed,,${own}`])];
  }).flat();
  return `case,time,step,who,type,town\n${rows.join('\n')}\n`;
}

const folder = workplace({ 'log.csv': smallLog() });
const columns = ['--case', 'case', '--time', 'time', '--activity', 'step'];
const levels = ['--levels', 'desk,unit', '--ending', 'closed'];
const quick = ['--bootstrap', '9', '--replications', '3'];
const fit = (...more: readonly string[]): Promise<Ending> => command(folder, 'fit', 'log.csv', ...columns, ...more);
const read = (path: string): string => readFileSync(join(folder, path), 'utf8');
const headings = ['What it is', 'How it works', 'How to use it', 'Things to notice', 'Things to try', 'Sources', 'How to cite'].map((heading) => `## ${heading}`);

describe('fit', () => {
  it('writes a scenario that is right and runs, with a README under the usual headings and its data', async () => {
    const { code, out, err } = await fit(...levels, ...quick, '--out', 'stays');
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('log.csv: ');
    expect(out).toContain('stays/ holds the scenario.');
    expect(read('stays/README.md').split('\n').filter((line) => line.startsWith('## '))).toEqual(headings);
    expect(await command(folder, 'check', 'stays')).toMatchObject({ code: 0, err: '' });
    for (const file of ['estimates', 'fit', 'open-cases']) expect(read(`stays/data/${file}.csv`).split('\n').length).toBeGreaterThan(5);
    expect(parse(read('stays/scenario.yaml'))).toMatchObject({ name: 'stays', levels: ['unit', 'desk'], organisations: { desk: { staff: 'unlimited' } } });
  });

  it('gives every estimate, its standard error and its n in a comment', async () => {
    await fit(...levels, ...quick, '--out', 'comments');
    const comments = read('comments/scenario.yaml').split('\n').filter((line) => line.startsWith('  # '));
    expect(comments.filter((line) => /^ {2}# Climbing [\d.]+( \([\d.]+\))?, n \d+; days at the level .*mean [\d.]+ \([\d.]+\).*, n \d+/.test(line))).toHaveLength(2);
    expect(comments.filter((line) => /cases in the window: [\d.]+ \([\d.]+\) a day/.test(line))).toHaveLength(1);
  });

  it('repeats itself by the command line that the README gives', async () => {
    await fit(...levels, ...quick, '--out', 'once');
    const [, line = ''] = /\n```sh\n(subsidia fit .*)\n```/.exec(read('once/README.md')) ?? [];
    const before = read('once/README.md');
    expect((await command(folder, ...line.split(' ').slice(1), '--force')).code).toBe(0);
    expect(read('once/README.md')).toBe(before);
  });

  it('says in each regime what was identified: with resources, staff is found and work is imputed', async () => {
    await fit(...levels, ...quick, '--resource', 'who', '--out', 'imputed');
    expect(read('imputed/README.md')).toContain('**What the log tells of work: who completes it, not when it begins.**');
    expect(parse(read('imputed/scenario.yaml'))).toMatchObject({ organisations: { desk: { staff: 1 }, unit: { staff: 1 } } });
    expect(read('imputed/data/handovers.csv')).toMatch(/^from,from_level,to,to_level,count\nanna,desk,bob,unit,\d+\n$/);
  });

  it('has places, groups with laws of their own, and real arrivals where they are wanted', async () => {
    expect(await fit(...levels, ...quick, '--jurisdiction', 'town', '--by', 'type', '--arrivals', 'trace', '--out', 'grouped')).toMatchObject({ code: 0, err: '' });
    expect(parse(read('grouped/scenario.yaml'))).toMatchObject({
      domains: ['hard', 'simple'],
      jurisdictions: { town: { level: 'desk', names: ['ashford', 'mill-brook'] } },
      organisations: { 'desk-hard': { domains: ['hard'] }, 'unit-simple': { domains: ['simple'] } },
    });
    expect(read('grouped/data/arrivals.csv')).toMatch(/^day,id,jurisdiction,domain,level\n[\d.]+,0,ashford,simple,desk\n/);
    expect(read('grouped/data/names.csv')).toContain('town,Mill Brook,mill-brook');
  });

  it('estimates from a window and simulates beyond it', async () => {
    expect((await fit(...levels, ...quick, '--from', '2023-02-01', '--to', '2023-06-01', '--until', '2023-08-01', '--out', 'window')).code).toBe(0);
    expect(parse(read('window/scenario.yaml'))).toMatchObject({ time: { start: '2023-01-01', horizon: '212 days' } });
    expect(read('window/README.md')).toContain('from 2023-02-01 until 2023-06-01 (not included)');
  });

  it('gives a group laws of its own only with as many exits as it is told', async () => {
    await fit(...levels, ...quick, '--by', 'type', '--fewest', '1000', '--out', 'pooled');
    const { organisations } = parse(read('pooled/scenario.yaml')) as { organisations: Record<string, { service: unknown; knows: number }> };
    expect(organisations['desk-hard'].service).toEqual(organisations['desk-simple'].service);
    expect(organisations['desk-hard'].knows).toBe(organisations['desk-simple'].knows);
    expect(read('pooled/README.md')).toContain('Where a group has fewer than 1000 exits from a level, the laws of all groups stand for it.');
  });

  it('puts learning in and writes variants: without it, and with the laws of all cases together', async () => {
    expect(await fit(...levels, ...quick, '--by', 'type', '--learning', '2%', '--variants', 'as-fitted', '--out', 'added')).toMatchObject({ code: 0, err: '' });
    await fit(...levels, ...quick, '--out', 'alike');
    interface File { organisations: Record<string, { knows: unknown; service: unknown; help: unknown }>; variants: Record<string, Record<string, unknown>>; hierarchy: object }
    const added = parse(read('added/scenario.yaml')) as File;
    const { organisations: { desk, unit } } = parse(read('alike/scenario.yaml')) as File;
    const none = { 'hierarchy.learning': { rule: 'none' } };
    expect(added.hierarchy).toMatchObject({ learning: { rule: 'continuous', rate: '2%' } });
    expect(added.variants).toEqual({
      'as-fitted': {}, 'no-learning': none,
      'one-law': { ...none, ...Object.fromEntries(['hard', 'simple'].flatMap((type) => [
        [`organisations.desk-${type}.knows`, desk.knows], [`organisations.desk-${type}.service`, desk.service],
        [`organisations.unit-${type}.knows`, unit.knows], [`organisations.unit-${type}.help`, unit.help],
      ])) },
    });
    expect(read('added/README.md')).toContain('Levels learn at a rate of 2 % (`--learning`). That was put in; it is no estimate');
    expect(await command(folder, 'check', 'added')).toMatchObject({ code: 0, out: expect.stringContaining('variants: as-fitted, no-learning, one-law') as string });
  });

  it('overwrites nothing unless told to', async () => {
    await fit(...levels, ...quick, '--out', 'mine');
    expect(await fit(...levels, ...quick, '--out', 'mine')).toEqual({ code: 2, out: '', err: 'mine/scenario.yaml: exists already; choose another folder with --out, or replace it with --force\n' });
  });
});

describe('levels that are not given', () => {
  it('are proposed, with the command line that confirms them, and nothing is written', async () => {
    const { code, out, err } = await fit(...quick, '--out', 'proposed');
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/^desk +level 1 +150 +150 .*100 %$/m);
    expect(err).toMatch(/^closed +ending /m);
    expect(err).toContain('subsidia fit log.csv --case case --time time --activity step --bootstrap 9 --replications 3 --out proposed --levels desk,unit --ending closed\n');
    expect(existsSync(join(folder, 'proposed'))).toBe(false);
  });

  it('are taken with --yes, and by whoever answers yes; the README says them', async () => {
    expect((await fit(...quick, '--out', 'accepted', '--yes')).code).toBe(0);
    expect(read('accepted/README.md')).toContain('--out accepted --levels desk,unit --ending closed');
    const io = { out: () => undefined, err: () => undefined, terminal: true, cwd: folder, signal: new AbortController().signal };
    const flags = { case: 'case', time: 'time', activity: 'step', replications: '0', bootstrap: '0' };
    expect(await fitCommand('log.csv', { ...flags, out: 'refused' }, [], io, () => Promise.resolve(false))).toBe(2);
    expect(existsSync(join(folder, 'refused'))).toBe(false);
    expect(await fitCommand('log.csv', { ...flags, out: 'answered' }, [], io, () => Promise.resolve(true))).toBe(0);
    expect(existsSync(join(folder, 'answered'))).toBe(true);
  });
});

describe('rows that cannot be used', () => {
  const bad = smallLog().replace('1,2023', '1,2O23').replace(/\n5,([^,]*),desk.*/, '\n5,$1');

  it('are all reported with their lines, and nothing is written', async () => {
    writeFileSync(join(folder, 'bad.csv'), bad);
    const { code, err } = await command(folder, 'fit', 'bad.csv', ...columns, ...levels, ...quick);
    expect(code).toBe(2);
    const lines = bad.split('\n');
    expect(err.startsWith('bad.csv: 2 problems\n')).toBe(true);
    expect(err).toContain(`  line ${lines.findIndex((line) => line.includes('2O23')) + 1}: expected an ISO 8601 date`);
    expect(err).toContain(`  line ${lines.findIndex((line) => /^5,[^,]*$/.test(line)) + 1}: expected 6 cells as in the header, found 2\n`);
    expect(err).toContain('--skip-bad-rows');
    expect(existsSync(join(folder, 'bad'))).toBe(false);
  });

  it('are left out when told so, counted, and written down with their lines', async () => {
    writeFileSync(join(folder, 'bad.csv'), bad);
    const { code, err } = await command(folder, 'fit', 'bad.csv', ...columns, ...levels, ...quick, '--skip-bad-rows', '--out', 'skipped');
    expect([code, err]).toEqual([0, '2 rows could not be used; they are in skipped/data/rejected.csv\n']);
    expect(read('skipped/data/rejected.csv').split('\n')).toHaveLength(4);
    expect(read('skipped/README.md')).toContain('2 rows could not be used');
  });
});

describe('bad input ends with exit code 2 and says', () => {
  it.each<[string, readonly string[], string]>([
    ['a column that is not there', [...columns.slice(0, 5), 'steps'], 'log.csv: 1 problem\n  line 1: expected a column "steps", found "case", "time", "step", "who", "type", "town" (did you mean "step"?)'],
    ['a level that is not there', [...columns, '--levels', 'desk,units', '--ending', 'closed'], 'expected activities of the log (desk, unit, closed), found "units" (did you mean "unit"?)'],
    ['an activity that the plan does not know', [...columns, '--levels', 'desk', '--ending', 'closed'], 'expected an activity of the plan (desk, closed), found "unit"'],
    ['an activity in two levels', [...columns, '--levels', 'a=desk,b=desk', '--ending', 'closed'], '--levels a=desk,b=desk: expected each activity once, found "desk" twice'],
    ['endings without levels', [...columns, '--ending', 'closed'], '--ending: expected --levels as well'],
    ['a time zone that is none', [...columns, ...levels, '--timezone', 'Europe/Athen'], '--timezone Europe/Athen: expected a time zone such as Europe/Athens or UTC (did you mean Europe/Athens?)'],
    ['a unit that is none', [...columns, ...levels, '--unit', 'fortnights'], '--unit fortnights: expected one of '],
    ['a window without events', [...columns, ...levels, '--from', '2030-01-01', '--to', '2031-01-01'], 'log.csv: expected a window with events in it, found none'],
    ['a window that is none', [...columns, ...levels, '--from', 'spring'], '--from spring: expected an ISO 8601 date'],
    ['a window in which nobody leaves a level', [...columns, ...levels, '--to', '2023-01-02'], 'log.csv: level "desk": expected at least one case that leaves it'],
    ['a way of arrival that is none', [...columns, ...levels, '--arrivals', 'rate'], '--arrivals rate: expected rates or trace'],
    ['a number that is none', [...columns, ...levels, '--replications', 'many'], '--replications many: expected a whole number of at least 0'],
    ['learning that is no share', [...columns, ...levels, '--learning', '1% per year'], '--learning 1% per year: expected a share above 0 and below 1, such as 1% or 0.01'],
    ['all of learning', [...columns, ...levels, '--learning', '1'], '--learning 1: expected a share above 0 and below 1'],
    ['a variant called as another one', [...columns, ...levels, '--variants', 'one-law'], 'a letter first, and not no-learning or one-law'],
    ['a separator that is none', [...columns, ...levels, '--separator', '::'], '--separator ::: expected one character, or "tab"'],
    ['a name that is none', [...columns, ...levels, '--name', 'my study'], '--name my study: expected letters, digits, "-" and "_", a letter first (write my-study)'],
  ])('%s', async (_, argv, message) => {
    const { code, out, err } = await command(folder, 'fit', 'log.csv', ...argv, '--out', 'nowhere');
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(message);
    expect(existsSync(join(folder, 'nowhere'))).toBe(false);
  });

  it('a log that is not there', async () => {
    expect(await command(folder, 'fit', 'logs.csv', ...columns, ...levels)).toEqual({ code: 2, out: '', err: 'logs.csv: no such file or directory (ENOENT)\n' });
  });
});

describe('a time zone', () => {
  it('has the clocks of its winter and its summer, and a moment for every local time', () => {
    const offset = zoneOffset('Europe/Athens');
    expect(offset(Date.UTC(2024, 0, 1) / 86_400_000) * 24).toBeCloseTo(2, 9);
    expect(offset(Date.UTC(2024, 6, 1) / 86_400_000) * 24).toBeCloseTo(3, 9);
    // Clocks go on from 3 to 4 on 2024-03-31: half past two is before, half past four behind.
    expect(offset(Date.UTC(2024, 2, 31, 2, 30) / 86_400_000) * 24).toBeCloseTo(2, 9);
    expect(offset(Date.UTC(2024, 2, 31, 4, 30) / 86_400_000) * 24).toBeCloseTo(3, 9);
    expect(zoneOffset('Asia/Kolkata')(20_000) * 24).toBeCloseTo(5.5, 9);
  });
});

const root = fileURLToPath(new URL('../..', import.meta.url));

it('the scenario eu-infringements is, but for what it says of itself, what the command in its README makes of its log', async () => {
  const original = (path: string): string => readFileSync(join(root, 'scenarios/eu-infringements', path), 'utf8');
  mkdirSync(join(folder, 'scenarios/eu-infringements/data'), { recursive: true });
  writeFileSync(join(folder, 'scenarios/eu-infringements/data/decisions-2002-2013.csv'), original('data/decisions-2002-2013.csv'));
  const [, line = ''] = /\n```sh\n(subsidia fit .*)\n```/.exec(original('README.md')) ?? [];
  expect(await command(folder, ...line.split(' ').slice(1), '--bootstrap', '0', '--replications', '0', '--quiet')).toEqual({ code: 0, out: '', err: '' });
  const fromTime = (text: string): string => text.slice(text.indexOf('\ntime: ')).replace(/\nreplications: \d+\n/, '\n');
  expect(fromTime(read('infringements/scenario.yaml'))).toBe(fromTime(original('scenario.yaml')));
  expect(read('infringements/data/arrivals.csv')).toBe(original('data/arrivals.csv'));
});

describe('the scenario local-services', () => {
  const original = (path: string): string => readFileSync(join(root, 'scenarios/local-services', path), 'utf8');

  it('is what the command makes of its log', async () => {
    mkdirSync(join(folder, 'scenarios/local-services/data'), { recursive: true });
    writeFileSync(join(folder, 'scenarios/local-services/data/log.csv'), original('data/log.csv'));
    const [, line = ''] = /\n```sh\n(subsidia fit .*)\n```/.exec(original('README.md')) ?? [];
    const words = [...line.matchAll(/'([^']*)'|(\S+)/g)].map((match) => match.at(1) ?? match.at(2) ?? '');
    expect(await command(folder, ...words.slice(1), '--quiet')).toEqual({ code: 0, out: '', err: '' });
    const made = (path: string): string => read(`scenarios/local-services/${path}`);
    const schema = /\$schema=.*/;
    expect(made('scenario.yaml').replace(schema, '')).toBe(original('scenario.yaml').replace(schema, ''));
    for (const file of ['estimates', 'fit', 'open-cases', 'handovers', 'organisations-desk']) expect(made(`data/${file}.csv`), file).toBe(original(`data/${file}.csv`));
    const withoutTruth = original('README.md').replace(/\*\*Truth and estimates\.\*\*[^]*?\n\n(\|.*\n)+\n/, '');
    expect(made('README.md')).toBe(withoutTruth);
  });

  it('has intervals that contain the truth, but for one in twenty', () => {
    const rows = [...original('README.md').matchAll(/^\| .* \| .* \| ([\d.]+) \| ([\d.]+) \| \[([\d.]+), ([\d.]+)\] \|$/gm)].map((row) => row.slice(1).map(Number));
    expect(rows.length).toBeGreaterThan(12);
    expect(rows.filter(([truth, , low, high]) => truth < low || truth > high).length).toBeLessThanOrEqual(2);
  });
});
