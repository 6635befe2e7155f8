import { describe, expect, it } from 'vitest';
import { sectionText, type Section } from '../../src/cli/analyse-section.js';

const table = { name: 'facts', description: 'Facts.', columns: [{ name: 'fact', type: 'string', unit: '', description: 'A fact.' }] } as const;

function section(labels: readonly string[], groups = 1, changes: Partial<Section> = {}): Section {
  return {
    heading: 'Facts',
    notes: ['What they are.'],
    headers: ['measure, fact', 'value'],
    groups: Array.from({ length: groups }, (_, group) => ({ title: `measure ${group + 1}`, rows: labels.map((label, index) => ({ label, cells: [index] })) })),
    tables: [{ table, rows: [] }],
    ...changes,
  };
}

const numbered = (count: number): string[] => Array.from({ length: count }, (_, index) => `fact ${index}`);

describe('a section of an analysis', () => {
  it('has a heading, notes, groups with titles of their own, and conclusions', () => {
    expect(sectionText(section(['a', 'b'], 1, { conclusions: ['So it is.'] }))).toBe(`\
Facts
=====
What they are.

measure, fact  value
-------------  -----
measure 1
  a                0
  b                1

So it is.
`);
  });

  it('shows forty rows and says where the others are', () => {
    expect(sectionText(section(numbered(40)))).not.toContain('more in');
    expect(sectionText(section(numbered(42)))).toMatch(/\n {2}fact 39 +39\n {2}\.\.\. and 2 more in facts\.csv\n$/);
  });

  it('shows as many rows of each group, at least three', () => {
    const text = sectionText(section(numbered(30), 2));
    expect(text.match(/^ {2}fact \d+ +\d+$/gm)).toHaveLength(40);
    expect(text.match(/\.\.\. and 10 more in facts\.csv/g)).toHaveLength(2);
    expect(sectionText(section(numbered(10), 20)).match(/^ {2}fact \d+ +\d+$/gm)).toHaveLength(60);
    expect(sectionText(section(numbered(10), 1, { most: 4 }))).toContain('... and 6 more in facts.csv');
  });

  it('writes a row that another one names as that one is labelled', () => {
    const rivals = (...labels: readonly string[]): string => sectionText({
      ...section([]), headers: ['measure, fact', 'beaten by'], groups: [{ title: 'measure', rows: labels.map((label) => ({ label, cells: [{ row: labels[0] }] })) }],
    });
    expect(rivals('a', 'b')).toMatch(/\n {2}a +a\n {2}b +a\n/);
    expect(rivals('x'.repeat(90), 'b')).toMatch(/\n {2}\(1\) +\(1\)\n {2}\(2\) +\(1\)\n/);
  });

  it('gives numbers to names that make the table too wide, and cuts what no line can hold', () => {
    const text = sectionText(section(['x'.repeat(120), 'short']));
    expect(text).toContain(`\n(1) ${'x'.repeat(93)}...\n(2) short\n\n`);
    expect(text).toMatch(/\n {2}\(1\) +0\n {2}\(2\) +1\n/);
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
  });
});
