import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import { command, workplace } from './command.js';

const folder = workplace();
const original = new URL('../../scenarios/', import.meta.url);
const read = (path: string): string => readFileSync(join(folder, path), 'utf8');
const content = (text: string): unknown => parse(text);

describe('init', () => {
  it('copies a built-in scenario with its data, gives it the name of its folder, and says what to do next', async () => {
    expect(await command(folder, 'init', 'eu-infringements', 'my-study')).toEqual({
      code: 0, out: 'my-study/ holds a copy of eu-infringements. Edit my-study/scenario.yaml, then: subsidia check my-study\n', err: '',
    });
    expect(readdirSync(join(folder, 'my-study', 'data'))).toContain('arrivals.csv');
    const scenario = readFileSync(new URL('eu-infringements/scenario.yaml', original), 'utf8');
    expect(content(read('my-study/scenario.yaml'))).toEqual({ ...(content(scenario) as object), name: 'my-study' });
  });

  it('puts the schema beside it, where editors find it', async () => {
    await command(folder, 'init', 'shared-or-lead', 'with-schema');
    const [, path] = /^# yaml-language-server: \$schema=(.*)$/m.exec(read('with-schema/scenario.yaml')) ?? [];
    expect(path).toBe('scenario.schema.json');
    expect(read('with-schema/scenario.schema.json')).toBe((await command(folder, 'schema')).out);
  });

  it('makes a scenario that is right', async () => {
    await command(folder, 'init', 'shared-or-lead', 'sub/folder/study');
    expect(await command(folder, 'check', 'sub/folder/study')).toMatchObject({ code: 0 });
    expect(content(read('sub/folder/study/scenario.yaml'))).toMatchObject({ name: 'study' });
  });

  it('takes the name of the scenario where no folder is given, and one that fits where the folder has an impossible name', async () => {
    expect((await command(folder, 'init', 'shared-or-lead')).out).toMatch(/^shared-or-lead\/ holds a copy/);
    expect((await command(folder, 'init', 'shared-or-lead', '2. Etude à moi/')).out).toContain("then: subsidia check '2. Etude à moi'\n");
    expect(content(read('2. Etude à moi/scenario.yaml'))).toMatchObject({ name: 'Etude-a-moi' });
  });

  it('overwrites nothing', async () => {
    await command(folder, 'init', 'shared-or-lead', 'mine');
    expect(await command(folder, 'init', 'shared-or-lead', 'mine')).toEqual({ code: 2, out: '', err: 'mine: exists already; choose another folder\n' });
    expect((await command(folder, 'init', 'shared-or-lead', '.')).code).toBe(2);
  });

  it('knows only scenarios that come with the program', async () => {
    expect((await command(folder, 'init', '../tests', 'tests')).code).toBe(2);
    expect(existsSync(join(folder, 'tests'))).toBe(false);
  });
});
