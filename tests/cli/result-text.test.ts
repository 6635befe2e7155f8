import { describe, expect, it } from 'vitest';
import { comparisonText, estimatesText } from '../../src/cli/result-text.js';
import { failuresText, sentence } from '../../src/cli/summary-text.js';
import { compareWithFirst, estimate, type MeasureValues } from '../../src/experiment/estimates.js';
import { planExperiment, type ExperimentOptions } from '../../src/experiment/experiment.js';
import type { ExperimentSummary } from '../../src/node/study.js';
import { parsed, smallStudy } from '../experiment/small-study.js';

// The samples of tests/experiment/estimates.test.ts, whose estimates come from R. t.test(c(14, 15, 13, 18, 19))$conf.int is 12.59 19.01.
const time: MeasureValues = [[7.1, 8.4, 6.9, 9.2, 7.7], [7.9, 8.8, 7.0, 10.1, 8.9]];
const open: MeasureValues = [[12, 15, 11, 18, 14], [14, 15, 13, 18, 19]];

/** What an experiment would have found had its runs measured these values. */
function summaryOf(values: Readonly<Record<string, MeasureValues>>, options: ExperimentOptions = {}, text = smallStudy): ExperimentSummary {
  const experiment = planExperiment(parsed(text), { replications: Object.values(values)[0][0].length, ...options });
  const measures = new Map(Object.entries(values));
  const estimates = estimate(measures);
  const comparisons = compareWithFirst(measures, experiment.scenario.headline);
  return { experiment, planned: experiment.runs, complete: true, finished: experiment.runs, failures: [], estimates, comparisons, files: [], events: 0 };
}

const pair = { time_to_decision: time, open_problems: open };

describe('the table after compare', () => {
  it('names every measure once and shows each variant with its difference from the first', () => {
    expect(comparisonText(summaryOf(pair))).toBe(`\
variant   mean  95 % interval  minus shared  95 % interval  p (Holm)
--------  ----  -------------  ------------  -------------  --------
time_to_decision [days]
  shared   7.9  [6.7, 9.0]
  lead     8.5  [7.1, 10.0]            +0.7  [0.1, 1.2]         .049
open_problems
  shared  14.0  [10.6, 17.4]
  lead    15.8  [12.6, 19.0]           +1.8  [-0.7, 4.3]        .121
`);
  });

  it('says how many replications there are only where some are missing', () => {
    const holes = [time[0], time[1].map((value, replication) => (replication === 1 ? undefined : value))];
    const lines = comparisonText(summaryOf({ time_to_decision: holes, open_problems: open })).split('\n');
    expect(lines[0]).toMatch(/p \(Holm\) +n$/);
    expect(lines[3]).toMatch(/^ {2}shared .* 5$/);
    expect(lines[4]).toMatch(/^ {2}lead .* 4$/);
  });

  it('of identical variants shows no difference, without width, and a p-value of 1', () => {
    const [, , , , lead] = comparisonText(summaryOf({ time_to_decision: [time[0], time[0]], open_problems: open })).split('\n');
    expect(lead).toMatch(/^ {2}lead +7\.9 +\[6\.7, 9\.0\] +0 +\[0, 0\] +1\.000$/);
  });

  it('of single replications has dashes instead of intervals and p-values', () => {
    const [, , , shared, lead] = comparisonText(summaryOf({ time_to_decision: [[7.1], [7.9]], open_problems: [[12], [14]] })).split('\n');
    expect(shared).toMatch(/^ {2}shared +7\.100 +-$/);
    expect(lead).toMatch(/^ {2}lead +7\.900 +- +- +- +-$/);
  });

  it('shows p-values below one in a thousand as such', () => {
    const far = time[0].map((value) => (value ?? 0) + 100 + (value ?? 0) / 100);
    expect(comparisonText(summaryOf({ time_to_decision: [time[0], far], open_problems: open }))).toMatch(/<\.001\n/);
  });

  it('cuts varied paths to the keys that tell them apart', () => {
    const vary = { 'organisations.ministry.staff': [1, 2], 'organisations.department.staff': [1] };
    const text = comparisonText(summaryOf(pair, { variants: false, vary }));
    expect(text).toContain('\n  ministry.staff=1 department.staff=1 ');
    expect(text).toMatch(/^variant .* minus first /);
    const single = comparisonText(summaryOf(pair, { variants: false, vary: { 'organisations.ministry.staff': [1, 2] } }));
    expect(single).toContain('\n  staff=1 ');
    expect(single).toMatch(/^variant .* minus first /);
  });

  it('numbers design points whose names would make it wider than 100 columns', () => {
    const vary = { 'organisations.ministry.staff': [1, 2], 'organisations.department.staff': [1], 'time.horizon': ['30 days'] };
    const text = comparisonText(summaryOf({ time_to_decision: [...time, ...time], open_problems: [...open, ...open] }, { vary }));
    expect(text).toContain('\n           3  lead ministry.staff=2 department.staff=1 horizon=30 days\n');
    expect(text).toMatch(/\nvariant .* minus first /);
    expect(text.match(/^ {2}3 /gm)).toHaveLength(2);
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
  });
});

