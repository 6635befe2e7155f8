import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { execute, resultFiles, workplace } from '../cli/command.js';
import { failingStudy, smallStudy } from '../experiment/small-study.js';

const folder = workplace({ 'small.yaml': smallStudy, 'failing.yaml': failingStudy });

/** Every file of a result but the record of its making, by the flags it was made with. */
function filesOf(name: string, ...argv: readonly string[]): Record<string, string> {
  execute(folder, ...argv, '--out', name, '--quiet');
  return resultFiles(join(folder, name));
}

const details = ['--detail', 'problems', '--detail', 'events'];

describe('the bytes of a result', () => {
  const compared = filesOf('workers-1', 'compare', 'small.yaml', '--workers', '1', ...details);

  it.each(['2', '7'])('are the same for one worker and for %s', (workers) => {
    expect(Object.keys(compared)).toContain('trace.csv');
    expect(filesOf(`workers-${workers}`, 'compare', 'small.yaml', '--workers', workers, ...details)).toEqual(compared);
  });

  it('are the same with failing runs for any number of workers', () => {
    const argv = ['run', 'failing.yaml', '--vary', 'networks.council.cost.links=200 - n,66 - n', '--replications', '1'];
    const one = filesOf('failing-1', ...argv, '--workers', '1');
    expect(one['failures.csv'].split('\n')).toHaveLength(3);
    expect(filesOf('failing-7', ...argv, '--workers', '7')).toEqual(one);
  });

  it('do not depend on where the command is given', () => {
    const elsewhere = workplace({ 'small.yaml': smallStudy });
    execute(elsewhere, 'compare', 'small.yaml', '--out', 'deep/down', '--quiet', ...details);
    expect(resultFiles(join(elsewhere, 'deep/down'))).toEqual(compared);
  });

  it('are those of the runs of a smaller experiment, as far as that goes', () => {
    const [whole, part] = [compared, filesOf('one-replication', 'compare', 'small.yaml', '--replications', '1', ...details)];
    for (const name of ['runs.csv', 'system.csv', 'levels.csv', 'networks.csv', 'organisations.csv', 'problems.csv', 'trace.csv']) {
      expect(part[name].length).toBeGreaterThan(100);
      expect(whole[name].startsWith(part[name]), name).toBe(true);
    }
  });
});

describe('a seed', () => {
  const runsOf = (name: string, ...argv: readonly string[]): string => filesOf(name, 'run', 'small.yaml', '--replications', '1', ...argv)['runs.csv'];
  const one = runsOf('seed-1', '--seed', '1');

  it('is the same whether the file has 1 or "1" or the command does', () => {
    expect(runsOf('seed-set', '--set', 'seed=1')).toBe(one);
    expect(runsOf('seed-text', '--set', 'seed="1"')).toBe(one);
  });

  it('of 0 is a seed like any other', () => {
    const zero = runsOf('seed-0', '--seed', '0');
    expect(zero.split('\n')[1]).toMatch(/^0,0,small,0,0,ok,\d/);
    expect(zero.replace(',0,0,ok', ',0,1,ok')).not.toBe(one);
    expect(runsOf('seed-0-set', '--set', 'seed=0')).toBe(zero);
  });
});
