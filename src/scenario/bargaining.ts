import type { LawSpec } from '../random/law-spec.js';
import type { BargainingSpec } from './scenario.js';

/** What a section `bargaining` says, with the law of what claimants would accept. */
export function bargainingSpec(declared: Omit<BargainingSpec, 'reservation'>, reservation: LawSpec): BargainingSpec {
  const { protocol, agreement, rounds, shading, yielding, arbitration } = declared;
  return { protocol, agreement, rounds, shading, yielding, arbitration, reservation };
}
