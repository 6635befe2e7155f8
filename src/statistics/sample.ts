/**
 * Refuses a sample that statistics cannot be computed from.
 *
 * @param name the calling function, for the message
 * @param values the sample
 * @param minimum fewest values needed
 * @throws RangeError when there are fewer values, or one is not a finite number
 * @example requireSample('quantile', [1, 2], 1)
 */
export function requireSample(name: string, values: readonly number[], minimum: number): void {
  if (values.length < minimum) {
    throw new RangeError(`${name}: expected at least ${minimum} value${minimum === 1 ? '' : 's'}, found ${values.length}`);
  }
  const index = values.findIndex((value) => !Number.isFinite(value));
  if (index >= 0) throw new RangeError(`${name}: expected finite numbers, found ${values[index]} at index ${index}`);
}

/**
 * A copy in ascending numeric order.
 *
 * @example ascending([10, 9]) // [9, 10]
 */
export function ascending(values: readonly number[]): number[] {
  return [...values].sort((a, b) => a - b);
}
