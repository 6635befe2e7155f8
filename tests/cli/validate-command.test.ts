import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UsageError, type Io } from '../../src/cli/io.js';
import { validateCommand, type ValidateFlags } from '../../src/cli/validate-command.js';
import { exact, type ValidationCase } from '../../src/validation/row.js';

const caseOf = (id: string, obtained: number): ValidationCase => ({
  id,
  title: `title of ${id}`,
  run: (seed) => [{ id, system: 'desk', parameters: seed, quantity: 'wait', unit: '', source: 'nobody', evidence: exact(1, obtained) }],
});

async function run(flags: ValidateFlags, cases?: readonly ValidationCase[], terminal = false) {
  const out: string[] = [];
  const err: string[] = [];
  const cwd = mkdtempSync(join(tmpdir(), 'validate-'));
  const io: Io = { out: (text) => void out.push(text), err: (text) => void err.push(text), terminal, cwd, signal: new AbortController().signal };
  const code = await validateCommand(flags, io, cases);
  return { code, out: out.join(''), err: err.join(''), cwd };
}

describe('validate', () => {
  it('succeeds when everything agrees', async () => {
    const { code, out, err } = await run({ seed: '5' }, [caseOf('A', 1), caseOf('B', 1)]);
    expect(code).toBe(0);
    expect(out).toMatch(/^A +desk +5 +wait .* agrees$/m);
    expect(out).toMatch(/\nComparisons: 2, not in agreement: 0\.\n$/);
    expect(err).toBe('');
  });

  it('fails with exit code 1 when a row does not', async () => {
    const { code, out } = await run({}, [caseOf('A', 1), caseOf('B', 1.1)]);
    expect(code).toBe(1);
    expect(out).toMatch(/^B .* differs$/m);
    expect(out).toMatch(/\nComparisons: 2, not in agreement: 1\.\n$/);
  });

  it('runs only the cases that are asked for, and knows their names', async () => {
    const cases = [caseOf('A', 1), caseOf('B', 1.1), caseOf('C', 1)];
    const { code, out } = await run({ only: 'A,C' }, cases);
    expect(code).toBe(0);
    expect(out).not.toMatch(/^B /m);
    await expect(run({ only: 'A,Z' }, cases)).rejects.toThrow('--only Z: expected one or more of A, B, C');
  });

  it('refuses an impossible seed', async () => {
    await expect(run({ seed: '' }, [caseOf('A', 1)])).rejects.toThrow(UsageError);
  });

  it('writes the document when asked', async () => {
    const { cwd, out } = await run({ write: 'validation.md' }, [caseOf('A', 1.1)]);
    const text = readFileSync(join(cwd, 'validation.md'), 'utf8');
    expect(text).toContain('# Validation');
    expect(text).toMatch(/not in agreement: 1/);
    expect(out).toContain('differs');
  });

  it('tells on a terminal what it is doing', async () => {
    expect((await run({}, [caseOf('A', 1)], true)).err).toBe('A: title of A\n');
  });

  it('has the published results of the program itself', async () => {
    const { code, out } = await run({ only: 'KH15,CC2' });
    expect(code).toBe(0);
    expect(out).toMatch(/^KH15 +processing in parallel +N 40, P 8 +minimum delay \[cycles\] +8 +8 /m);
    expect(out).toContain('Comparisons: 12, not in agreement: 0.');
  });
});
