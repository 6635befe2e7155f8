import { studentQuantile } from '../mathematics/student.js';
import type { Row } from './row.js';

/** `imprecise`: the interval holds the expected value, but is too wide to say much. */
export type Verdict = 'agrees' | 'differs' | 'imprecise';

/** A row and what is to be thought of it. */
export interface Judgement {
  readonly row: Row;
  /** Largest deviation allowed: the tolerance, or half the width of the interval; 0 for statements. */
  readonly allowed: number;
  /** Deviation found; for statements 0 or 1. */
  readonly deviation: number;
  readonly verdict: Verdict;
}

/**
 * Judges rows together. The simulated ones share one probability of a false alarm (Bonferroni): each is held to a two-sided Student
 * interval of level 1 - familyError / number of simulated rows.
 *
 * @param familyError probability that a right program has any simulated row differ
 * @returns one judgement per row, in order
 * @throws RangeError unless 0 < familyError < 1
 */
export function judge(rows: readonly Row[], familyError = 0.001): readonly Judgement[] {
  if (!(familyError > 0 && familyError < 1)) throw new RangeError(`judge: expected a family-wise error between 0 and 1, found ${familyError}`);
  const simulations = rows.filter(({ evidence }) => evidence.kind === 'simulated').length;
  return rows.map((row) => judgeRow(row, familyError / Math.max(1, simulations)));
}

function judgeRow(row: Row, error: number): Judgement {
  const { evidence } = row;
  switch (evidence.kind) {
    case 'exact':
      return judgement(row, evidence.tolerance, Math.abs(evidence.obtained - evidence.expected));
    case 'simulated': {
      const allowed = evidence.standardError * -studentQuantile(error / 2, evidence.degreesOfFreedom);
      const judged = judgement(row, allowed, Math.abs(evidence.obtained - evidence.expected));
      const precise = evidence.standardError <= evidence.precision * Math.abs(evidence.expected);
      return judged.verdict === 'agrees' && !precise ? { ...judged, verdict: 'imprecise' } : judged;
    }
    case 'statement':
      return judgement(row, 0, evidence.obtained === evidence.expected ? 0 : 1);
  }
}

/** NaN never agrees. */
function judgement(row: Row, allowed: number, deviation: number): Judgement {
  return { row, allowed, deviation, verdict: deviation <= allowed ? 'agrees' : 'differs' };
}
