import { EventHeap } from './event-heap.js';
import { EventRun } from './event-run.js';
import { EventSlots } from './event-slots.js';
import { Ladder } from './ladder.js';

/** Names one pending event; a stale handle (run, cancelled, slot reused) is recognised by its generation. */
export type EventHandle = number;

/** Handle that never names an event. */
export const NO_EVENT: EventHandle = -1;

const LAST_PRIORITY = 15;
/** Up to this many entries compaction costs more than the tombstones. */
const NEVER_COMPACTED = 64;
/** So many entries are put aside in the heap before all near ones move to the ladder. */
const MOST_IN_HEAP = 8;

/**
 * The future event list, totally ordered by (time, priority, sequence).
 *
 * What is near is an ordered run, which is the whole list while it is short; what is far lies unsorted in the buckets of a ladder, each of
 * which becomes the run when its turn has come. What belongs into a run that is too long for moving entries waits in a heap.
 *
 * - `push` and `pop` take O(1) time where times are spread out, whatever the number of events, and O(log n) at worst, where many events
 *   that share an instant are scheduled in another order than that of their priorities.
 * - `cancel` is O(1) and leaves a tombstone; when tombstones outnumber live events all are dropped, so cancelling costs O(1) amortised and
 *   memory is that of the most events that were ever live at once.
 * - Times are finite doubles in the caller's unit; the list does not care whether they lie in the past of earlier pops.
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

  private readonly events = new EventSlots();
  // All that is in the run or the heap comes before all that is in the ladder.
  private readonly heap = new EventHeap(this.events);
  private readonly run = new EventRun(this.events);
  private readonly ladder = new Ladder(this.events, this.run, this.heap);
  private heapLimit = MOST_IN_HEAP;
  /** Entries in all parts, tombstones included. */
  private entries = 0;
  private tombstones = 0;

  /** Number of pending events, cancelled ones not counted. */
  get size(): number {
    return this.entries - this.tombstones;
  }

  /** Entries held in memory, tombstones included; never more than 2 x size + 64. */
  get held(): number {
    return this.entries;
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
    const { events } = this;
    const slot = events.take(time, priority, kind, subject, detail);
    const handle = events.handleOf(slot);
    this.entries++;
    if ((this.ladder.depth > 0 && this.ladder.add(slot)) || this.run.inserted(slot)) return handle;
    this.addToHeap(slot);
    return handle;
  }

  /** Takes a pending event out; false when the handle is stale. */
  cancel(handle: EventHandle): boolean {
    const slot = this.events.slotOf(handle);
    if (slot < 0) return false;
    this.events.cancel(slot);
    this.tombstones++;
    this.compactIfSparse();
    return true;
  }

  /** Whether the handle names an event that is still to come. */
  isPending(handle: EventHandle): boolean {
    return this.events.slotOf(handle) >= 0;
  }

  /** Kind of a pending event; -1 when the handle is stale. */
  kindOf(handle: EventHandle): number {
    const slot = this.events.slotOf(handle);
    return slot < 0 ? -1 : this.events.kindOf(slot);
  }

  /** First payload of a pending event. @throws RangeError when the handle is stale. */
  subjectOf(handle: EventHandle): number {
    return this.events.subjectOf(this.pendingSlotOf(handle));
  }

  /** Second payload of a pending event. @throws RangeError when the handle is stale. */
  detailOf(handle: EventHandle): number {
    return this.events.detailOf(this.pendingSlotOf(handle));
  }

  /** Time of the earliest event; Infinity when there is none. */
  nextTime(): number {
    const { run, heap, events } = this;
    for (;;) {
      const heapTime = heap.length > 0 ? heap.times[0] : Infinity;
      const runTime = run.times[run.start];
      if (runTime <= heapTime && runTime < Infinity) {
        const slot = run.slots[run.start];
        if (!events.isCancelled(slot)) return runTime;
        run.start++;
        this.drop(slot);
      } else if (heapTime < Infinity) {
        const slot = heap.slots[0];
        if (!events.isCancelled(slot)) return heapTime;
        heap.removeTop();
        this.drop(slot);
      } else if (!this.refill()) {
        return Infinity;
      }
    }
  }

  /**
   * Takes the earliest event out, if its time is at most `latest`, and leaves it in `time`, `kind`, `subject`, `detail`; false when
   * there is none.
   */
  pop(latest = Infinity): boolean {
    const { run, heap, events } = this;
    for (;;) {
      const heapTime = heap.length > 0 ? heap.times[0] : Infinity;
      const { start } = run;
      const runTime = run.times[start];
      let slot;
      if (runTime < heapTime || (runTime === heapTime && runTime < Infinity && events.orderOf(run.slots[start]) < events.orderOf(heap.slots[0]))) {
        if (runTime > latest) return false;
        slot = run.slots[start];
        run.start = start + 1;
        this.time = runTime;
      } else if (heapTime < Infinity) {
        if (heapTime > latest) return false;
        slot = heap.slots[0];
        heap.removeTop();
        this.time = heapTime;
      } else if (this.refill()) {
        continue;
      } else {
        return false;
      }
      if (events.isCancelled(slot)) {
        this.drop(slot);
        continue;
      }
      this.kind = events.kindOf(slot);
      this.subject = events.subjectOf(slot);
      this.detail = events.detailOf(slot);
      events.free(slot);
      this.entries--;
      this.compactIfSparse();
      return true;
    }
  }

  private addToHeap(slot: number): void {
    this.heap.add(slot);
    if (this.heap.length > this.heapLimit) this.emptyHeap();
  }

  private drop(slot: number): void {
    this.events.free(slot);
    this.entries--;
    this.tombstones--;
  }

  /** Opens the ladder when the run and the heap are empty; false when it is empty, too. */
  private refill(): boolean {
    const found = this.ladder.depth > 0;
    if (found) this.countDropped(this.ladder.refill());
    this.allowHeap();
    return found;
  }

  private emptyHeap(): void {
    this.countDropped(this.ladder.takeIn());
    this.allowHeap();
  }

  /**
   * How large the heap may become before all of it moves to the ladder: so large that what is moved has been paid for by as many
   * additions, also when events that cannot be told apart by time come back at once.
   */
  private allowHeap(): void {
    this.heapLimit = Math.max(MOST_IN_HEAP, 2 * this.heap.length, this.run.size);
  }

  private countDropped(dropped: number): void {
    this.entries -= dropped;
    this.tombstones -= dropped;
  }

  private pendingSlotOf(handle: EventHandle): number {
    const slot = this.events.slotOf(handle);
    if (slot < 0) throw new RangeError('the event has run or was cancelled');
    return slot;
  }

  private compactIfSparse(): void {
    if (this.tombstones * 2 > this.entries && this.entries > NEVER_COMPACTED) this.compact();
  }

  /** Drops all tombstones, in O(n). */
  private compact(): void {
    this.entries -= this.ladder.sweep() + this.run.sweep() + this.heap.sweep();
    this.tombstones = 0;
  }
}
