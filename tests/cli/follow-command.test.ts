import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { cases, office } from '../model/small-scenarios.js';
import { command, workplace } from './command.js';

// Service takes a day, notice three, a meeting of two .75 days; a report .5, reading .25, a decision 1, an acknowledgement .125 days.
const network = 'form: shared, trust: 1, positions: { law: constant, value: 0, scale: 1 }, times: { notice: 3 days, meeting: 0.25 days, intervention: 0.25 days, write: 0.5 days, read: 0.25 days, decide: 1 day, acknowledge: 0.125 days }';
const text = `${office({ network })}
variants:
  plenary: {}
  lead: { networks.cabinet.form: lead, networks.cabinet.lead: ministry.health }
  slow: { organisations.ministry.service: 2 days }
`;
const folder = workplace({ 'office.yaml': text, ...cases([0, 'health', 'work'], [0.5, 'work'], [20, 'housing']) });
const joint = 'case@state/ministry.health#0';

function records(file: string): Record<string, string>[] {
  return parse(readFileSync(join(folder, file), 'utf8'), { columns: true });
}

describe('follow', () => {
  it('tells the life of a problem row by row', async () => {
    const { code, out, err } = await command(folder, 'follow', 'office.yaml', '--problem', '1');
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain(`
office: solved after 6.25 days (joint decision in cabinet, 1 round)

  from  days  organisation     what the problem waits for
  0.00  1.00  ministry.health  diagnose health
              ministry.health  * knows the answer; opens a joint decision
  1.00  0.50  ministry.work    in-tray, to diagnose work: behind 1 in work
  1.50  1.00  ministry.work    diagnose work
              ministry.work    * knows the answer
  2.50  3.00  ministry.health  notice of a meeting of ministry.health and
                               ministry.work
  5.50  0.75  ministry.health  meeting of ministry.health and ministry.work
                               * a decision exists
`);
    expect(out).toMatch(/whole life +6\.25 +100 %/);
  });

  it('shows two variants side by side, and the differences add up', async () => {
    const { code, out } = await command(folder, 'follow', 'office.yaml', '--problem', '1', '--variant', 'plenary', '--variant', 'lead');
    expect(code).toBe(0);
    // work writes .5, health reads .25 and decides 1, work acknowledges .125: 1.875 after 2.5.
    expect(out).toContain('plenary: solved after 6.25 days');
    expect(out).toContain('lead: solved after 4.38 days');
    expect(out).toContain('read the report of ministry.work');
    expect(out).toMatch(/whole life +6\.25 +4\.38 +-1\.87\n/);
    expect(out.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  it('writes the rows, which sum to the life', async () => {
    const { code } = await command(folder, 'follow', 'office.yaml', '--problem', '1', '--variant', 'plenary', '--variant', 'lead', '--csv', 'life.csv');
    expect(code).toBe(0);
    const rows = records('life.csv');
    const length = (variant: string): number => rows.filter((row) => row['variant'] === variant && row['line'] === '0').reduce((sum, row) => sum + Number(row['length']), 0);
    expect([length('plenary'), length('lead')]).toEqual([6.25, 4.375]);
    expect(rows.filter((row) => row['variant'] === 'plenary').map((row) => `${row['cause']} ${row['organisation']} ${row['length']}`)).toEqual([
      'work state/ministry.health 1', 'in-tray state/ministry.work 0.5', 'work state/ministry.work 1', 'notice state/ministry.health 3', 'meeting state/ministry.health 0.75',
    ]);
  });

  it('compares two values of a setting, in hours where asked', async () => {
    const { out } = await command(folder, 'follow', 'office.yaml', '--problem', '3', '--vary', 'organisations.ministry.service=1 day,2 days', '--unit', 'hours');
    expect(out).toMatch(/whole life +8\.00 +16\.00 +\+8\.00/);
  });

  it('follows the slowest unless told otherwise', async () => {
    expect((await command(folder, 'follow', 'office.yaml')).out).toContain('solved after 6.25 days');
  });
});

describe('follow refuses with exit code 2', () => {
  it.each<[string, readonly string[], string]>([
    ['a problem that is not there', ['--problem', '7'], '--problem 7: there is no such problem (replication 0 of office has 3 problems)'],
    ['an outcome nobody had', ['--problem', 'deadlocked'], '--problem deadlocked: no problem qualifies of the 3 that arrived after the warm-up and ended'],
    ['an unknown variant', ['--variant', 'laed'], '--variant laed: expected plenary, lead and slow\n'],
    ['a variant twice', ['--variant', 'lead', '--variant', 'lead'], '--variant lead: given twice\n'],
    ['three variants', ['--variant', 'lead', '--variant', 'slow', '--variant', 'plenary'], '3 design points: expected one, or two to be shown side by side\n'],
    ['a negative replication', ['--replication', '-1'], '--replication -1: expected a whole number of at least 0\n'],
    ['an unknown unit', ['--unit', 'weeks'], '--unit weeks: expected days or hours\n'],
    ['a file without a name', ['--csv', ''], '--csv: expected the name of a file, found nothing\n'],
    ['a contrast of one', ['--problem', 'contrast'], 'a contrast needs two variants'],
    ['a change that does not fit', ['--set', 'organisations.ministry.staf=2'], 'unknown key (did you mean "staff"?)'],
  ])('%s', async (_, flags, message) => {
    const { code, out, err } = await command(folder, 'follow', 'office.yaml', ...flags);
    expect([code, out]).toEqual([2, '']);
    if (message.endsWith('\n')) expect(err).toBe(message);
    else expect(err).toContain(message);
  });

  it('but says when a name stands for two problems', async () => {
    const lively = text.replace(/arrivals: .*/, 'arrivals: { law: poisson, rate: 0.5 per day }').replace('  slow:', '  rare: { problems.case.arrivals.rate: 0.1 per day }\n  slow:');
    const other = workplace({ 'office.yaml': lively });
    const { code, err } = await command(other, 'follow', 'office.yaml', '--problem', joint, '--variant', 'plenary', '--variant', 'rare');
    expect([code, err]).toEqual([0, 'notice: the variants change how problems arise, so that this is not the same problem in both\n']);
  });
});
