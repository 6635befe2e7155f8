import type { Mechanism } from './held-out-laws.js';
import { accessionGroup, caseType, departmentGroup } from './infringement-groups.js';
import { infringementStudy } from './infringement-study.js';
import { FEWEST_OF_GROUP } from './level-laws.js';

/** A mechanism tried on the infringement procedure. */
export interface NamedMechanism extends Mechanism {
  readonly name: string;
  /** Half a sentence for tables. */
  readonly meaning: string;
}

const { fewest } = infringementStudy;

const all = (): string => '';
const byType = [caseType, all];
const byTypeAndDepartment = [(attributes: Parameters<typeof caseType>[0]): string => `${caseType(attributes)} ${departmentGroup(attributes)}`, caseType, all];
const byTypeAndAccession = [(attributes: Parameters<typeof caseType>[0]): string => `${caseType(attributes)} ${accessionGroup(attributes)}`, caseType, all];

/** Half-lives of observations [years]. */
const LATELY = 2;
const VERY_LATELY = 1;

/** The mechanisms without queues, compared by cross-validation. The benchmark is the first of them. */
export const infringementMechanisms: readonly NamedMechanism[] = [
  { name: 'benchmark', meaning: 'Aalen-Johansen by case type', hazards: 'free', groupings: byType, fewest, halfLife: Infinity },
  { name: 'benchmark-one', meaning: 'Aalen-Johansen, all cases alike', hazards: 'free', groupings: [all], fewest, halfLife: Infinity },
  { name: 'benchmark-recent', meaning: 'Aalen-Johansen by case type, half-life 2 years', hazards: 'free', groupings: byType, fewest, halfLife: LATELY },
  { name: 'one-law', meaning: 'laws, all cases alike', hazards: 'fitted', groupings: [all], fewest, halfLife: Infinity },
  { name: 'one-law-recent', meaning: 'laws, all cases alike, half-life 2 years', hazards: 'fitted', groupings: [all], fewest, halfLife: LATELY },
  { name: 'state', meaning: 'laws by accession', hazards: 'fitted', groupings: [accessionGroup, all], fewest, halfLife: Infinity },
  { name: 'department', meaning: 'laws by department', hazards: 'fitted', groupings: [departmentGroup, all], fewest, halfLife: Infinity },
  { name: 'type', meaning: 'laws by case type', hazards: 'fitted', groupings: byType, fewest, halfLife: Infinity },
  { name: 'type-lognormal', meaning: 'lognormal laws by case type', hazards: 'lognormal', groupings: byType, fewest, halfLife: Infinity },
  { name: 'type-fine', meaning: 'laws by case type, own ones from 5 exits on', hazards: 'fitted', groupings: byType, fewest: FEWEST_OF_GROUP, halfLife: Infinity },
  { name: 'type-recent', meaning: 'laws by case type, half-life 2 years', hazards: 'fitted', groupings: byType, fewest, halfLife: LATELY },
  { name: 'type-very-recent', meaning: 'laws by case type, half-life 1 year', hazards: 'fitted', groupings: byType, fewest, halfLife: VERY_LATELY },
  { name: 'type-state', meaning: 'laws by case type and accession', hazards: 'fitted', groupings: byTypeAndAccession, fewest, halfLife: Infinity },
  { name: 'type-state-recent', meaning: 'laws by case type and accession, half-life 2 years', hazards: 'fitted', groupings: byTypeAndAccession, fewest, halfLife: LATELY },
  { name: 'type-department', meaning: 'laws by case type and department', hazards: 'fitted', groupings: byTypeAndDepartment, fewest, halfLife: Infinity },
  { name: 'type-department-recent', meaning: 'laws by case type and department, half-life 2 years', hazards: 'fitted', groupings: byTypeAndDepartment, fewest, halfLife: LATELY },
];

/** @throws RangeError for a name that is not among them */
export function mechanismNamed(name: string): NamedMechanism {
  const mechanism = infringementMechanisms.find((one) => one.name === name);
  if (mechanism === undefined) throw new RangeError(`mechanismNamed: expected one of ${infringementMechanisms.map((one) => one.name).join(', ')}, found "${name}"`);
  return mechanism;
}
