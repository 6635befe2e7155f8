import type { CascadeSpec } from '../../scenario/scenario.js';

/** What is implemented in a place, set against what it needs and against what is implemented elsewhere; distances in units of the reference scale. */
export interface LocalFit {
  /** Distance from what the place needs. */
  readonly misfit: number;
  /** Distance from the uniform rule. */
  readonly divergence: number;
  /** What the implementation is worth there, in [0, 1]. */
  readonly worth: number;
}

/**
 * A place that needs something `need` away from the uniform rule goes as far towards it as its discretion d lets it: it implements d x need.
 * What it needs and does not get costs `fit`, what it does differently from others costs `uniformity`, each per unit of distance:
 * worth = max(0, 1 - fit (1-d) |need| - uniformity d |need|).
 *
 * Source: the trade-off between local fit and uniformity is that of Oates (1972), Fiscal Federalism, chapter 2; linear costs are ours.
 */
export function localFit({ discretion, fit, uniformity }: CascadeSpec, need: number): LocalFit {
  const misfit = (1 - discretion) * Math.abs(need);
  const divergence = discretion * Math.abs(need);
  return { misfit, divergence, worth: Math.max(0, 1 - fit * misfit - uniformity * divergence) };
}
