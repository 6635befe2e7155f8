import { DesignError } from '../design-error.js';
import { type DesignMatrix, identity, requireRows } from './design-matrix.js';

/**
 * Points that somebody has listed, in their order. The columns are all names that occur, in the order of their first occurrence; a point that
 * says nothing of one leaves it at the file's own value.
 *
 * @throws DesignError without points, with a point that stands there twice, and for more than a million points
 * @example list([{ a: 1 }, { a: 2, b: 'x' }]).rows // [[1, undefined], [2, 'x']]
 */
export function list(points: readonly Readonly<Record<string, unknown>>[]): DesignMatrix {
  if (points.length === 0) throw new DesignError('list: expected at least one design point, found none');
  requireRows('list', points.length);
  const names = [...new Set(points.flatMap((point) => Object.keys(point)))];
  const rows = points.map((point) => names.map((name) => (Object.hasOwn(point, name) ? point[name] : undefined)));
  const first = new Map<string, number>();
  rows.forEach((row, index) => {
    const text = row.map(identity).join();
    const earlier = first.get(text);
    if (earlier !== undefined) throw new DesignError(`list: expected different design points, found point ${index + 1} to be the same as point ${earlier + 1}`);
    first.set(text, index);
  });
  return { names, rows, notices: [] };
}
