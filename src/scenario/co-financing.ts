import type { LawSpec } from '../random/law-spec.js';
import type { Path } from './document.js';
import type { ProblemLog } from './problem-log.js';
import { statement, unknownName } from './reason.js';
import type { CoFinancing } from './scenario.js';

/** A cost and its support as declared; the level is still a name. */
interface DeclaredCost {
  readonly cost?: LawSpec | undefined;
  readonly co_financing?: { readonly share: number; readonly level: string } | undefined;
}

/** Looks up the level that supports those who pay; undefined when nobody does, or when it is not valid, which is in the log. */
export function placeCoFinancing(
  { cost, co_financing: declared }: DeclaredCost, path: Path, { levels, log }: { readonly levels: readonly string[]; readonly log: ProblemLog },
): CoFinancing | undefined {
  if (declared === undefined) return undefined;
  const { share, level } = declared;
  const place = [...path, 'co_financing'];
  if (cost === undefined) log.report(place, statement('there is no "cost" to support'));
  if (!levels.includes(level)) log.report([...place, 'level'], unknownName('a level', level, levels));
  return cost === undefined || !levels.includes(level) ? undefined : { share, level: levels.indexOf(level) };
}
