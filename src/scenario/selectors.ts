import type { Path } from './document.js';
import { isFound } from './geography.js';
import type { ProblemLog } from './problem-log.js';
import type { Roster } from './roster.js';
import type { Selector } from './sections/selectors.js';

/** Indexes of the organisations that several selectors stand for together, ascending; undefined when one of them is not valid. */
export function selectAll(selectors: readonly Selector[], roster: Roster, path: Path, log: ProblemLog): readonly number[] | undefined {
  const found = selectors.map((selector) => roster.select(selector));
  for (const [position, each] of found.entries()) {
    if (each !== undefined && !isFound(each)) log.report(selectors.length > 1 ? [...path, position] : path, each);
  }
  if (!found.every(isFound)) return undefined;
  return found.length === 1 ? found[0] : [...new Set(found.flat())].sort((a, b) => a - b);
}
