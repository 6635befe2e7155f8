import { makeLaw } from '../random/make-law.js';
import type { LawSpec } from '../random/law-spec.js';
import { supportOf } from './law-support.js';
import { unknownName, type Reason } from './reason.js';
import type { DeclaredKnowledge } from './sections/organisations.js';

/** Difficulty laws by problem class in file order; undefined for classes that are not valid. */
export type Difficulties = ReadonlyMap<string, LawSpec | undefined>;

/**
 * Knowledge Z of every domain. A share of problems becomes that quantile of the class's difficulty law (Garicano 2000: an organisation
 * solves what is not more difficult than its knowledge reaches). Where the class is not valid, which has been reported, 0 stands for it.
 *
 * @param own indexes of the organisation's domains, for each of which knowledge by domain must say something
 */
export function knowledgeByDomain(
  declared: DeclaredKnowledge, difficulties: Difficulties, domains: readonly string[], own: readonly number[],
): readonly number[] | Reason {
  if (declared.kind === 'all') return domains.map(() => Infinity);
  const { amount, kind } = declared;
  const toLevel = kind === 'level' ? (level: number): number => level : levelOfShare(declared.of, difficulties);
  if (typeof toLevel !== 'function') return toLevel;
  if (typeof amount === 'number') {
    const level = toLevel(amount);
    return domains.map(() => level);
  }
  const stranger = Object.keys(amount).find((name) => !domains.includes(name));
  if (stranger !== undefined) return unknownName('a domain', stranger, domains);
  const missing = own.find((domain) => !Object.hasOwn(amount, domains[domain]));
  if (missing !== undefined) return { expected: `a ${kind} for each of its domains`, found: `none for ${domains[missing]}` };
  return domains.map((name) => (Object.hasOwn(amount, name) ? toLevel(amount[name]) : knowsNothing(difficulties)));
}

/** Knowledge of a domain of which nothing is said: below every difficulty that can occur. */
function knowsNothing(difficulties: Difficulties): number {
  const lowest = [...difficulties.values()].map((law) => (law === undefined ? 0 : levelBelow(law)));
  return Math.min(0, ...lowest);
}

/** Turns a share of problems into a knowledge level. */
function levelOfShare(of: string | undefined, difficulties: Difficulties): ((share: number) => number) | Reason {
  const name = of ?? [...difficulties.keys()].at(0);
  if (name === undefined) return { expected: 'a problem class to which the share refers', found: 'no "problems" at all', advice: 'write { level: 2.3 } or all' };
  if (!difficulties.has(name)) return unknownName('a problem class', name, [...difficulties.keys()]);
  const law = difficulties.get(name);
  if (law === undefined) return () => 0;
  const { quantile } = makeLaw(law);
  return (share) => {
    if (share === 1) return Infinity;
    return share === 0 ? levelBelow(law) : quantile(share);
  };
}

/** A level that solves nothing: 0, or what lies below the law's smallest difficulty where that is not above 0. */
function levelBelow(law: LawSpec): number {
  const [lowest] = supportOf(law);
  if (lowest > 0) return 0;
  return law.law === 'constant' || law.law === 'discrete' ? lowest - 1 : lowest;
}
