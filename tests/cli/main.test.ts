import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { smallStudy } from '../experiment/small-study.js';
import { command, workplace } from './command.js';

const withoutVariants = smallStudy.replace(/^variants:\n( {2}.*\n)+/m, '');
const folder = workplace({ 'small.yaml': smallStudy, 'single.yaml': withoutVariants, 'one.yaml': smallStudy.replace(/ {2}lead: .*\n/, '') });
const version = (JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string }).version;

const commands = ['run', 'compare', 'sweep', 'analyse', 'merge', 'rerun', 'follow', 'why', 'check', 'list', 'init', 'schema', 'validate', 'fit'];

describe('help', () => {
  it('lists every command, shows examples and explains the exit codes', async () => {
    const { code, out, err } = await command(folder, '--help');
    expect([code, err]).toEqual([0, '']);
    for (const name of commands) expect(out).toMatch(new RegExp(`^  ${name} `, 'm'));
    expect(out).toContain('subsidia compare my-study');
    expect(out).toMatch(/Exit codes:\n {2}0 .*\n {2}1 .*\n {2}2 .*bad input.*\n {2}130 .*\n/);
  });

  it.each(commands)('of %s shows an example of it', async (name) => {
    const { code, out } = await command(folder, name, '--help');
    expect(code).toBe(0);
    expect(out).toMatch(new RegExp(`Examples?:\n  subsidia ${name}`));
  });

  it.each(['run', 'compare'])('of %s names its options and the files it writes', async (name) => {
    const { out } = await command(folder, name, '--help');
    for (const option of ['seed', 'replications', 'until', 'set', 'vary', 'workers', 'out', 'overwrite', 'detail', 'quiet']) expect(out).toContain(`--${option}`);
    for (const file of ['runs.csv', 'comparisons.csv', 'manifest.json', 'datapackage.json']) expect(out).toContain(file);
  });

  it('has examples that the program understands', async () => {
    const { out } = await command(folder, 'check', '--help');
    expect(out).toContain('subsidia check my-study --set networks.cabinet.form=lead');
    expect(await command(folder, 'check', 'shared-or-lead', '--set', 'networks.cabinet.rounds=2')).toMatchObject({ code: 0 });
  });

  it('is what one gets without a command, as bad input', async () => {
    const { code, err } = await command(folder);
    expect(code).toBe(2);
    expect(err).toContain('Examples:\n  subsidia list');
  });
});

it('--version prints the version of the package', async () => {
  expect(await command(folder, '--version')).toEqual({ code: 0, out: `${version}\n`, err: '' });
});

