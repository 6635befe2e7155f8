import { describe, expect, it } from 'vitest';
import type { CaseResult, Row } from '../../bench/results.js';
import { judge, type Findings } from '../../bench/targets.js';

const REFERENCE = 'C++';
const row = (program: string, ratio: number): Row => ({ program, rates: [1], rate: 1, ratio, count: 1 });
const result = (id: string, ...rows: readonly Row[]): CaseResult => ({ id, title: id, unit: 'events', rows });
const findings = (cases: readonly CaseResult[], percent = 1, bytes = 0): Findings => ({
  cases, observation: { percent }, scale: [], memory: { 'M/M/1': [{ events: 1e6, bytes: 0 }, { events: 1e7, bytes }] },
});
const verdicts = (found: Findings): readonly (readonly [string, number, boolean])[] => judge(found, REFERENCE).map((target) => [target.what, target.found, target.met]);

describe('targets', () => {
  it('against the reference are least ratios for each size, met on the edge and not below', () => {
    const of = (ratio: number): unknown => verdicts(findings([result('hold-100', row('ours', 1), row(REFERENCE, ratio))]))[0];
    expect(of(0.45)).toEqual(['hold-100: ours / C++', 0.45, true]);
    expect(of(0.449)).toEqual(['hold-100: ours / C++', 0.449, false]);
  });

  it('against a reference that is not there are left out', () => {
    expect(judge(findings([result('mm1', row('ours', 1), row('SimPy', 130))]), REFERENCE).map(({ what }) => what)).not.toContain('mm1: ours / C++');
  });

  it('under cancellation are shares of the plain rate', () => {
    // Plain is 1.25 times as fast, so that .8 of its rate is left.
    const [target] = verdicts(findings([result('cancel', row('plain', 1), row('90 % cancelled', 1.25))]));
    expect(target).toEqual(['90 % cancelled / plain', 0.8, true]);
  });

  it('under each distribution of delays are shares of the first one, and missed below a half', () => {
    const found = findings([result('delays', row('exponential', 1), row('shared', 4), row('pareto', 2))]);
    expect(verdicts(found).slice(0, 2)).toEqual([['shared / exponential', 0.25, false], ['pareto / exponential', 0.5, true]]);
  });

  it('against peers are least ratios', () => {
    const [target] = judge(findings([result('mm1', row('ours', 1), row('SimPy', 79.9))]), REFERENCE);
    expect([target.what, target.met]).toEqual(['mm1: ours / SimPy', false]);
    expect(judge(findings([result('demonstration-lead', row('ours', 1), row('SimPy', 40))]), REFERENCE)[0].met).toBe(true);
  });

  it('of the largest scenario are most seconds and memory', () => {
    const size = (runSeconds: number) => ({ label: '', organisations: 1, problems: 1, events: 1, compileSeconds: 1, runSeconds, peakMiB: 900 });
    const of = (runSeconds: number): boolean[] =>
      judge({ ...findings([]), scale: [{ title: '', scenario: 'eu-full', rows: [size(1), size(runSeconds)] }] }, REFERENCE).slice(-3).map(({ met }) => met);
    expect([of(59), of(61)]).toEqual([[true, true, true], [true, false, true]]);
  });

  it('of observation and memory are most amounts', () => {
    expect(verdicts(findings([], 5.1, 600 * 1024)).map(([, found, met]) => [found, met])).toEqual([[5.1, false], [600, false]]);
    expect(verdicts(findings([], 4.9, -600 * 1024)).map(([, found, met]) => [found, met])).toEqual([[4.9, true], [-600, true]]);
  });
});
