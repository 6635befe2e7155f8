import { describe, expect, it } from 'vitest';
import { Simulation } from '../../src/engine/simulation.js';
import { Station } from '../../src/engine/station.js';
import { createStream } from '../../src/random/stream.js';

describe('a station', () => {
  it('serves jobs and tells when each is done', () => {
    const sim = new Simulation();
    const log: string[] = [];
    const desk = new Station(sim, { servers: 2 });
    for (const [name, work] of [['a', 3], ['b', 1], ['c', 1]] as const) {
      expect(desk.submit(work, { onCompletion: () => log.push(`${sim.now} ${name}`) })).toBe(true);
    }
    expect([desk.queueLength, desk.busyServers]).toEqual([1, 2]);
    sim.run();
    expect(log).toEqual(['1 b', '2 c', '3 a']);
    expect([desk.queueLength, desk.busyServers]).toEqual([0, 0]);
  });

  it('reports what a short history worked out by hand says', () => {
    const sim = new Simulation();
    const desk = new Station(sim, { servers: 1, capacity: 2 });
    // 1 is served 0-4; 2 arrives at 1, waits 3, is served 4-6; 3 is refused at 2; 4 arrives at 5, waits 1, is served 6-7.
    sim.schedule(0, () => desk.submit(4));
    sim.schedule(1, () => desk.submit(2));
    sim.schedule(2, () => expect(desk.submit(1)).toBe(false));
    sim.schedule(5, () => desk.submit(1));
    sim.run({ until: 10 });
    expect(desk.report()).toEqual({
      arrivals: 3,
      departures: 3,
      refused: 1,
      reneged: 0,
      meanQueueLength: 0.4,
      meanInSystem: 1.1,
      meanWait: 4 / 3,
      utilisation: 0.7,
    });
    expect(desk.waitQuantile(0)).toBe(0);
    expect(desk.waitQuantile(0.5)).toBeCloseTo(1, 1);
    expect(Math.abs((desk.waitQuantile(1) ?? NaN) - 3)).toBeLessThanOrEqual(0.03);
  });

  it('forgets its warm-up, but not the jobs that are present', () => {
    const sim = new Simulation();
    const desk = new Station(sim, { servers: 2 });
    sim.schedule(0, () => {
      desk.submit(4);
      desk.submit(4);
      desk.submit(2);
    });
    sim.run({ until: 3 });
    desk.resetStatistics();
    sim.run({ until: 8 });
    // Since time 3: two servers busy for one more unit, one of them for two more; the third job waited 4, one of them since.
    expect(desk.report()).toEqual({ arrivals: 0, departures: 3, refused: 0, reneged: 0, meanQueueLength: 0.2, meanInSystem: 1, meanWait: 4, utilisation: 0.4 });
    expect(Math.abs((desk.waitQuantile(0.5) ?? NaN) - 4)).toBeLessThanOrEqual(0.04);
  });

  it('reports zeros before anything happened, and no utilisation of infinitely many servers', () => {
    const sim = new Simulation();
    const empty = { arrivals: 0, departures: 0, refused: 0, reneged: 0, meanQueueLength: 0, meanInSystem: 0, meanWait: 0, utilisation: 0 };
    const desk = new Station(sim, { servers: Infinity });
    expect(desk.report()).toEqual(empty);
    expect(desk.waitQuantile(0.5)).toBeUndefined();
    for (let job = 0; job < 100; job++) desk.submit(1);
    sim.run({ until: 4 });
    expect(desk.report()).toEqual({ ...empty, arrivals: 100, departures: 100, meanInSystem: 25 });
  });

  it('opened late counts from its opening', () => {
    const sim = new Simulation();
    sim.run({ until: 100 });
    const desk = new Station(sim, { servers: 1 });
    desk.submit(1);
    sim.run({ until: 104 });
    expect(desk.report().utilisation).toBe(0.25);
  });

  it('lets jobs leave whose patience ends, and calls only the callback that applies', () => {
    const sim = new Simulation();
    const log: string[] = [];
    const desk = new Station(sim, { servers: 1 });
    const submit = (name: string, work: number, patience: number): boolean =>
      desk.submit(work, { patience, onCompletion: () => log.push(`${sim.now} ${name} done`), onReneging: () => log.push(`${sim.now} ${name} left`) });
    submit('a', 5, 1);
    submit('b', 1, 2);
    submit('c', 1, 9);
    submit('d', 1, Infinity);
    sim.run();
    expect(log).toEqual(['2 b left', '5 a done', '6 c done', '7 d done']);
    expect(desk.report()).toMatchObject({ arrivals: 4, departures: 4, reneged: 1 });
  });

  it('serves by priority where told to', () => {
    const sim = new Simulation();
    const log: string[] = [];
    const desk = new Station(sim, { servers: 1, discipline: { name: 'priority' } });
    [2, 1, 0, 1].forEach((priority, index) => desk.submit(1, { priority, onCompletion: () => log.push(`${index}`) }));
    sim.run();
    expect(log).toEqual(['0', '2', '1', '3']);
  });

  it('takes its chance from the source given to it, the same source the same order', () => {
    const order = (name: string): string => {
      const sim = new Simulation();
      const log: number[] = [];
      const desk = new Station(sim, { servers: 1, discipline: { name: 'random' }, source: createStream('1', 0, name) });
      for (let job = 0; job < 20; job++) desk.submit(1, { onCompletion: () => log.push(job) });
      sim.run();
      expect([...log].sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, job) => job));
      return log.join(' ');
    };
    expect(order('one')).toBe(order('one'));
    expect(order('one')).not.toBe(order('another'));
  });
});

describe('bad input to a station', () => {
  it('is refused, and the station stays as it was', () => {
    const sim = new Simulation();
    const desk = new Station(sim, { servers: 1 });
    expect(() => desk.submit(-1)).toThrow(new RangeError('work must be a finite time of zero or more, found -1'));
    expect(() => desk.submit(1, { patience: -1 })).toThrow(new RangeError('patience must be a time of zero or more, or Infinity, found -1'));
    expect(() => desk.submit(1, { patience: NaN })).toThrow(new RangeError('patience must be a time of zero or more, or Infinity, found NaN'));
    expect(() => desk.submit(1, { priority: NaN })).toThrow(new RangeError('rank must be a number, found NaN'));
    expect([desk.busyServers, desk.report().arrivals, sim.pending]).toEqual([0, 0, 0]);
    expect(() => new Station(sim, { servers: 0 })).toThrow('servers must be a whole number of at least 1');
    expect(() => new Station(sim, { servers: 1, discipline: { name: 'random' } })).toThrow('discipline random needs a source of uniform numbers');
    expect(() => desk.waitQuantile(2)).toThrow(RangeError);
  });
});
