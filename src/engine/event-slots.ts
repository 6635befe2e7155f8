import { doubled } from './grown-array.js';

/** A slot number takes the low 27 bits of a handle, its generation the 26 bits above: together an exact double. */
const SLOTS = 0x8000000;
const GENERATIONS = 0x4000000;
/** Priorities 0..15 stand above a sequence number of 49 bits, so that one comparison of doubles decides a tie in time. */
const PRIORITY_STEP = 0x2000000000000;

/** What the kind of a slot says when it names no pending event. */
const CANCELLED = -1;
const FREE = -2;

/**
 * A record of 32 bytes, one after the other in memory: three int32, the generation, and as doubles the time and the order among events of equal
 * time. With a million pending events each event costs one cache miss instead of the five of parallel arrays.
 */
const WORDS = 8;
/** A slot's first word and first double; shifts, and an "or" instead of a sum, since sums and products of integers are checked for overflow. */
const WORD_SHIFT = 3;
const DOUBLE_SHIFT = 2;
const SUBJECT = 1;
const DETAIL = 2;
const GENERATION = 3;
const TIME = 2;
const ORDER = 3;

/**
 * What pending events carry, and the handles that name them. A handle is mistaken for a later one only after its slot has been used 67
 * million times more. An event has a slot from `take` until `free`; a free slot's subject is the next free
 * slot.
 */
export class EventSlots {
  private words = new Int32Array(WORDS * 256);
  private doubles = new Float64Array(this.words.buffer);
  private capacity = 256;
  private used = 0;
  private firstFree = -1;
  private sequence = 0;

  /**
   * Writes an event into a free slot and returns the slot. The sequence counts in a double and is exact for 5.6e14 events.
   * @throws RangeError above 134 million events
   */
  take(time: number, priority: number, kind: number, subject: number, detail: number): number {
    if (this.firstFree < 0) this.makeFree();
    const { words, doubles } = this;
    const slot = this.firstFree;
    const at = slot << WORD_SHIFT;
    this.firstFree = words[at | SUBJECT];
    words[at] = kind;
    words[at | SUBJECT] = subject;
    words[at | DETAIL] = detail;
    doubles[(slot << DOUBLE_SHIFT) | TIME] = time;
    doubles[(slot << DOUBLE_SHIFT) | ORDER] = priority * PRIORITY_STEP + this.sequence++;
    return slot;
  }

  /** Gives a slot back; handles of its event are stale from now on. */
  free(slot: number): void {
    const { words } = this;
    const at = slot << WORD_SHIFT;
    words[at] = FREE;
    words[at | SUBJECT] = this.firstFree;
    words[at | GENERATION] = (words[at | GENERATION] + 1) & (GENERATIONS - 1);
    this.firstFree = slot;
  }

  /** Marks an event as one that will not happen; its slot is free only when its entry is found and dropped. */
  cancel(slot: number): void {
    this.words[slot << WORD_SHIFT] = CANCELLED;
  }

  isCancelled(slot: number): boolean {
    return this.words[slot << WORD_SHIFT] === CANCELLED;
  }

  /** Frees the slot of a cancelled event; false when it is still to come. */
  freedIfCancelled(slot: number): boolean {
    if (this.words[slot << WORD_SHIFT] !== CANCELLED) return false;
    this.free(slot);
    return true;
  }

  kindOf(slot: number): number {
    return this.words[slot << WORD_SHIFT];
  }

  subjectOf(slot: number): number {
    return this.words[(slot << WORD_SHIFT) | SUBJECT];
  }

  detailOf(slot: number): number {
    return this.words[(slot << WORD_SHIFT) | DETAIL];
  }

  /** Time of the event. Whoever adds a slot somewhere reads it here: handed over as an argument, it would be put into a box for every call. */
  timeOf(slot: number): number {
    return this.doubles[(slot << DOUBLE_SHIFT) | TIME];
  }

  /** Rank among events of equal time: priority, then order of pushing. */
  orderOf(slot: number): number {
    return this.doubles[(slot << DOUBLE_SHIFT) | ORDER];
  }

  handleOf(slot: number): number {
    return this.words[(slot << WORD_SHIFT) | GENERATION] * SLOTS + slot;
  }

  /** The slot that a handle names, -1 when it names no pending event. */
  slotOf(handle: number): number {
    const generation = Math.floor(handle / SLOTS);
    const slot = handle - generation * SLOTS;
    if (!(slot < this.used) || (slot | 0) !== slot || this.words[slot << WORD_SHIFT] < 0) return -1;
    return this.words[(slot << WORD_SHIFT) | GENERATION] === generation ? slot : -1;
  }

  /** Makes the next slot a free one. */
  private makeFree(): void {
    if (this.used === this.capacity) this.grow();
    this.words[(this.used << WORD_SHIFT) | SUBJECT] = this.firstFree;
    this.firstFree = this.used++;
  }

  private grow(): void {
    if (this.used >= SLOTS) throw new RangeError(`the event list holds at most ${SLOTS} events`);
    this.words = doubled(this.words);
    this.doubles = new Float64Array(this.words.buffer);
    this.capacity *= 2;
  }
}
