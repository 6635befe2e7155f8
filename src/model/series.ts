import { coordinationCategories, categories } from './categories.js';
import type { Accounts } from './accounts.js';
import { money } from './money/cents.js';
import type { Ledger, NetworkLedger } from './ledger.js';
import { outcomes, problemStates } from './problem-table.js';

/** A column of a time series: what it means and how it is read. Cells that do not exist are undefined. */
export interface SeriesColumn<Subject> {
  readonly name: string;
  readonly type: 'integer' | 'number';
  readonly unit: string;
  readonly description: string;
  /** Values that it can take, where they are not the usual ones of `rangeOf`. */
  readonly range?: string;
  of(subject: Subject): number | undefined;
}

/** What has accumulated between two samples, as a difference of running sums. Its arrays are used again at every sample. */
class Interval {
  private readonly last: Float64Array;
  private readonly growth: Float64Array;
  /** Room for the running sums as they are now. */
  readonly sums: Float64Array;

  constructor(size: number) {
    this.sums = new Float64Array(size);
    this.last = new Float64Array(size);
    this.growth = new Float64Array(size);
  }

  /** Growth of every running sum since the last call, valid until the next one. */
  advance(): Float64Array {
    const { sums, last, growth } = this;
    for (let index = 0; index < sums.length; index++) {
      growth[index] = sums[index] - last[index];
      last[index] = sums[index];
    }
    return growth;
  }

  /** The running sums have started again at zero. */
  restart(): void {
    this.last.fill(0);
  }
}

/** Places of sums by their names. */
function placesOf<Name extends string>(names: readonly Name[]): Readonly<Record<Name, number>> {
  return Object.fromEntries(names.map((name, place) => [name, place])) as Record<Name, number>;
}

const LEVEL_SUMS = ['received', 'solved', 'escalated', 'busy', 'queue', 'waits', 'waited', 'paid', 'staff', 'elapsed'] as const;
const LEVEL = placesOf(LEVEL_SUMS);
const LEDGER_SUMS = [
  'opened', 'decided', 'closed', 'deadlocked', 'arbitrated', 'expired', 'concluded', 'rounds', 'inclusiveness',
  'waitingForParts', 'waitingForMeetings', 'waitingInTrays',
] as const satisfies readonly (keyof NetworkLedger)[];
const NETWORK_SUMS = [...LEDGER_SUMS, ...categories, 'capacity', 'levy'] as const;
const NETWORK = placesOf(NETWORK_SUMS);

/** One level at a sample: the state now and the growth of its sums since the sample before. */
export interface LevelSample {
  readonly accounts: Accounts;
  readonly organisations: readonly number[];
  /** At the places of `LEVEL`. */
  readonly growth: Float64Array;
}

/** One network at a sample. */
export interface NetworkSample {
  readonly accounts: Accounts;
  readonly network: number;
  /** At the places of `NETWORK`. */
  readonly growth: Float64Array;
}

const ratio = (part: number, whole: number): number | undefined => (whole > 0 ? part / whole : undefined);

const underscored = (name: string): string => name.replaceAll('-', '_');

/** `system.csv`: totals count from time 0, so that they balance at every row. */
export const systemColumns: readonly SeriesColumn<Accounts>[] = [
  { name: 'arrived', type: 'integer', unit: '', description: 'Problems arrived since time 0; equals the sum of those alive and ended.', of: ({ ledger }) => ledger.arrived },
  { name: 'open_problems', type: 'integer', unit: '', description: 'Problems alive now.', of: ({ open }) => open },
  ...problemStates.map((name, state): SeriesColumn<Accounts> => ({
    name: `in_${name}`,
    type: 'integer',
    unit: '',
    description: `Problems now in the state ${name}.`,
    of: ({ ledger }) => ledger.living[state],
  })),
  ...outcomes.map((name, outcome): SeriesColumn<Accounts> => ({
    name: underscored(name),
    type: 'integer',
    unit: '',
    description: `Problems ended as ${name} since time 0.`,
    of: ({ ledger }) => ledger.ended[outcome],
  })),
  { name: 'open_issues', type: 'integer', unit: '', description: 'Joint decisions open now.', of: ({ ledger }) => openIssues(ledger) },
  { name: 'local_programmes', type: 'integer', unit: '', description: 'Local programmes under way now.', of: ({ life }) => life.implementation.openLocally },
  { name: 'local_programmes_ended', type: 'integer', unit: '', description: 'Local programmes that have ended since time 0: complete, not cleared, or dropped.', of: ({ ledger }) => ledger.cascades.everEnded },
  { name: 'money_issued', type: 'number', unit: 'money', description: 'Money that has come from outside since time 0; equals what is held, spent and lapsed.', of: ({ world }) => money(world.purses.issued) },
  { name: 'money_held', type: 'number', unit: 'money', description: 'Money in purses, in common funds, and set aside for costs under negotiation, now.', of: ({ world: { purses } }) => money(purses.held + purses.inFunds + purses.escrow) },
  { name: 'money_spent', type: 'number', unit: 'money', description: 'Money spent since time 0.', of: ({ world }) => money(world.purses.spent) },
  { name: 'money_lapsed', type: 'number', unit: 'money', description: 'Unspent money that could not be carried over, since time 0.', of: ({ world }) => money(world.purses.lapsed) },
  { name: 'coordination_share', type: 'number', unit: '', description: 'Share of staff time spent on coordination since the warm-up.', of: (accounts) => ratio(accounts.coordinationDays(), accounts.capacityDays()) },
  { name: 'public_value', type: 'number', unit: '', description: 'Value delivered as a share of the value of ended problems since the warm-up.', of: ({ ledger }) => ratio(ledger.delivered, ledger.attainable) },
  { name: 'legitimacy_internal', type: 'number', unit: '', description: 'Moving average of acceptance weighted by voice.', of: ({ ledger }) => ledger.internalLegitimacy.value },
  { name: 'legitimacy_external', type: 'number', unit: '', description: 'Moving average of value delivered over value promised.', of: ({ ledger }) => ledger.externalLegitimacy.value },
];

