import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { smallStudy } from '../experiment/small-study.js';
import { command, workplace } from './command.js';

const folder = workplace({ 'small.yaml': smallStudy });

/** The exit code and what was said about a file of this content. */
async function checked(text: string | Uint8Array, ...set: readonly string[]): Promise<{ readonly code: number | null; readonly said: string }> {
  writeFileSync(join(folder, 'study.yaml'), text);
  const { code, out, err } = await command(folder, 'check', 'study.yaml', ...set);
  return { code, said: out + err };
}

describe('check', () => {
  it('says what a scenario contains', async () => {
    const { code, out, err } = await command(folder, 'check', 'small.yaml');
    expect([code, err]).toEqual([0, '']);
    // 0.4 a day at 4 departments over 60 days are 96.
    expect(out).toBe(`small.yaml: no problems found

  A small study
  runs 60 days (working calendar), of which 10 are warm-up; a sample every 10 days; 4 replications
  national: 1 jurisdiction, 2 organisations
  local: 2 jurisdictions, 4 organisations
  problems "case": about 96 in a run, at 4 organisations
  2 networks: 2 x council (shared, 2 members)
  variants: shared, lead
`);
  });

  it('says whom an assumed cost saturates by itself, at each design point', async () => {
    const heavy = smallStudy.replace(/^( {2}council:\n)/m, '$1    cost: { function: plenary, a: 20 days, b: 2 days }\n');
    const { code, said } = await checked(heavy);
    expect(code).toBe(0);
    expect(said.match(/^notice: (shared|lead): .* the assumed cost of coordination \(plenary\) alone takes [\d.]+ times the time of its staff/gm)?.length).toBeGreaterThan(1);
    expect((await checked(smallStudy)).said).not.toContain('notice');
  });

  it('finds a scenario by its folder, by the name of its file and among the built-in ones', async () => {
    mkdirSync(join(folder, 'waste'));
    writeFileSync(join(folder, 'waste', 'scenario.yaml'), smallStudy);
    expect((await command(folder, 'check', 'waste')).out).toMatch(/^waste\/scenario\.yaml: no problems found\n/);
    expect((await command(folder, 'check', 'waste/')).out).toMatch(/^waste\/scenario\.yaml: no problems found\n/);
    expect((await command(folder, 'check', 'waste/scenario.yaml')).code).toBe(0);
    expect((await command(folder, 'check', 'shared-or-lead')).out).toMatch(/^shared-or-lead: no problems found\n/);
  });

  it.each(['eu-infringements', 'shared-or-lead'])('finds nothing wrong with the built-in %s', async (name) => {
    expect((await command(folder, 'check', name)).code).toBe(0);
  });

  it('applies changes from the command line', async () => {
    const { out } = await command(folder, 'check', 'small.yaml', '--set', 'networks.council.form=silo', '--set', 'time.horizon=30 days');
    expect(out).toContain('2 networks: 2 x council (silo, 2 members)');
    expect(out).toContain('runs 30 days');
  });

  it('reports every problem at once, each with its line and column', async () => {
    const text = smallStudy.replace('seed: 7', 'sead: 7').replace('knows: 0.95', 'knows: 1.95').replace('shared: {}', 'shared: { networks.council.form: chaired }');
    const { code, said } = await checked(text);
    expect(code).toBe(2);
    expect(said).toMatch(/^study\.yaml: 3 problems\n {2}4:1 {2}sead: unknown key \(did you mean "seed"\?\)\n {2}12:49 {2}organisations\.ministry\.knows: .*\n {2}30:13 {2}networks\.council\.form: .*"chaired".*\n$/);
  });

  it.each<[string, string, RegExp]>([
    ['wrong indentation', smallStudy.replace('  ministry:', '   ministry:'), /^study\.yaml: \d problems?\n {2}13:1 {2}the indentation of this line fits neither/],
    ['a tab', smallStudy.replace('  state: ', '\tstate: '), /^study\.yaml: \d problems?\n {2}9:1 {2}a tab stands where the line is indented; indent with spaces\n/],
    ['a decimal comma', smallStudy.replace('rate: 0.4 per day', 'rate: "0,4 per day"'), / {2}17:31 {2}problems\.case\.arrivals\.rate: expected a number per unit of time such as "0\.5 per day", found "0,4 per day"/],
    ['an unknown key', smallStudy.replace('hierarchy:', 'hierachy:'), /hierachy: unknown key \(did you mean "hierarchy"\?\)/],
    ['a missing data file', smallStudy.replace('law: poisson, rate: 0.4 per day', 'law: trace, file: data/cases.csv, columns: { time: day, id: id }'), /problems\.case\.arrivals\.file: expected the path of a CSV file, relative to the scenario file, found "data\/cases\.csv" \(there is no such file\)/],
    ['no text at all', '', /^study\.yaml: 1 problem\n {2}1:1 {2}expected a scenario, found an empty file\n$/],
    ['a CSV file', 'country,cases\nat,3\n', /expected a scenario: a map with keys such as "name" and "time"/],
    ['a variant that sets the seed', smallStudy.replace('shared: {}', 'shared: { seed: 3 }'), /^variant "shared": "seed" is the same for all design points/],
  ])('says what is wrong with %s', async (_, text, message) => {
    const { code, said } = await checked(text);
    expect(code).toBe(2);
    expect(said).toMatch(message);
  });

  it.each<[string, Uint8Array]>([
    ['a PDF', Buffer.concat([Buffer.from('%PDF-1.4\n%'), Buffer.from([0xe2, 0xe3, 0xcf, 0xd3])])],
    ['text in Latin-1', Buffer.from(smallStudy.replace('A small study', 'Université'), 'latin1')],
    ['text in UTF-16', Buffer.from(`\ufeff${smallStudy}`, 'utf16le')],
  ])('says that %s is not the text it expects', async (_, bytes) => {
    expect(await checked(bytes)).toEqual({ code: 2, said: 'study.yaml: expected UTF-8 text, found other bytes (a scenario is a text in YAML; save it as UTF-8)\n' });
  });

  it('says so of a folder without scenario.yaml', async () => {
    mkdirSync(join(folder, 'empty'));
    expect(await command(folder, 'check', 'empty')).toEqual({ code: 2, out: '', err: 'empty: the folder has no scenario.yaml (subsidia init makes a folder that has one)\n' });
  });
});
