import { doubled } from './grown-array.js';
import type { EventHeap } from './event-heap.js';
import type { EventRun } from './event-run.js';
import type { EventSlots } from './event-slots.js';

/** Entries of a bucket lie in chunks of so many; half of a bucket's last one is waste. A bucket of one chunk is sorted by insertion, a larger one becomes a rung. */
const CHUNK_BITS = 5;
const CHUNK = 1 << CHUNK_BITS;
/** Entries for each bucket that a new rung gets. What is scheduled while the rung lasts about doubles them. */
const PER_BUCKET = 8;
/** A rung that would need more buckets than this gets few, each of which becomes a rung in turn: */
const MOST_BUCKETS = 4096;
/** so few that the ends of all of them stay in the processor's cache and in its table of memory pages. */
const COARSE_BUCKETS = 512;
/** Buckets of a rung, and the one behind them for all that is later. */
const STRIDE = MOST_BUCKETS + 1;
const MOST_RUNGS = 8;
/** Where entries are gathered that are not in a rung yet. */
const GATHERED = MOST_RUNGS * STRIDE;

/**
 * The far part of the event list: a ladder queue (W. T. Tang, R. S. M. Goh and I. L.-J. Thng, 2005, "Ladder queue: an O(1) priority queue
 * structure for large-scale discrete event simulation", ACM TOMACS 15, 175-204).
 *
 * A rung is a row of buckets of equal width in time, each an unsorted chain of entries (time, slot), in the order in which they came.
 * When the turn of a bucket comes it is either sorted into the run, or, if it holds many entries, spread over a finer rung
 * below. Other than in the paper, each rung has a last bucket without an end. That of the first rung is the paper's "top", for times beyond
 * it; when its turn comes, the rung is over and a new one, fitted to what the bucket holds, takes its place.
 *
 * Which bucket a time belongs to is always decided by the one expression (time - start) x scale, compared with whole numbers. It
 * is rounded, but it never decreases with time. So entries in different buckets are in order, and equal times share a bucket; no
 * border of a bucket is ever computed.
 */
export class Ladder {
  /** Number of rungs; each divides a bucket of the one before. */
  depth = 0;
  // By rung: the time at which it starts, buckets per unit of time, number of buckets, and the first bucket not yet opened.
  private readonly starts = new Float64Array(MOST_RUNGS);
  private readonly scales = new Float64Array(MOST_RUNGS);
  private readonly counts = new Int32Array(MOST_RUNGS);
  private readonly currents = new Int32Array(MOST_RUNGS);
  /** By bucket: its first chunk. Made when first needed: a small model never does. */
  private heads = new Int32Array(0);
  /** By bucket: index after its last entry; 0 when it is empty. */
  private cursors = new Int32Array(0);
  // Entries, and by chunk the chunk that follows in its chain. Chunk 0 is not used, so that a cursor is never 0.
  private times = new Float64Array(64 * CHUNK);
  private slots = new Int32Array(64 * CHUNK);
  private nexts = new Int32Array(64);
  private chunkCount = 1;
  private freeChunk = 0;
  constructor(
    private readonly events: EventSlots,
    private readonly run: EventRun,
    private readonly heap: EventHeap,
  ) {}

  /** Takes an entry unless it belongs before all buckets. */
  add(slot: number): boolean {
    const time = this.events.timeOf(slot);
    const { starts, scales, currents, depth } = this;
    for (let rung = 0; rung < depth; rung++) {
      const x = (time - starts[rung]) * scales[rung];
      if (x >= currents[rung]) {
        const count = this.counts[rung];
        const entry = this.place(rung * STRIDE + (x < count ? x | 0 : count));
        this.times[entry] = time;
        this.slots[entry] = slot;
        return true;
      }
    }
    return false;
  }

  /** A place for one more entry of a bucket. (Were the entry handed over, its time would be put into a box for every call.) */
  private place(bucket: number): number {
    let cursor = this.cursors[bucket];
    if ((cursor & (CHUNK - 1)) === 0) cursor = this.extend(bucket, cursor);
    this.cursors[bucket] = cursor + 1;
    return cursor;
  }

