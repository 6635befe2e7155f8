import type { z } from 'zod';
import type { Refusal} from '../piece.js';
import { byShape, piece, refine, refuse, section } from '../piece.js';
import { mismatch } from '../reason.js';
import type { Vocabulary } from '../vocabulary.js';

/** One selector: a name or path, or a description of the organisations meant. */
export type Selector = string | { readonly level: string | undefined; readonly domain: string | undefined };

/** Organisations by one selector or a list of them. */
export function selectorSchema({ text }: Vocabulary): z.ZodType<readonly Selector[]> {
  const name = piece({ type: 'string', minLength: 1 }, (value): Selector | Refusal =>
    (typeof value === 'string' && value.trim() !== '' ? value.trim() : refuse(mismatch('organisations such as "ministry" or "ministry.health"', value))));
  const described = refine(section({
    level: text.optional().describe('Organisations of this level.'),
    domain: text.optional().describe('Organisations that work in this domain.'),
  }), ({ level, domain }): Selector | Refusal =>
    (level === undefined && domain === undefined ? refuse({ expected: '"level", "domain" or both', found: 'neither' }) : { level, domain }));
  const expected = 'organisations such as "ministry", "ministry.health", [ministry, agency] or { level: national, domain: health }';
  const one = byShape(expected, { single: name, map: described });
  return byShape<readonly Selector[]>(expected, {
    single: refine(name, (selector): readonly Selector[] => [selector]),
    list: one.array().min(1),
    map: refine(described, (selector): readonly Selector[] => [selector]),
  }).meta({ definition: 'organisations-selected' });
}
