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
const DOUBLES = 4;
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
    let slot = this.firstFree;
    if (slot >= 0) this.firstFree = this.words[WORDS * slot + SUBJECT];
    else slot = this.takeNew();
    const { words } = this;
    words[WORDS * slot] = kind;
    words[WORDS * slot + SUBJECT] = subject;
    words[WORDS * slot + DETAIL] = detail;
    this.doubles[DOUBLES * slot + TIME] = time;
    this.doubles[DOUBLES * slot + ORDER] = priority * PRIORITY_STEP + this.sequence++;
    return slot;
  }

  /** Gives a slot back; handles of its event are stale from now on. */
  free(slot: number): void {
    const { words } = this;
    words[WORDS * slot] = FREE;
    words[WORDS * slot + SUBJECT] = this.firstFree;
    words[WORDS * slot + GENERATION] = (words[WORDS * slot + GENERATION] + 1) & (GENERATIONS - 1);
    this.firstFree = slot;
  }

  /** Marks an event as one that will not happen; its slot is free only when its entry is found and dropped. */
  cancel(slot: number): void {
    this.words[WORDS * slot] = CANCELLED;
  }

  isCancelled(slot: number): boolean {
    return this.words[WORDS * slot] === CANCELLED;
  }

  /** Frees the slot of a cancelled event; false when it is still to come. */
  freedIfCancelled(slot: number): boolean {
    if (this.words[WORDS * slot] !== CANCELLED) return false;
    this.free(slot);
    return true;
  }

  kindOf(slot: number): number {
    return this.words[WORDS * slot];
  }

  subjectOf(slot: number): number {
    return this.words[WORDS * slot + SUBJECT];
  }

  detailOf(slot: number): number {
    return this.words[WORDS * slot + DETAIL];
  }

  /** Time of the event. Whoever adds a slot somewhere reads it here: handed over as an argument, it would be put into a box for every call. */
  timeOf(slot: number): number {
    return this.doubles[DOUBLES * slot + TIME];
  }

  /** Rank among events of equal time: priority, then order of pushing. */
  orderOf(slot: number): number {
    return this.doubles[DOUBLES * slot + ORDER];
  }

  handleOf(slot: number): number {
    return this.words[WORDS * slot + GENERATION] * SLOTS + slot;
  }

  /** The slot that a handle names, -1 when it names no pending event. */
  slotOf(handle: number): number {
    const generation = Math.floor(handle / SLOTS);
    const slot = handle - generation * SLOTS;
    if (!(slot < this.used) || (slot | 0) !== slot || this.words[WORDS * slot] < 0) return -1;
    return this.words[WORDS * slot + GENERATION] === generation ? slot : -1;
  }

  private takeNew(): number {
    if (this.used === this.capacity) this.grow();
    return this.used++;
  }

  private grow(): void {
    if (this.used >= SLOTS) throw new RangeError(`the event list holds at most ${SLOTS} events`);
    this.words = doubled(this.words);
    this.doubles = new Float64Array(this.words.buffer);
    this.capacity *= 2;
  }
}
