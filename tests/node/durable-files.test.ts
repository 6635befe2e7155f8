import { mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeDirectory } from '../../src/node/durable-files.js';

describe('making a directory', () => {
  const folder = mkdtempSync(join(tmpdir(), 'subsidia-directory-'));

  it('makes those above it, and does nothing where it is there', async () => {
    const path = join(folder, 'a', 'b', 'c');
    await makeDirectory(path);
    await makeDirectory(path);
    expect(statSync(path).isDirectory()).toBe(true);
  });

  it('is refused where a file has the name of it or of one above', async () => {
    writeFileSync(join(folder, 'file'), '');
    await expect(makeDirectory(join(folder, 'file'))).rejects.toMatchObject({ code: 'ENOTDIR' });
    await expect(makeDirectory(join(folder, 'file', 'below'))).rejects.toMatchObject({ code: 'ENOTDIR' });
  });

  // The recursive mkdir of Node 20 does not return for such a path.
  it.runIf(process.platform === 'linux')('is refused where the system has no directories, instead of never ending', async () => {
    await expect(makeDirectory('/proc/subsidia/results')).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
