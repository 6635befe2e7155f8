import { heapDuring, longDemonstration } from './demonstration.js';

/**
 * Run by itself with --expose-gc: prints the bytes in use after garbage collection during one replication of the demonstration scenario,
 * when about one million and about ten million events have been run.
 */
function bytesInUse(): number {
  if (globalThis.gc === undefined) throw new Error('run with node --expose-gc');
  globalThis.gc();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** Days in which the demonstration runs about a million events. */
const DAYS = 9_500;

const { heaps, events } = heapDuring(longDemonstration(400), [DAYS, 10 * DAYS], bytesInUse);
console.log(JSON.stringify({ afterOneMillion: heaps[0], afterTenMillion: heaps[1], events }));
