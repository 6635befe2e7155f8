import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commandsOf, withRealOutput } from '../../scripts/console-blocks.mjs';

const root = join(import.meta.dirname, '../..');

describe.each([
  ['README.md', 8],
  ['docs/understanding-results.md', 1],
  ['docs/analysis.md', 5],
  ['docs/tutorial.md', 10],
  ['docs/experiments.md', 7],
])('%s', (file, more) => {
  const text = readFileSync(join(root, file), 'utf8');

  it('has commands to execute', () => {
    expect(commandsOf(text).flat().length).toBeGreaterThan(more);
  });
});

// The others take a minute; continuous integration writes them anew and compares.
describe('README.md', () => {
  it('shows what its commands really print', () => {
    const text = readFileSync(join(root, 'README.md'), 'utf8');
    expect(existsSync(join(root, 'dist/program/subsidia.js')), 'build first: npm run build').toBe(true);
    expect(withRealOutput(text)).toBe(text);
  }, 240_000);
});
