import { describe, expect, it } from 'vitest';
import { parseExpression } from '../../../src/model/rules/expression.js';

const value = (text: string, n = 3): number => parseExpression(text, ['n'])({ n });

describe('an expression follows the rules of arithmetic', () => {
  it.each([
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['10 - 4 - 3', 3],
    ['24 / 4 / 3', 2],
    ['2 * n - 1', 5],
    ['n*(n-1)/2', 3],
    ['2^3', 8],
    ['2^3^2', 512],
    ['-2^2', -4],
    ['(-2)^2', 4],
    ['2^-1', 0.5],
    ['--n', 3],
    ['2^0.5 * 2^0.5', 2],
    ['9^0.5', 3],
    ['0^0.5', 0],
    ['n^0', 1],
    ['1.5e1', 15],
    ['2e-1', 0.2],
    ['min(n, 2, 7)', 2],
    ['max(n, 2)', 3],
    ['max(n)', 3],
    ['sqrt(16)', 4],
    ['exp(log(n))', 3],
    ['log(exp(2)) + 1', 3],
    ['min(1, 2) + max(3, 4) * 2', 9],
  ] as const)('%s = %d at n = 3', (text, expected) => {
    expect(value(text)).toBeCloseTo(expected, 12);
  });

  it('takes whole powers by multiplication, exact where doubles are', () => {
    expect(value('3^30')).toBe(205891132094649);
    expect(value('2^52')).toBe(4503599627370496);
    expect(value('10^-3')).toBe(1 / 1000);
  });

  it('knows several variables', () => {
    expect(parseExpression('a / b', ['a', 'b'])({ a: 6, b: 4 })).toBe(1.5);
  });
});

describe('what is no expression is refused with what was expected', () => {
  it.each([
    ['', 'expected a number, n, min, max, sqrt, log, exp or "(", found the end'],
    ['n +', 'found the end'],
    ['2n', 'expected an operator, found "n"'],
    ['n n', 'expected an operator, found "n"'],
    ['(n', 'expected ")", found the end'],
    ['n)', 'expected an operator, found ")"'],
    ['m + 1', 'found "m"'],
    ['N + 1', 'found "N"'],
    ['.5', 'found "."'],
    ['1.2.3', 'expected an operator, found "."'],
    ['n ** 2', 'found "*"'],
    ['sin(n)', 'found "sin"'],
    ['log n', 'expected "(", found "n"'],
    ['log()', 'found ")"'],
    ['log(n, 2)', 'expected ")", found ","'],
    ['sqrt(n, 2)', 'expected ")", found ","'],
    ['constructor(n)', 'found "constructor"'],
    ['toString', 'found "toString"'],
    ['n; n', 'expected an operator, found ";"'],
    ['process.exit(1)', 'found "process"'],
  ])('%s', (text, message) => {
    expect(() => parseExpression(text, ['n'])).toThrow(message);
    expect(() => parseExpression(text, ['n'])).toThrow(RangeError);
  });
});