/** `levels.csv`: the state now, and what happened since the sample before. */
export const levelColumns: readonly SeriesColumn<LevelSample>[] = [
  { name: 'queue', type: 'integer', unit: 'items', description: 'Items waiting in in-trays now.', of: ({ accounts, organisations }) => sumOf(organisations, (o) => accounts.world.bank.queueLength(o)) },
  { name: 'in_service', type: 'integer', unit: 'items', description: 'Items being worked on now.', of: ({ accounts, organisations }) => sumOf(organisations, (o) => accounts.world.bank.busyServers(o)) },
  { name: 'mean_queue', type: 'number', unit: 'items', description: 'Mean number of items waiting since the sample before.', of: ({ growth }) => ratio(growth[LEVEL.queue], growth[LEVEL.elapsed]) },
  { name: 'utilisation', type: 'number', unit: '', description: 'Busy share of staff time since the sample before; missing with unlimited staff.', of: ({ growth }) => ratio(growth[LEVEL.busy], growth[LEVEL.staff]) },
  { name: 'mean_wait', type: 'number', unit: 'days', description: 'Mean time in in-trays of items begun since the sample before.', of: ({ growth }) => ratio(growth[LEVEL.waited], growth[LEVEL.waits]) },
  { name: 'received', type: 'integer', unit: '', description: 'Problems and parts taken up since the sample before.', of: ({ growth }) => growth[LEVEL.received] },
  { name: 'solved', type: 'integer', unit: '', description: 'Problems and parts solved here since the sample before.', of: ({ growth }) => growth[LEVEL.solved] },
  { name: 'escalated', type: 'integer', unit: '', description: 'Problems and parts this level did not know, since the sample before.', of: ({ growth }) => growth[LEVEL.escalated] },
  { name: 'solved_share', type: 'number', unit: '', description: 'Share solved here of those finished here since the sample before.', of: ({ growth }) => ratio(growth[LEVEL.solved], growth[LEVEL.solved] + growth[LEVEL.escalated]) },
  { name: 'money_paid', type: 'number', unit: 'money', description: 'Money that organisations paid for decisions out of their own purses since the sample before.', of: ({ growth }) => money(growth[LEVEL.paid]) },
];

