import type { EventSlots } from './event-slots.js';
import { doubled } from './grown-array.js';

/**
 * Entries (time, slot) in order, taken from the front: what the ladder has brought up. `times[end]` is Infinity, so that a look at the
 * first time needs no test for emptiness.
 */
export class EventRun {
  times = new Float64Array(64).fill(Infinity, 0, 1);
  slots = new Int32Array(64);
  start = 0;
  end = 0;

  constructor(private readonly events: EventSlots) {}

  get size(): number {
    return this.end - this.start;
  }

  /**
   * Appends an entry if the run is not empty and none of it comes after the entry; tells whether it did. Where all events have one time,
   * this makes a queue of first in, first out.
   */
  appended(slot: number): boolean {
    const { end } = this;
    const time = this.events.timeOf(slot);
    if (end === this.start || !(time >= this.times[end - 1])) return false;
    if (time === this.times[end - 1] && this.events.orderOf(slot) < this.events.orderOf(this.slots[end - 1])) return false;
    this.append(time, slot);
    return true;
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

  /** Puts a few dozen entries in order, by insertion. */
  sort(): void {
    const { times, slots, events, start, end } = this;
    for (let from = start + 1; from < end; from++) {
      const time = times[from];
      const slot = slots[from];
      let index = from;
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
