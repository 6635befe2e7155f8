import { describe, expect, it } from 'vitest';
import tychei from 'seedrandom/lib/tychei.js';
import { hashText } from '../../src/random/hash.js';
import { StreamBank } from '../../src/random/stream-bank.js';
import { openUniform } from '../../src/random/uniform.js';

describe('StreamBank', () => {
  it('gives every stream the draws of the generator in the package, however they are interleaved', () => {
    const names = Array.from({ length: 50 }, (_, i) => `arrivals at town-${i}`);
    const bank = new StreamBank('2026', 3, names.length);
    const streams = names.map((name) => bank.add(name));
    const alone = names.map((name) => tychei(hashText(JSON.stringify(['2026', 3, name])), { state: true }));
    // 997 is prime to 50, so that every stream is visited in a changing order.
    for (let draw = 0; draw < 20_000; draw++) {
      const i = (draw * 997 + Math.floor(draw / 50)) % names.length;
      expect(bank.select(streams[i]).next()).toBe(openUniform(alone[i].int32(), alone[i].int32()));
    }
  });

  // A Python transcription of seedrandom's tychei with big integers, see stream.test.ts.
  it('agrees with an independent implementation of the generator', () => {
    const bank = new StreamBank('1', 0, 1);
    const source = bank.select(bank.add('ministry.health/arrivals'));
    expect([source.next(), source.next(), source.next()]).toEqual([0.6570476894673721, 0.10676256343362955, 0.39114236416744197]);
  });

  it('refuses more streams than it has room for, and replications that are no whole number', () => {
    const bank = new StreamBank('1', 0, 1);
    bank.add('a');
    expect(() => bank.add('b')).toThrow('the bank has room for 1 streams only');
    expect(() => new StreamBank('1', -1, 1).add('a')).toThrow(RangeError);
  });
});
