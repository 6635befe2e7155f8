import { studentQuantile } from '../mathematics/student.js';

/**
 * Whether queues rise, by ordinary least squares over the samples of a period. Means and sums of squared deviations are updated sample by
 * sample (Welford 1962), so a queue that never changes has a slope of exactly 0.
 */
export class Trend {
  private samples = 0;
  private meanTime = 0;
  private timeSquares = 0;
  private readonly meanQueue: Float64Array;
  private readonly queueSquares: Float64Array;
  private readonly products: Float64Array;

  constructor(organisations: number) {
    this.meanQueue = new Float64Array(organisations);
    this.queueSquares = new Float64Array(organisations);
    this.products = new Float64Array(organisations);
  }

  /** Adds the queues [jobs] seen at a time. */
  add(time: number, queueOf: (organisation: number) => number): void {
    const { meanQueue, queueSquares, products } = this;
    const n = ++this.samples;
    const ahead = time - this.meanTime;
    this.meanTime += ahead / n;
    this.timeSquares += ahead * (time - this.meanTime);
    for (let organisation = 0; organisation < meanQueue.length; organisation++) {
      const queue = queueOf(organisation);
      const above = queue - meanQueue[organisation];
      meanQueue[organisation] += above / n;
      const deviation = queue - meanQueue[organisation];
      queueSquares[organisation] += above * deviation;
      products[organisation] += ahead * deviation;
    }
  }

  /** Whether the slope is positive at 99 % (one-sided t-test); false with fewer than four samples. */
  rises(organisation: number): boolean {
    const n = this.samples;
    const product = this.products[organisation];
    if (n < 4 || !(product > 0)) return false;
    const slope = product / this.timeSquares;
    const residual = Math.max(0, this.queueSquares[organisation] - slope * product);
    return slope > studentQuantile(0.99, n - 2) * Math.sqrt(residual / ((n - 2) * this.timeSquares));
  }
}
