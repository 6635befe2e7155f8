/** first, then 500 times low and high. */
function alternating(first: number, low: number, high: number): number[] {
  return [first, ...Array.from({ length: 1000 }, (_, i) => (i % 2 === 0 ? low : high))];
}

/**
 * NIST Statistical Reference Datasets, univariate summary statistics NumAcc1 to NumAcc4, with their certified values. The
 * digits that the decimal numbers lose as doubles limit the accuracy of standard deviation and autocorrelation.
 */
export const NUM_ACC = [
  { name: 'NumAcc1', values: [10000001, 10000003, 10000002], mean: 10000002, sd: 1, lagOne: -0.5, accuracy: 1e-15 },
  { name: 'NumAcc2', values: alternating(1.2, 1.1, 1.3), mean: 1.2, sd: 0.1, lagOne: -0.999, accuracy: 1e-13 },
  { name: 'NumAcc3', values: alternating(1000000.2, 1000000.1, 1000000.3), mean: 1000000.2, sd: 0.1, lagOne: -0.999, accuracy: 1e-8 },
  { name: 'NumAcc4', values: alternating(10000000.2, 10000000.1, 10000000.3), mean: 10000000.2, sd: 0.1, lagOne: -0.999, accuracy: 1e-7 },
];
