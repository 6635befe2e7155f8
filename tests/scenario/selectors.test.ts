import { describe, expect, test } from 'vitest';
import { edited, parse, statements, text } from './scenario-text.js';

/** Paths of the organisations at which problems arise. */
function selected(selector: string): readonly string[] {
  const served = text.replace('staff: 2, knows: 0.91', 'staff: 2, service: 1 day').replace('staff: 2, knows: 0.99', 'staff: 2, service: 1 day');
  const { problems, organisations } = parse(edited('at: department', `at: ${selector}`, served));
  return problems[0].origins.map((origin) => organisations[origin].path);
}

describe('selectors', () => {
  test('a rule stands for all its organisations', () => {
    expect(selected('ministry')).toHaveLength(15);
  });

  test('a rule and a domain stand for those that work in it', () => {
    expect(selected('ministry.health')).toEqual(['union/state-1/ministry.health', 'union/state-2/ministry.health', 'union/state-3/ministry.health']);
  });

  test('a path stands for one organisation, or for those of a rule under a jurisdiction', () => {
    expect(selected('union/state-2/ministry.work')).toEqual(['union/state-2/ministry.work']);
    expect(selected('union/state-2/ministry')).toHaveLength(5);
    expect(selected('union/state-2/department.work')).toEqual([1, 2, 3, 4].map((city) => `union/state-2/city-${city}/department.work`));
  });

  test('a level, a domain or both stand for what they describe', () => {
    expect(selected('{ level: supranational }')).toHaveLength(5);
    expect(selected('{ domain: work }')).toHaveLength(1 + 3 + 12);
    expect(selected('{ level: national, domain: work }')).toHaveLength(3);
  });

  test('a list stands for all of them, each once, in the order of the file', () => {
    expect(selected('[department, directorate.health, ministry, { domain: health }]')).toHaveLength(60 + 15 + 1);
    expect(selected('[ministry.work, directorate.health]')[0]).toBe('union/directorate.health');
  });

  test.each([
    ['departmnt', 'problems.case.at: expected an organisation, or a rule of "organisations": "directorate", "ministry" or "department", found "departmnt" (did you mean "department"?)'],
    ['ministry.helth',
      'problems.case.at: expected an organisation: "ministry.health", "ministry.housing", "ministry.work", "ministry.schools" or "ministry.transport", found "ministry.helth" (did you mean "ministry.health"?)'],
    ['union/state-9/ministry', 'problems.case.at: expected a jurisdiction: "union", "state", "city" or "union/state-1", found "union/state-9" (did you mean "union/state-1"?)'],
    ['union/state-1/directorate', 'problems.case.at: expected organisations, found none under "union/state-1/directorate"'],
    ['[ministry, agency]', 'problems.case.at[1]: expected an organisation, or a rule of "organisations": "directorate", "ministry" or "department", found "agency"'],
    ['{ level: nationl }', 'problems.case.at: expected a level: "supranational", "national" or "local", found "nationl" (did you mean "national"?)'],
    ['{ domain: sport }', 'problems.case.at: expected a domain: "health", "housing", "work", "schools" or "transport", found "sport"'],
    ['{}', 'problems.case.at: expected "level", "domain" or both, found neither'],
    ['{ levl: national }', 'problems.case.at.levl: unknown key (did you mean "level"?)'],
    ['[]', 'problems.case.at: expected a list with at least 1 entry, found an empty list'],
    ['3', 'problems.case.at: expected organisations such as "ministry" or "ministry.health", found 3'],
    ['', 'problems.case.at: expected organisations such as "ministry", "ministry.health", [ministry, agency] or { level: national, domain: health }, found nothing'],
  ])('%s is refused', (selector, message) => {
    expect(statements(edited('at: department', `at: ${selector}`))).toEqual([message]);
  });

  test('names of organisations that are not valid are not reported as well, wrong domains are', () => {
    const broken = edited('staff: 2, knows: 0.91', 'staff: 0, knows: 0.91');
    expect(statements(broken)).toHaveLength(1);
    expect(statements(edited('members: ministry', 'members: ministry.helth', broken))).toEqual([
      'organisations.ministry.staff: expected a whole number of at least 1, or "unlimited", found 0',
      'networks.cabinet.members: expected an organisation: "ministry.health", "ministry.housing", "ministry.work", "ministry.schools" or "ministry.transport", found "ministry.helth" (did you mean "ministry.health"?)',
    ]);
  });
});
