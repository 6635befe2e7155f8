/** Columns that text is wrapped to, and that tables should not exceed. */
export const PROSE_WIDTH = 80;
export const TABLE_WIDTH = 100;

/** The lines of a text broken at spaces, none longer than `width` unless a single word is. */
export function wrap(text: string, width = PROSE_WIDTH): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}

/** `3 runs`, `1 run`. */
export function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;
}

/** More names than this are counted and not read. */
const MOST_READ = 5;

/** The same, but long lists by their first names: `a, b, c and 26 others`. */
export function brieflyListed(names: readonly string[]): string {
  return names.length <= MOST_READ ? listed(names) : listed([...names.slice(0, 3), `${names.length - 3} others`]);
}

/** `once`, `twice`, `5 times`. */
export function times(number: number): string {
  return ['never', 'once', 'twice'][number] ?? `${number} times`;
}
