import { mkdir, open, rename, stat, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { encode } from './bytes.js';
import { errorCode } from './file-error.js';

/** Writes all of `bytes` at `position`: a single write may stop early when the disk fills up, and only the next one says why. */
export async function writeAll(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  let written = 0;
  while (written < bytes.length) {
    const result = await file.write(bytes, written, bytes.length - written, position + written);
    written += result.bytesWritten;
  }
}

/** Writes a new file and returns when its content is on the disk; its name is so only after `syncDirectory`. */
export async function writeDurably(path: string, text: string): Promise<void> {
  const file = await open(path, 'w');
  try {
    await writeAll(file, encode(text), 0);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Gives a complete file its final name in one step: whoever opens that name sees the former file or this one. */
export async function moveIntoPlace(complete: string, path: string): Promise<void> {
  await rename(complete, path);
  await syncDirectory(dirname(path));
}

/** Returns when the names in a directory are on the disk, where the system can do that (Windows cannot). */
export async function syncDirectory(path: string): Promise<void> {
  try {
    const directory = await open(path, 'r');
    try {
      await directory.sync();
    } finally {
      await directory.close();
    }
  } catch (error) {
    if (!['EISDIR', 'EPERM', 'EACCES', 'EINVAL'].includes(errorCode(error) ?? '')) throw error;
  }
}

/**
 * Makes a directory with those above it, unless it is there. Level by level, because the recursive call of Node 20 never returns where the
 * system will not have a directory (below /proc, say).
 *
 * @throws the system's error when a directory cannot be made, or a file has its name
 */
export async function makeDirectory(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    const code = errorCode(error);
    if (code === 'EEXIST') {
      if ((await stat(path)).isDirectory()) return;
      throw Object.assign(new Error(`${path} is a file`), { code: 'ENOTDIR' });
    }
    if (code !== 'ENOENT' || dirname(path) === path) throw error;
    await makeDirectory(dirname(path));
    await mkdir(path).catch((again: unknown) => {
      if (errorCode(again) !== 'EEXIST') throw again;
    });
  }
}