  /** Begins a chunk for a bucket whose last one is full (or that has none: cursor 0). */
  private extend(bucket: number, cursor: number): number {
    let chunk = this.freeChunk;
    if (chunk > 0) this.freeChunk = this.nexts[chunk];
    else {
      if (this.chunkCount === this.nexts.length) this.growChunks();
      chunk = this.chunkCount++;
    }
    if (cursor === 0) this.heads[bucket] = chunk;
    else this.nexts[(cursor >> CHUNK_BITS) - 1] = chunk;
    return chunk << CHUNK_BITS;
  }

  private growChunks(): void {
    this.times = doubled(this.times);
    this.slots = doubled(this.slots);
    this.nexts = doubled(this.nexts);
  }

  /**
   * Opens buckets until the run or the heap, which must be empty, holds something or no rung is left.
   * @returns number of cancelled entries dropped on the way
   */
  refill(): number {
    const { currents, counts, cursors, run, heap } = this;
    let dropped = 0;
    while (this.depth > 0 && run.size + heap.length === 0) {
      const rung = this.depth - 1;
      const count = counts[rung];
      const first = rung * STRIDE;
      let current = currents[rung];
      while (current < count && cursors[first + current] === 0) current++;
      currents[rung] = current + 1;
      if (current === count) this.depth--;
      if (cursors[first + current] > 0) dropped += this.open(first + current);
    }
    return dropped;
  }

  /**
   * Makes a rung of all that the run and the heap hold, or brings it back in order.
   * @returns number of cancelled entries dropped on the way
   */
  takeIn(): number {
    const { run, heap } = this;
    if (this.heads.length === 0) {
      this.heads = new Int32Array(GATHERED + 1);
      this.cursors = new Int32Array(GATHERED + 1);
    }
    this.gather(run.times, run.slots, run.start, run.end);
    this.gather(heap.times, heap.slots, 0, heap.length);
    run.clear();
    heap.length = 0;
    return this.open(GATHERED);
  }

  private gather(times: Float64Array, slots: Int32Array, start: number, end: number): void {
    for (let index = start; index < end; index++) {
      const entry = this.place(GATHERED);
      this.times[entry] = times[index];
      this.slots[entry] = slots[index];
    }
  }

  /**
   * Empties a bucket into the run, which must be empty, a new rung or, where its times cannot be told apart and are out of order, the heap.
   * @returns number of cancelled entries dropped on the way
   */
  private open(bucket: number): number {
    const { run } = this;
    const head = this.heads[bucket];
    const end = this.cursors[bucket];
    const last = (end - 1) >> CHUNK_BITS;
    this.cursors[bucket] = 0;
    if (head === last) {
      const dropped = run.sort(this.times, this.slots, head << CHUNK_BITS, end);
      this.release(head, head);
      return dropped;
    }
    if (this.depth < MOST_RUNGS && this.split(head, end)) return 0;
    const dropped = this.unpack(head, end);
    if (!run.isOrdered()) this.heap.takeOver(run);
    return dropped;
  }

  /** Moves the live entries of a chain to the empty run, in the order of the chain; returns how many were cancelled and have been freed. */
  private unpack(head: number, end: number): number {
    const { times, slots, nexts, events, run } = this;
    const last = (end - 1) >> CHUNK_BITS;
    let dropped = 0;
    run.clear();
    for (let chunk = head; ; chunk = nexts[chunk]) {
      const stop = chunk === last ? end : (chunk + 1) << CHUNK_BITS;
      for (let index = chunk << CHUNK_BITS; index < stop; index++) {
        if (events.freedIfCancelled(slots[index])) dropped++;
        else run.append(times[index], slots[index]);
      }
      if (chunk === last) break;
    }
    this.release(head, last);
    return dropped;
  }

  private release(head: number, last: number): void {
    this.nexts[last] = this.freeChunk;
    this.freeChunk = head;
  }

