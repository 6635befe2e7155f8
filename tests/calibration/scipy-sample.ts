import type { StageDuration } from '../../src/calibration/stage-duration.js';

const entries = [
  0, 159, 0, 157, 10, 0, 0, 0, 88, 28, 0, 167, 87, 0, 0, 56, 49, 0, 194, 0, 0, 144, 0, 167, 127, 0, 0, 35, 195, 34, 104, 0, 212, 16, 10, 0, 0,
  0, 0, 222, 0, 232, 0, 188, 197, 0, 0, 0, 96, 98, 43, 6, 0, 0, 175, 149, 41, 160, 179, 0,
];
const exits = [
  220, 221, 278, 318, 223, 105, 154, 207, 222, 419, 255, 223, 458, 123, 369, 215, 193, 189, 370, 249, 235, 284, 134, 249, 145, 70, 121, 463,
  391, 86, 165, 181, 648, 158, 141, 129, 112, 175, 148, 346, 159, 422, 91, 343, 216, 192, 271, 240, 105, 262, 67, 138, 94, 133, 243, 527, 213,
  213, 491, 285,
];
const kinds = [
  0, 2, 0, 2, 1, 0, 1, 0, 2, 1, 0, 1, 0, 1, 0, 0, 1, 2, 1, 0, 2, 2, 1, 2, 2, 1, 2, 2, 2, 2, 1, 0, 0, 1, 2, 2, 0, 0, 2, 1, 2, 1, 1, 2, 1, 2, 2,
  2, 1, 1, 1, 0, 2, 0, 2, 2, 1, 2, 2, 1,
];

/** Sixty stays with delayed entry and censoring; the log-likelihoods and estimates of the tests were computed from them with SciPy 1.10.1. */
export const scipySample: readonly StageDuration[] = entries.map((entry, i) => (
  { entry, exit: exits[i], kind: (['censored', 'climbs', 'closes'] as const)[kinds[i]], count: 1 }
));
