import { doubled } from './grown-array.js';

/** Names one pending event; a stale handle (run, cancelled, slot reused) is recognised by its generation. */
export type EventHandle = number;

/** Handle that never names an event. */
export const NO_EVENT: EventHandle = -1;

/** A slot number takes the low 27 bits of a handle, its generation the 26 bits above: together an exact double. */
const SLOTS = 0x8000000;
const GENERATIONS = 0x4000000;
/** Priorities 0..15 stand above a sequence number of 49 bits, so that one comparison of doubles decides a tie in time. */
const PRIORITY_STEP = 0x2000000000000;
const LAST_PRIORITY = 15;
const CANCELLED = -1;
const FREE = -2;
/** Up to this many entries compaction costs more than the tombstones. */
const NEVER_COMPACTED = 64;
/**
 * Up to this many entries the heap lies in the processor's cache, and a choice among children without branches saves a third of the
 * time. Beyond, waiting for memory is what costs, and branches let the processor guess and load ahead.
 */
const IN_CACHE = 100_000;

/**
 * The future event list: a 4-ary heap in parallel typed arrays, totally ordered by (time, priority, sequence).
 *
 * - `push` and `pop` take O(log n); `cancel` is O(1) and leaves a tombstone; when tombstones outnumber live events the heap
 *   is compacted, so cancelling costs O(log n) amortised and memory is that of the most events that were ever live at once.
 * - Events of equal time and priority leave in the order in which they were pushed. The sequence counts in a double and is exact
 *   for 5.6e14 events.
 * - Times are finite doubles in the caller's unit; the list does not care whether they lie in the past of earlier pops.
 * - A handle is mistaken for a later one only after its slot has been used 67 million times more.
 *
 * `pop` leaves the event in the fields `time`, `kind`, `subject` and `detail` instead of allocating a record.
 *
 * @example
 * const list = new EventList();
 * list.push(2, 0, 7, 0, 0);
 * list.pop(); // true: list.time is 2, list.kind is 7
 */
export class EventList {
  /** The event that `pop` took out last. */
  time = 0;
  kind = 0;
  subject = 0;
  detail = 0;

  // The heap.
  private times = new Float64Array(256);
  private slots = new Int32Array(256);
  private length = 0;
  private tombstones = 0;
  private sequence = 0;
  /**
   * 1 while the top of the heap is a hole that the last `pop` left. Most events schedule another one, which then takes the hole and
   * sinks from there: one pass through the heap instead of two.
   */
  private hole = 0;

  // What an entry of the heap names.
  private kinds = new Int32Array(256).fill(FREE);
  /** Rank among events of equal time; looked up only when two times are equal, so it need not move through the heap. */
  private orders = new Float64Array(256);
  private subjects = new Int32Array(256);
  private details = new Int32Array(256);
  private generations = new Int32Array(256);
  private freeSlots = new Int32Array(256);
  private freeCount = 0;
  private slotCount = 0;

  /** Number of pending events, cancelled ones not counted. */
  get size(): number {
    return this.length - this.hole - this.tombstones;
  }

  /** Entries held in memory, tombstones included; never more than 2 x size + 64. */
  get held(): number {
    return this.length - this.hole;
  }

  /**
   * Adds an event and returns its handle.
   *
   * @param time finite
   * @param priority integer from 0 to 15; the smaller one leaves first at one time
   * @param kind integer of at least 0
   * @param subject, detail two int32 that mean something to the caller
   * @throws RangeError on any other argument, and above 134 million pending events
   */
  push(time: number, priority: number, kind: number, subject: number, detail: number): EventHandle {
    if (!(time - time === 0)) throw new RangeError(`event time must be a finite number, found ${time}`);
    if ((priority & LAST_PRIORITY) !== priority) throw new RangeError(`priority must be an integer from 0 to 15, found ${priority}`);
    if ((kind & 0x7fffffff) !== kind) throw new RangeError(`kind must be an integer from 0 to 2147483647, found ${kind}`);
    if ((subject | 0) !== subject || (detail | 0) !== detail) {
      throw new RangeError(`payloads must be 32-bit integers, found ${subject} and ${detail}`);
    }
    const slot = this.takeSlot();
    this.kinds[slot] = kind;
    this.subjects[slot] = subject;
    this.details[slot] = detail;
    this.orders[slot] = priority * PRIORITY_STEP + this.sequence++;
    if (this.hole === 1) {
      this.hole = 0;
      this.siftDown(0, time, slot);
    } else {
      if (this.length === this.times.length) this.growHeap();
      this.siftUp(this.length++, time, slot);
    }
    return this.generations[slot] * SLOTS + slot;
  }

