import type { EventRun } from './event-run.js';
import type { EventSlots } from './event-slots.js';
import { doubled } from './grown-array.js';

/** A 4-ary heap of (time, slot), ordered by time and among equal times by the order of the slots. */
export class EventHeap {
  times = new Float64Array(64);
  slots = new Int32Array(64);
  length = 0;

  constructor(private readonly events: EventSlots) {}

  add(slot: number): void {
    if (this.length === this.times.length) this.grow();
    this.siftUp(this.length++, slot);
  }

  /** Removes the earliest entry. */
  removeTop(): void {
    const last = --this.length;
    if (last > 0) this.siftDown(0, this.slots[last]);
  }

  /** Takes all entries of a run, whatever their order there, into an empty heap. */
  takeOver(run: EventRun): void {
    while (this.times.length < run.size) this.grow();
    this.times.set(run.times.subarray(run.start, run.end));
    this.slots.set(run.slots.subarray(run.start, run.end));
    this.length = run.size;
    run.clear();
    this.order();
  }

  /** Drops and frees cancelled entries; returns how many. */
  sweep(): number {
    const { times, slots, events, length } = this;
    let kept = 0;
    for (let index = 0; index < length; index++) {
      const slot = slots[index];
      if (events.freedIfCancelled(slot)) continue;
      times[kept] = times[index];
      slots[kept++] = slot;
    }
    this.length = kept;
    this.order();
    return length - kept;
  }

  /** Restores the order of any entries, bottom-up (Floyd), in O(n). */
  private order(): void {
    const { slots } = this;
    for (let index = (this.length - 2) >> 2; index >= 0; index--) this.siftDown(index, slots[index]);
  }

  private siftUp(start: number, slot: number): void {
    const { times, slots } = this;
    const time = this.events.timeOf(slot);
    let index = start;
    while (index > 0) {
      const parent = (index - 1) >> 2;
      const parentTime = times[parent];
      if (parentTime < time || (parentTime === time && this.events.orderOf(slots[parent]) < this.events.orderOf(slot))) break;
      times[index] = parentTime;
      slots[index] = slots[parent];
      index = parent;
    }
    times[index] = time;
    slots[index] = slot;
  }

  private siftDown(start: number, slot: number): void {
    const { times, slots, length } = this;
    const time = this.events.timeOf(slot);
    let index = start;
    for (;;) {
      const child = index * 4 + 1;
      if (child >= length) break;
      const best = child + 3 < length ? this.earliestOfFour(child) : this.earliest(child, length);
      const bestTime = times[best];
      if (time < bestTime || (time === bestTime && this.events.orderOf(slot) < this.events.orderOf(slots[best]))) break;
      times[index] = bestTime;
      slots[index] = slots[best];
      index = best;
    }
    times[index] = time;
    slots[index] = slot;
  }

  /** Index of the earliest entry from `start` to before `end`. */
  private earliest(start: number, end: number): number {
    const { times, slots } = this;
    let best = start;
    let bestTime = times[start];
    for (let index = start + 1; index < end; index++) {
      const time = times[index];
      if (time < bestTime || (time === bestTime && this.events.orderOf(slots[index]) < this.events.orderOf(slots[best]))) {
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

  private grow(): void {
    this.times = doubled(this.times);
    this.slots = doubled(this.slots);
  }
}
