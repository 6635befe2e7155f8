import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DesignError } from '../../src/experiment/design.js';
import { belongsTo, parseShard, shardInWords } from '../../src/experiment/shard.js';

describe('shards', () => {
  it('share all design points among themselves, each point once', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 1000 }), (count, point) => {
      const owners = Array.from({ length: count }, (_, index) => index + 1).filter((index) => belongsTo({ index, count }, point));
      expect(owners).toHaveLength(1);
    }), { seed: 1, numRuns: 200 });
  });

  it('are alike in size up to one point', () => {
    const sizes = [1, 2, 3].map((index) => Array.from({ length: 100 }, (_, point) => point).filter((point) => belongsTo({ index, count: 3 }, point)).length);
    expect(sizes).toEqual([34, 33, 33]);
  });

  it('are written as part and parts, counted from one', () => {
    expect(parseShard('2/8')).toEqual({ index: 2, count: 8 });
    expect(shardInWords(parseShard('2/8'))).toBe('2 of 8');
  });

  it.each(['0/3', '4/3', '1', 'a/b', '1/0', '1.5/3', '-1/3', ''])('refuse "%s"', (text) => {
    expect(() => parseShard(text)).toThrow(DesignError);
  });
});
