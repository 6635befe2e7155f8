/** Statistics by topic: accumulators of a run, estimates from replications, comparisons, selection, sensitivity, tests. */

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

export { bootstrapIntervals, type BootstrapInterval, type BootstrapOptions } from './bootstrap.js';

// How many replications, how long a run, how much of it.
export { sequentialStop, type StoppingDecision, type StoppingRule } from './sequential-stopping.js';
export { mserTruncation, type MserTruncation } from './mser.js';
export { welchCurve, welchMovingAverage, type WelchCurve } from './welch-moving-average.js';
export { batchMeans, type BatchMeans } from './batch-means.js';
export { vonNeumannTest, type VonNeumannTest } from './von-neumann.js';

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
export { meanDifference, pairedDifference, type PairedDifference } from './paired.js';
export { isRounding, largestSize } from './rounding.js';
export { welchDifference, type WelchDifference } from './welch.js';
export { studentInference, type StudentInference } from './student-inference.js';
export { benjaminiHochberg, bonferroni, holm } from './multiple-testing.js';

export {
  factorialEffects,
  type CellMean,
  type FactorialCell,
  type FactorialEffect,
  type FactorialEffects,
  type Interaction,
  type MainEffect,
} from './factorial-effects.js';

// Which system is best.
export type { Goal } from './goal.js';
export { compareWithBest, type ComparisonWithBest } from './multiple-comparisons-with-best.js';
export {
  FullySequentialSelection,
  selectionConstants,
  type Elimination,
  type SelectionConstants,
  type SelectionOptions,
} from './fully-sequential-selection.js';
export { allocateBudget, budgetShares, type BudgetOptions, type SystemEstimate } from './optimal-computing-budget.js';

// Sensitivity to factors.
export { sobolIndices, type SaltelliValues, type SobolIndex, type SobolIndices, type SobolPair } from './sobol-indices.js';
export { elementaryEffects, morrisMeasures, type MorrisMeasures, type TrajectoryPoint } from './elementary-effects.js';

// Goodness of fit.
export { chiSquareCdf, chiSquareTest, type ChiSquareResult } from './chi-square.js';
export { kolmogorovSmirnovTest, type KolmogorovSmirnovResult } from './kolmogorov-smirnov.js';
