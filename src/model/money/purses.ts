import type { Model } from '../model.js';
import { cents } from './cents.js';

/**
 * Everybody's money, in whole cents. What comes from outside is always equal to what is held in purses, funds and escrow, what has been
 * spent, and what has lapsed. Without budgets every purse is without bottom: what is spent has been issued in the same moment.
 */
export class Purses {
  /** Since time 0 [cents]. */
  issued = 0;
  spent = 0;
  lapsed = 0;
  /** Set aside for costs under negotiation [cents]. */
  escrow = 0;
  /** Own money of each organisation, what it has received to divide, and the common funds of networks [cents]. */
  private readonly own: Float64Array;
  private readonly pools: Float64Array;
  private readonly funds: Float64Array;
  /** Paid by each organisation since time 0 [cents]. */
  private readonly paidBy: Float64Array;
  private readonly limited: boolean;
  /** Networks with a fund, by member. */
  private readonly levies: readonly (readonly { readonly network: number; readonly levy: number }[])[];

  constructor(model: Model) {
    const { count } = model.organisations;
    this.limited = model.scenario.budgets !== undefined;
    this.own = new Float64Array(count);
    this.pools = new Float64Array(count);
    this.paidBy = new Float64Array(count);
    this.funds = new Float64Array(model.networks.length);
    this.levies = model.memberships.map((networks) =>
      networks.flatMap((network) => {
        const { fund } = model.networks[network].spec;
        return fund === undefined ? [] : [{ network, levy: fund.levy }];
      }),
    );
  }

  /** What an organisation can pay. */
  balance(organisation: number): number {
    return this.limited ? this.own[organisation] : Infinity;
  }

  /** What an organisation has received to divide among those it funds. */
  pool(organisation: number): number {
    return this.pools[organisation];
  }

  fund(network: number): number {
    return this.funds[network];
  }

  paid(organisation: number): number {
    return this.paidBy[organisation];
  }

  /** Sum of purses and pools. */
  get held(): number {
    return sum(this.own) + sum(this.pools);
  }

  get inFunds(): number {
    return sum(this.funds);
  }

  /** Money from outside for an organisation to divide. */
  issue(organisation: number, amount: number): void {
    this.issued += amount;
    this.pools[organisation] += amount;
  }

  /** From what one organisation divides to what another one does. */
  pass(from: number, to: number, amount: number): void {
    this.pools[from] -= amount;
    this.pools[to] += amount;
  }

  /** An organisation takes money out of what it divides for itself; funds of its networks get their levies first. */
  earn(organisation: number, amount: number): void {
    this.pools[organisation] -= amount;
    let rest = amount;
    for (const { network, levy } of this.levies[organisation] ?? []) {
      const part = Math.min(rest, Math.floor(amount * levy));
      this.funds[network] += part;
      rest -= part;
    }
    this.own[organisation] += rest;
  }

  /** Own money goes back to whoever divides it, as far as there is any. @returns what went back */
  giveBack(from: number, to: number, amount: number): number {
    const returned = Math.min(amount, this.own[from]);
    this.own[from] -= returned;
    this.pools[to] += returned;
    return returned;
  }

  /** Own money is set aside for a cost. */
  setAside(organisation: number, amount: number): void {
    if (this.limited) this.own[organisation] -= amount;
    else this.issued += amount;
    this.escrow += amount;
    this.paidBy[organisation] += amount;
  }

  /** Money of a fund is set aside for a cost. */
  setAsideOfFund(network: number, amount: number): void {
    this.funds[network] -= amount;
    this.escrow += amount;
  }

  /** What was set aside is not needed. */
  release(organisation: number, amount: number): void {
    this.escrow -= amount;
    this.paidBy[organisation] -= amount;
    if (this.limited) this.own[organisation] += amount;
    else this.issued -= amount;
  }

  releaseToFund(network: number, amount: number): void {
    this.escrow -= amount;
    this.funds[network] += amount;
  }

  /** What was set aside is spent. */
  spend(amount: number): void {
    this.escrow -= amount;
    this.spent += amount;
  }

  /** Part of unspent own money that may not be kept. */
  lapse(organisation: number, kept: number): void {
    const lost = this.own[organisation] - Math.floor(this.own[organisation] * kept);
    this.own[organisation] -= lost;
    this.lapsed += lost;
  }

  /** What has come in and is neither held, nor set aside, nor spent, nor lapsed: 0 to the cent. */
  get missing(): number {
    return this.issued - this.held - this.inFunds - this.escrow - this.spent - this.lapsed;
  }

  /** The purse with the least in it. */
  get least(): number {
    return Math.min(least(this.own), least(this.pools), least(this.funds));
  }
}

function sum(amounts: Float64Array): number {
  let total = 0;
  for (let i = 0; i < amounts.length; i++) total += amounts[i];
  return total;
}

function least(amounts: Float64Array): number {
  let lowest = 0;
  for (let i = 0; i < amounts.length; i++) if (amounts[i] < lowest) lowest = amounts[i];
  return lowest;
}

/** Revenue from outside in a cycle, by organisation [cents]. */
export function revenueOf(model: Model): readonly { readonly organisation: number; readonly amount: number }[] {
  return (model.scenario.budgets?.revenue ?? []).map(({ organisation, amount }) => ({ organisation, amount: cents(amount) }));
}
