import { describe, expect, it } from 'vitest';
import { judge } from '../../src/validation/judgement.js';
import { exact, simulated, statement, type Evidence, type Row } from '../../src/validation/row.js';

const rowOf = (evidence: Evidence): Row => ({ id: 'T1', system: 'test', parameters: '', quantity: 'number', unit: '', source: '', evidence });
const verdicts = (...evidence: Evidence[]): string[] => judge(evidence.map(rowOf)).map(({ verdict }) => verdict);

describe('an exact row', () => {
  it('agrees within its tolerance, relative to the expected value, and differs beyond', () => {
    expect(verdicts(exact(4, 4 + 3e-9), exact(4, 4 + 5e-9), exact(4, 4.03, 0.01), exact(-4, -4.05, 0.01), exact(0, 0), exact(0, 1e-300))).toEqual(['agrees', 'differs', 'agrees', 'differs', 'agrees', 'differs']);
  });

  it('never agrees with NaN', () => {
    expect(verdicts(exact(4, NaN), exact(NaN, NaN))).toEqual(['differs', 'differs']);
  });
});

describe('a simulated row', () => {
  it('carries mean, standard error and degrees of freedom of its batches', () => {
    // Law, Simulation Modeling and Analysis: mean 2.031, 90 % half-width .322283 = t(.95, 9) x standard error; t = 1.833113.
    const evidence = simulated(2, [1.53, 1.66, 1.24, 2.34, 2.0, 1.69, 2.69, 2.86, 1.7, 2.6], 0.1);
    if (evidence.kind !== 'simulated') throw new Error('expected a simulation');
    expect(evidence.obtained).toBeCloseTo(2.031, 12);
    expect(evidence.standardError * 1.833113).toBeCloseTo(0.322283, 6);
    expect(evidence.degreesOfFreedom).toBe(9);
  });

  it('is held to a Student interval at a level shared by all simulated rows', () => {
    const evidence = { kind: 'simulated', expected: 10, obtained: 12, standardError: 1, degreesOfFreedom: 9, precision: 1 } as const;
    // R: qt(1 - .001 / 2, 9) = 4.780913; qt(1 - .001 / 4, 9) = 5.290654.
    expect(judge([rowOf(evidence)])[0].allowed).toBeCloseTo(4.780913, 6);
    expect(judge([rowOf(evidence), rowOf(evidence), rowOf(exact(1, 1))])[0].allowed).toBeCloseTo(5.290654, 6);
    // R: qt(.975, 9) = 2.262157.
    expect(judge([rowOf(evidence)], 0.05)[0].allowed).toBeCloseTo(2.262157, 6);
  });

  it('differs outside its interval, and is imprecise when its standard error is too large to agree', () => {
    const evidence = (obtained: number, standardError: number, precision: number): Evidence => ({ kind: 'simulated', expected: 10, obtained, standardError, degreesOfFreedom: 9, precision });
    expect(verdicts(evidence(10.3, 0.1, 0.02), evidence(10.9, 0.1, 0.02), evidence(10.3, 0.3, 0.02), evidence(19, 0.3, 0.02), evidence(NaN, 0.1, 0.02))).toEqual(['agrees', 'differs', 'imprecise', 'differs', 'differs']);
  });

  it('needs at least two batches of finite numbers', () => {
    expect(() => simulated(1, [1], 0.1)).toThrow(new RangeError('simulated: expected at least 2 batches, found 1'));
    expect(() => simulated(1, [1, NaN], 0.1)).toThrow(RangeError);
  });
});

describe('a statement', () => {
  it('agrees when it is the same', () => {
    expect(verdicts(statement('stable', 'stable'), statement('stable', 'unstable'))).toEqual(['agrees', 'differs']);
  });
});

describe('judging', () => {
  it.each([0, 1, NaN])('refuses a family-wise error of %d', (error) => {
    expect(() => judge([], error)).toThrow(new RangeError(`judge: expected a family-wise error between 0 and 1, found ${error}`));
  });
});
