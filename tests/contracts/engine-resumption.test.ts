import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { propertyRuns } from '../engine/property-runs.js';
import { office, OFFICE_HORIZON, type Office } from './engine-office.js';

const whole = office();
whole.sim.run({ until: OFFICE_HORIZON });

function expectSameAsWhole({ sim, log, statistics }: Office): void {
  expect(log).toEqual(whole.log);
  expect(statistics()).toBe(whole.statistics());
  expect([sim.now, sim.eventsRun, sim.pending]).toEqual([whole.sim.now, whole.sim.eventsRun, whole.sim.pending]);
}

describe('contract: the same run, whole or in pieces', () => {
  it('step by step', () => {
    const stepped = office();
    while (stepped.sim.nextTime <= OFFICE_HORIZON) stepped.sim.step();
    stepped.sim.run({ until: OFFICE_HORIZON });
    expectSameAsWhole(stepped);
  });

  it('paused after every event and resumed', () => {
    const paused = office();
    let pauses = 0;
    for (;;) {
      paused.sim.scheduleAt(paused.sim.now, () => paused.sim.pause());
      if (paused.sim.run({ until: OFFICE_HORIZON }) !== 'paused' || pauses++ > 2000) break;
      paused.sim.run({ until: OFFICE_HORIZON, events: 1 });
    }
    paused.sim.run({ until: OFFICE_HORIZON });
    expect(pauses).toBeGreaterThan(1000);
    expect(paused.log).toEqual(whole.log);
    expect(paused.statistics()).toBe(whole.statistics());
  });

  it('in any mixture of time limits and event limits', () => {
    const piece = fc.oneof(fc.record({ events: fc.nat({ max: 100 }) }), fc.record({ further: fc.double({ min: 0, max: 20, noNaN: true }) }));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const pieced = office();
        const { sim } = pieced;
        for (const part of pieces) {
          const until = 'further' in part ? Math.min(OFFICE_HORIZON, sim.now + part.further) : OFFICE_HORIZON;
          sim.run('events' in part ? { until, events: part.events } : { until });
        }
        sim.run({ until: OFFICE_HORIZON });
        expectSameAsWhole(pieced);
      }),
      { ...propertyRuns, numRuns: propertyRuns.numRuns / 10 },
    );
  });
});
