import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { designNames, parseExperimentFile } from '../../src/experiment/sweep/experiment-file.js';

const text = readFileSync(join(import.meta.dirname, '../../docs/experiments.md'), 'utf8');
const blocks = [...text.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, body]) => body);
const header = 'name: x\nscenario: shared-or-lead\n';
const filled = (block: string): string => {
  if (block.includes('scenario:')) return block;
  if (block.startsWith('factors:')) return `${header}design: latin-hypercube\npoints: 8\n${block}`;
  return block.startsWith('replications:') ? `${header}design: factorial\nfactors: { a: [1, 2] }\n${block}` : `${header}${block}`;
};

describe('docs/experiments.md', () => {
  it('shows YAML that an experiment file may contain', () => {
    expect(blocks.length).toBeGreaterThan(3);
    for (const block of blocks) expect(() => parseExperimentFile(filled(block), 'block.yaml'), block).not.toThrow();
  });

  it('names every design', () => {
    for (const name of designNames) expect(text).toContain(`| \`${name}\` |`);
  });
});
