import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { failingStudy, smallStudy } from '../experiment/small-study.js';
import { command, execute, workplace } from './command.js';

const single = smallStudy.replace(/^variants:\n( {2}.*\n)+/m, '');
const folder = workplace({
  'small.yaml': smallStudy,
  'single.yaml': single,
  'failing.yaml': failingStudy.replace('headline:', 'variants:\n  right: {}\n  wrong: { networks.council.cost.links: 66 - n }\nheadline:'),
});

type Row = Readonly<Record<string, string>>;
const records = (file: string): Row[] => parse(readFileSync(join(folder, file), 'utf8'), { columns: true });

describe('why', () => {
  it('takes the difference of two variants apart, in 80 columns', () => {
    const { code, out, err } = execute(folder, 'why', 'small.yaml', 'shared', 'lead', '--csv', 'why.csv');
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('Why lead differs from shared in time_to_decision [days]\n');
    expect(out).toContain('  decision rule: unanimity -> hub\n');
    for (const element of ['form', 'decision rule', 'trust rule', 'remainder', 'calendar', 'reading', 'own operations', 'without any of them']) {
      expect(out).toMatch(new RegExp(`^${element} +[-+]?\\d`, 'm'));
    }
    expect(out).toContain('Without effect on this difference: consultations, costs, clearances and gaps.\n');
    expect(out.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  it('writes all headline measures, whose shares sum to the difference that compare finds', () => {
    execute(folder, 'why', 'small.yaml', '--csv', 'all.csv', '--quiet');
    const rows = records('all.csv');
    expect([...new Set(rows.map((row) => row['measure']))]).toEqual(['time_to_decision', 'open_problems']);
    execute(folder, 'compare', 'small.yaml', '--out', 'compared');
    const compared = records('compared/comparisons.csv');
    for (const measure of ['time_to_decision', 'open_problems']) {
      const expected = Number(compared.find((row) => row['measure'] === measure)?.['difference']);
      for (const decomposition of ['switched', 'taken away']) {
        const shares = rows.filter((row) => row['measure'] === measure && row['decomposition'] === decomposition);
        const whole = Number(shares.find((row) => row['share'] === 'difference')?.['mean']);
        expect(whole).toBeCloseTo(expected, 10);
        expect(shares.filter((row) => row['share'] !== 'difference').reduce((sum, row) => sum + Number(row['mean']), 0)).toBeCloseTo(whole, 10);
      }
    }
  });

  it('finds the same with one worker or two', () => {
    execute(folder, 'why', 'small.yaml', 'shared', 'lead', '--workers', '1', '--quiet', '--csv', 'one.csv');
    execute(folder, 'why', 'small.yaml', 'shared', 'lead', '--workers', '2', '--quiet', '--csv', 'two.csv');
    expect(readFileSync(join(folder, 'one.csv'), 'utf8')).toBe(readFileSync(join(folder, 'two.csv'), 'utf8'));
  });

  it('names one element that is the whole difference, for two values of a setting', () => {
    const { code, out } = execute(folder, 'why', 'single.yaml', '--vary', 'organisations.department.staff=1,2', '--measure', 'utilisation');
    expect(code).toBe(0);
    expect(out).toContain('  staff: 1 -> 2\n\nNothing else differs: this is the whole difference.\n');
  });
});

describe('runs that fail', () => {
  it('are named, and end with exit code 1', () => {
    const { code, out, err } = execute(folder, 'why', 'failing.yaml', 'right', 'wrong', '--measure', 'solved');
    expect(code).toBe(1);
    expect(err).toContain('wrong, replication 0 failed (simulate): expression "66 - n" gives -2 links for n = 68, expected zero or more\n');
    expect(out).toContain('No replication has this measure under both.');
  });
});

describe('why refuses with exit code 2', () => {
  it.each<[string, readonly string[], string]>([
    ['an unknown variant', ['small.yaml', 'shared', 'laed'], 'there is no variant "laed": expected two of shared, lead\n'],
    ['one variant alone', ['small.yaml', 'shared'], 'shared: expected the names of two variants, or none where there are only two\n'],
    ['three variants', ['small.yaml', 'a', 'b', 'c'], '3 variants: expected two\n'],
    ['a variant against itself', ['small.yaml', 'lead', 'lead'], 'lead and lead set nothing differently\n'],
    ['a file without variants', ['single.yaml'], 'only one design point (small): expected two, by variants of the file or by --vary PATH=A,B\n'],
    ['an unknown measure', ['small.yaml', '--measure', 'time_to_decison'], '--measure time_to_decison: there is no such measure (did you mean "time_to_decision"?); subsidia list measures lists them\n'],
    ['no replications', ['small.yaml', '--replications', '0'], '--replications 0: expected a whole number of at least 1\n'],
    ['a file without a name', ['small.yaml', '--csv', ''], '--csv: expected the name of a file, found nothing\n'],
  ])('%s', async (_, argv, message) => {
    expect(await command(folder, 'why', ...argv)).toEqual({ code: 2, out: '', err: message });
  });
});
