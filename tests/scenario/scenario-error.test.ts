import { describe, expect, test } from 'vitest';
import { parseScenario } from '../../src/scenario/parse-scenario.js';
import { ScenarioError } from '../../src/scenario/scenario-error.js';
import { catalogue } from './small-catalogue.js';
import { edited } from './scenario-text.js';

function errorOf(text: string): ScenarioError {
  try {
    parseScenario(text, { catalogue, file: 'scenarios/waste/scenario.yaml' });
  } catch (error) {
    if (error instanceof ScenarioError) return error;
  }
  throw new Error('expected a ScenarioError');
}

describe('a scenario error', () => {
  const twice = edited('staff: 2, knows: 0.91', 'staff: 0, knows: 0.91', edited('cv: 0.8', 'meen: 0.8'));

  test('shows all problems with their places, from top to bottom', () => {
    expect(errorOf(twice).message).toBe([
      'scenarios/waste/scenario.yaml: 2 problems',
      '  19:42  organisations.ministry.staff: expected a whole number of at least 1, or "unlimited", found 0',
      '  25:45  organisations.department.service.meen: unknown key (did you mean "mean"?)',
    ].join('\n'));
  });

  test('counts one problem in the singular', () => {
    expect(errorOf('').message).toBe('scenarios/waste/scenario.yaml: 1 problem\n  1:1  expected a scenario, found an empty file');
  });

  test('holds the parts of each problem as data', () => {
    expect(errorOf(twice).problems).toEqual([
      {
        file: 'scenarios/waste/scenario.yaml', line: 19, column: 42, path: 'organisations.ministry.staff',
        expected: 'a whole number of at least 1, or "unlimited"', found: '0', message: 'expected a whole number of at least 1, or "unlimited", found 0',
      },
      {
        file: 'scenarios/waste/scenario.yaml', line: 25, column: 45, path: 'organisations.department.service.meen',
        nearest: 'mean', message: 'unknown key (did you mean "mean"?)',
      },
    ]);
  });

  test('shows the first hundred problems of a file and counts the others', () => {
    const wrong = Array.from({ length: 150 }, (_, index) => `wrong${index}: 1`).join('\n');
    const { message, problems } = errorOf(`${edited('seed: 2026', '')}${wrong}\n`);
    expect(problems).toHaveLength(150);
    expect(message.split('\n')).toHaveLength(102);
    expect(message).toMatch(/^scenarios\/waste\/scenario\.yaml: 150 problems\n/);
    expect(message).toMatch(/\n {2}\.\.\. and 50 more in scenarios\/waste\/scenario\.yaml$/);
  });
});
