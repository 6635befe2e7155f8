import { SingleServer } from './mm1.js';

/**
 * Run by itself with --expose-gc: prints the bytes in use after garbage collection when an M/M/1 simulation has run one million
 * events, and after nine million more.
 */
function bytesInUse(): number {
  if (globalThis.gc === undefined) throw new Error('run with node --expose-gc');
  globalThis.gc();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

const queue = new SingleServer();
queue.serve(500_000);
const afterOneMillion = bytesInUse();
queue.serve(4_500_000);
console.log(JSON.stringify({ afterOneMillion, afterTenMillion: bytesInUse(), events: queue.simulation.eventsRun }));
