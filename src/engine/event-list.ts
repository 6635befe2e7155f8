/** Names one pending event; a stale handle (run, cancelled, slot reused) is recognised by its generation. */
export type EventHandle = number;

/** Handle that never names an event. */
export const NO_EVENT: EventHandle = -1;

/** A slot number takes the low 27 bits of a handle, its generation the 26 bits above: together an exact double. */
const SLOTS = 0x8000000;
const GENERATIONS = 0x4000000;
/** Priorities 0..15 stand above a sequence number of 49 bits, so that one comparison of doubles decides a tie in time. */
const PRIORITY_STEP = 0x2000000000000;
const CANCELLED = -1;
const FREE = -2;
/** Below this size compaction costs more than the tombstones. */
const COMPACT_FROM = 64;

/**
 * The future event list: a 4-ary heap in parallel typed arrays, totally ordered by (time, priority, sequence).
 *
 * - `push` and `pop` take O(log n); `cancel` is O(1) and leaves a tombstone; when tombstones outnumber live events the heap
 *   is compacted, so cancelling costs O(log n) amortised and memory is O(live events).
 * - Events of equal time and priority leave in the order in which they were pushed. The sequence counts in a double and is exact
 *   for 5.6e14 events.
 * - Times are doubles in the caller's unit; the list does not care whether they lie in the past of earlier pops.
 *
 * `pop` leaves the event in the fields `time`, `kind`, `subject` and `detail` instead of allocating a record.
 */
export class EventList {
  /** The event that `pop` took out last. */
  time = 0;
  kind = 0;
  subject = 0;
  detail = 0;

  private times = new Float64Array(256);
  private orders = new Float64Array(256);
  private slots = new Int32Array(256);
  private length = 0;
  private tombstones = 0;
  private sequence = 0;

  private kinds = new Int32Array(256).fill(FREE);
  private subjects = new Int32Array(256);
  private details = new Int32Array(256);
  private generations = new Int32Array(256);
  private freeSlots = new Int32Array(256);
  private freeCount = 0;
  private slotCount = 0;

  /** Number of pending events, cancelled ones not counted. */
  get size(): number {
    return this.length - this.tombstones;
  }

  /** Entries held in memory, tombstones included; never more than 2 x size + 64. */
  get held(): number {
    return this.length;
  }

  /**
   * Adds an event and returns its handle. `kind` is a number >= 0; `subject` and `detail` are int32 payloads.
   * @throws RangeError when `time` is NaN.
   */
  push(time: number, priority: number, kind: number, subject: number, detail: number): EventHandle {
    if (time !== time) throw new RangeError('event time must be a number, found NaN');
    const slot = this.takeSlot();
    this.kinds[slot] = kind;
    this.subjects[slot] = subject;
    this.details[slot] = detail;
    if (this.length === this.times.length) this.growHeap();
    this.siftUp(this.length++, time, priority * PRIORITY_STEP + this.sequence++, slot);
    return this.generations[slot] * SLOTS + slot;
  }

  /** Takes a pending event out; false when the handle is stale. */
  cancel(handle: EventHandle): boolean {
    const slot = this.slotOf(handle);
    if (slot < 0) return false;
    this.kinds[slot] = CANCELLED;
    this.tombstones++;
    if (this.length >= COMPACT_FROM && this.tombstones * 2 > this.length) this.compact();
    return true;
  }

  /** Whether the handle names an event that is still to come. */
  isPending(handle: EventHandle): boolean {
    return this.slotOf(handle) >= 0;
  }

  /** Kind of a pending event; -1 when the handle is stale. */
  kindOf(handle: EventHandle): number {
    const slot = this.slotOf(handle);
    return slot < 0 ? CANCELLED : this.kinds[slot];
  }

  /** First payload of a pending event. */
  subjectOf(handle: EventHandle): number {
    return this.subjects[this.slotOf(handle)];
  }

  /** Second payload of a pending event. */
  detailOf(handle: EventHandle): number {
    return this.details[this.slotOf(handle)];
  }

  /** Time of the earliest event; Infinity when there is none. */
  nextTime(): number {
    while (this.length > 0 && this.kinds[this.slots[0]] === CANCELLED) {
      this.tombstones--;
      this.freeSlot(this.removeTop());
    }
    return this.length > 0 ? this.times[0] : Infinity;
  }

