import { DesignError } from './design.js';

/** One of several parts of an experiment that are run apart, by design points: part `index`, counted from 1, of `count`. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/**
 * The shard that a text such as `2/8` names.
 * @throws DesignError for anything else
 * @example parseShard('2/8') // { index: 2, count: 8 }
 */
export function parseShard(text: string): Shard {
  const parts = /^(\d{1,6})\/(\d{1,6})$/.exec(text.trim());
  const shard = { index: Number(parts?.[1]), count: Number(parts?.[2]) };
  if (parts === null || shard.index < 1 || shard.index > shard.count) {
    throw new DesignError(`shard ${text}: expected PART/PARTS such as 2/8, the first part being 1/8`);
  }
  return shard;
}

/** Whether a design point, counted from 0, belongs to a shard; every point belongs to one. */
export function belongsTo({ index, count }: Shard, point: number): boolean {
  return point % count === index - 1;
}

/** The shard in words: `2 of 8`. */
export function shardInWords({ index, count }: Shard): string {
  return `${index} of ${count}`;
}
