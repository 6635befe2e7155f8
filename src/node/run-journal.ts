import { open } from 'node:fs/promises';
import { decode } from './bytes.js';
import { sha256 } from './sha256.js';
import { WindowedReader } from './windowed-reader.js';

/** Hashes of what defines an experiment, by what they are hashes of. */
export type Identity = Readonly<Record<string, string>>;

/** What two experiments have not in common. */
export function differences(a: Identity, b: Identity): string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((part) => a[part] !== b[part]);
}

/** The first line of a journal: what the rows belong to. */
export interface JournalHeader {
  readonly format: 2;
  readonly identity: Identity;
  /** Header lines of the CSV files by table, in the order in which the tables follow each other in a run's rows. */
  readonly headers: Readonly<Record<string, string>>;
}

/** A line of a journal: the rows of one run, which were on the disk before the line was written. */
export interface JournalRecord {
  readonly run: number;
  /** Where the run's rows begin in the file of rows [bytes]. */
  readonly offset: number;
  /** Bytes of each table's rows, in the header's order; they follow each other without a gap. */
  readonly lengths: readonly number[];
  /** Checksum of the run's rows of all tables. */
  readonly rows: string;
  /** Whether the run failed; a later record of the same run then takes its place. */
  readonly failed: boolean;
}

/** Enough of a SHA-256 to tell torn or damaged bytes from written ones. */
export function checksum(content: string | Uint8Array): string {
  return sha256(content).slice(0, 32);
}

/** One line of JSON that ends with a checksum of itself. */
export function journalLine(content: JournalHeader | JournalRecord): string {
  const body = JSON.stringify(content);
  return `${body.slice(0, -1)},"check":"${checksum(body)}"}\n`;
}

/** The header in a line, without its line feed; undefined when the line is damaged. */
export function parseHeader(line: string): JournalHeader | undefined {
  return parseChecked(line) as JournalHeader | undefined;
}

/** The record in a line, without its line feed; undefined when the line is damaged. */
export function parseRecord(line: string): JournalRecord | undefined {
  return parseChecked(line) as JournalRecord | undefined;
}

function parseChecked(line: string): unknown {
  const parts = /^(.*),"check":"([0-9a-f]{32})"\}$/.exec(line);
  if (parts === null) return undefined;
  const body = `${parts[1]}}`;
  return checksum(body) === parts[2] ? JSON.parse(body) : undefined;
}

/** The lines of a file that end with a line feed, without it, and where the next one begins [bytes]. */
export async function* completeLines(path: string): AsyncGenerator<{ readonly text: string; readonly end: number }> {
  const file = await open(path, 'r');
  try {
    const reader = new WindowedReader(file);
    let start = 0;
    for (let line = await lineAt(reader, start); line !== undefined; line = await lineAt(reader, start)) {
      start += line.length + 1;
      yield { text: decode(line), end: start };
    }
  } finally {
    await file.close();
  }
}

async function lineAt(reader: WindowedReader, start: number): Promise<Uint8Array | undefined> {
  for (let length = 4096; ; length *= 2) {
    const bytes = await reader.read(start, length);
    const feed = bytes.indexOf(0x0a);
    if (feed >= 0) return bytes.subarray(0, feed);
    if (bytes.length < length) return undefined;
  }
}
