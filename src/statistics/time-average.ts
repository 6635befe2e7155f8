/**
 * Time average of a quantity that is constant between changes, such as a queue length or a number of busy servers.
 *
 * The integral is summed with Neumaier's compensation (1974, Z. Angew. Math. Mech. 54), so that its error does not grow with
 * the number of changes.
 *
 * @example
 * const length = new TimeAverage(0, 0);
 * length.set(2, 3); // the queue has length 3 from time 2
 * length.mean(4); // 1.5
 */
export class TimeAverage {
  #start: number;
  #last: number;
  #value: number;
  #sum = 0;
  #compensation = 0;

  /**
   * @param start time from which the average is taken
   * @param value the quantity at `start`
   * @throws RangeError when either is not a finite number
   */
  constructor(start = 0, value = 0) {
    if (!Number.isFinite(start)) throw new RangeError(`TimeAverage: expected a finite start, found ${start}`);
    this.#start = start;
    this.#last = start;
    this.#value = requireValue(value);
  }

  /** The quantity since the last change. */
  get value(): number {
    return this.#value;
  }

  /**
   * The quantity becomes `value` at `time`. At one time the last value set is the one that counts.
   *
   * @throws RangeError when time lies before the last change, or either is not a finite number
   */
  set(time: number, value: number): void {
    requireValue(value);
    this.#advance(time);
    this.#value = value;
  }

  /**
   * Integral of the quantity from the start, or the last reset, to `now` [unit of the quantity x unit of time].
   *
   * @throws RangeError when now lies before the last change
   */
  integral(now: number): number {
    this.#requireTime(now);
    return this.#sum + (this.#compensation + this.#value * (now - this.#last));
  }

  /**
   * Mean over the time from the start, or the last reset, to `now`; undefined when no time has passed.
   *
   * @throws RangeError when now lies before the last change
   */
  mean(now: number): number | undefined {
    const integral = this.integral(now);
    return now > this.#start ? integral / (now - this.#start) : undefined;
  }

  /**
   * Forgets what was before `now`, as at the end of a warm-up; the quantity keeps its value.
   *
   * @throws RangeError when now lies before the last change
   */
  reset(now: number): void {
    this.#requireTime(now);
    this.#start = now;
    this.#last = now;
    this.#sum = 0;
    this.#compensation = 0;
  }

  #advance(time: number): void {
    this.#requireTime(time);
    const area = this.#value * (time - this.#last);
    const sum = this.#sum + area;
    this.#compensation += Math.abs(this.#sum) >= Math.abs(area) ? this.#sum - sum + area : area - sum + this.#sum;
    this.#sum = sum;
    this.#last = time;
  }

  #requireTime(time: number): void {
    if (!(time >= this.#last && time < Infinity)) {
      throw new RangeError(`TimeAverage: expected a finite time >= ${this.#last}, the last change, found ${time}`);
    }
  }
}

function requireValue(value: number): number {
  if (!Number.isFinite(value)) throw new RangeError(`TimeAverage: expected a finite value, found ${value}`);
  return value;
}
