import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { smallStudy } from '../experiment/small-study.js';
import { command, workplace } from './command.js';

const folder = workplace({ 'small.yaml': smallStudy });

/** What a dry run of an experiment says of its problems; `design` stands below the name and the scenario, from line 3 on. */
async function problemsOf(design: string, files: Readonly<Record<string, string>> = {}, ...flags: readonly string[]): Promise<string> {
  for (const [name, text] of Object.entries({ ...files, 'e.yaml': `name: e\nscenario: small.yaml\n${design}` })) writeFileSync(join(folder, name), text);
  const { code, out, err } = await command(folder, 'sweep', 'e.yaml', '--dry-run', ...flags);
  expect([code, out]).toEqual([2, '']);
  return err;
}

const staff = 'design: factorial\nfactors: { organisations.ministry.staff: [1, 2] }\n';

describe('problems of an experiment are found in its file', () => {
  it('where it changes the scenario', async () => {
    const err = await problemsOf(`set:\n  time.horizn: 1 year\n  organisations.ministry:\n    in: state\n    staff: 0\n${staff}`);
    expect(err).toBe([
      'e.yaml: 2 problems',
      '  4:3  time.horizn: unknown key (did you mean "horizon"?)',
      '  7:5  organisations.ministry.staff: expected a whole number of at least 1, or "unlimited", found 0', '',
    ].join('\n'));
  });

  it('beside those of the command line', async () => {
    const err = await problemsOf(`set: { organisations.ministry.staff: 0 }\n${staff}`, {}, '--set', 'networks.council.rounds=0', '--until', '3 parsecs');
    expect(err).toBe([
      'small.yaml: 3 problems',
      '  --until 3 parsecs  time.horizon: expected a unit of time: minutes, hours, days, weeks, months or years, found "parsecs"',
      '  --set networks.council.rounds=0  networks.council.rounds: expected a whole number of at least 1, found 0',
      '  e.yaml:3:8  organisations.ministry.staff: expected a whole number of at least 1, or "unlimited", found 0', '',
    ].join('\n'));
  });

  it('where its values do not fit, level by level and point by point', async () => {
    const err = await problemsOf('subexperiments:\n  grid:\n    design: factorial\n    factors:\n      organisations.ministry.staff: [1,\n        none]\n      variant: [shared, leed]\n'
      + '  some:\n    design: list\n    points:\n      - { networks.council.rounds: 2 }\n      - { networks.council.rounds: few }\n');
    expect(err).toBe([
      'e.yaml: 3 problems',
      '  8:9  organisations.ministry.staff: expected a whole number of at least 1, or "unlimited", found "none"',
      '  9:25  variant: expected a variant of the scenario: "shared" or "lead", found "leed" (did you mean "lead"?)',
      '  14:11  networks.council.rounds: expected a whole number of at least 1, found "few"', '',
    ].join('\n'));
  });

  it('or in the design matrix that it names, cell by cell', async () => {
    const err = await problemsOf('design: matrix\nfile: m.csv\n', { 'm.csv': 'organisations.ministry.staff,networks.council.rounds\n1,2\n\n0,3\n2,few\n' });
    expect(err).toBe([
      'm.csv: 2 problems',
      '  4:1  organisations.ministry.staff: expected a whole number of at least 1, or "unlimited", found 0',
      '  5:2  networks.council.rounds: expected a whole number of at least 1, found "few"', '',
    ].join('\n'));
    expect(await problemsOf('design: matrix\nfile: none.csv\n')).toMatch(/^e\.yaml: 1 problem\n {2}4:1 {2}design matrix: /);
  });

  it('or in the options that stand for one', async () => {
    const { err } = await command(folder, 'sweep', 'small.yaml', '--vary', 'organisations.ministry.staff=0,1', '--vary', 'networks.council.roundz=1,2');
    expect(err).toBe([
      'command line: 2 problems',
      '  --vary organisations.ministry.staff  organisations.ministry.staff: expected a whole number of at least 1, or "unlimited", found 0',
      '  --vary networks.council.roundz  networks.council.roundz: unknown key (did you mean "rounds"?)', '',
    ].join('\n'));
  });
});