  /** Takes a pending event out; false when the handle is stale. */
  cancel(handle: EventHandle): boolean {
    const slot = this.slotOf(handle);
    if (slot < 0) return false;
    this.kinds[slot] = CANCELLED;
    this.tombstones++;
    this.compactIfSparse();
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

  /** First payload of a pending event. @throws RangeError when the handle is stale. */
  subjectOf(handle: EventHandle): number {
    return this.subjects[this.pendingSlotOf(handle)];
  }

  /** Second payload of a pending event. @throws RangeError when the handle is stale. */
  detailOf(handle: EventHandle): number {
    return this.details[this.pendingSlotOf(handle)];
  }

  /** Time of the earliest event; Infinity when there is none. */
  nextTime(): number {
    this.bringUpLive();
    return this.length > 0 ? this.times[0] : Infinity;
  }

  /**
   * Takes the earliest event out, if its time is at most `latest`, and leaves it in `time`, `kind`, `subject`, `detail`; false when
   * there is none.
   */
  pop(latest = Infinity): boolean {
    this.bringUpLive();
    if (this.length === 0 || this.times[0] > latest) return false;
    const slot = this.slots[0];
    this.time = this.times[0];
    this.kind = this.kinds[slot];
    this.subject = this.subjects[slot];
    this.detail = this.details[slot];
    this.freeSlot(slot);
    this.hole = 1;
    this.compactIfSparse();
    return true;
  }

  /** Fills the hole and drops tombstones until the top of the heap is a live event or nothing is left. */
  private bringUpLive(): void {
    if (this.hole === 1) this.fillHole();
    while (this.length > 0 && this.kinds[this.slots[0]] === CANCELLED) {
      this.tombstones--;
      this.freeSlot(this.slots[0]);
      this.fillHole();
    }
  }

  /** Puts the last entry into the place at the top that has become free. */
  private fillHole(): void {
    this.hole = 0;
    const last = --this.length;
    if (last > 0) this.siftDown(0, this.times[last], this.slots[last]);
  }

  private slotOf(handle: EventHandle): number {
    const generation = Math.floor(handle / SLOTS);
    const slot = handle - generation * SLOTS;
    if (!(slot < this.slotCount) || this.kinds[slot] < 0) return -1;
    return this.generations[slot] === generation ? slot : -1;
  }

  private pendingSlotOf(handle: EventHandle): number {
    const slot = this.slotOf(handle);
    if (slot < 0) throw new RangeError('the event has run or was cancelled');
    return slot;
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

  private siftUp(start: number, time: number, slot: number): void {
    const { times, orders, slots } = this;
    let index = start;
    while (index > 0) {
      const parent = (index - 1) >> 2;
      const parentTime = times[parent];
      if (parentTime < time || (parentTime === time && orders[slots[parent]] < orders[slot])) break;
      times[index] = parentTime;
      slots[index] = slots[parent];
      index = parent;
    }
    times[index] = time;
    slots[index] = slot;
  }

  private siftDown(start: number, time: number, slot: number): void {
    const { times, orders, slots, length } = this;
    let index = start;
    for (;;) {
      const child = index * 4 + 1;
      if (child >= length) break;
      const best = child + 3 < length && length <= IN_CACHE ? this.earliestOfFour(child) : this.earliest(child, child + 4 < length ? child + 4 : length);
      const bestTime = times[best];
      if (time < bestTime || (time === bestTime && orders[slot] < orders[slots[best]])) break;
      times[index] = bestTime;
      slots[index] = slots[best];
      index = best;
    }
    times[index] = time;
    slots[index] = slot;
  }

  /** Index of the earliest entry from `start` to before `end`. */
  private earliest(start: number, end: number): number {
    const { times, orders, slots } = this;
    let best = start;
    let bestTime = times[start];
    for (let index = start + 1; index < end; index++) {
      const time = times[index];
      if (time < bestTime || (time === bestTime && orders[slots[index]] < orders[slots[best]])) {
        best = index;
        bestTime = time;
      }
    }
    return best;
  }

  /** Index of the earliest of four entries: a knock-out by arithmetic on comparisons, which settles everything but ties. */
  private earliestOfFour(start: number): number {
    const { times } = this;
    const first = times[start];
    const second = times[start + 1];
    const third = times[start + 2];
    const fourth = times[start + 3];
    const left = start + Number(second < first);
    const right = start + 2 + Number(fourth < third);
    const leftTime = times[left];
    const rightTime = times[right];
    if (first === second || third === fourth || leftTime === rightTime) return this.earliest(start, start + 4);
    return left + (right - left) * Number(rightTime < leftTime);
  }

  private compactIfSparse(): void {
    if (this.tombstones * 2 > this.held && this.held > NEVER_COMPACTED) this.compact();
  }

  /** Drops all tombstones and restores the heap bottom-up (Floyd), in O(n). */
  private compact(): void {
    if (this.hole === 1) this.fillHole();
    const { times, slots, kinds } = this;
    let kept = 0;
    for (let index = 0; index < this.length; index++) {
      const slot = slots[index];
      if (kinds[slot] === CANCELLED) {
        this.freeSlot(slot);
        continue;
      }
      times[kept] = times[index];
      slots[kept] = slot;
      kept++;
    }
    this.length = kept;
    this.tombstones = 0;
    for (let index = (kept - 2) >> 2; index >= 0; index--) {
      this.siftDown(index, times[index], slots[index]);
    }
  }

  private growHeap(): void {
    this.times = doubled(this.times);
    this.slots = doubled(this.slots);
  }

  private growSlots(): void {
    if (this.slotCount >= SLOTS) throw new RangeError(`the event list holds at most ${SLOTS} events`);
    this.kinds = doubled(this.kinds);
    this.orders = doubled(this.orders);
    this.subjects = doubled(this.subjects);
    this.details = doubled(this.details);
    this.generations = doubled(this.generations);
    this.freeSlots = doubled(this.freeSlots);
  }
}
