/** How much sparser than its members a table may be before a map takes less memory. */
const SPARSEST = 16;

/**
 * Positions of organisations in a list, looked up at every act of trust. Members of a network mostly stand near each other in the file,
 * so a table from the first to the last is small, and ten times faster to read than a map.
 */
export class Roster {
  private readonly first: number;
  private readonly table: Int32Array;
  private readonly map: ReadonlyMap<number, number> | undefined;

  /** @param organisations indexes, each once */
  constructor(organisations: readonly number[]) {
    let first = Infinity;
    let last = -Infinity;
    for (const organisation of organisations) {
      first = Math.min(first, organisation);
      last = Math.max(last, organisation);
    }
    const dense = organisations.length > 0 && last - first < SPARSEST * organisations.length;
    this.first = dense ? first : 0;
    this.table = new Int32Array(dense ? last - first + 1 : 0).fill(-1);
    this.map = dense ? undefined : new Map(organisations.map((organisation, place) => [organisation, place]));
    if (dense) organisations.forEach((organisation, place) => (this.table[organisation - first] = place));
  }

  /** Position of an organisation in the list; -1 when it is not in it. */
  placeOf(organisation: number): number {
    if (this.map !== undefined) return this.map.get(organisation) ?? -1;
    const at = organisation - this.first;
    return at >= 0 && at < this.table.length ? this.table[at] : -1;
  }
}
