import { describe, expect, it } from 'vitest';
import type { HeldOutRow } from '../../src/calibration/held-out-comparison.js';
import { accessionGroup, departmentGroup } from '../../src/calibration/infringement-groups.js';
import { mechanismNamed } from '../../src/calibration/infringement-mechanisms.js';
import { groupsTable, measuresTable, openByYearTable, openErrorsTable, paceTable } from '../../src/calibration/infringement-report.js';

const row = (period: string, real: number, simulated: number, group = 'all'): HeldOutRow => ({
  measure: 'open', group, period, detail: '', real, simulated, low: simulated - 5, high: simulated + 5, error: simulated - real,
  relativeError: simulated / real - 1, inside: Math.abs(simulated - real) <= 5,
});
const source = { name: 'Model', rows: [row('2009', 100, 110), row('2010', 200, 196), row('2009', 40, 50, 'place: a'), row('2010', 60, 70, 'place: a')] };
const years = { first: 2009, last: 2010 };

describe('the tables of the scenario', () => {
  it('put interval and error beside the real number of each year', () => {
    const table = openByYearTable([source], years);
    expect(table).toContain('| 2009 | 100 | 110 (105-115) +10.0 % |');
    expect(table).toContain('| 2010 | 200 | 196 (191-201) -2.0 % |');
  });

  it('tell the mean absolute error of a period, and nothing of one without numbers', () => {
    // (10 % + 2 %) / 2
    expect(openErrorsTable([source], [years, { first: 2002, last: 2008 }])).toContain('| Model | 6.0 % | - |');
  });

  it('tell error and coverage by measure and dimension', () => {
    const table = measuresTable([source], years, ['place']);
    // (10 + 4) / 300, one of two inside; (10 + 10) / 100, none inside.
    expect(table).toContain('| Open cases at the end of a year | 4.7 % | 50 % |');
    expect(table).toContain('| Open cases at the end of a year, by place | 20.0 % | 0 % |');
    expect(table).toContain('| Cases closed in a year | - | - |');
  });

  it('tell the mean of each group', () => {
    expect(groupsTable([source], years)).toContain('| place: a | 50 | 60 +20.0 % |');
  });

  it('say nothing of a pace with hardly any exits', () => {
    expect(paceTable([{ name: 'notices', paces: [{ observed: 12, expected: 10 }, { observed: 1, expected: 2 }] }], years)).toContain('| notices | 1.20 | - |');
  });
});

describe('groups of cases', () => {
  it('are large departments and others, and member states by accession', () => {
    expect([departmentGroup({ department: 'ENV' }), departmentGroup({ department: 'SJ' })]).toEqual(['ENV', 'others']);
    expect(['EL', 'CY', 'RO'].map((state) => accessionGroup({ member_state: state }))).toEqual(['by 1995', '2004', '2007, 2013']);
    expect(() => accessionGroup({ member_state: 'CH' })).toThrow(/"CH"/);
    expect(() => mechanismNamed('magic')).toThrow(/"magic"/);
  });
});
