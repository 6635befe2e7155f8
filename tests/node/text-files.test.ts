import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readText, writeText } from '../../src/node/text-files.js';
import { scratchDirectory } from './sample-experiment.js';

let scratch: string;

beforeEach(() => {
  scratch = scratchDirectory();
});

afterEach(() => rmSync(scratch, { recursive: true, force: true }));

describe('a text file', () => {
  it('is read as UTF-8, without a byte order mark', () => {
    const path = join(scratch, 'a.txt');
    writeFileSync(path, '\uFEFFété\n');
    expect(readText(path)).toBe('été\n');
  });

  it('that cannot be read is named with the reason', () => {
    const path = join(scratch, 'absent.yaml');
    expect(() => readText(path)).toThrow(new Error(`${path}: no such file or directory (ENOENT)`));
    expect(() => readText(scratch)).toThrow(new Error(`${scratch}: is a directory, expected a file (EISDIR)`));
  });

  it('that is not UTF-8 is refused rather than read with replacement characters', () => {
    const path = join(scratch, 'latin1.csv');
    writeFileSync(path, new Uint8Array([0xe9, 0x74, 0xe9]));
    expect(() => readText(path)).toThrow(new Error(`${path}: expected UTF-8 text, found other bytes`));
  });

  it('is replaced in one step and leaves no other file behind', async () => {
    const path = join(scratch, 'schema.json');
    await writeText(path, 'first');
    await writeText(path, 'été');
    expect(readFileSync(path, 'utf8')).toBe('été');
    expect(readdirSync(scratch)).toEqual(['schema.json']);
  });

  it('that cannot be written keeps what was there, and the reason is told', async () => {
    const path = join(scratch, 'taken');
    mkdirSync(path);
    await expect(writeText(path, 'text')).rejects.toThrow(`${path}: is a directory, expected a file (EISDIR)`);
    await expect(writeText(join(scratch, 'absent', 'a.txt'), 'text')).rejects.toThrow('no such file or directory (ENOENT)');
    expect(readdirSync(scratch)).toEqual(['taken']);
  });
});
