import { studentQuantile } from '../mathematics/student.js';

/** Whether queues rise, by ordinary least squares over the samples of a period: five sums per organisation. */
export class Trend {
  private samples = 0;
  private time = 0;
  private timeSquared = 0;
  private readonly queue: Float64Array;
  private readonly queueSquared: Float64Array;
  private readonly timeQueue: Float64Array;

  constructor(organisations: number) {
    this.queue = new Float64Array(organisations);
    this.queueSquared = new Float64Array(organisations);
    this.timeQueue = new Float64Array(organisations);
  }

  /** Adds the queues [jobs] seen at a time, counted from the beginning of the period. */
  add(time: number, queueOf: (organisation: number) => number): void {
    this.samples++;
    this.time += time;
    this.timeSquared += time * time;
    for (let organisation = 0; organisation < this.queue.length; organisation++) {
      const queue = queueOf(organisation);
      this.queue[organisation] += queue;
      this.queueSquared[organisation] += queue * queue;
      this.timeQueue[organisation] += time * queue;
    }
  }

  /** Whether the slope is positive at 99 % (one-sided t-test); false with fewer than four samples. */
  rises(organisation: number): boolean {
    const n = this.samples;
    if (n < 4) return false;
    const sxx = this.timeSquared - (this.time * this.time) / n;
    const sxy = this.timeQueue[organisation] - (this.time * this.queue[organisation]) / n;
    const syy = this.queueSquared[organisation] - (this.queue[organisation] * this.queue[organisation]) / n;
    if (!(sxy > 0)) return false;
    const slope = sxy / sxx;
    const residual = Math.max(0, syy - slope * sxy);
    return slope > studentQuantile(0.99, n - 2) * Math.sqrt(residual / ((n - 2) * sxx));
  }
}
