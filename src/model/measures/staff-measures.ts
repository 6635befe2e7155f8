import { categoryIndexes, type Accounts } from '../accounts.js';
import { assumedLoads } from './assumed-load.js';
import { count, ratio, share, type Measure } from './measure.js';

const explained: Record<(typeof categoryIndexes)[number]['name'], string> = {
  direct: 'own problems',
  helping: 'problems and questions that others passed on',
  communication: 'writing, reading, deciding, acknowledging, consulting',
  meeting: 'plenaries',
  verification: 'checking what is not trusted',
  rework: 'doing again: objections, repeated attempts, duplicated parts, arbitration',
  board: 'boards',
  learning: 'taking up the knowledge of solutions',
  clearance: 'granting or refusing clearances',
  bargaining: 'writing, reading and deciding on offers, demands and reports about money',
  implementation: 'carrying out programmes',
};

/** Where the time of the staff goes, after the warm-up. */
export const staffMeasures: readonly Measure[] = [
  share('coordination_share', 'Share of all staff time spent on coordination: communication, meetings, verification, rework, boards.', (accounts) =>
    ratio(accounts.coordinationDays(), accounts.capacityDays()),
  ),
  share('utilisation', 'Busy share of all staff time.', (accounts) => ratio(busyDays(accounts), accounts.capacityDays())),
  share('utilisation_highest', 'Utilisation of the busiest organisation.', (accounts) => highestUtilisation(accounts)),
  count('saturated_organisations', 'Organisations busy above 99.5 % whose queue still rises in the second half of the run.', (accounts) =>
    accounts.everybody.filter((organisation) => accounts.saturated(organisation)).length,
  ),
  {
    name: 'assumed_load_highest',
    type: 'number',
    unit: '',
    range: '0 or more',
    description:
      'Work that assumed coordination costs put on the most loaded organisation per day of its staff, if all demand were met: 1 or more means that it is saturated by assumption. Missing where cost emerges.',
    of: ({ world }) => highest(assumedLoads(world.model)),
  },
  ...categoryIndexes.map(
    ({ name, category }): Measure => ({
      name: `person_days_${name}`,
      type: 'number',
      unit: 'person days',
      description: `Staff time spent on ${explained[name]}.`,
      of: (accounts) => accounts.personDays(category),
    }),
  ),
  {
    name: 'coordination_cost',
    type: 'number',
    unit: 'money',
    description: "Staff time spent on coordination, at each organisation's day cost.",
    of: (accounts) => costOf(accounts, (organisation) => accounts.coordinationDays([organisation])),
  },
  {
    name: 'working_cost',
    type: 'number',
    unit: 'money',
    description: "All staff time spent working, at each organisation's day cost.",
    of: (accounts) => costOf(accounts, (organisation) => accounts.world.bank.busyTime(organisation)),
  },
  {
    name: 'levy_days',
    type: 'number',
    unit: 'person days',
    description: 'Transfer from members to coordinating bodies; not busy time.',
    of: (accounts) => accounts.levyDays(),
  },
  {
    name: 'efficiency',
    type: 'number',
    unit: 'per person day',
    description: 'Decided issues per person day of coordination.',
    of: (accounts) => ratio(accounts.issues().decided, accounts.coordinationDays()),
  },
];

function costOf(accounts: Accounts, daysOf: (organisation: number) => number): number {
  const { dayCost } = accounts.world.model.organisations;
  return accounts.everybody.reduce((sum, organisation) => sum + dayCost[organisation] * daysOf(organisation), 0);
}

function finite(accounts: Accounts): number[] {
  const { staff } = accounts.world.model.organisations;
  return accounts.everybody.filter((organisation) => staff[organisation] < Infinity);
}

function busyDays(accounts: Accounts): number {
  return finite(accounts).reduce((sum, organisation) => sum + accounts.world.bank.busyTime(organisation), 0);
}

function highestUtilisation(accounts: Accounts): number | undefined {
  return highest(finite(accounts).map((organisation) => accounts.utilisation(organisation) ?? 0));
}

function highest(values: ArrayLike<number> = []): number | undefined {
  return values.length > 0 ? Array.from(values).reduce((a, b) => Math.max(a, b)) : undefined;
}
