import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect } from 'vitest';
import { main } from '../../src/cli/main.js';

/** What a command left behind. */
export interface Ending {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the command in this thread, which serves for everything that needs no workers. */
export async function command(cwd: string, ...argv: readonly string[]): Promise<Ending> {
  let out = '';
  let err = '';
  const code = await main(argv, { out: (text) => (out += text), err: (text) => (err += text), terminal: false, cwd, signal: new AbortController().signal });
  return { code, out, err };
}

const bin = fileURLToPath(new URL('../../dist/program/subsidia.js', import.meta.url));

/** The built command, for everything that needs workers or is about the process itself. */
export function binary(): string {
  expect(existsSync(bin), 'build first: npm run build').toBe(true);
  return bin;
}

export function execute(cwd: string, ...argv: readonly string[]): Ending {
  const { status, stdout, stderr } = spawnSync(process.execPath, [binary(), ...argv], { cwd, encoding: 'utf8' });
  return { code: status, out: stdout, err: stderr };
}

export function start(cwd: string, ...argv: readonly string[]): ChildProcess {
  return spawn(process.execPath, [binary(), ...argv], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
}

/** A new folder with files by name, removed after the tests of the file that asked for it. */
export function workplace(files: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'subsidia-cli-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Every file of a result by name, without the record of its making and without what is hidden. */
export function resultFiles(folder: string): Record<string, string> {
  const names = readdirSync(folder).filter((name) => name !== 'provenance.json' && !name.startsWith('.')).sort();
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}
