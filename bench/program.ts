// The program as a peer among peers: does one piece of work and prints what it measured, as JSON.
//
// node dist-bench/program/program.js hold <pending> <events> | cancel <pending> <scheduled> | delays <distribution> <pending> <events>
//   | mm1 <customers> | demonstration <variant> <years> <replication>
import { delays, delayStress, type DelayName } from './delay-stress.js';
import { demonstration } from './demonstration.js';
import { cancellingHoldModel, holdModel } from './hold-model.js';
import type { Measured } from './measured.js';
import { mm1 } from './mm1.js';

const [workload, ...words] = process.argv.slice(2);

/** How often a piece of work is done before it is timed: V8 compiles again when it has seen a second and a third simulation. */
const WARMING = 3;

/** Does a piece of work smaller and untimed, so that what is timed has been compiled, and then in full. */
function warmed(work: (size: number) => Measured, size: number): Measured {
  for (let round = 0; round < WARMING; round++) work(Math.ceil(size / 50) * 10);
  return work(size);
}

function delayName(word: string): DelayName {
  if (Object.hasOwn(delays, word)) return word as DelayName;
  throw new RangeError(`expected one of ${Object.keys(delays).join(', ')}, found ${word}`);
}

function measured(): Measured {
  switch (workload) {
    case 'hold':
      return warmed((events) => holdModel(Number(words[0]), events), Number(words[1]));
    case 'cancel':
      return warmed((scheduled) => cancellingHoldModel(Number(words[0]), scheduled), Number(words[1]));
    case 'delays':
      return warmed((events) => delayStress(delayName(words[0]), Number(words[1]), events), Number(words[2]));
    case 'mm1':
      return warmed(mm1, Number(words[0]));
    case 'demonstration':
      return demonstration(words[0], Number(words[1]), Number(words[2]));
    default:
      throw new RangeError(`expected hold, cancel, delays, mm1 or demonstration, found ${workload}`);
  }
}

console.log(JSON.stringify(measured()));
