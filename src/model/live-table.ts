/** What is under way and known by a number: open issues, running programmes. Numbers of what is over are used again. */
export class LiveTable<Entry extends { readonly id: number }> {
  private readonly rows: (Entry | undefined)[] = [];
  private readonly free: number[] = [];

  /** Entries in use. */
  size = 0;

  /** Number for the next entry. */
  takeNumber(): number {
    return this.free.pop() ?? this.rows.length;
  }

  add(entry: Entry): void {
    this.rows[entry.id] = entry;
    this.size++;
  }

  /** Undefined when the entry with this number is over. */
  at(id: number): Entry | undefined {
    return this.rows[id];
  }

  remove(entry: Entry): void {
    this.rows[entry.id] = undefined;
    this.free.push(entry.id);
    this.size--;
  }

  *entries(): Generator<Entry> {
    for (const entry of this.rows) if (entry !== undefined) yield entry;
  }
}
