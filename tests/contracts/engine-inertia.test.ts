import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Priority } from '../../src/engine/priorities.js';
import { propertyRuns } from '../engine/property-runs.js';
import { office, OFFICE_HORIZON } from './engine-office.js';

const plain = office();
plain.sim.run({ until: OFFICE_HORIZON });

const idleEvent = fc.record({
  quarter: fc.integer({ min: 0, max: 4 * OFFICE_HORIZON }),
  shift: fc.constantFrom(0, 0, 0.1),
  priority: fc.constantFrom(...Object.values(Priority)),
  cancelled: fc.boolean(),
});

it('contract: events that do nothing change no output, wherever they stand and whether or not they are cancelled', () => {
  expect(plain.log.length).toBeGreaterThan(1000);
  fc.assert(
    fc.property(fc.array(idleEvent, { maxLength: 200 }), fc.integer({ min: 1, max: 9 }), (idleEvents, interval) => {
      const { sim, log, statistics } = office();
      const nothing = sim.define(Priority.routine, () => undefined);
      for (const { quarter, shift, priority, cancelled } of idleEvents) {
        const time = quarter / 4 + shift;
        const handle = priority === Priority.routine ? sim.postAt(nothing, time) : sim.scheduleAt(time, () => undefined, priority);
        if (cancelled) sim.cancel(handle);
      }
      sim.every(interval / 4, () => sim.schedule(0, () => undefined, Priority.release));
      sim.run({ until: OFFICE_HORIZON });
      expect(log).toEqual(plain.log);
      expect(statistics()).toBe(plain.statistics());
    }),
    { ...propertyRuns, numRuns: propertyRuns.numRuns / 10 },
  );
});

it('contract: reading statistics at any time changes no output', () => {
  const { sim, log, statistics } = office();
  sim.every(0.3, () => void statistics(), { priority: Priority.observation });
  sim.run({ until: OFFICE_HORIZON });
  expect(log).toEqual(plain.log);
  expect(statistics()).toBe(plain.statistics());
});
