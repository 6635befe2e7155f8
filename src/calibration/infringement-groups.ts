import type { CaseGroups } from './held-out-measures.js';

type Attributes = Readonly<Record<string, string>>;

/** Departments with at least 500 cases opened in 2002-2008; all others are one group. */
export const LARGE_DEPARTMENTS: readonly string[] = ['ENTR', 'ENV', 'MARKT', 'MOVE', 'SANCO', 'TAXUD'];

export function departmentGroup(attributes: Attributes): string {
  const department = attributes['department'];
  return LARGE_DEPARTMENTS.includes(department) ? department : 'others';
}

/**
 * Member states by accession: those that had joined by 1995; the ten of 1 May 2004 (Treaty of Accession of 16 April 2003, OJ L 236,
 * 23.9.2003); Bulgaria and Romania of 1 January 2007 (OJ L 157, 21.6.2005) with Croatia of 1 July 2013 (OJ L 112, 24.4.2012), which
 * has four cases. Codes are those of the EUIP database: EL Greece, UK United Kingdom.
 */
const ACCESSION: Readonly<Record<string, readonly string[]>> = {
  'by 1995': ['AT', 'BE', 'DE', 'DK', 'EL', 'ES', 'FI', 'FR', 'IE', 'IT', 'LU', 'NL', 'PT', 'SE', 'UK'],
  '2004': ['CY', 'CZ', 'EE', 'HU', 'LT', 'LV', 'MT', 'PL', 'SI', 'SK'],
  '2007, 2013': ['BG', 'HR', 'RO'],
};

const ACCESSION_OF = new Map(Object.entries(ACCESSION).flatMap(([group, states]) => states.map((state): [string, string] => [state, group])));

/** @throws RangeError for a state that is in no group */
export function accessionGroup(attributes: Attributes): string {
  const state = attributes['member_state'];
  const group = ACCESSION_OF.get(state);
  if (group === undefined) throw new RangeError(`accessionGroup: expected a member state of the Union of 2013, found "${state}"`);
  return group;
}

export function caseType(attributes: Attributes): string {
  return attributes['case_type'];
}

/** The dimensions in which simulated and real cases are compared. */
export const infringementGroups: CaseGroups = { 'case type': caseType, department: departmentGroup, accession: accessionGroup };
