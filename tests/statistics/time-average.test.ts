import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TimeAverage } from '../../src/statistics/time-average.js';

describe('TimeAverage', () => {
  it('integrates the value over the time it holds', () => {
    const average = new TimeAverage();
    average.set(2, 3);
    average.set(5, 1);
    expect(average.integral(7)).toBe(11);
    expect(average.mean(7)).toBe(11 / 7);
    expect(average.value).toBe(1);
  });

  it('starts at a time with a value', () => {
    const average = new TimeAverage(10, 4);
    average.set(12, 0);
    expect(average.mean(14)).toBe(2);
  });

  it('may be asked at any time after the last change without being changed by it', () => {
    const average = new TimeAverage(0, 1);
    expect([average.integral(4), average.integral(2), average.integral(3)]).toEqual([4, 2, 3]);
  });

  it('counts only the last value set at one time', () => {
    const average = new TimeAverage(0, 1);
    average.set(1, 1000);
    average.set(1, 2);
    expect(average.integral(2)).toBe(3);
  });

  it('has no mean before time has passed', () => expect(new TimeAverage(3, 5).mean(3)).toBeUndefined());

  it('forgets everything before a reset except the value', () => {
    const average = new TimeAverage(0, 1e15);
    average.set(1, 0.1);
    average.reset(4);
    average.set(6, 0.3);
    expect(average.integral(4 + 4)).toBeCloseTo(0.8, 15);
    expect(average.mean(8)).toBeCloseTo(0.2, 15);
  });

  it('does not change its integral when the present value is set again', () =>
    fc.assert(
      fc.property(fc.array(fc.record({ gap: fc.nat(9), value: fc.nat(9), again: fc.boolean() }), { maxLength: 30 }), (changes) => {
        const [plain, interrupted] = [new TimeAverage(), new TimeAverage()];
        let now = 0;
        for (const { gap, value, again } of changes) {
          if (again) interrupted.set(now + gap / 2, interrupted.value);
          now += gap;
          plain.set(now, value);
          interrupted.set(now, value);
        }
        expect(interrupted.integral(now + 1)).toBe(plain.integral(now + 1));
      }),
      { seed: 12 },
    ));

  // A million periods of 1/8 with 0.1 have the integral 12,500; added one by one in doubles they miss it by more than 1e-7.
  it('loses no digits over a million changes at late times', () => {
    const start = 1e12;
    const average = new TimeAverage(start, 0);
    let plain = 0;
    for (let i = 0; i < 1e6; i++) {
      average.set(start + i / 4, 0.1);
      average.set(start + i / 4 + 1 / 8, 0);
      plain += 0.1 / 8;
    }
    expect(Math.abs(plain - 12500)).toBeGreaterThan(1e-8);
    expect(Math.abs(average.integral(start + 250000) - 12500)).toBeLessThan(5e-12);
    expect(Math.abs((average.mean(start + 250000) ?? NaN) - 0.05)).toBeLessThan(2e-17);
  });

  // The small areas are below the rounding of the large one.
  it('keeps small areas beside a large one', () => {
    const average = new TimeAverage(0, 1e16);
    average.set(1, 1);
    for (let time = 2; time <= 1001; time++) average.set(time, 1);
    average.set(1001, -1e16);
    expect(average.integral(1002)).toBe(1000);
  });

  it('forgets the compensation too when reset', () => {
    const average = new TimeAverage(0, 1e16);
    average.set(1, 1);
    average.set(2, 0);
    average.reset(3);
    expect(average.integral(4)).toBe(0);
  });

  it('refuses to go back in time', () => {
    const average = new TimeAverage(5, 1);
    average.set(7, 2);
    const message = /expected a finite time >= 7, the last change, found 6/;
    expect(() => average.set(6, 1)).toThrow(message);
    expect(() => average.integral(6)).toThrow(message);
    expect(() => average.mean(6)).toThrow(message);
    expect(() => average.reset(6)).toThrow(message);
    expect(average.integral(8)).toBe(4);
  });

  it('refuses what is not finite', () => {
    const average = new TimeAverage();
    expect(() => average.set(1, NaN)).toThrow(/finite value, found NaN/);
    expect(() => average.set(Infinity, 1)).toThrow(/finite time/);
    expect(() => new TimeAverage(NaN)).toThrow(/finite start, found NaN/);
    expect(() => new TimeAverage(0, Infinity)).toThrow(/finite value, found Infinity/);
  });
});
