import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../src');
const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
const textOf = (file: string): string => readFileSync(join(root, file), 'utf8');

describe('the sources', () => {
  it('are found at all', () => {
    expect(files.length).toBeGreaterThan(100);
  });

  it('have no file above 800 lines', () => {
    expect(files.filter((file) => textOf(file).split('\n').length > 800)).toEqual([]);
  });

  it('are named by nouns in lower case, none a drawer for everything', () => {
    expect(files.filter((file) => !/^([a-z0-9]+(-[a-z0-9]+)*\/)*[a-z0-9]+(-[a-z0-9]+)*(\.d)?\.ts$/.test(file.replaceAll('\\', '/')))).toEqual([]);
    expect(files.filter((file) => /(^|[/\\-])(utils?|helpers?|misc|common|old|temp)\b/.test(file))).toEqual([]);
  });

  it('leave nothing for later and silence no checker', () => {
    expect(files.filter((file) => /\b(TODO|FIXME|XXX)\b|@ts-(ignore|expect-error|nocheck)|eslint-disable/.test(textOf(file)))).toEqual([]);
  });
});
