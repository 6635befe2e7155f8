import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

/** Which folder of `src` may import which others; see docs/architecture.md. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  mathematics: [],
  random: ['mathematics'],
  statistics: ['mathematics'],
  theory: ['mathematics'],
  engine: ['statistics'],
  scenario: ['random'],
  model: ['scenario', 'engine', 'random', 'statistics', 'theory', 'mathematics'],
  calibration: ['scenario', 'statistics', 'theory', 'mathematics'],
  experiment: ['model', 'scenario', 'random', 'statistics'],
  report: ['statistics'],
  validation: ['experiment', 'model', 'scenario', 'engine', 'random', 'statistics', 'theory', 'mathematics', 'report', 'calibration'],
  node: ['validation', 'report', 'experiment', 'model', 'scenario', 'engine', 'random', 'statistics', 'theory', 'mathematics', 'calibration'],
  cli: ['node', 'validation', 'report', 'experiment', 'model', 'scenario', 'engine', 'random', 'statistics', 'theory', 'mathematics', 'calibration'],
};
const onNode = ['node', 'cli'];
const packages = ['zod', 'yaml', 'commander', 'csv-parse', 'csv-stringify', 'hyparquet-writer', 'seedrandom'];

const root = join(import.meta.dirname, '../../src');
const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'));

interface Import {
  readonly file: string;
  readonly target: string;
}

const imports: readonly Import[] = files.flatMap((file) => {
  const text = readFileSync(join(root, file), 'utf8');
  return [...text.matchAll(/^(?:import|export)\s[^;]*?from\s+'([^']+)'/gms), ...text.matchAll(/\bimport\('([^']+)'\)/g)].map(([, target]) => ({ file, target }));
});

const folderOf = (file: string): string => (file.includes('/') ? file.slice(0, file.indexOf('/')) : '');
const resolved = ({ file, target }: Import): string => relative(root, join(root, posix.join(dirname(file), target))).replaceAll('\\', '/');

describe('imports', () => {
  it('are found at all', () => {
    expect(imports.length).toBeGreaterThan(100);
  });

  it('cross folders only where the table allows it', () => {
    const breaches = imports
      .filter(({ file, target }) => target.startsWith('.') && folderOf(file) !== '')
      .map((entry) => ({ from: folderOf(entry.file), to: folderOf(resolved(entry)), file: entry.file }))
      .filter(({ from, to }) => from !== to && to !== '' && !(allowed[from] ?? []).includes(to))
      .map(({ file, to }) => `${file} -> ${to}`);
    expect(breaches).toEqual([]);
  });

  it('name every folder of src in the table', () => {
    expect([...new Set(files.map(folderOf).filter((folder) => folder !== ''))].filter((folder) => !(folder in allowed))).toEqual([]);
  });

  it('use modules of Node only in the folders that are not for the browser', () => {
    expect(imports.filter(({ file, target }) => target.startsWith('node:') && !onNode.includes(folderOf(file))).map(({ file }) => file)).toEqual([]);
  });

  it('use no package without a decision', () => {
    const used = imports.map(({ target }) => target).filter((target) => !target.startsWith('.') && !target.startsWith('node:'));
    expect([...new Set(used.map((target) => target.split('/')[0]))].filter((name) => !packages.includes(name))).toEqual([]);
  });

  it('form no cycle between files, types apart', () => {
    const graph = new Map<string, string[]>();
    for (const file of files) {
      const text = readFileSync(join(root, file), 'utf8');
      const targets = [...text.matchAll(/^(?:import|export)\s(?!type\b)([^;]*?)from\s+'(\.[^']+)'/gms)]
        .filter(([, names]) => !/^\{(\s*type\s+\w+(\s+as\s+\w+)?,?)+\s*\}\s*$/.test(names))
        .map(([, , target]) => resolved({ file, target }).replace(/\.js$/, '.ts'));
      graph.set(file, targets);
    }
    const cycles: string[] = [];
    const state = new Map<string, 'open' | 'done'>();
    const visit = (file: string, path: readonly string[]): void => {
      if (state.get(file) === 'done') return;
      if (state.get(file) === 'open') {
        cycles.push([...path.slice(path.indexOf(file)), file].join(' -> '));
        return;
      }
      state.set(file, 'open');
      for (const target of graph.get(file) ?? []) visit(target, [...path, file]);
      state.set(file, 'done');
    };
    for (const file of files) visit(file, []);
    expect(cycles).toEqual([]);
  });
});
