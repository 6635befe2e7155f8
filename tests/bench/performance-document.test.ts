import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Results } from '../../bench/results.js';
import { performanceDocument } from '../../scripts/performance-document.mjs';

const results: Results = {
  quick: false,
  rounds: 3,
  machine: { cpu: 'A Processor', cores: 1, memoryGiB: 4, platform: 'linux x64' },
  versions: { node: 'v1', 'g++': '2' },
  variate: 'inversion',
  notes: { Subsidia: 'seeded', 'C++ 4-ary heap': 'ours' },
  absent: [{ peer: 'SimPy', install: 'get it' }],
  cases: [
    { id: 'hold-100', title: 'Hold, 100 pending', unit: 'events', rows: [
      { program: 'Subsidia', rates: [8, 9, 10], rate: 9, ratio: 1, count: 1 }, { program: 'C++ 4-ary heap', rates: [18, 20], rate: 19, ratio: 0.4736, count: 1 },
    ] },
    { id: 'hold-10000', title: 'Hold, 10,000 pending', unit: 'events', rows: [{ program: 'Subsidia', rates: [4, 4, 4], rate: 4, ratio: 1, count: 1 }] },
    { id: 'mm1', title: 'M/M/1', unit: 'customers', rows: [
      { program: 'Subsidia', rates: [6, 6, 6], rate: 6, ratio: 1, count: 1 }, { program: 'C++ 4-ary heap', rates: [20, 20, 20], rate: 20, ratio: 0.3, count: 1 },
    ] },
    { id: 'demonstration-silo', title: 'Demonstration, variant silo', unit: 'problems', rows: [
      { program: 'Subsidia', rates: [0.4, 0.4, 0.4], rate: 0.4, ratio: 1, count: 45000, eventRate: 1.5 },
      { program: 'SimPy', rates: [0.03, 0.03, 0.03], rate: 0.03, ratio: 13.333, count: 45000, eventRate: 0.35 },
    ] },
    { id: 'cancel', title: 'Cancel', unit: 'events', rows: [
      { program: 'plain hold', rates: [5, 5, 5], rate: 5, ratio: 1, count: 1 }, { program: '90 % cancelled', rates: [4, 4, 4], rate: 4, ratio: 1.25, count: 1 },
    ] },
  ],
  answers: [
    { case: 'demonstration-silo', answer: 'time to decision', ours: 3.5, theirs: 3.25, halfWidth: 0.125, agrees: false },
    { case: 'demonstration-silo', answer: 'problems', ours: 45000, theirs: 45100, halfWidth: 400, agrees: true },
  ],
  observation: { pairs: 3, percent: 4.5, percentages: [2, 4.5, 7] },
  memory: { 'M/M/1': [{ events: 1e6, bytes: 10 * 1048576 }, { events: 1e7, bytes: 10 * 1048576 + 2048 }] },
  scale: [{ title: 'More cities', scenario: 'cities', rows: [{ label: '10 %', organisations: 1234, problems: 50000, events: 1, compileSeconds: 0.25, runSeconds: 0.5, peakMiB: 90.2 }] }],
  scaleAbsent: ['villages'],
  fit: { rows: 1000000, readSeconds: 1.5, fitSeconds: 6, peakMiB: 1200.4 },
  targets: [
    { what: 'hold', found: 0.4736, bound: 'at least', goal: 0.45, aim: 0.75, unit: '', met: true },
    { what: 'observation', found: 7.25, bound: 'at most', goal: 5, unit: '%', met: false },
  ],
};
const page = performanceDocument(results);

/** The lines of the section under a heading. */
const section = (title: string): string[] => page.split(`## ${title}\n`)[1].split('\n## ')[0].trim().split('\n');

describe('the page on performance', () => {
  it('names the machine, the versions, and what is absent with the command that installs it', () => {
    expect(section('Machine and versions')).toEqual([
      'A Processor, 1 core, 4 GiB, linux x64.', '',
      '| program | version |', '|---|---|', '| node | v1 |', '| g++ | 2 |', '',
      'Absent, and therefore not in the tables:', '', '- SimPy; get it with `get it`',
    ]);
    expect(section('Do it again')).toContain('get it   # not there when this page was made');
  });

  it('says how often was measured, and who less often', () => {
    const method = section('Method').join(' ');
    expect(method).toContain('Medians of 3 runs.');
    expect(method).toContain('Fewer runs: C++ 4-ary heap in Hold, 100 pending (2 of 3).');
    expect(method).toContain('drawn here by inversion');
    expect(method).not.toContain('quick run');
    expect(performanceDocument({ ...results, quick: true, rounds: 1 })).toContain('quick run');
  });

  it('says of each target whether it is met', () => {
    expect(section('Targets')).toEqual([
      '1 of 2 are met.', '',
      '| what | found | target |  |', '|---|---|---|---|',
      '| hold | 0.474 | at least 0.45, aiming at 0.75 | met |', '| observation | 7.25 % | at most 5 % | **not met** |',
    ]);
  });

  it('has the hold model by size, with ratios in brackets and gaps where a program did not run', () => {
    expect(section('Hold model').slice(3)).toEqual([
      '| program | 100 pending | 10,000 pending |', '|---|---|---|', '| Subsidia | 9 | 4 |', '| C++ 4-ary heap | 19 (0.474) |  |',
    ]);
  });

  it('compares the whole model by problems and by events, and shows answers that differ', () => {
    const model = section('A whole model');
    expect(model).toContain('| Demonstration, variant silo | Subsidia | 400 | 1.5 |  |');
    expect(model).toContain('|  | SimPy | 30 | 0.35 | 13.3 |');
    expect(model.join(' ')).toContain('(1 of 2 agree)');
    expect(performanceDocument({ ...results, answers: [] })).not.toContain('SimPy does');
    expect(model).toContain('| silo | time to decision | 3.5 | 3.25 | -0.25 | 0.125 | **differs** |');
    expect(model).toContain('| silo | problems | 45,000 | 45,100 | 100 | 400 |  |');
  });

  it('gives cancelling as a share of the plain rate', () => {
    expect(section('Cancelling').slice(-2)).toEqual(['| plain hold | 5 |  |', '| 90 % cancelled | 4 | 0.8 |']);
  });

  it('has memory, scale, and what could not be measured', () => {
    expect(section('Memory').slice(-2)).toEqual(['| M/M/1 | 1 | 10 |  |', '|  | 10 | 10 | 2 |']);
    expect(section('Scale')).toContain('| 10 % | 1,234 | 50,000 | 0.25 | 0.5 | 10 | 90 |');
    expect(section('Scale')).toContain('Not measured, since it is not there: `scenarios/villages`.');
  });

  it('in the repository is the one that the results in the repository yield', () => {
    const file = (name: string): string => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');
    expect(performanceDocument(JSON.parse(file('bench/results.json')) as Results)).toBe(file('docs/performance.md'));
  });
});
