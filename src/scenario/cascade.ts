import { placeClearances } from './clearances.js';
import type { Path } from './document.js';
import type { Geography } from './geography.js';
import type { ProblemLog } from './problem-log.js';
import { quote, unknownName } from './reason.js';
import type { Roster } from './roster.js';
import type { CascadeSpec } from './scenario.js';
import type { DeclaredCascade } from './sections/cascade.js';

/** What the cascade of a class refers to. */
export interface CascadeContext {
  readonly levels: readonly string[];
  readonly geography: Geography;
  readonly roster: Roster;
  /** Organisations at which problems of the class arise. */
  readonly origins: readonly number[];
  readonly log: ProblemLog;
}

/** Looks up the levels through which a programme goes down, and who clears it there; undefined when something is not valid, which is in the log. */
export function placeCascade(declared: DeclaredCascade, path: Path, context: CascadeContext): CascadeSpec | undefined {
  const { roster, log } = context;
  const to = placeGoal(declared, path, context);
  const through = placeDetailing(declared, to, path, context);
  if (declared.detail !== undefined && declared.through.length === 0) {
    log.report([...path, 'detail'], { expected: '"through" with the levels that detail it', found: 'none' });
  }
  const clearances = declared.clearances && placeClearances(declared.clearances, roster, path, log);
  if (to === undefined || through === undefined || (declared.clearances !== undefined && clearances === undefined)) return undefined;
  return {
    to, through, work: declared.work, detail: declared.detail ?? { law: 'constant', value: 0 },
    ...(clearances === undefined ? {} : { clearances }),
    discretion: declared.discretion, need: declared.need, fit: declared.fit, uniformity: declared.uniformity, join: declared.join,
  };
}

/** The level that carries the programme out: below every origin, with jurisdictions below at least one of them. */
function placeGoal({ to }: DeclaredCascade, path: Path, context: CascadeContext): number | undefined {
  const { levels, geography, log } = context;
  const level = levels.indexOf(to);
  if (level < 0) {
    log.report([...path, 'to'], unknownName('a level', to, levels));
    return undefined;
  }
  const lowest = originLevels(context).reduce((deepest, origin) => Math.max(deepest, origin), 0);
  if (level <= lowest) {
    log.report([...path, 'to'], { expected: `a level below ${quote(levels[lowest])}, where problems of the class arise`, found: quote(to) });
    return undefined;
  }
  const apexes = new Set(context.origins.map((origin) => context.roster.specs[origin].jurisdiction));
  const isBelow = (jurisdiction: number): boolean => jurisdiction >= 0 && (apexes.has(jurisdiction) || isBelow(geography.specs[jurisdiction].parent));
  if (geography.specs.some((jurisdiction) => jurisdiction.level === level && isBelow(jurisdiction.parent))) return level;
  // Jurisdictions that are not valid may have been there.
  if (log.problems.length === 0) log.report([...path, 'to'], { expected: 'a level with jurisdictions below one where problems of the class arise', found: quote(to) });
  return undefined;
}

/** The levels that detail it: between the highest origin and the level that carries it out, from top to bottom. */
function placeDetailing({ through }: DeclaredCascade, to: number | undefined, path: Path, context: CascadeContext): readonly number[] | undefined {
  const { levels, log } = context;
  const highest = originLevels(context).reduce((top, origin) => Math.min(top, origin), levels.length);
  const placed = through.map((name, position) => {
    const level = levels.indexOf(name);
    const misplaced = level <= highest || (to !== undefined && level >= to);
    if (level < 0) log.report([...path, 'through', position], unknownName('a level', name, levels));
    else if (through.indexOf(name) < position) log.report([...path, 'through', position], { expected: 'different levels', found: `${quote(name)} twice` });
    else if (misplaced) log.report([...path, 'through', position], { expected: `a level below ${quote(levels[highest])}${to === undefined ? '' : ` and above ${quote(levels[to])}`}`, found: quote(name) });
    else return level;
    return undefined;
  });
  return placed.every((level) => level !== undefined) ? placed.sort((a, b) => a - b) : undefined;
}

/** Levels of the organisations at which problems arise. */
function originLevels({ origins, roster, geography }: CascadeContext): readonly number[] {
  return origins.map((origin) => geography.specs[roster.specs[origin].jurisdiction].level);
}
