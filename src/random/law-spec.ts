/**
 * A law of a random quantity as plain data. Parameters are in the unit of the quantity (days for durations).
 * Each law has one canonical parameterisation here; `makeLaw` turns it into something that draws and throws a RangeError on impossible values.
 */
export type LawSpec =
  | { readonly law: 'constant'; readonly value: number }
  | { readonly law: 'uniform'; readonly min: number; readonly max: number }
  | { readonly law: 'exponential'; readonly mean: number }
  /** Sum of `stages` exponentials with total mean `mean`. */
  | { readonly law: 'erlang'; readonly stages: number; readonly mean: number }
  /** Mean and coefficient of variation; shape 1/cv^2. */
  | { readonly law: 'gamma'; readonly mean: number; readonly cv: number }
  | { readonly law: 'lognormal'; readonly mean: number; readonly cv: number }
  /** Normal restricted to [min, max] (either may be infinite); mean and sd are those before truncation. */
  | { readonly law: 'normal'; readonly mean: number; readonly sd: number; readonly min: number; readonly max: number }
  /** Beta scaled to [min, max]; mean and sd are those of the scaled variable itself, in its unit. */
  | { readonly law: 'beta'; readonly mean: number; readonly sd: number; readonly min: number; readonly max: number }
  | { readonly law: 'triangular'; readonly min: number; readonly mode: number; readonly max: number }
  /** `values[i]` with probability `weights[i]` / sum of weights. */
  | { readonly law: 'discrete'; readonly values: readonly number[]; readonly weights: readonly number[] }
  /** The continuous empirical law: linear interpolation between the sorted observations (Law, Simulation Modeling and Analysis, 6.16). */
  | { readonly law: 'empirical'; readonly values: readonly number[] }
  /** Exponential with mean `means[i]` with probability `probabilities[i]`. */
  | { readonly law: 'hyperexponential'; readonly probabilities: readonly number[]; readonly means: readonly number[] }
  /** Pareto type I: P(X > x) = (minimum / x)^shape for x >= minimum. */
  | { readonly law: 'pareto'; readonly minimum: number; readonly shape: number };
