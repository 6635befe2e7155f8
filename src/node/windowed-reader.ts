import type { FileHandle } from 'node:fs/promises';

/** Reads pieces of a file through a window, so that pieces that follow each other closely cost one system call for many. */
export class WindowedReader {
  readonly #file: FileHandle;
  #window: Uint8Array;
  #start = 0;
  #filled = 0;

  /** @param size of the window [bytes]; it grows to the largest piece */
  constructor(file: FileHandle, size = 1 << 17) {
    this.#file = file;
    this.#window = new Uint8Array(size);
  }

  /**
   * The bytes from `offset` on, valid until the next call; fewer than `length` at the end of the file. Bytes written after they came into
   * the window are not seen.
   */
  async read(offset: number, length: number): Promise<Uint8Array> {
    if (offset < this.#start || offset + length > this.#start + this.#filled) await this.#fill(offset, length);
    const from = offset - this.#start;
    return this.#window.subarray(from, Math.min(from + length, this.#filled));
  }

  async #fill(offset: number, length: number): Promise<void> {
    if (length > this.#window.length) this.#window = new Uint8Array(length);
    this.#start = offset;
    this.#filled = 0;
    while (this.#filled < this.#window.length) {
      const { bytesRead } = await this.#file.read(this.#window, this.#filled, this.#window.length - this.#filled, offset + this.#filled);
      if (bytesRead === 0) return;
      this.#filled += bytesRead;
    }
  }
}