describe('bad input ends with exit code 2 and says', () => {
  it.each<[string, readonly string[], string]>([
    ['an unknown command', ['simulate', 'small.yaml'], "error: unknown command 'simulate'\n(add --help for examples)\n"],
    ['a misspelt command', ['chek', 'small.yaml'], "error: unknown command 'chek'\n(Did you mean check?)\n(add --help for examples)\n"],
    ['an unknown option', ['run', 'small.yaml', '--replication', '3'], "error: unknown option '--replication'\n(Did you mean --replications?)\n(add --help for examples)\n"],
    ['a missing scenario', ['run'], "error: missing required argument 'scenario'\n(add --help for examples)\n"],
    ['two scenarios', ['run', 'small.yaml', 'single.yaml'], "error: too many arguments for 'run'. Expected 1 argument but got 2.\n(add --help for examples)\n"],
    ['an option without its value', ['run', 'small.yaml', '--set'], "error: option '--set <path=value>' argument missing\n(add --help for examples)\n"],
    ['a scenario that does not exist', ['run', 'smal.yaml'], 'smal.yaml: no such file, folder or built-in scenario (built in: contingencies, eu-directive, eu-full, eu-infringements, local-services, oakland, shared-or-lead)\n'],
    ['no replications', ['run', 'small.yaml', '--replications', '0'], '--replications 0: expected a whole number of at least 1\n'],
    ['half a replication', ['run', 'small.yaml', '--replications', '2.5'], '--replications 2.5: expected a whole number of at least 1\n'],
    ['more replications than can be kept', ['run', 'small.yaml', '--replications', '1000000000'], '1000000000 replications of 1 design points: expected at most 1000000 runs\n'],
    ['no workers', ['run', 'small.yaml', '--workers', '0'], '--workers 0: expected a whole number of at least 1\n'],
    ['a result folder without a name', ['run', 'small.yaml', '--out', ''], '--out: expected the name of a folder, found nothing\n'],
    ['a result folder that is a file', ['run', 'small.yaml', '--out', 'small.yaml'], 'small.yaml: is a file or lies below one, expected a directory (ENOTDIR)'],
    ['workers in words', ['run', 'small.yaml', '--workers', 'all'], '--workers all: expected a whole number of at least 1\n'],
    ['a seed not in plain form', ['run', 'small.yaml', '--seed', '01'], 'seed: expected a whole number between -(2^53 - 1) and 2^53 - 1, or a text that is not blank, found "01"\n'],
    ['an unknown detail', ['run', 'small.yaml', '--detail', 'everything'], '--detail everything: expected organisations, problems, events\n'],
    ['a run length without a unit', ['run', 'small.yaml', '--until', '5'], 'small.yaml: 1 problem\n  --until 5  time.horizon: expected a length of time with its unit, found 5 (write "5 days")\n'],
    ['a run length within the warm-up', ['run', 'small.yaml', '--until', '5 days'], 'time.warmup: the warmup must end before the horizon: shorten it or lengthen the horizon'],
    ['an unknown setting', ['run', 'small.yaml', '--set', 'organisations.ministry.staf=2'], '--set organisations.ministry.staf=2  organisations.ministry.staf: unknown key (did you mean "staff"?)'],
    ['a change without a value', ['check', 'small.yaml', '--set', 'time.horizon'], 'expected a path, "=" and a value'],
    ['a factor without values', ['run', 'small.yaml', '--vary', 'networks.council.rounds'], '--vary networks.council.rounds: expected PATH=VALUE,VALUE such as networks.cabinet.rounds=2,4,6\n'],
    ['a factor with nothing behind "="', ['run', 'small.yaml', '--vary', 'networks.council.rounds='], '--vary networks.council.rounds=: expected values separated by commas, such as 2,4,6 (a value with a comma in quotes)\n'],
    ['a hole among the values', ['run', 'small.yaml', '--vary', 'networks.council.rounds=1,,2'], '--vary networks.council.rounds=1,,2: expected values separated by commas'],
    ['values that are no YAML', ['run', 'small.yaml', '--vary', 'networks.council.rounds=1],[2'], '--vary networks.council.rounds=1],[2: expected values separated by commas'],
    ['the variants of the file as values', ['run', 'small.yaml', '--vary', 'variant=a,b'], 'vary variant: "compare" makes design points of the variants of the file'],
    ['a value twice, such as a decimal comma', ['run', 'small.yaml', '--vary', 'organisations.ministry.knows=0,5,0,6'], 'vary organisations.ministry.knows: expected different values, found 0 twice\n'],
    ['a factor twice', ['run', 'small.yaml', '--vary', 'networks.council.rounds=1,2', '--vary', 'networks.council.rounds=3'], '--vary networks.council.rounds: varied twice\n'],
    ['a varied seed', ['run', 'small.yaml', '--vary', 'seed=1,2'], 'vary: "seed" is the same for all design points of a study and cannot be varied\n'],
    ['a varied path that does not exist', ['run', 'small.yaml', '--vary', 'organisations.ministry.stuff=1,2'], 'organisations.ministry.stuff: unknown key (did you mean "staff"?)'],
    ['a comparison without variants', ['compare', 'single.yaml'], 'single.yaml: nothing to compare: the file has no variants; add some, or use --vary PATH=A,B\n'],
    ['a comparison of one variant', ['compare', 'one.yaml'], 'one.yaml: nothing to compare: the file has only one variant; add some, or use --vary PATH=A,B\n'],
    ['a comparison of one value', ['compare', 'single.yaml', '--vary', 'networks.council.rounds=2'], 'single.yaml: nothing to compare'],
    ['an unknown topic', ['list', 'ministries'], 'list ministries: expected scenarios, measures, forms, decision-rules, convening-rules, cost-functions, attention-rules, agreement-rules, bargaining-protocols\n'],
    ['a built-in scenario that does not exist', ['init', 'nothing'], 'shared-or-lead); expected: subsidia init SCENARIO FOLDER'],
  ])('%s', async (_, argv, message) => {
    const { code, out, err } = await command(folder, ...argv);
    expect([code, out]).toEqual([2, '']);
    if (message.endsWith('\n')) expect(err).toBe(message);
    else expect(err).toContain(message);
  });
});

describe('schema', () => {
  it('prints the schema that is shipped', async () => {
    const shipped = readFileSync(new URL('../../schema/scenario.schema.json', import.meta.url), 'utf8');
    const { code, out } = await command(folder, 'schema');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ $schema: expect.stringContaining('json-schema.org') as string, type: 'object' });
    expect(out === shipped, 'schema/ is out of date: npm run build').toBe(true);
  });
});
