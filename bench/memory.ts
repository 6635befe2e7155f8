// Run with --expose-gc: prints the bytes in use after garbage collection when one simulation has run so many events.
//
// node --expose-gc dist-bench/program/memory.js mm1|demonstration 1000000 10000000
import { runReplication } from '../src/model/replication.js';
import { demonstrationModel } from './demonstration.js';
import { SingleServer } from './mm1.js';

/** Memory when about so many events had been run. */
interface Mark {
  readonly events: number;
  readonly bytes: number;
}

/** Events that the demonstration runs in a day under lead organisations, roughly, and the days of a working year. */
const EVENTS_PER_DAY = 135;
const YEAR = 250;

function bytesInUse(): number {
  if (globalThis.gc === undefined) throw new Error('run with node --expose-gc');
  globalThis.gc();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** M/M/1: two events for each customer. */
function singleServer(numbers: readonly number[]): Mark[] {
  const queue = new SingleServer();
  return numbers.map((number) => {
    queue.serve((number - queue.simulation.eventsRun) / 2);
    return { events: queue.simulation.eventsRun, bytes: bytesInUse() };
  });
}

/** One replication of the demonstration with lead organisations, sampled so seldom that rows do not count. */
function demonstration(numbers: readonly number[]): Mark[] {
  const days = numbers.map((number) => number / EVENTS_PER_DAY);
  const years = Math.ceil((1.01 * days[days.length - 1]) / YEAR);
  const bytes: number[] = [];
  const { events } = runReplication(demonstrationModel('lead', years, [`time.sample=${years / 4} years`]), {
    seed: '1',
    replication: 0,
    observer: {
      event: (time) => {
        if (bytes.length < days.length && time >= days[bytes.length]) bytes.push(bytesInUse());
      },
    },
  });
  if (bytes.length < numbers.length) throw new Error(`expected ${numbers.length} marks, found ${bytes.length}`);
  return bytes.map((found, index) => ({ events: Math.round((events * days[index]) / (years * YEAR)), bytes: found }));
}

const [what, ...numbers] = process.argv.slice(2);
console.log(JSON.stringify((what === 'mm1' ? singleServer : demonstration)(numbers.map(Number))));
