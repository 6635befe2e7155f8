import tychei from 'seedrandom/lib/tychei.js';
import { hashText } from './hash.js';
import { checkReplication } from './seed.js';

/** The four words of state of a Tyche-i generator, as signed integers. */
export interface TycheiState {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
}

/**
 * The state in which the stream of a name begins (see `createStream`).
 * @throws RangeError when replication is not a whole number from 0
 */
export function seedTychei(seed: string, replication: number, name: string): TycheiState {
  checkReplication(replication);
  // A JSON list says where each part ends: ("1", 11, "x") and ("11", 1, "x") stay apart.
  return tychei(hashText(JSON.stringify([seed, replication, name])), { state: true }).state();
}
