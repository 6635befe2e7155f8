import type { Path } from './document.js';
import { isFound } from './geography.js';
import type { ProblemLog } from './problem-log.js';
import type { Roster } from './roster.js';
import type { Selector } from './sections/selectors.js';

/** Indexes of the organisations that several selectors stand for together, ascending; undefined when one of them is not valid. */
export function selectAll(selectors: readonly Selector[], roster: Roster, path: Path, log: ProblemLog): readonly number[] | undefined {
  const selected = new Set<number>();
  let complete = true;
  selectors.forEach((selector, position) => {
    const found = roster.select(selector);
    if (isFound(found)) {
      for (const organisation of found) selected.add(organisation);
      return;
    }
    complete = false;
    if (found !== undefined) log.report(selectors.length > 1 ? [...path, position] : path, found);
  });
  return complete ? [...selected].sort((a, b) => a - b) : undefined;
}
