import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { formatWithOptions } from 'node:util';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import * as subsidia from '../../src/index.js';

interface Example {
  readonly heading: string;
  readonly program: string;
  readonly output: string;
}

/** Every TypeScript block of a page with the text block that follows it. */
function examplesOf(page: string): readonly Example[] {
  const blocks = [...page.matchAll(/^## (.+)$|^```ts\n([\s\S]*?)^```\n(?:\n```text\n([\s\S]*?)^```$)?/gm)];
  let heading = '';
  return blocks.flatMap(([, title, program, output]: (string | undefined)[]) => {
    if (title !== undefined) heading = title;
    return program === undefined ? [] : [{ heading, program, output: output ?? 'the page shows no output' }];
  });
}

/** Runs a program for which the package is the only module there is, and returns what it prints. */
function printedBy(program: string): string {
  const { outputText, diagnostics = [] } = ts.transpileModule(program, {
    reportDiagnostics: true,
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, strict: true },
  });
  expect(diagnostics.map(({ messageText }) => messageText)).toEqual([]);
  let printed = '';
  const require = (name: string): unknown => {
    if (name !== 'subsidia') throw new Error(`no module ${name}`);
    return subsidia;
  };
  const log = (...values: unknown[]): void => {
    printed += `${formatWithOptions({ colors: false }, ...values)}\n`;
  };
  runInNewContext(outputText, { require, exports: {}, console: { log } });
  return printed;
}

describe('docs/engine.md', () => {
  const examples = examplesOf(readFileSync(join(import.meta.dirname, '../../docs/engine.md'), 'utf8'));

  it('has programs to execute', () => {
    expect(examples.length).toBeGreaterThan(6);
  });

  it.each(examples)('prints what it says under "$heading"', ({ program, output }) => {
    expect(printedBy(program)).toBe(output);
  });

  it('shows a whole queueing model in at most twenty lines', () => {
    expect(examples[0].program.split('\n').filter((line) => line.trim() !== '').length).toBeLessThanOrEqual(20);
  });
});
