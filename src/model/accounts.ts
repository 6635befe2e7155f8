import { categories, coordinationCategories, type Category } from './categories.js';
import type { NetworkLedger } from './ledger.js';
import type { Life } from './life.js';
import type { Trend } from './trend.js';
import type { World } from './world.js';

/** Sum of issues over several ledgers. */
export type IssueTotals = { readonly [K in keyof NetworkLedger as NetworkLedger[K] extends number ? K : never]: number };

/**
 * A replication's books as measures read them: counts of the ledger, times of the stations, states of the networks. Means and sums run
 * from the end of the warm-up (or from 0 before it).
 */
export class Accounts {
  constructor(
    readonly world: World,
    readonly life: Life,
    private readonly trend: Trend,
  ) {}

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
  issues(): IssueTotals {
    const total: Record<string, number> = {};
    for (const ledger of this.ledger.issueLedgers()) {
      for (const [name, value] of Object.entries(ledger)) total[name] = (total[name] ?? 0) + (value as number);
    }
    return total as IssueTotals;
  }

  /** Person time of a category [days], over the given organisations or all. */
  personDays(category: Category, organisations?: Iterable<number>): number {
    let sum = 0;
    for (const organisation of organisations ?? this.organisations()) sum += this.world.bank.categoryTime(organisation, category);
    return sum;
  }

  /** Person time that exists only because organisations coordinate [days]. */
  coordinationDays(organisations?: readonly number[]): number {
    return coordinationCategories.reduce<number>((sum, category) => sum + this.personDays(category, organisations), 0);
  }

  /** Staff time available [days]; infinite-server stations, which have no capacity to speak of, are left out. */
  capacityDays(organisations?: Iterable<number>): number {
    return this.staff(organisations) * this.elapsed;
  }

  staff(organisations?: Iterable<number>): number {
    let sum = 0;
    for (const organisation of organisations ?? this.organisations()) {
      const staff = this.world.model.organisations.staff[organisation];
      if (staff < Infinity) sum += staff;
    }
    return sum;
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

  *organisations(): Generator<number> {
    for (let organisation = 0; organisation < this.world.model.organisations.count; organisation++) yield organisation;
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
  levyDays(network?: number): number {
    return this.life.coordination.networks.reduce((sum, { network: { spec } }, index) => {
      const { levy } = spec.form.parameters;
      if (typeof levy !== 'number' || (network !== undefined && network !== index)) return sum;
      return sum + levy * this.capacityDays(spec.members);
    }, 0);
  }
}

/** Every category with its index. */
export const categoryIndexes = categories.map((name, index) => ({ name, category: index as Category }));
