/**
 * What a station needs beside the list of its waiting jobs in order of arrival, for selections that the list cannot serve: by
 * priority, at random, or by a mixture.
 */

/** Waiting jobs under one selection rule; `next` names the job to be taken without removing it. */
export interface Line {
  insert(job: number): void;
  /** @throws RangeError when the job is not in this line. */
  remove(job: number): void;
  /** The line must not be empty; `uniform` gives numbers in (0, 1) for random selections. */
  next(uniform: () => number): number;
}

/** What a line must know about a job: a smaller rank goes first, a smaller order among equals. */
export interface Ranking {
  rank(job: number): number;
  order(job: number): number;
}

/** The ends of a list of jobs in order of arrival. */
export interface Arrivals {
  oldest(): number;
  newest(): number;
}

function placeOf(job: number, places: ReadonlyMap<number, number>): number {
  const place = places.get(job);
  if (place === undefined) throw new RangeError(`job ${job} does not wait in this line`);
  return place;
}

/** Jobs by (rank, order): an indexed binary heap. Insert and remove in O(log n). */
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
    const place = placeOf(job, this.places);
    this.places.delete(job);
    const last = this.heap[this.heap.length - 1];
    this.heap.length--;
    if (last === job) return;
    this.up(place, last);
    this.down(placeOf(last, this.places), last);
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

/** Each waiting job equally likely (SIRO). One uniform number per selection; the last job takes the place of one that leaves. */
export class RandomLine implements Line {
  private readonly lots: number[] = [];
  private readonly places = new Map<number, number>();

  next(uniform: () => number): number {
    return this.lots[Math.floor(uniform() * this.lots.length)];
  }

  insert(job: number): void {
    this.places.set(job, this.lots.length);
    this.lots.push(job);
  }

  remove(job: number): void {
    const place = placeOf(job, this.places);
    const last = this.lots[this.lots.length - 1];
    this.lots[place] = last;
    this.places.set(last, place);
    this.lots.length--;
    this.places.delete(job);
  }
}

/** Every selection is by priority, oldest, newest or at random, with given weights that sum to 1. One or two uniform numbers each. */
export class MixedLine implements Line {
  private readonly byPriority: PriorityLine;
  private readonly atRandom = new RandomLine();

  constructor(
    ranking: Ranking,
    private readonly arrivals: Arrivals,
    private readonly weights: { readonly priority: number; readonly fifo: number; readonly lifo: number },
  ) {
    this.byPriority = new PriorityLine(ranking);
  }

  insert(job: number): void {
    this.byPriority.insert(job);
    this.atRandom.insert(job);
  }

  remove(job: number): void {
    this.byPriority.remove(job);
    this.atRandom.remove(job);
  }

  next(uniform: () => number): number {
    const { priority, fifo, lifo } = this.weights;
    const choice = uniform();
    if (choice < priority) return this.byPriority.next();
    if (choice < priority + fifo) return this.arrivals.oldest();
    if (choice < priority + fifo + lifo) return this.arrivals.newest();
    return this.atRandom.next(uniform);
  }
}
