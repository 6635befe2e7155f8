import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { withTables } from '../../scripts/measures-document.mjs';
import { runMeasures } from '../../src/model/measures.js';
import { rangeOf } from '../../src/model/measures/measure.js';
import { levelColumns, networkColumns, organisationColumns, systemColumns } from '../../src/model/series.js';
import { outcomeOf, statedNumber, workedExamples } from './worked-examples.js';

const page = readFileSync(join(import.meta.dirname, '../../docs/measures.md'), 'utf8');
const columns = { runs: runMeasures, system: systemColumns, levels: levelColumns, networks: networkColumns, organisations: organisationColumns };

/** Numbers that are 0 by hand may be left over from a difference. */
const ROUNDING = 1e-12;

describe('docs/measures.md', () => {
  const examples = workedExamples(page);

  it('has worked examples', () => {
    expect(examples.length).toBeGreaterThan(25);
  });

  it.each(examples)('works out what the program yields under "$title"', (example) => {
    const { read, replication } = outcomeOf(example);
    const stated = example.lines.map(statedNumber);
    expect(stated.filter(({ value }) => value !== undefined).length, 'an example states at least one number').toBeGreaterThan(0);
    for (const { quantity, value, tolerance } of stated) {
      const found = read(quantity);
      if (value === undefined || found === undefined) expect(found, quantity).toBe(value);
      else expect(Math.abs(found - value), `${quantity}: expected ${value}, found ${found}`).toBeLessThanOrEqual(tolerance * Math.abs(value) + ROUNDING);
    }
    for (const measure of runMeasures) {
      const value = replication.measures[measure.name];
      if (value !== undefined) expect(isWithin(value, rangeOf(measure)), `${measure.name} = ${value}, expected ${rangeOf(measure)}`).toBe(true);
    }
  });

  it('has a formula or a row for every measure and every column, with the range that it can take', () => {
    expect(page).toBe(withTables(page, columns));
    for (const { name } of Object.values(columns).flat()) expect(page, name).toContain(`\`${name}\``);
  });

  it('states unit, range and source of every formula', () => {
    const sections = page.split(/^## /m).slice(1).filter((section) => section.includes('```yaml'));
    expect(sections.length).toBeGreaterThan(15);
    for (const section of sections) {
      const [title] = section.split('\n', 1);
      for (const word of ['*Unit:*', '*Range:*', '*Source:*']) expect(section, title).toContain(word);
    }
  });
});

/** Whether a number lies in a range such as `0 to 1`, `1 or more`, `0 or 1`; shares may be rounded. */
function isWithin(value: number, range: string): boolean {
  const limits = /^(?<low>-?\d+) (?<relation>or|to) (?<high>-?\d+|more)$/.exec(range)?.groups;
  if (limits === undefined) throw new RangeError(`expected a range, found "${range}"`);
  const { low, relation, high } = limits;
  if (high === 'more') return value >= Number(low);
  return relation === 'to' ? value >= Number(low) - 1e-9 && value <= Number(high) + 1e-9 : value === Number(low) || value === Number(high);
}