/** `networks.csv`: the state now, and what happened since the sample before. */
export const networkColumns: readonly SeriesColumn<NetworkSample>[] = [
  { name: 'open_issues', type: 'integer', unit: '', description: 'Joint decisions open now.', of: ({ accounts, network }) => accounts.ledger.networks[network].open },
  ...(['opened', 'decided', 'closed', 'deadlocked', 'arbitrated', 'expired'] as const).map((name): SeriesColumn<NetworkSample> => {
    const place = NETWORK[name];
    return { name, type: 'integer', unit: '', description: `Issues ${name} since the sample before.`, of: ({ growth }) => growth[place] };
  }),
  { name: 'rounds', type: 'number', unit: '', range: '0 or more', description: 'Mean rounds of issues concluded since the sample before.', of: ({ growth }) => ratio(growth[NETWORK.rounds], growth[NETWORK.concluded]) },
  { name: 'inclusiveness', type: 'number', unit: '', description: 'Mean inclusiveness of decisions carried out since the sample before.', of: ({ growth }) => ratio(growth[NETWORK.inclusiveness], growth[NETWORK.concluded] - growth[NETWORK.deadlocked]) },
  { name: 'waiting_for_parts', type: 'number', unit: 'days', description: 'Time issues waited for their parts, of issues that went on since the sample before.', of: ({ growth }) => growth[NETWORK.waitingForParts] },
  { name: 'waiting_for_meetings', type: 'number', unit: 'days', description: 'Time from booking to beginning (or to being called off), of meetings that ended since the sample before.', of: ({ growth }) => growth[NETWORK.waitingForMeetings] },
  { name: 'waiting_in_trays', type: 'number', unit: 'days', description: 'Time that items of coordination waited in in-trays, of items done since the sample before.', of: ({ growth }) => growth[NETWORK.waitingInTrays] },
  ...categories.map((name): SeriesColumn<NetworkSample> => {
    const place = NETWORK[name];
    return {
      name: `person_days_${name}`,
      type: 'number',
      unit: 'person days',
      description: `Time that members and coordinator spent on work of the category ${name} since the sample before.`,
      of: ({ growth }) => growth[place],
    };
  }),
  {
    name: 'coordination_share',
    type: 'number',
    unit: '',
    description: 'Share of the staff time of members and coordinator spent on coordination since the sample before.',
    of: ({ growth }) => ratio(coordinationOf(growth), growth[NETWORK.capacity]),
  },
  { name: 'levy_days', type: 'number', unit: 'person days', description: 'Transfer from members to the coordinating body since the sample before; not busy time.', of: ({ growth }) => growth[NETWORK.levy] },
  { name: 'trust_density', type: 'number', unit: '', description: 'Mean trust over all dyads now.', of: ({ accounts, network }) => accounts.life.coordination.networks[network].trust?.density() },
  { name: 'trust_centralisation', type: 'number', unit: '', description: 'Degree centralisation of trust now (Freeman 1978).', of: ({ accounts, network }) => accounts.life.coordination.networks[network].trust?.centralisation() },
];

/** `organisations.csv`: end of the run, sums since the warm-up. */
export const organisationColumns: readonly SeriesColumn<{ readonly accounts: Accounts; readonly organisation: number }>[] = [
  { name: 'staff', type: 'integer', unit: 'persons', description: 'Servers; missing when unlimited.', of: ({ accounts, organisation }) => finiteOrMissing(accounts.world.model.organisations.staff[organisation]) },
  { name: 'received', type: 'integer', unit: '', description: 'Problems and parts taken up.', of: ({ accounts, organisation }) => accounts.ledger.received[organisation] },
  { name: 'solved', type: 'integer', unit: '', description: 'Problems and parts solved here.', of: ({ accounts, organisation }) => accounts.ledger.solved[organisation] },
  { name: 'escalated', type: 'integer', unit: '', description: 'Problems and parts not known here.', of: ({ accounts, organisation }) => accounts.ledger.escalated[organisation] },
  { name: 'utilisation', type: 'number', unit: '', description: 'Busy share of staff time; missing when staff is unlimited.', of: ({ accounts, organisation }) => accounts.utilisation(organisation) },
  { name: 'items', type: 'integer', unit: '', description: 'Items of all kinds whose service began.', of: ({ accounts, organisation }) => accounts.world.bank.waitCount(organisation) },
  { name: 'mean_wait', type: 'number', unit: 'days', description: 'Mean time in the in-tray before service began.', of: ({ accounts, organisation }) => (accounts.world.bank.waitCount(organisation) > 0 ? accounts.world.bank.meanWait(organisation) : undefined) },
  { name: 'mean_queue', type: 'number', unit: 'items', description: 'Mean number of items waiting.', of: ({ accounts, organisation }) => ratio(accounts.world.bank.queueTime(organisation), accounts.elapsed) },
  { name: 'money_held', type: 'number', unit: 'money', description: 'Own money at the end, and money received that is not divided yet; missing without budgets.', of: ({ accounts: { world }, organisation }) => (world.purses.balance(organisation) < Infinity ? money(world.purses.balance(organisation) + world.purses.pool(organisation)) : undefined) },
  { name: 'money_paid', type: 'number', unit: 'money', description: 'Money paid for decisions since time 0.', of: ({ accounts, organisation }) => money(accounts.world.purses.paid(organisation)) },
  { name: 'queue', type: 'integer', unit: 'items', description: 'Items waiting at the end.', of: ({ accounts, organisation }) => accounts.world.bank.queueLength(organisation) },
  { name: 'saturated', type: 'integer', unit: '', range: '0 or 1', description: '1 when busy above 99.5 % with a queue that rises over the second half of the run, otherwise 0.', of: ({ accounts, organisation }) => (accounts.saturated(organisation) ? 1 : 0) },
  ...categories.map((name, category): SeriesColumn<{ readonly accounts: Accounts; readonly organisation: number }> => ({
    name: `person_days_${name}`,
    type: 'number',
    unit: 'person days',
    description: `Time spent on work of the category ${name}.`,
    of: ({ accounts, organisation }) => accounts.world.bank.categoryTime(organisation, category),
  })),
];

