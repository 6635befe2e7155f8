/** A word that no POSIX shell reads otherwise than it stands. */
const PLAIN_WORD = /^[\p{L}\p{N}_@%+=:,./-]+$/u;

/**
 * A command to copy into a POSIX shell, each of its words in quotes where it needs them.
 *
 * @example commandLine(['subsidia', 'check', 'my study']) // "subsidia check 'my study'"
 */
export function commandLine(words: readonly string[]): string {
  return words.map((word) => (PLAIN_WORD.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`)).join(' ');
}