describe('the table after run', () => {
  it('is one line for each measure where there is one design point', () => {
    expect(estimatesText(summaryOf({ time_to_decision: [time[0]], open_problems: [open[0]] }, { variants: false }))).toBe(`\
measure                  mean  95 % interval  n
-----------------------  ----  -------------  -
time_to_decision [days]   7.9  [6.7, 9.0]     5
open_problems            14.0  [10.6, 17.4]   5
`);
  });

  it('shows standard measures of a scenario that names no headline', () => {
    const text = smallStudy.replace(/^headline.*\n/m, '');
    const lines = estimatesText(summaryOf({ solved: [open[0]] }, { variants: false }, text)).trimEnd().split('\n');
    expect(lines.slice(2).map((line) => line.split(' ')[0])).toEqual(['solved', 'time_to_outcome', 'time_to_decision', 'decided_share', 'utilisation', 'coordination_share', 'open_problems']);
  });

  it('shows twenty design points and says where the others are', () => {
    const values = Array.from({ length: 25 }, (_, index) => index + 1);
    const measured = values.map((value) => [value, value + 1]);
    const options = { variants: false, vary: { 'organisations.ministry.staff': values } };
    const text = estimatesText(summaryOf({ time_to_decision: measured, open_problems: measured }, options));
    expect(text.match(/^ {2}staff=/gm)).toHaveLength(40);
    expect(text).toMatch(/\n\.\.\. and 5 more design points in estimates\.csv\n$/);
  });
});

describe('the sentence after the table', () => {
  const after = (command: 'run' | 'compare', options: ExperimentOptions = {}, change: Partial<ExperimentSummary> = {}, text = smallStudy): string =>
    sentence(command, { ...summaryOf(pair, options, text), ...change }, 'results/small/run').replaceAll('\n', ' ').trim();

  it('says what was simulated, how often, how long, with which seed, and where the files are', () => {
    expect(after('run', { variants: false })).toBe('Simulated small 5 times, observing 50 of 60 days (seed 7); the CSV files are in results/small/run/');
    expect(after('run', { variants: false, replications: 1, seed: 'pilot' })).toBe('Simulated small once, observing 50 of 60 days (seed pilot); the CSV files are in results/small/run/');
    expect(after('run', { variants: false, vary: { 'organisations.ministry.staff': [1, 2] } })).toMatch(/^Simulated 2 design points of small 5 times each, observing/);
  });

  it('says what was compared over the same problems', () => {
    expect(after('compare')).toBe('Compared shared and lead over the same problems, 5 times each, observing 50 of 60 days, with differences paired by replication (seed 7); the CSV files are in results/small/run/');
  });

  it('does not promise the same problems where arrivals differ', () => {
    const vary = { 'problems.case.arrivals.rate': ['0.4 per day', '0.5 per day'] };
    expect(after('compare', { variants: false, vary })).toContain('with common random numbers where they see the same problems');
    expect(after('compare', { variants: false, vary: { 'organisations.ministry.staff': [1, 2] } })).toContain('over the same problems');
  });

  it('counts design points that are too many to name', () => {
    expect(after('compare', { variants: false, vary: { 'organisations.ministry.staff': [1, 2, 3, 4, 5, 6, 7] } })).toMatch(/^Compared 7 design points over/);
  });

  it('does not state one length where there are several', () => {
    expect(after('compare', { variants: false, vary: { 'time.horizon': ['30 days', '40 days'] } })).toContain('observing different lengths of time');
  });

  it('says so when not all runs are finished', () => {
    expect(after('compare', {}, { finished: 7, complete: false })).toContain('(seed 7; 7 of 10 runs finished)');
  });

  it('is wrapped to 80 columns', () => {
    for (const line of sentence('compare', summaryOf(pair), 'results/small/compare').split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });
});

describe('the lines about failed runs', () => {
  const failures = Array.from({ length: 12 }, (_, run) => ({ run, stage: 'simulate', message: 'no' }));

  it('are one for each of the first ten, and say where the others are', () => {
    expect(failuresText([])).toBe('');
    expect(failuresText(failures.slice(0, 1))).toBe('run 0 failed (simulate): no\n');
    expect(failuresText(failures).trimEnd().split('\n')).toHaveLength(11);
    expect(failuresText(failures)).toMatch(/\n\.\.\. and 2 more in failures\.csv\n$/);
  });
});
