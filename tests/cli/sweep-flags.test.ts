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

  it.each([
    ['2..8 days', '{ from: 2 days, to: 8 days }'],
    ['2 days..8 days', '{ from: 2 days, to: 8 days }'],
    ['2 days .. 8 days', '{ from: 2 days, to: 8 days }'],
    ['60%..80%', '{ from: 60%, to: 80% }'],
    ['60..80%', '{ from: 60%, to: 80% }'],
    ['.5..0.9', '{ from: 0.5, to: 0.9 }'],
    ['-1.5..1e3', '{ from: -1.5, to: 1000 }'],
    ['1 per week..3 per week', '{ from: 1 per week, to: 3 per week }'],
    ['1/week..3/week/3', '{ from: 1/week, to: 3/week, steps: 3 }'],
    ['2..8 days/4', '{ from: 2 days, to: 8 days, steps: 4 }'],
    ['2..8/4 days', '{ from: 2 days, to: 8 days, steps: 4 }'],
    ['2 days..8 days/4', '{ from: 2 days, to: 8 days, steps: 4 }'],
    ['60%..80%/3', '{ from: 60%, to: 80%, steps: 3 }'],
    ['0.1..0.9/5', '{ from: 0.1, to: 0.9, steps: 5 }'],
    ['../cases.csv', '[../cases.csv]'],
    ['2 days,8 days', '[2 days, 8 days]'],
  ])('has ranges as one writes them: %s', (text, factor) => {
    const flags = { design: 'sobol', points: '8', vary: [`problems.case.deadline=${text}`] };
    const read = written(`name: sobol\ndesign: sobol\npoints: 8\nfactors: { problems.case.deadline: ${factor} }`);
    expect(fileOf(flags).subexperiments).toEqual(read.subexperiments);
  });

  it.each<[SweepDesignFlags, string]>([
    [{ design: 'sobol', points: '8', vary: ['problems.case.deadline=2 dais..8 dais'] }, '  --vary problems.case.deadline  expected a unit of time such as days or per week, or %, found "dais" (did you mean "days"?)'],
    [{ design: 'sobol', points: '8', vary: ['problems.case.deadline=2..many'] }, '--vary problems.case.deadline=2..many: expected a range such as 0.1..0.9, "2..8 days" or 60%..80%, with /5 behind it for five values of it'],
    [{ vary: ['problems.case.deadline=2..8 days'] }, '  --vary problems.case.deadline  a design that tries all values has to know which of a range: say "steps: 5" or "step" in a file, /5 behind the range on the command line'],
    [{ design: 'morris', trajectories: '3', levels: '5', vary }, '  --levels  expected an even number of levels, found 5'],
    [{ vary: ['a.b=1,2,1'] }, '  --vary a.b  expected different values, found 1 twice'],
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
    const file = written(`name: x\ndesign: factorial\n${factors.replace('to: 9', 'to: 9, steps: 3')}`);
    expect(() => sweepFileOf({ secondOrder: true }, file)).toThrow('--second-order: the experiment file says what is varied; change it there');
    expect(() => sweepFileOf({ precision: 'solved=5%', vary: ['a.b=1,2'], points: '8' }, file)).toThrow([
      '--vary, --points: the experiment file says what is varied; change it there',
      '--precision: the experiment file says how many replications are run; write there: replications: { measure: solved, precision: 5%, at_most: 200 }',
    ].join('\n'));
    expect(() => sweepFileOf({ precision: '5%', replications: '30' }, file)).toThrow(/^--precision: .* write there: replications: \{ measure: time_to_decision, precision: 5%, at_most: 30 \}$/);
  });
});
