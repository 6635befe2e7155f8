import { createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { writeAll } from './durable-files.js';

/** A new file that is written from front to end, with its size and SHA-256 known when it is complete. */
export class DigestedFile {
  readonly #file: FileHandle;
  readonly #hash = createHash('sha256');
  readonly #buffer = new Uint8Array(1 << 18);
  #buffered = 0;
  #written = 0;

  private constructor(file: FileHandle) {
    this.#file = file;
  }

  static async create(path: string): Promise<DigestedFile> {
    return new DigestedFile(await open(path, 'w'));
  }

  async append(bytes: Uint8Array): Promise<void> {
    if (this.#buffered + bytes.length > this.#buffer.length) await this.#empty();
    if (bytes.length > this.#buffer.length) return this.#write(bytes);
    this.#buffer.set(bytes, this.#buffered);
    this.#buffered += bytes.length;
  }

  /** Returns when the content is on the disk. */
  async complete(): Promise<{ readonly bytes: number; readonly sha256: string }> {
    await this.#empty();
    await this.#file.sync();
    return { bytes: this.#written, sha256: this.#hash.digest('hex') };
  }

  async close(): Promise<void> {
    await this.#file.close();
  }

  async #empty(): Promise<void> {
    await this.#write(this.#buffer.subarray(0, this.#buffered));
    this.#buffered = 0;
  }

  async #write(bytes: Uint8Array): Promise<void> {
    this.#hash.update(bytes);
    await writeAll(this.#file, bytes, this.#written);
    this.#written += bytes.length;
  }
}
