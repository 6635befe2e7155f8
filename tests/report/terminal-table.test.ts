import { describe, expect, it } from 'vitest';
import { terminalTable } from '../../src/report/terminal-table.js';

describe('a table in a terminal', () => {
  it('aligns numbers right and text left, under a rule, without trailing spaces', () => {
    const rows = [
      ['shared', 50, 12.3456, '[11.20, 13.50]', true],
      ['lead organisation', 50, 9.87, '[9.10, 10.60]', false],
      ['nao', 0, undefined, '[-, -]', undefined],
    ];
    expect(terminalTable(['variant', 'n', 'mean days', '95 % interval', 'saturated'], rows)).toBe(
      [
        'variant             n  mean days  95 % interval   saturated',
        '-----------------  --  ---------  --------------  ---------',
        'shared             50      12.35  [11.20, 13.50]  true',
        'lead organisation  50      9.870  [9.10, 10.60]   false',
        'nao                 0          -  [-, -]          -',
        '',
      ].join('\n'),
    );
  });

  it('aligns text of numbers and shares right too', () => {
    expect(terminalTable(['share'], [['5 %'], ['12.5 %'], ['-']])).toBe(' share\n------\n   5 %\n12.5 %\n     -\n');
  });

  it('counts characters, not bytes or combining marks', () => {
    expect(terminalTable(['name', 'n'], [['Münster', 1], ['Mu\u0308nster', 2], ['abcdefg', 3]])).toBe(
      'name     n\n-------  -\nMünster  1\nMu\u0308nster  2\nabcdefg  3\n',
    );
  });

  it('lets no cell break a line or steer the terminal', () => {
    expect(terminalTable(['a\tb', 'x'], [['two\r\nlines', '\u001b[31mred']])).toBe('a b        x\n---------  --------\ntwo lines   [31mred\n');
  });

  it('is a header and a rule without rows', () => {
    expect(terminalTable(['variant', 'n'], [])).toBe('variant  n\n-------  -\n');
  });

  it('writes the header in bold when asked for colour, and is plain otherwise', () => {
    expect(terminalTable(['a'], [['x']], { colour: true })).toBe('\u001b[1ma\u001b[0m\n-\nx\n');
    expect(terminalTable(['a'], [['x']])).not.toContain('\u001b');
  });

  it('is refused when a row has another number of cells than there are headers', () => {
    expect(() => terminalTable(['a', 'b'], [['x', 1], ['y']])).toThrow(new RangeError('row 1: expected 2 cells, found 1'));
  });
});
