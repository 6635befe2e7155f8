/** Published and exact results that the program reproduces: `subsidia validate`. */
import { bargainingCases } from './bargaining.js';
import { clearanceCases } from './clearances.js';
import { communicationCases } from './communication.js';
import { coordinationCostCases } from './coordination-costs.js';
import { formCases } from './forms.js';
import { hierarchyCases } from './hierarchies.js';
import { judge, type Judgement } from './judgement.js';
import { learningCases } from './learning.js';
import { projectCases } from './projects.js';
import { queueCases } from './queues.js';
import type { Row, ValidationCase } from './row.js';

export { judge, type Judgement, type Verdict } from './judgement.js';
export type { Evidence, Row, ValidationCase } from './row.js';
export { validationDocument, validationTable } from './validation-report.js';

/** Every case, by topic. */
export const validationCases: readonly ValidationCase[] = [
  ...queueCases,
  ...hierarchyCases,
  ...learningCases,
  ...communicationCases,
  ...coordinationCostCases,
  ...formCases,
  ...bargainingCases,
  ...clearanceCases,
  ...projectCases,
];

export interface ValidationOptions {
  /** Default: all. */
  readonly cases?: readonly ValidationCase[];
  /** Seed of everything that is simulated. Default: 1. */
  readonly seed?: string;
  /** Told before each case is computed. */
  readonly onCase?: (validationCase: ValidationCase) => void;
}

/**
 * Computes all rows of the cases and judges them together, with a family-wise error of .001.
 *
 * @throws RangeError on an empty seed
 * @example validate().every(({ verdict }) => verdict === 'agrees')
 */
export function validate({ cases = validationCases, seed = '1', onCase }: ValidationOptions = {}): readonly Judgement[] {
  const rows = cases.flatMap((validationCase): readonly Row[] => {
    onCase?.(validationCase);
    return validationCase.run(seed);
  });
  return judge(rows);
}
