import type { Mechanism } from './held-out-laws.js';
import { accessionGroup, caseType, departmentGroup } from './infringement-groups.js';

/** A mechanism tried on the infringement procedure. */
export interface NamedMechanism extends Mechanism {
  readonly name: string;
  /** Half a sentence for tables. */
  readonly meaning: string;
}

const all = (): string => '';
const byType = [caseType, all];
const byTypeAndDepartment = [(attributes: Parameters<typeof caseType>[0]): string => `${caseType(attributes)} ${departmentGroup(attributes)}`, caseType, all];
const byTypeAndAccession = [(attributes: Parameters<typeof caseType>[0]): string => `${caseType(attributes)} ${accessionGroup(attributes)}`, caseType, all];

/** Half-lives of observations [years]. */
const LATELY = 2;
const VERY_LATELY = 1;

/** The mechanisms without queues, compared by cross-validation. The benchmark is the first of them. */
export const infringementMechanisms: readonly NamedMechanism[] = [
  { name: 'benchmark', meaning: 'Aalen-Johansen by case type', hazards: 'free', groupings: byType, halfLife: Infinity },
  { name: 'benchmark-one', meaning: 'Aalen-Johansen, all cases alike', hazards: 'free', groupings: [all], halfLife: Infinity },
  { name: 'benchmark-recent', meaning: 'Aalen-Johansen by case type, half-life 2 years', hazards: 'free', groupings: byType, halfLife: LATELY },
  { name: 'one-law', meaning: 'laws, all cases alike', hazards: 'lognormal', groupings: [all], halfLife: Infinity },
  { name: 'one-law-recent', meaning: 'laws, all cases alike, half-life 2 years', hazards: 'lognormal', groupings: [all], halfLife: LATELY },
  { name: 'state', meaning: 'laws by accession', hazards: 'lognormal', groupings: [accessionGroup, all], halfLife: Infinity },
  { name: 'department', meaning: 'laws by department', hazards: 'lognormal', groupings: [departmentGroup, all], halfLife: Infinity },
  { name: 'type', meaning: 'laws by case type', hazards: 'lognormal', groupings: byType, halfLife: Infinity },
  { name: 'type-recent', meaning: 'laws by case type, half-life 2 years', hazards: 'lognormal', groupings: byType, halfLife: LATELY },
  { name: 'type-very-recent', meaning: 'laws by case type, half-life 1 year', hazards: 'lognormal', groupings: byType, halfLife: VERY_LATELY },
  { name: 'type-state', meaning: 'laws by case type and accession', hazards: 'lognormal', groupings: byTypeAndAccession, halfLife: Infinity },
  { name: 'type-state-recent', meaning: 'laws by case type and accession, half-life 2 years', hazards: 'lognormal', groupings: byTypeAndAccession, halfLife: LATELY },
  { name: 'type-department', meaning: 'laws by case type and department', hazards: 'lognormal', groupings: byTypeAndDepartment, halfLife: Infinity },
  { name: 'type-department-recent', meaning: 'laws by case type and department, half-life 2 years', hazards: 'lognormal', groupings: byTypeAndDepartment, halfLife: LATELY },
];

/** @throws RangeError for a name that is not among them */
export function mechanismNamed(name: string): NamedMechanism {
  const mechanism = infringementMechanisms.find((one) => one.name === name);
  if (mechanism === undefined) throw new RangeError(`mechanismNamed: expected one of ${infringementMechanisms.map((one) => one.name).join(', ')}, found "${name}"`);
  return mechanism;
}