function finiteOrMissing(value: number): number | undefined {
  return value < Infinity ? value : undefined;
}

function sumOf(organisations: readonly number[], of: (organisation: number) => number): number {
  let sum = 0;
  for (const organisation of organisations) sum += of(organisation);
  return sum;
}

/** Person time of a network's sums that exists only because organisations coordinate. */
function coordinationOf(growth: Float64Array): number {
  let sum = 0;
  for (const category of coordinationCategories) sum += growth[LEDGER_SUMS.length + category];
  return sum;
}

/** Takes the samples of levels and networks of one replication. */
export class Series {
  private readonly levels: { readonly organisations: readonly number[]; readonly finite: readonly number[]; readonly staff: number; readonly interval: Interval }[];
  private readonly networks: { readonly organisations: readonly number[]; readonly staff: number; readonly interval: Interval }[];

  constructor(private readonly accounts: Accounts) {
    const { model } = accounts.world;
    this.levels = model.scenario.levels.map((_, level) => {
      const organisations = accounts.everybody.filter((organisation) => model.organisations.level[organisation] === level);
      const finite = organisations.filter((organisation) => model.organisations.staff[organisation] < Infinity);
      return { organisations, finite, staff: accounts.staffOf(finite), interval: new Interval(LEVEL_SUMS.length) };
    });
    this.networks = model.networks.map(({ spec, hub }) => {
      const organisations = hub < 0 || spec.members.includes(hub) ? spec.members : [...spec.members, hub];
      return { organisations, staff: accounts.staffOf(organisations), interval: new Interval(NETWORK_SUMS.length) };
    });
  }

  /** Samples every level and network, in order. */
  sample(): { readonly levels: readonly LevelSample[]; readonly networks: readonly NetworkSample[] } {
    const { accounts } = this;
    return {
      levels: this.levels.map(({ organisations, interval }, level) => {
        this.sumLevel(level);
        return { accounts, organisations, growth: interval.advance() };
      }),
      networks: this.networks.map(({ interval }, network) => {
        this.sumNetwork(network);
        return { accounts, network, growth: interval.advance() };
      }),
    };
  }

  /** The running sums behind the series have started again. */
  restart(): void {
    for (const { interval } of [...this.levels, ...this.networks]) interval.restart();
  }

  private sumLevel(level: number): void {
    const { organisations, finite, staff, interval: { sums } } = this.levels[level];
    const { bank } = this.accounts.world;
    const { ledger, elapsed } = this.accounts;
    sums.fill(0);
    for (const organisation of organisations) {
      sums[LEVEL.received] += ledger.received[organisation];
      sums[LEVEL.solved] += ledger.solved[organisation];
      sums[LEVEL.escalated] += ledger.escalated[organisation];
      sums[LEVEL.queue] += bank.queueTime(organisation);
      sums[LEVEL.waits] += bank.waitCount(organisation);
      sums[LEVEL.waited] += bank.waitCount(organisation) * bank.meanWait(organisation);
    }
    for (const organisation of finite) sums[LEVEL.busy] += bank.busyTime(organisation);
    sums[LEVEL.paid] = ledger.paid[level];
    sums[LEVEL.staff] = staff * elapsed;
    sums[LEVEL.elapsed] = elapsed;
  }

  private sumNetwork(network: number): void {
    const { organisations, staff, interval: { sums } } = this.networks[network];
    const { accounts } = this;
    const ledger = accounts.ledger.networks[network];
    const work = accounts.workByCategory();
    sums.fill(0);
    sums[NETWORK.opened] = ledger.opened;
    sums[NETWORK.decided] = ledger.decided;
    sums[NETWORK.closed] = ledger.closed;
    sums[NETWORK.deadlocked] = ledger.deadlocked;
    sums[NETWORK.arbitrated] = ledger.arbitrated;
    sums[NETWORK.expired] = ledger.expired;
    sums[NETWORK.concluded] = ledger.concluded;
    sums[NETWORK.rounds] = ledger.rounds;
    sums[NETWORK.inclusiveness] = ledger.inclusiveness;
    sums[NETWORK.waitingForParts] = ledger.waitingForParts;
    sums[NETWORK.waitingForMeetings] = ledger.waitingForMeetings;
    sums[NETWORK.waitingInTrays] = ledger.waitingInTrays;
    for (const organisation of organisations) {
      for (let category = 0; category < categories.length; category++) {
        sums[LEDGER_SUMS.length + category] += work[organisation * categories.length + category];
      }
    }
    sums[NETWORK.capacity] = staff * accounts.elapsed;
    sums[NETWORK.levy] = accounts.levyDaysOf(network);
  }
}

function openIssues({ networks, uncoordinated }: Ledger): number {
  return networks.reduce((sum, { open }) => sum + open, uncoordinated.open);
}
