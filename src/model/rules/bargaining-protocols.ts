import type { BargainingProtocol } from '../bargaining/bargaining-protocol.js';
import { baronFerejohn } from '../bargaining/protocols/baron-ferejohn.js';
import { compromise } from '../bargaining/protocols/compromise.js';
import { concession } from '../bargaining/protocols/concession.js';
import { equal } from '../bargaining/protocols/equal.js';
import { exchange } from '../bargaining/protocols/exchange.js';
import { kalaiSmorodinsky } from '../bargaining/protocols/kalai-smorodinsky.js';
import { nash } from '../bargaining/protocols/nash.js';
import { proportional } from '../bargaining/protocols/proportional.js';
import { rubinstein } from '../bargaining/protocols/rubinstein.js';

/** How something can be shared out. To add a protocol: one file beside these, one entry here. */
export const bargainingProtocols: readonly BargainingProtocol[] = [
  concession,
  equal,
  proportional,
  nash,
  kalaiSmorodinsky,
  rubinstein,
  baronFerejohn,
  compromise,
  exchange,
];
