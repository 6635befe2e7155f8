/** Names in a scenario: a letter, then letters, digits, `-` and `_`. No dots, so that paths never need escaping. */
export const SLUG = /^[A-Za-z][A-Za-z0-9_-]*$/;

export function isSlug(text: string): boolean {
  return SLUG.test(text);
}

/**
 * The slug nearest to a free name: `Île-de-France` becomes `Ile-de-France`, `New York` becomes `New-York`.
 * Empty when nothing usable is left.
 */
export function slugFrom(text: string): string {
  const withoutAccents = text.normalize('NFD').replace(/\p{M}/gu, '');
  return withoutAccents.replace(/[^A-Za-z0-9_]+/g, '-').replace(/^[^A-Za-z]+|-+$/g, '');
}

/** Number of single-character insertions, deletions, substitutions and swaps of neighbours between two words (Damerau 1964). */
export function editDistance(from: string, to: string): number {
  let beforePrevious: readonly number[] = [];
  let previous: readonly number[] = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const substitution = previous[column - 1] + (from[row - 1] === to[column - 1] ? 0 : 1);
      let fewest = Math.min(substitution, previous[column] + 1, current[column - 1] + 1);
      const swapped = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      if (swapped) fewest = Math.min(fewest, beforePrevious[column - 2] + 1);
      current.push(fewest);
    }
    beforePrevious = previous;
    previous = current;
  }
  return previous[to.length];
}

/** Names longer than this are not compared: nobody mistypes them by hand. */
const LONGEST_COMPARED = 80;

/**
 * The valid name that a misspelt one most probably stands for: at most a third of the longer one's letters differ (at least one may),
 * the first of equals. Undefined when none is near.
 */
export function nearestName(name: string, valid: Iterable<string>): string | undefined {
  if (name.length > LONGEST_COMPARED) return undefined;
  const asked = name.toLowerCase();
  let best: string | undefined;
  let bestDistance = Infinity;
  for (const candidate of valid) {
    const allowed = Math.max(1, Math.floor(Math.max(name.length, candidate.length) / 3));
    if (Math.abs(candidate.length - name.length) > Math.min(allowed, bestDistance)) continue;
    const distance = editDistance(asked, candidate.toLowerCase());
    if (distance <= allowed && distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}
