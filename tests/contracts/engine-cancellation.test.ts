import { describe, expect, it } from 'vitest';
import { EventList } from '../../src/engine/event-list.js';
import { Priority } from '../../src/engine/priorities.js';
import { Simulation } from '../../src/engine/simulation.js';
import { createStream } from '../../src/random/stream.js';

describe('contract: cancelled events really go', () => {
  it('held <= 2 x size + 64 at every step of a hold model whose events are cancelled nine times in ten', () => {
    const uniforms = createStream('1', 0, 'cancellation');
    const list = new EventList();
    const live: number[] = [];
    for (let index = 0; index < 1000; index++) live.push(list.push(-Math.log(uniforms.next()), 4, 0, index, 0));
    let largest = 0;
    for (let step = 0; step < 100_000; step++) {
      const index = Math.floor(uniforms.next() * live.length);
      const cancels = uniforms.next() < 0.9;
      if (cancels) list.cancel(live[index]);
      else list.pop();
      const subject = cancels ? index : list.subject;
      live[subject] = list.push(list.time - Math.log(uniforms.next()), 4, 0, subject, 0);
      if (list.held > 2 * list.size + 64) throw new Error(`step ${step}: ${list.held} entries held for ${list.size} events`);
      if (list.held > largest) largest = list.held;
    }
    expect(list.size).toBe(1000);
    // Otherwise the test would not have seen a tombstone.
    expect(largest).toBeGreaterThan(1500);
  });

  it('and never run, while all others do, at their times', () => {
    const uniforms = createStream('1', 0, 'timeouts');
    const sim = new Simulation();
    const expected: number[] = [];
    const ran: number[] = [];
    const timeout = sim.define(Priority.expiry, (subject) => ran.push(subject));
    for (let index = 0; index < 10_000; index++) {
      const handle = sim.post(timeout, 1 + index, index);
      if (uniforms.next() < 0.9) sim.cancel(handle);
      else expected.push(index);
    }
    sim.run();
    expect(ran).toEqual(expected);
    expect(ran.length).toBeGreaterThan(900);
  });
});

describe('contract: a stale handle never touches another event', () => {
  it('however often its slot is used again', () => {
    const sim = new Simulation();
    let ran = 0;
    const kind = sim.define(Priority.routine, () => ran++);
    const stale: number[] = [];
    for (let round = 0; round < 1000; round++) {
      const handle = sim.post(kind, 1);
      for (const old of stale) {
        if (sim.cancel(old) || sim.isPending(old)) throw new Error(`round ${round}: a handle of an earlier round names the new event`);
      }
      if (round % 2 === 0) sim.step();
      else sim.cancel(handle);
      stale.push(handle);
    }
    expect(ran).toBe(500);
    expect(new Set(stale).size).toBe(1000);
  });
});
