/** Statistics by topic: accumulators of a run, estimates from replications, comparisons, tests. */

// Accumulators, in constant memory.
export { Tally } from './tally.js';
export { TimeAverage } from './time-average.js';
export { LogHistogram, type LogHistogramLayout } from './log-histogram.js';
export { BinnedSurvival } from './binned-survival.js';

// Estimates from a sample.
export { sampleMoments, type SampleMoments } from './moments.js';
export { quantile, quantileOfSorted } from './quantile.js';
export { meanInterval, type MeanInterval } from './interval.js';
export { leastSquaresSlope, isRising, type Slope } from './slope.js';
export { lagOneAutocorrelation } from './autocorrelation.js';
export { gini } from './gini.js';

// Durations with censoring.
export {
  kaplanMeier,
  medianSurvival,
  restrictedMean,
  survivalAt,
  type RestrictedMean,
  type SurvivalCurve,
  type SurvivalStep,
  type SurvivalTime,
} from './kaplan-meier.js';

// Comparisons.
export { pairedDifference, type PairedDifference } from './paired.js';
export { welchDifference, type WelchDifference } from './welch.js';
export { studentInference, type StudentInference } from './student-inference.js';
export { benjaminiHochberg, bonferroni, holm } from './multiple-testing.js';

// Goodness of fit.
export { chiSquareCdf, chiSquareTest, type ChiSquareResult } from './chi-square.js';
export { kolmogorovSmirnovTest, type KolmogorovSmirnovResult } from './kolmogorov-smirnov.js';
