/**
 * Replaces what stands between two lines of a text: the one that contains `generated: NAME` and the next one that contains
 * `end: NAME`. The two lines stay. They may be comments of any language.
 *
 * @throws RangeError when there is not exactly one such pair
 * @example replaceSection('a\n# generated: laws\nold\n# end: laws\n', 'laws', 'new') // 'a\n# generated: laws\nnew\n# end: laws\n'
 */
export function replaceSection(text: string, name: string, body: string): string {
  const lines = text.split('\n');
  const begin = theLine(lines, `generated: ${name}`);
  const end = theLine(lines, `end: ${name}`);
  if (end < begin) throw new RangeError(`expected the line "generated: ${name}" above the line "end: ${name}", found it below`);
  return [...lines.slice(0, begin + 1), ...body.split('\n'), ...lines.slice(end)].join('\n');
}

function theLine(lines: readonly string[], mark: string): number {
  const found = [...lines.keys()].filter((index) => new RegExp(`${mark}(?![\\w-])`).test(lines[index]));
  if (found.length !== 1) throw new RangeError(`expected one line with "${mark}", found ${found.length}`);
  return found[0];
}
