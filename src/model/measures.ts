import { bargainingMeasures } from './measures/bargaining-measures.js';
import { implementationMeasures } from './measures/implementation-measures.js';
import { issueMeasures } from './measures/issue-measures.js';
import type { Measure } from './measures/measure.js';
import { problemMeasures } from './measures/problem-measures.js';
import { staffMeasures } from './measures/staff-measures.js';
import { tensionMeasures } from './measures/tension-measures.js';
import { triangleMeasures } from './measures/triangle-measures.js';

export type { Measure } from './measures/measure.js';

/** Every end-of-run measure, in the order of the columns of `runs.csv`. */
export const runMeasures: readonly Measure[] = [...problemMeasures, ...issueMeasures, ...bargainingMeasures, ...implementationMeasures, ...staffMeasures, ...triangleMeasures, ...tensionMeasures];
