import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../src/model/catalogue.js';
import { command, workplace } from './command.js';

const folder = workplace();
const listed = async (what: string): Promise<string> => (await command(folder, 'list', what)).out;

describe('list', () => {
  it('shows the built-in scenarios with their titles', async () => {
    const { code, out } = await command(folder, 'list');
    expect(code).toBe(0);
    expect(out).toMatch(/^scenario +title\n-+ +-+\n/);
    expect(out).toMatch(/^shared-or-lead +Shared governance, lead organisation or administrative organisation\?$/m);
    expect(out).toMatch(/^eu-infringements +The European Commission's infringement procedure, 2002-2013$/m);
    expect(await listed('scenarios')).toBe(out);
  });

  it.each([
    ['forms', catalogue.forms],
    ['decision-rules', catalogue.decisionRules],
    ['convening-rules', catalogue.conveningRules],
    ['cost-functions', catalogue.costFunctions],
    ['attention-rules', catalogue.attentionRules],
    ['agreement-rules', catalogue.agreementRules],
    ['bargaining-protocols', catalogue.bargainingProtocols],
  ])('shows every one of the %s with its meaning', async (what, entries) => {
    const text = await listed(what);
    for (const { name, summary } of entries) expect(unwrapped(text)).toContain(`${name} ${summary}`);
  });

  it('shows every measure with its unit and meaning', async () => {
    const text = unwrapped(await listed('measures'));
    for (const { name, unit, description } of catalogue.measures) expect(text).toContain(`${name} ${unit} ${description}`.replaceAll(/ +/g, ' '));
  });

  it('shows what plugins add, beside what is built in', async () => {
    const plugin = join(import.meta.dirname, '../../docs/plugins/rotating-lead.mjs');
    const { code, out } = await command(folder, 'list', 'forms', '--plugin', plugin);
    expect(code).toBe(0);
    expect(out).toMatch(/^rotating-lead +\S/m);
    expect(out).toMatch(/^shared +\S/m);
    expect(await listed('forms')).not.toContain('rotating-lead');
  });

  it.each(['scenarios', 'measures', 'forms', 'cost-functions'])('of %s is not wider than 100 columns', async (what) => {
    for (const line of (await listed(what)).split('\n')) expect(line.length).toBeLessThanOrEqual(100);
  });
});

function unwrapped(text: string): string {
  return text.replaceAll(/\s+/g, ' ');
}
