/** Takes one element out of an array; the later ones move up. `splice` does the same and makes an array of what it took. */
export function removeAt(array: unknown[], index: number): void {
  for (let at = index + 1; at < array.length; at++) array[at - 1] = array[at];
  array.pop();
}
