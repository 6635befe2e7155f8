import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { moveIntoPlace, writeDurably } from './durable-files.js';
import { fileError } from './file-error.js';

/**
 * The text of a UTF-8 file, without a byte order mark.
 *
 * @throws Error naming the file and the reason, for a file that cannot be read or is not UTF-8.
 * @example parseScenario(readText('scenarios/waste/scenario.yaml'), options)
 */
export function readText(path: string): string {
  const bytes = readBytes(path);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw new Error(`${path}: expected UTF-8 text, found other bytes`, { cause: error });
  }
}

function readBytes(path: string): Uint8Array {
  try {
    return new Uint8Array(readFileSync(path));
  } catch (error) {
    throw fileError(error, path);
  }
}

/**
 * Writes a UTF-8 file in one step: after a crash the name holds the former content or the new one, never a part. The directory must exist.
 *
 * @throws Error naming the file and the reason; the former file is then untouched.
 * @example await writeText('schema/scenario.schema.json', JSON.stringify(schema, undefined, 2) + '\n')
 */
export async function writeText(path: string, text: string): Promise<void> {
  const unfinished = join(dirname(path), `.${basename(path)}.${process.pid}`);
  try {
    await writeDurably(unfinished, text);
    await moveIntoPlace(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw fileError(error, path);
  }
}
