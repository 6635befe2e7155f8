// The hold model on a priority queue from npm, drawing from Math.random.
//
//   javascript-queue.mjs flatqueue|tinyqueue hold <pending> <events>
import { answerHold } from './answers.mjs';

const exponential = () => -Math.log(1 - Math.random());

/** Numbers only: what an item stands for, and its time. */
async function flatqueue() {
  const { default: FlatQueue } = await import('./.cache/flatqueue/node_modules/flatqueue/index.js');
  return (pending, events) => {
    const queue = new FlatQueue();
    for (let subject = 0; subject < pending; subject++) queue.push(subject, exponential());
    let clock = 0;
    const begun = performance.now();
    for (let event = 0; event < events; event++) {
      clock = queue.peekValue();
      const subject = queue.pop();
      queue.push(subject, clock + exponential());
    }
    return answerHold(pending, events, { seconds: (performance.now() - begun) / 1000, happened: events, clock });
  };
}

/** Items are objects, compared by a function. */
async function tinyqueue() {
  const { default: TinyQueue } = await import('./.cache/tinyqueue/node_modules/tinyqueue/index.js');
  return (pending, events) => {
    const queue = new TinyQueue([], (a, b) => a.time - b.time);
    for (let subject = 0; subject < pending; subject++) queue.push({ time: exponential(), subject });
    let clock = 0;
    const begun = performance.now();
    for (let event = 0; event < events; event++) {
      const { time, subject } = queue.pop();
      clock = time;
      queue.push({ time: clock + exponential(), subject });
    }
    return answerHold(pending, events, { seconds: (performance.now() - begun) / 1000, happened: events, clock });
  };
}

const [name, , pending, events] = process.argv.slice(2);
const hold = await { flatqueue, tinyqueue }[name]();
// Three times before, smaller and untimed as ours, so that what is timed has been compiled.
for (let round = 0; round < 3; round++) hold(Number(pending), Math.ceil(events / 5));
console.log(JSON.stringify(hold(Number(pending), Number(events))));
