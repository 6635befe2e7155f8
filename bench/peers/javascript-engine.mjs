// npm simjs: hold with entities that set timers, M/M/1 with a facility.
//
//   javascript-engine.mjs hold <pending> <events>
//   javascript-engine.mjs mm1 <customers>
import { createRequire } from 'node:module';
import { answerHold, answerWait } from './answers.mjs';

// simjs is written for the browser: it leaves its names at `window`.
globalThis.window = globalThis;
createRequire(new URL('.cache/simjs/', import.meta.url))('simjs');
const { Sim, Entity, Facility, Random } = globalThis.Sim;

function hold(pending, events) {
  const random = new Random(1);
  let happened = 0;
  class Holder extends Entity {
    start() {
      this.setTimer(random.exponential(1)).done(this.happen);
    }
    happen() {
      happened++;
      this.setTimer(random.exponential(1)).done(this.happen);
    }
  }
  const sim = new Sim();
  for (let subject = 0; subject < pending; subject++) sim.addEntity(Holder);
  const begun = performance.now();
  sim.simulate(events / pending);
  return answerHold(pending, events, { seconds: (performance.now() - begun) / 1000, happened, clock: sim.time() });
}

function mm1(customers) {
  const interarrival = new Random(1);
  const service = new Random(2);
  const server = new Facility('server', Facility.FCFS, 1);
  let arrived = 0;
  class Source extends Entity {
    start() {
      this.setTimer(interarrival.exponential(0.8)).done(this.arrive);
    }
    arrive() {
      this.useFacility(server, service.exponential(1));
      if (++arrived < customers) this.setTimer(interarrival.exponential(0.8)).done(this.arrive);
    }
  }
  const sim = new Sim();
  sim.addEntity(Source);
  const begun = performance.now();
  sim.simulate(Infinity);
  const seconds = (performance.now() - begun) / 1000;
  return answerWait(customers, seconds, server.queueStats().durationSeries.average());
}

const [workload, ...numbers] = process.argv.slice(2);
const run = { hold, mm1 }[workload];
const sizes = numbers.map(Number);
// Three times before, smaller and untimed as ours, so that what is timed has been compiled.
for (let round = 0; round < 3; round++) run(...sizes.map((size, index) => (index === sizes.length - 1 ? Math.ceil(size / 5) : size)));
console.log(JSON.stringify(run(...sizes)));
