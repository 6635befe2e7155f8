import { describe, expect, it } from 'vitest';
import { sweepFileOf, type SweepDesignFlags } from '../../src/cli/sweep-flags.js';
import { parseExperimentFile } from '../../src/experiment/sweep/experiment-file.js';

const fileOf = (flags: SweepDesignFlags): ReturnType<typeof sweepFileOf> => sweepFileOf(flags, undefined, 'office');
const written = (design: string): ReturnType<typeof sweepFileOf> => parseExperimentFile(`scenario: office\n${design}`, 'file');
const vary = ['problems.case.deadline=1..9 days'];
const factors = 'factors: { problems.case.deadline: { from: 1, to: 9, unit: days } }';

describe('a design on the command line', () => {
  it.each<[string, SweepDesignFlags, string]>([
    ['the best of many latin hypercubes', { design: 'latin-hypercube', points: '20', candidates: '7', vary }, `name: latin-hypercube\ndesign: latin-hypercube\npoints: 20\ncandidates: 7\n${factors}`],
    ['plain Sobol points', { design: 'sobol', points: '8', plain: true, vary }, `name: sobol\ndesign: sobol\npoints: 8\nscrambled: false\n${factors}`],
    ['pairs of factors', { design: 'saltelli', base: '8', secondOrder: true, name: 'pairs', vary }, `name: pairs\ndesign: saltelli\nbase: 8\nsecond_order: true\n${factors}`],
    [
      'replications until a measure is precise', { vary: ['seed.of=1,2'], precision: 'time_to_decision=3%', replications: '200' },
      'name: factorial\ndesign: factorial\nreplications: { measure: time_to_decision, precision: 3%, at_least: 10, at_most: 200 }\nfactors: { seed.of: [1, 2] }',
    ],
    [
      'few of them', { vary: ['seed.of=1,2'], precision: 'solved=0.1', replications: '4' },
      'name: factorial\ndesign: factorial\nreplications: { measure: solved, precision: 0.1, at_least: 4, at_most: 4 }\nfactors: { seed.of: [1, 2] }',
    ],
  ])('says what a file says: %s', (_, flags, text) => expect({ ...fileOf(flags), place: undefined }).toEqual({ ...written(text), place: undefined }));

  it.each<[SweepDesignFlags, string]>([
    [{ vary: ['a.b=1,2'], precision: '5%', replications: '20' }, '--precision 5%: expected MEASURE=SHARE such as time_to_decision=5%'],
    [{ vary: ['a.b=1,2'], precision: 'solved=5%' }, '--precision: expected --replications with the most that are run'],
    [{ vary: ['a.b=1,2'], precision: 'solvd=5%', replications: '20' }, 'did you mean "solved"'],
    [{ design: 'lhs', points: '5', vary }, 'command line: 1 problem\n  --design  expected a design: '],
    [{ design: 'saltelli', points: '5', vary }, '  --base  missing, expected a whole number of at least 1\n  --points  does not go with the design saltelli'],
    [{ design: 'sobol', points: '8', name: 'a b', vary: ['problems.case.deadline=9..1 days'] }, '  --name  expected a name of letters'],
    [{ design: 'sobol', points: '8', vary: ['problems.case.deadline=9..1 days'] }, '  --vary problems.case.deadline  expected "to" above "from" (9), found 1'],
    [{ design: 'factorial', plain: true, vary }, '  --plain  does not go with the design factorial'],
  ])('that cannot be meant is refused: %o', (flags, message) => expect(() => fileOf(flags)).toThrow(message));

  it('does not go together with a file', () => {
    expect(() => sweepFileOf({ secondOrder: true }, written(`name: x\ndesign: factorial\n${factors.replace('to: 9', 'to: 9, steps: 3')}`))).toThrow('--second-order: the experiment file says what is varied');
  });
});