  /**
   * Spreads a chain over the buckets of a new rung; false when its times cannot be told apart. The buckets reach from the earliest time to
   * twice the mean distance from it (but not beyond the last one), so at least half of the entries are in them and
   * outliers do not widen them.
   */
  private split(head: number, end: number): boolean {
    const { nexts } = this;
    const last = (end - 1) >> CHUNK_BITS;
    const { least, most, mean, length } = this.spread(head, end);
    const wanted = Math.ceil(length / PER_BUCKET);
    const count = wanted <= MOST_BUCKETS ? wanted : COARSE_BUCKETS;
    let scale = count / Math.min(2 * (mean - least), most - least);
    // Where sums overflow, or differences are rounded away.
    if (!(scale > 0 && scale < Infinity)) scale = count / (most - least);
    if (!(scale > 0 && scale < Infinity)) return false;
    const rung = this.depth++;
    this.starts[rung] = least;
    this.scales[rung] = scale;
    this.counts[rung] = count;
    this.currents[rung] = 0;
    for (let chunk = head; ; ) {
      const next = nexts[chunk];
      const stop = chunk === last ? end : (chunk + 1) << CHUNK_BITS;
      for (let index = chunk << CHUNK_BITS; index < stop; index++) {
        const time = this.times[index];
        const x = (time - least) * scale;
        const entry = this.place(rung * STRIDE + (x < count ? x | 0 : count));
        this.times[entry] = time;
        this.slots[entry] = this.slots[index];
      }
      // At once, so that the next chunk that a bucket needs is one that lies in the cache.
      this.release(chunk, chunk);
      if (chunk === last) return true;
      chunk = next;
    }
  }

  /** Extremes, mean and number of the times of a chain. */
  private spread(head: number, end: number): { least: number; most: number; mean: number; length: number } {
    const { times, nexts } = this;
    const last = (end - 1) >> CHUNK_BITS;
    const origin = times[head << CHUNK_BITS];
    let least = origin;
    let most = origin;
    let length = 0;
    // Of distances: late times differ in few of their digits.
    let sum = 0;
    for (let chunk = head; ; chunk = nexts[chunk]) {
      const start = chunk << CHUNK_BITS;
      const stop = chunk === last ? end : start + CHUNK;
      for (let index = start; index < stop; index++) {
        const time = times[index];
        if (time < least) least = time;
        if (time > most) most = time;
        sum += time - origin;
      }
      length += stop - start;
      if (chunk === last) return { least, most, mean: origin + sum / length, length };
    }
  }

  /** Drops and frees the cancelled entries of all buckets; returns how many. */
  sweep(): number {
    let dropped = 0;
    for (let rung = 0; rung < this.depth; rung++) {
      const first = rung * STRIDE;
      for (let bucket = first + this.currents[rung]; bucket <= first + this.counts[rung]; bucket++) {
        if (this.cursors[bucket] > 0) dropped += this.sweepBucket(bucket);
      }
    }
    return dropped;
  }

  private sweepBucket(bucket: number): number {
    const { times, slots, events, nexts } = this;
    const head = this.heads[bucket];
    const end = this.cursors[bucket];
    const last = (end - 1) >> CHUNK_BITS;
    let dropped = 0;
    // The next entry is kept at `to` in `kept`, the last chunk still needed.
    let kept = 0;
    let to = 0;
    for (let chunk = head; ; chunk = nexts[chunk]) {
      const stop = chunk === last ? end : (chunk + 1) << CHUNK_BITS;
      for (let index = chunk << CHUNK_BITS; index < stop; index++) {
        const slot = slots[index];
        if (events.freedIfCancelled(slot)) {
          dropped++;
          continue;
        }
        if ((to & (CHUNK - 1)) === 0) {
          kept = kept === 0 ? head : nexts[kept];
          to = kept << CHUNK_BITS;
        }
        times[to] = times[index];
        slots[to++] = slot;
      }
      if (chunk === last) break;
    }
    this.cursors[bucket] = to;
    if (kept === 0) this.release(head, last);
    else if (kept !== last) this.release(nexts[kept], last);
    return dropped;
  }
}
