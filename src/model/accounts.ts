import { categories, coordinationCategories, type Category } from './categories.js';
import { NetworkLedger } from './ledger.js';
import type { Life } from './life.js';
import type { Trend } from './trend.js';
import type { World } from './world.js';

/**
 * A replication's books as measures read them: counts of the ledger, times of the stations, states of the networks. Means and sums run
 * from the end of the warm-up (or from 0 before it).
 */
export class Accounts {
  /** Indexes of all organisations, bodies included. */
  readonly everybody: readonly number[];
  private readonly staffOfAll: number;
  private readonly work: Float64Array;
  /** Events that had run, and the time, when `work` was read. */
  private workReadAt = -1;
  private workTime = -1;

  constructor(
    readonly world: World,
    readonly life: Life,
    private readonly trend: Trend,
  ) {
    this.everybody = Array.from({ length: world.model.organisations.count }, (_, organisation) => organisation);
    this.staffOfAll = this.staffOf(this.everybody);
    this.work = new Float64Array(this.everybody.length * categories.length);
  }

  get ledger(): World['ledger'] {
    return this.world.ledger;
  }

  /** Days since the statistics began. */
  get elapsed(): number {
    const { warmup } = this.world.model.scenario.time;
    return this.world.now >= warmup ? this.world.now - warmup : this.world.now;
  }

  /** Time over which restricted means look: half of the time observed, so that most problems could be followed that long. */
  get restriction(): number {
    const { horizon, warmup } = this.world.model.scenario.time;
    return (horizon - warmup) / 2;
  }

  /** Issues of all networks and of those that no network covers. */
  issues(): Readonly<NetworkLedger> {
    const total = new NetworkLedger();
    for (const ledger of this.ledger.issueLedgers()) total.add(ledger);
    return total;
  }

  /** Person time now [days], at index organisation * categories + category. A sample looks at it from many sides, and all at one moment. */
  workByCategory(): Float64Array {
    const { eventsRun } = this.world.simulation;
    if (this.workReadAt !== eventsRun || this.workTime !== this.world.now) this.world.bank.categoryTimes(this.work);
    this.workReadAt = eventsRun;
    this.workTime = this.world.now;
    return this.work;
  }

  /** Person time of a category [days], over the given organisations or all. */
  personDays(category: Category, organisations: readonly number[] = this.everybody): number {
    const work = this.workByCategory();
    let sum = 0;
    for (const organisation of organisations) sum += work[organisation * categories.length + category];
    return sum;
  }

  /** Person time that exists only because organisations coordinate [days]. */
  coordinationDays(organisations?: readonly number[]): number {
    return coordinationCategories.reduce<number>((sum, category) => sum + this.personDays(category, organisations), 0);
  }

  /** Staff time available [days]; infinite-server stations, which have no capacity to speak of, are left out. */
  capacityDays(organisations?: readonly number[]): number {
    return (organisations === undefined ? this.staffOfAll : this.staffOf(organisations)) * this.elapsed;
  }

  /** Busy share of staff; undefined for infinite-server stations. */
  utilisation(organisation: number): number | undefined {
    const staff = this.world.model.organisations.staff[organisation];
    if (staff === Infinity || this.elapsed === 0) return undefined;
    return this.world.bank.busyTime(organisation) / (staff * this.elapsed);
  }

  /** Utilisation above .995 while the queue rises over the second half of the run, at 99 %. */
  saturated(organisation: number): boolean {
    return (this.utilisation(organisation) ?? 0) > 0.995 && this.trend.rises(organisation);
  }

  /** Problems alive now. */
  get open(): number {
    return this.ledger.living.reduce((sum, count) => sum + count, 0);
  }

  /** Mean of a property of the networks that have it. */
  meanOverNetworks(of: (network: Life['coordination']['networks'][number]) => number | undefined): number | undefined {
    const values = this.life.coordination.networks.map(of).filter((value) => value !== undefined);
    return values.length > 0 ? values.reduce((sum, value) => sum + value, 0) / values.length : undefined;
  }

  /** Levies of all networks [person days], a transfer from members to the body that coordinates. */
  levyDays(): number {
    return this.life.coordination.networks.reduce((sum, _, network) => sum + this.levyDaysOf(network), 0);
  }

  /** Levy of one network [person days]; 0 where there is none. */
  levyDaysOf(network: number): number {
    const { spec } = this.life.coordination.networks[network].network;
    const { levy } = spec.form.parameters;
    return typeof levy === 'number' ? levy * this.capacityDays(spec.members) : 0;
  }

  /** Persons who work for organisations; infinite-server stations are left out. */
  staffOf(organisations: readonly number[]): number {
    let sum = 0;
    for (const organisation of organisations) {
      const staff = this.world.model.organisations.staff[organisation];
      if (staff < Infinity) sum += staff;
    }
    return sum;
  }
}

/** Every category with its index. */
export const categoryIndexes = categories.map((name, index) => ({ name, category: index as Category }));
