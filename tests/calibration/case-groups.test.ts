import { describe, expect, it } from 'vitest';
import { readActivityLog } from '../../src/calibration/activity-log.js';
import { groupCases, uniqueSlugs } from '../../src/calibration/case-groups.js';
import { followStays } from '../../src/calibration/case-stays.js';
import { handoverNetwork } from '../../src/calibration/handovers.js';
import { numericTimeReader } from '../../src/calibration/time-reader.js';

const text = `case,time,step,who,town,type
a,2,unit,bob,Ashford,big
a,1,desk,anna,Ashford,small
b,1,desk,anna,Αθήνα,
b,3,unit,bob,Αθήνα,
b,5,unit,eve,Αθήνα,
c,1,desk,anna,Ashford,big
`;
const { log } = readActivityLog({ file: 'log.csv', text, separator: ',' }, { caseId: 'case', time: 'time', activity: 'step', resource: 'who', attributes: ['town', 'type'] }, numericTimeReader('day'));

describe('cases', () => {
  it('belong where their earliest row says; names become slugs, and what is missing or changes is counted', () => {
    const groups = groupCases(log, { jurisdiction: 'town', by: ['type'] });
    expect(groups.jurisdictions).toEqual(['ashford', 'town-2']);
    expect(groups.groups.map(({ name, label }) => [name, label])).toEqual([['big', 'type = big'], ['small', 'type = small'], ['unknown', 'type = unknown']]);
    expect([...groups.jurisdictionOf]).toEqual([0, 1, 0]);
    expect([...groups.portfolioOf].map((portfolio) => groups.portfolios[portfolio].name)).toEqual(['small', 'unknown', 'big']);
    expect([groups.missing.get('type'), groups.changed.get('type'), groups.changed.get('town')]).toEqual([1, 1, 0]);
    expect(groups.renamings).toEqual([{ column: 'town', value: 'Αθήνα', name: 'town-2' }]);
  });

  it('have domains and groups side by side', () => {
    const groups = groupCases(log, { domain: 'town', by: ['type'] });
    expect(groups.portfolios.map(({ name, group }) => [name, groups.groups[group].name])).toEqual([['ashford-big', 'big'], ['ashford-small', 'small'], ['town-2-unknown', 'unknown']]);
  });

  it('that are not told apart are one group without a name', () => {
    expect(groupCases(log, { by: [] })).toMatchObject({ jurisdictions: [''], groups: [{ name: '' }], portfolios: [{ name: '', group: 0 }] });
  });
});

it('slugs of different values are different', () => {
  expect(uniqueSlugs(['New York', 'new-york', '42', 'Île'], 'Town')).toEqual(['new-york', 'new-york-2', 'town-3', 'ile']);
});

it('handovers are counted between different resources, from place to place', () => {
  const { stays } = followStays(log, {
    plan: { levels: [{ name: 'desk', activities: ['desk'] }, { name: 'unit', activities: ['unit'] }], endings: [], arrivals: [], ignored: [] }, marks: 'completion', until: 10,
  });
  expect(handoverNetwork(log, stays)).toMatchObject({
    handovers: [{ from: 'anna', fromLevel: 0, to: 'bob', toLevel: 1, count: 2 }], resources: 2, total: 2, density: 0.5,
  });
});
