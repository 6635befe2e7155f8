import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import * as theory from '../../src/theory/index.js';
import { repeatedMiss } from '../../src/theory/repeated-miss.js';

interface Example {
  readonly file: string;
  readonly code: string;
  readonly expected: string;
}

const folder = fileURLToPath(new URL('../../src/theory', import.meta.url));
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));

/** Every statement of an example that states its value, with the statements before it. */
function examplesOf(file: string): Example[] {
  const blocks = readFileSync(join(folder, file), 'utf8').matchAll(/@example\n([\s\S]*?)\*\//g);
  return [...blocks].flatMap(([, block]) => {
    const code = block.replace(/^ *\* ?/gm, '');
    return [...code.matchAll(/\/\/ ([\d.]+)/g)].map((comment) => ({ file, code: code.slice(0, comment.index), expected: comment[1] }));
  });
}

test.each(files.flatMap(examplesOf))('the example in $file gives $expected', ({ code, expected }) => {
  const value: unknown = runInNewContext(code, { ...theory, repeatedMiss });
  expect(typeof value).toBe('number');
  // An ellipsis marks a number cut off after its last digit.
  const [digits, cut] = expected.endsWith('...') ? [expected.slice(0, -3), true] : [expected, false];
  const decimals = digits.split('.')[1]?.length ?? 0;
  const excess = Number(value) - Number(digits);
  expect(excess).toBeGreaterThan(-1e-12);
  expect(excess).toBeLessThan(cut ? Number(`1e-${decimals}`) : 1e-12);
});

test('every public function of the theory has an example', () => {
  const names = Object.keys(theory);
  const shown = files.flatMap(examplesOf).map(({ code }) => code).join('\n');
  expect(names.filter((name) => !new RegExp(`\\b${name}\\(`).test(shown))).toEqual([]);
});
