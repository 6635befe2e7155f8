import { readFileSync, renameSync, rmSync, linkSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { errorCode, fileError } from './file-error.js';
import { ResultDirectoryError } from './result-directory.js';

/** Locks of this process: an equal process number in a lock file that is not among them is an earlier process's (containers restart with it). */
const held = new Set<string>();

/**
 * Takes a lock file for this process and returns the function that gives it back. The lock of a process that has died on this machine is
 * taken over.
 *
 * @throws ResultDirectoryError ('in use') while another process holds the lock, or one on another machine may.
 */
export async function takeLock(path: string): Promise<() => void> {
  const key = resolve(path);
  if (held.has(key)) throw inUse(path, 'this process writes to it already');
  if (!create(path)) {
    const holder = await readHolder(path);
    if (holder !== '') requireStale(path, holder);
    if (!takeOver(path, holder)) throw inUse(path, 'another process has just begun to write to it');
  }
  held.add(key);
  let isOurs = true;
  return () => {
    if (!isOurs) return;
    isOurs = false;
    rmSync(path, { force: true });
    held.delete(key);
  };
}

function create(path: string): boolean {
  try {
    writeFileSync(path, JSON.stringify({ pid: process.pid, host: hostname() }), { flag: 'wx' });
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw fileError(error, path);
  }
}

/** The text of a lock file; empty when its process died between creating and writing it, or the lock is gone. */
async function readHolder(path: string): Promise<string> {
  for (let attempt = 0; attempt < 5; attempt++) {
    const text = contentOf(path);
    if (text !== '') return text;
    await pause(20);
  }
  return '';
}

function contentOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return '';
    throw fileError(error, path);
  }
}

function requireStale(path: string, holder: string): void {
  const { pid, host } = parseHolder(path, holder);
  if (host !== hostname()) throw inUse(path, `process ${pid} on ${host} may be writing to it`);
  if (pid !== process.pid && isAlive(pid)) throw inUse(path, `process ${pid} is writing to it`);
}

function parseHolder(path: string, holder: string): { readonly pid: number; readonly host: string } {
  try {
    return JSON.parse(holder) as { pid: number; host: string };
  } catch {
    throw inUse(path, 'its lock file cannot be read');
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

/** Two processes may find the same stale lock: each moves away what it finds, and puts it back unless it is what both had read. */
function takeOver(path: string, stale: string): boolean {
  const aside = `${path}.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return create(path);
    throw fileError(error, path);
  }
  const isStale = contentOf(aside) === stale;
  if (!isStale) putBack(aside, path);
  rmSync(aside, { force: true });
  return isStale && create(path);
}

function putBack(aside: string, path: string): void {
  try {
    linkSync(aside, path);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw fileError(error, path);
  }
}

function inUse(path: string, reason: string): ResultDirectoryError {
  return new ResultDirectoryError('in use', `the result directory is in use: ${reason} (if no process does, remove ${path})`);
}
