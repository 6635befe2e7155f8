/**
 * Waiting lines for selections that a plain linked list cannot serve: by priority, at random, or by a mixture.
 * A line holds job numbers; a job stands in at most one line.
 */

/** Waiting jobs under one selection rule; `next` names the job to be taken without removing it. */
export interface Line {
  insert(job: number): void;
  remove(job: number): void;
  /** `uniform` gives numbers in (0, 1) for random selections. */
  next(uniform: () => number): number;
}

/** What a line must know about a job: a smaller rank goes first, a smaller order among equals. */
export interface Ranking {
  rank(job: number): number;
  order(job: number): number;
}

/** Jobs by (rank, order): an indexed binary heap. Insert, take and remove in O(log n). */
export class PriorityLine implements Line {
  private readonly heap: number[] = [];
  private readonly places = new Map<number, number>();

  constructor(private readonly ranking: Ranking) {}

  next(): number {
    return this.heap[0];
  }

  insert(job: number): void {
    this.heap.push(job);
    this.up(this.heap.length - 1, job);
  }

  remove(job: number): void {
    const place = this.placeOf(job);
    this.places.delete(job);
    const last = this.heap[this.heap.length - 1];
    this.heap.length--;
    if (last === job) return;
    this.up(place, last);
    this.down(this.placeOf(last), last);
  }

  private placeOf(job: number): number {
    const place = this.places.get(job);
    if (place === undefined) throw new RangeError(`job ${job} does not wait in this line`);
    return place;
  }

  private precedes(a: number, b: number): boolean {
    const difference = this.ranking.rank(a) - this.ranking.rank(b);
    return difference < 0 || (difference === 0 && this.ranking.order(a) < this.ranking.order(b));
  }

  private up(start: number, job: number): void {
    let place = start;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      const other = this.heap[parent];
      if (!this.precedes(job, other)) break;
      this.put(place, other);
      place = parent;
    }
    this.put(place, job);
  }

  private down(start: number, job: number): void {
    let place = start;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= this.heap.length) break;
      if (child + 1 < this.heap.length && this.precedes(this.heap[child + 1], this.heap[child])) child++;
      if (!this.precedes(this.heap[child], job)) break;
      this.put(place, this.heap[child]);
      place = child;
    }
    this.put(place, job);
  }

  private put(place: number, job: number): void {
    this.heap[place] = job;
    this.places.set(job, place);
  }
}

const GONE = -1;

/** Jobs in order of arrival with access to the oldest, the newest and a random one, each in O(1) amortised. */
class ArrivalLog {
  private log: number[] = [];
  private readonly places = new Map<number, number>();
  private head = 0;

  get oldest(): number {
    while (this.log[this.head] === GONE) this.head++;
    return this.log[this.head];
  }

  get newest(): number {
    while (this.log[this.log.length - 1] === GONE) this.log.pop();
    return this.log[this.log.length - 1];
  }

  /** Each waiting job equally likely. At least about half of the log is live, so two tries on average. */
  pick(uniform: () => number): number {
    for (;;) {
      const job = this.log[this.head + Math.floor(uniform() * (this.log.length - this.head))];
      if (job !== GONE) return job;
    }
  }

  insert(job: number): void {
    this.places.set(job, this.log.length);
    this.log.push(job);
  }

  remove(job: number): void {
    const place = this.places.get(job);
    if (place === undefined) throw new RangeError(`job ${job} does not wait in this line`);
    this.log[place] = GONE;
    this.places.delete(job);
    if (this.log.length > 2 * this.places.size + 16) this.compact();
  }

  private compact(): void {
    this.log = this.log.filter((job) => job !== GONE);
    this.head = 0;
    this.log.forEach((job, place) => this.places.set(job, place));
  }
}

/** Each waiting job equally likely (SIRO). */
export class RandomLine implements Line {
  private readonly log = new ArrivalLog();

  insert(job: number): void {
    this.log.insert(job);
  }

  remove(job: number): void {
    this.log.remove(job);
  }

  next(uniform: () => number): number {
    return this.log.pick(uniform);
  }
}

/** Every selection is by priority, oldest, newest or at random, with given weights that sum to 1. */
export class MixedLine implements Line {
  private readonly log = new ArrivalLog();
  private readonly byPriority: PriorityLine;

  constructor(
    ranking: Ranking,
    private readonly weights: { readonly priority: number; readonly fifo: number; readonly lifo: number },
  ) {
    this.byPriority = new PriorityLine(ranking);
  }

  insert(job: number): void {
    this.log.insert(job);
    this.byPriority.insert(job);
  }

  remove(job: number): void {
    this.log.remove(job);
    this.byPriority.remove(job);
  }

  next(uniform: () => number): number {
    const { priority, fifo, lifo } = this.weights;
    const choice = uniform();
    if (choice < priority) return this.byPriority.next();
    if (choice < priority + fifo) return this.log.oldest;
    if (choice < priority + fifo + lifo) return this.log.newest;
    return this.log.pick(uniform);
  }
}
