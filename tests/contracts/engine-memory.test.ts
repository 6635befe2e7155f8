import { setTimeout } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { Priority } from '../../src/engine/priorities.js';
import { Simulation } from '../../src/engine/simulation.js';
import { Station } from '../../src/engine/station.js';
import { StationBank } from '../../src/engine/station-bank.js';
import { createStream } from '../../src/random/stream.js';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** An action that keeps an object alive for as long as somebody keeps the action. */
function watched(): { action: () => void; kept: WeakRef<object> } {
  const object = { size: 0 };
  return { action: () => object.size++, kept: new WeakRef(object) };
}

describe('contract: nothing is kept of what is over', () => {
  it('no closure of an event that has run, was cancelled or stopped, and no callback of a job that has ended', async () => {
    const sim = new Simulation();
    const desk = new Station(sim, { servers: 1 });
    const over: WeakRef<object>[] = [];
    const pending = watched();
    const overSoon = (use: (action: () => void) => void): void => {
      const { action, kept } = watched();
      use(action);
      over.push(kept);
    };
    overSoon((action) => sim.schedule(1, action));
    overSoon((action) => sim.cancel(sim.schedule(9, action)));
    overSoon((action) => sim.every(1, action).stop());
    overSoon((onCompletion) => desk.submit(1, { onCompletion }));
    overSoon((onReneging) => desk.submit(1, { onReneging, patience: 0.5 }));
    sim.schedule(9, pending.action);
    sim.run({ until: 5 });
    // The language keeps the target of a weak reference until the current job ends.
    await setTimeout(0);
    collectGarbage();
    expect(over.map((kept) => kept.deref())).toEqual(over.map(() => undefined));
    expect([pending.kept.deref(), sim.pending]).toEqual([{ size: 0 }, 1]);
  });

  it('memory after a million events is that after a hundred thousand, within a megabyte', () => {
    const uniforms = createStream('1', 0, 'memory');
    const sim = new Simulation();
    const bank: StationBank = new StationBank(sim, { completed: (job) => void sim.cancel(timeouts[bank.subjectOf(job)]) });
    bank.add({ servers: 1, discipline: { name: 'priority' } });
    const timeouts = new Float64Array(1024);
    const late = sim.define(Priority.expiry, () => undefined);
    let customers = 0;
    const arrive = sim.define(Priority.arrival, () => {
      const customer = customers++ % timeouts.length;
      timeouts[customer] = sim.post(late, 1e5);
      bank.submit(0, -0.8 * Math.log(uniforms.next()), 0, Math.floor(uniforms.next() * 3), 0, customer, 0);
      sim.post(arrive, -Math.log(uniforms.next()));
    });
    sim.post(arrive, 0);
    const bytesAfter = (events: number): number => {
      sim.run({ events: events - sim.eventsRun });
      collectGarbage();
      const { heapUsed, arrayBuffers } = process.memoryUsage();
      return heapUsed + arrayBuffers;
    };
    const early = bytesAfter(100_000);
    expect(bytesAfter(1_000_000) - early).toBeLessThan(1_000_000);
    expect(bank.departureCount(0)).toBeGreaterThan(400_000);
  });
});
