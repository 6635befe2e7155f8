import type { EventSlots } from './event-slots.js';
import { doubled } from './grown-array.js';

/** Up to this many entries one is put in its place by moving others. */
const MOST_MOVED = 32;

/**
 * Entries (time, slot) in order, taken from the front: what comes next. `times[end]` is Infinity, so that a look at the
 * first time needs no test for emptiness.
 */
export class EventRun {
  times = new Float64Array(256).fill(Infinity, 0, 1);
  slots = new Int32Array(256);
  start = 0;
  end = 0;

  constructor(private readonly events: EventSlots) {}

  get size(): number {
    return this.end - this.start;
  }

  /** Whether an entry may come last: no entry of the run, which must not be empty, comes after it. */
  private isLast(time: number, slot: number): boolean {
    const last = this.end - 1;
    const latest = this.times[last];
    return time > latest || (time === latest && this.events.orderOf(slot) > this.events.orderOf(this.slots[last]));
  }

  /**
   * Puts an entry in its place, by moving those before or behind it, whichever are fewer; false when it would not come last and the run holds
   * more than a few dozen others. So a run of any length may be a queue of first in, first out, where all events have one time or come in
   * order.
   */
  inserted(slot: number): boolean {
    const { start, end } = this;
    const time = this.events.timeOf(slot);
    if (start === end || this.isLast(time, slot)) {
      this.append(time, slot);
      return true;
    }
    if (end - start > MOST_MOVED) return false;
    if (start > 0 && time < this.times[(start + end) >> 1]) this.insertEarly(time, slot);
    else this.insertLate(time, slot);
    return true;
  }

  /** Puts an entry that is not the last one in its place, by moving those before it; needs room there. */
  private insertEarly(time: number, slot: number): void {
    const { times, slots, events } = this;
    let index = --this.start;
    for (;;) {
      const after = times[index + 1];
      if (after > time || (after === time && events.orderOf(slots[index + 1]) > events.orderOf(slot))) break;
      times[index] = after;
      slots[index] = slots[index + 1];
      index++;
    }
    times[index] = time;
    slots[index] = slot;
  }

  /** Puts an entry in its place, by moving those behind it. */
  private insertLate(time: number, slot: number): void {
    if (this.end + 1 === this.times.length) this.makeRoom();
    const { times, slots, events, start } = this;
    let index = this.end++;
    times[index + 1] = Infinity;
    while (index > start) {
      const before = times[index - 1];
      if (before < time || (before === time && events.orderOf(slots[index - 1]) < events.orderOf(slot))) break;
      times[index] = before;
      slots[index] = slots[index - 1];
      index--;
    }
    times[index] = time;
    slots[index] = slot;
  }

  /** Adds an entry at the end, whatever the order. */
  append(time: number, slot: number): void {
    if (this.end + 1 === this.times.length) this.makeRoom();
    const { end } = this;
    this.times[end] = time;
    this.slots[end] = slot;
    this.end = end + 1;
    this.times[end + 1] = Infinity;
  }

  /**
   * Replaces the entries by those from `begin` to before `end` of two arrays, a few dozen, in order. Every event passes here: a step shared
   * with `insertLate` would be a call for each, 3 % of the hold model's instructions.
   * @returns number of cancelled ones, which are freed instead
   */
  sort(fromTimes: Float64Array, fromSlots: Int32Array, begin: number, end: number): number {
    const { times, slots, events } = this;
    // All records are looked at once without a step that depends on what is found, so that the processor fetches them side by side.
    let cancelled = 0;
    for (let from = begin; from < end; from++) if (events.isCancelled(fromSlots[from])) cancelled++;
    let length = 0;
    for (let from = begin; from < end; from++) {
      const slot = fromSlots[from];
      if (cancelled > 0 && events.freedIfCancelled(slot)) continue;
      const time = fromTimes[from];
      let index = length++;
      while (index > 0) {
        const before = times[index - 1];
        if (before < time || (before === time && events.orderOf(slots[index - 1]) < events.orderOf(slot))) break;
        times[index] = before;
        slots[index] = slots[index - 1];
        index--;
      }
      times[index] = time;
      slots[index] = slot;
    }
    times[length] = Infinity;
    this.start = 0;
    this.end = length;
    return cancelled;
  }

  clear(): void {
    this.start = 0;
    this.end = 0;
    this.times[0] = Infinity;
  }

  /** Whether all entries are in order. */
  isOrdered(): boolean {
    const { times, slots, events } = this;
    for (let index = this.start + 1; index < this.end; index++) {
      if (times[index] < times[index - 1]) return false;
      if (times[index] === times[index - 1] && events.orderOf(slots[index]) < events.orderOf(slots[index - 1])) return false;
    }
    return true;
  }

  /** Drops and frees cancelled entries; returns how many. */
  sweep(): number {
    const { times, slots, events, start, end } = this;
    let to = start;
    for (let index = start; index < end; index++) {
      const slot = slots[index];
      if (events.freedIfCancelled(slot)) continue;
      times[to] = times[index];
      slots[to++] = slot;
    }
    this.end = to;
    times[to] = Infinity;
    return end - to;
  }

  /** Moves the entries to the front, or doubles the room where that would free less than half of it. */
  private makeRoom(): void {
    const { start, end } = this;
    if (start * 2 < this.times.length) {
      this.times = doubled(this.times);
      this.slots = doubled(this.slots);
      return;
    }
    this.times.copyWithin(0, start, end + 1);
    this.slots.copyWithin(0, start, end);
    this.start = 0;
    this.end = end - start;
  }
}