  /** Takes the earliest event out and leaves it in `time`, `kind`, `subject`, `detail`; false when the list is empty. */
  pop(): boolean {
    while (this.length > 0) {
      const time = this.times[0];
      const slot = this.removeTop();
      const kind = this.kinds[slot];
      this.freeSlot(slot);
      if (kind >= 0) {
        this.time = time;
        this.kind = kind;
        this.subject = this.subjects[slot];
        this.detail = this.details[slot];
        return true;
      }
      this.tombstones--;
    }
    return false;
  }

  private slotOf(handle: EventHandle): number {
    if (handle < 0) return -1;
    const slot = handle % SLOTS;
    if (slot >= this.slotCount || this.kinds[slot] < 0) return -1;
    return this.generations[slot] === (handle - slot) / SLOTS ? slot : -1;
  }

  private takeSlot(): number {
    if (this.freeCount > 0) return this.freeSlots[--this.freeCount];
    if (this.slotCount === this.kinds.length) this.growSlots();
    return this.slotCount++;
  }

  private freeSlot(slot: number): void {
    this.kinds[slot] = FREE;
    this.generations[slot] = (this.generations[slot] + 1) % GENERATIONS;
    this.freeSlots[this.freeCount++] = slot;
  }

  private siftUp(start: number, time: number, order: number, slot: number): void {
    const { times, orders, slots } = this;
    let index = start;
    while (index > 0) {
      const parent = (index - 1) >> 2;
      const parentTime = times[parent];
      if (parentTime < time || (parentTime === time && orders[parent] < order)) break;
      times[index] = parentTime;
      orders[index] = orders[parent];
      slots[index] = slots[parent];
      index = parent;
    }
    times[index] = time;
    orders[index] = order;
    slots[index] = slot;
  }

  private removeTop(): number {
    const top = this.slots[0];
    const last = --this.length;
    if (last > 0) this.siftDown(0, this.times[last], this.orders[last], this.slots[last]);
    return top;
  }

  private siftDown(start: number, time: number, order: number, slot: number): void {
    const { times, orders, slots, length } = this;
    let index = start;
    for (;;) {
      let child = index * 4 + 1;
      if (child >= length) break;
      const end = child + 4 < length ? child + 4 : length;
      let best = child;
      let bestTime = times[child];
      for (child++; child < end; child++) {
        const childTime = times[child];
        if (childTime < bestTime || (childTime === bestTime && orders[child] < orders[best])) {
          best = child;
          bestTime = childTime;
        }
      }
      if (time < bestTime || (time === bestTime && order < orders[best])) break;
      times[index] = bestTime;
      orders[index] = orders[best];
      slots[index] = slots[best];
      index = best;
    }
    times[index] = time;
    orders[index] = order;
    slots[index] = slot;
  }

  /** Drops all tombstones and restores the heap bottom-up (Floyd), in O(n). */
  private compact(): void {
    const { times, orders, slots, kinds } = this;
    let kept = 0;
    for (let index = 0; index < this.length; index++) {
      const slot = slots[index];
      if (kinds[slot] === CANCELLED) {
        this.freeSlot(slot);
        continue;
      }
      times[kept] = times[index];
      orders[kept] = orders[index];
      slots[kept] = slot;
      kept++;
    }
    this.length = kept;
    this.tombstones = 0;
    for (let index = (kept - 2) >> 2; index >= 0; index--) {
      this.siftDown(index, times[index], orders[index], slots[index]);
    }
  }

  private growHeap(): void {
    this.times = grownFloats(this.times);
    this.orders = grownFloats(this.orders);
    this.slots = grownIntegers(this.slots);
  }

  private growSlots(): void {
    if (this.slotCount >= SLOTS) throw new RangeError(`the event list holds at most ${SLOTS} events`);
    this.kinds = grownIntegers(this.kinds);
    this.subjects = grownIntegers(this.subjects);
    this.details = grownIntegers(this.details);
    this.generations = grownIntegers(this.generations);
    this.freeSlots = grownIntegers(this.freeSlots);
  }
}

function grownFloats(array: Float64Array): Float64Array<ArrayBuffer> {
  const grown = new Float64Array(array.length * 2);
  grown.set(array);
  return grown;
}

function grownIntegers(array: Int32Array): Int32Array<ArrayBuffer> {
  const grown = new Int32Array(array.length * 2);
  grown.set(array);
  return grown;
}
