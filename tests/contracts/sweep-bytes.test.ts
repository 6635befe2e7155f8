import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { execute, resultFiles, workplace } from '../cli/command.js';
import { smallStudy } from '../experiment/small-study.js';

/** Two designs, one of them sampled, with as many replications as are needed: what of this could depend on the order in which runs end. */
const experiment = `name: mixed
scenario: small.yaml
random_numbers: independent
replications: { measure: solved, precision: 25%, at_least: 3, at_most: 12 }
subexperiments:
  staff: { design: factorial, factors: { organisations.ministry.staff: [1, 2], variant: [shared, lead] } }
  delays:
    design: latin-hypercube
    points: 3
    factors:
      hierarchy.delay: { from: 0.5, to: 4, unit: days }
      organisations.department.knows: { law: beta, mean: 0.7, sd: 0.05 }
`;
const folder = workplace({ 'small.yaml': smallStudy, 'mixed.yaml': experiment });

function filesOf(workers: number): Record<string, string> {
  const { code, err } = execute(folder, 'sweep', 'mixed.yaml', '--workers', String(workers), '--out', `workers-${workers}`, '--detail', 'problems');
  expect([code, err]).toEqual([0, '']);
  return resultFiles(join(folder, `workers-${workers}`));
}

describe('a sweep with subexperiments, a sampled design and a stopping rule', () => {
  const one = filesOf(1);

  it('stops between the fewest and the most replications, after whole ones', () => {
    const { replications, runs } = JSON.parse(one['manifest.json']) as { replications: number; runs: { planned: number } };
    expect(replications).toBeGreaterThan(3);
    expect(replications).toBeLessThan(12);
    expect(runs.planned).toBe(7 * replications);
    expect(readFileSync(join(folder, 'workers-1/runs.csv'), 'utf8').split('\n')).toHaveLength(7 * replications + 2);
  });

  it.each([2, 7])('has the same bytes with %i workers as with one', (workers) => {
    expect(filesOf(workers)).toEqual(one);
  });
});
