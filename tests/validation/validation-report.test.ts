import { describe, expect, it } from 'vitest';
import { judge } from '../../src/validation/judgement.js';
import { exact, simulated, statement, type Evidence, type Row } from '../../src/validation/row.js';
import { validationDocument, validationTable } from '../../src/validation/validation-report.js';

const row = (id: string, evidence: Evidence, unit = ''): Row => ({ id, system: 'desk', parameters: 'a|b', quantity: 'wait', unit, source: `source of ${id}`, evidence });

const judgements = judge([
  row('A', exact(2, 2 + 1e-12), 'days'),
  row('A', exact(2, 2.5)),
  row('B', simulated(4, [3.9, 4, 4.1, 4], 0.02)),
  row('C', statement('stable', 'saturated')),
]);

describe('the table of a validation', () => {
  const lines = validationTable(judgements).split('\n');

  it('has a line for each row with what was expected, what was obtained, how far apart they are and the verdict', () => {
    expect(lines[0].split(/\s{2,}/)).toEqual(['id', 'system', 'parameters', 'quantity', 'expected', 'obtained', 'deviation', 'allowed', 'verdict']);
    expect(lines[2].split(/\s{2,}/)).toEqual(['A', 'desk', 'a|b', 'wait [days]', '2', '2.000000', '1.0e-12', '2.0e-9', 'agrees']);
    expect(lines[3]).toMatch(/2.500000 +0.50 +2.0e-9 +differs$/);
    expect(lines[4]).toMatch(/^B .* 4 +4 +0 +\d.* agrees$/);
    expect(lines[5]).toMatch(/^C .* stable +saturated +differs$/);
  });
});

describe('the document of a validation', () => {
  const text = validationDocument(judgements, '7');

  it('says how many comparisons there are, how many simulated, and how many do not agree', () => {
    expect(text).toContain('with seed 7');
    expect(text).toMatch(/Comparisons: 4, of them simulated:\s1, not in agreement: 2\./);
    expect(validationDocument(judgements.slice(0, 1), '7')).toMatch(/Comparisons: 1, of them simulated:\s0, not in agreement: 0\./);
  });

  it('is Markdown in which nothing breaks the table', () => {
    expect(text).toContain('| A | desk | a\\|b | wait [days] | 2 | 2.000000 | 1.0e-12 | 2.0e-9 | agrees |');
    const widths = text.split('\n').filter((line) => line.startsWith('|')).map((line) => line.replaceAll('\\|', '').split('|').length);
    expect(new Set(widths)).toEqual(new Set([11, 4]));
  });

  it('names each source once', () => {
    expect(text.match(/source of A/g)).toHaveLength(1);
    expect(text).toContain('| C | source of C |');
  });
});
