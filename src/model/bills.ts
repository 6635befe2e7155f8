import { Priority } from '../engine/priorities.js';
import type { EventKind } from '../engine/simulation.js';
import { constrainedAwards } from '../theory/bargaining/constrained-awards.js';
import type { BargainingTable } from './bargaining/bargaining-table.js';
import type { Negotiation } from './bargaining/negotiation.js';
import { ChainOfCommand } from './chain-of-command.js';
import type { NetworkConduct } from './issue.js';
import { NO_NETWORK, NOBODY, type NetworkModel } from './model.js';
import { wholeCents } from './money/cents.js';
import { Purpose } from './purposes.js';
import { superiors } from './superiors.js';
import { tell } from './telling.js';
import type { World } from './world.js';

/** Something that has to be paid, and what follows. Amounts in cents. */
export interface BillSetup {
  readonly problem: number;
  readonly total: number;
  /** Who shares what support and funds leave; at least one. */
  readonly payers: readonly number[];
  /** Where it arises: support comes from above it. */
  readonly from: number;
  /** Part of the total paid by the organisation of a level for the lead domain; nobody when undefined. */
  readonly support: { readonly share: number; readonly level: number } | undefined;
  /** How the payers decide together; undefined where there is only one or each pays by itself. */
  readonly conduct: NetworkConduct | undefined;
  /** All is paid. `stands` says how far a payer stands by it: fully, unless it pays more than it would have. */
  paid(stands: (organisation: number) => number): void;
  /** Nobody pays. */
  dropped(): void;
}

export interface Bill extends BillSetup {
  /** Set aside by the organisation that supports, and by the common fund. */
  supported: { readonly organisation: number; readonly amount: number };
  funded: { readonly network: number; readonly amount: number };
  negotiation: Negotiation | undefined;
  /** Tells who follows the problem that it no longer waits for money. */
  waited: ((news: 'done' | 'drop') => void) | undefined;
}

/** What rounding may add to a payment. */
const CENT = 1;
const NO_SUPPORT = { organisation: NOBODY, amount: 0 };
const NO_FUND = { network: NO_NETWORK, amount: 0 };

/** A bill that nobody has seen yet. */
export function newBill(setup: BillSetup): Bill {
  return { ...setup, supported: NO_SUPPORT, funded: NO_FUND, negotiation: undefined, waited: undefined };
}

/**
 * Bills on their way to being paid. Support from above and the common fund of a network pay first; the rest is shared by the payers, by
 * bargaining where they form a network, as equally as purses allow where they do not. Where purses together do not hold the rest, the bill waits
 * for money, or is dropped.
 */
export class Bills {
  /** Bills that wait for money, in the order in which they began to. */
  private readonly unfunded = new Set<Bill>();
  private readonly chain: ChainOfCommand;
  private readonly retry: EventKind;
  /** Whether bills are to try again in this instant. */
  private retrying = false;

  constructor(
    private readonly world: World,
    private readonly table: BargainingTable,
  ) {
    this.chain = new ChainOfCommand(world);
    this.retry = world.simulation.define(Priority.routine, () => this.tryAgain());
  }

  /** A bill falls due; it may be settled in the same instant. */
  present(bill: Bill): void {
    this.seekMoney(bill);
  }

  /** Nobody wants it to be paid any more: what was set aside goes back. Nothing happens when it is settled already. */
  withdraw(bill: Bill): void {
    if (bill.negotiation !== undefined) this.table.abandon(bill.negotiation);
    bill.negotiation = undefined;
    this.release(bill);
    this.unfunded.delete(bill);
    this.goOn(bill, 'drop');
  }

  /** Money has come in: once everything of this instant has, bills that wait for some try again, the oldest first. */
  moneyCame(): void {
    if (this.retrying || this.unfunded.size === 0) return;
    this.retrying = true;
    this.world.simulation.post(this.retry, 0);
  }

  private tryAgain(): void {
    this.retrying = false;
    for (const bill of [...this.unfunded]) {
      if (!this.unfunded.has(bill) || !this.planFor(bill).suffices) continue;
      this.unfunded.delete(bill);
      this.goOn(bill, 'done');
      this.seekMoney(bill);
    }
  }

  private seekMoney(bill: Bill): void {
    const { purses } = this.world;
    const { supported, funded, rest, balances, suffices } = this.planFor(bill);
    if (!suffices) {
      this.wait(bill);
      return;
    }
    if (supported.organisation !== NOBODY) purses.setAside(supported.organisation, supported.amount);
    if (funded.network !== NO_NETWORK) purses.setAsideOfFund(funded.network, funded.amount);
    bill.supported = supported;
    bill.funded = funded;
    if (rest === 0 || bill.payers.length === 1) this.pay(bill, bill.payers.map(() => rest));
    else if (bill.conduct?.network.form.convenes === true) this.negotiate(bill, rest, bill.conduct.network);
    else this.pay(bill, wholeCents(rest, constrainedAwards(rest, balances)));
  }

  /** Who would pay what now, before anything is set aside. */
  private planFor(bill: Bill) {
    const supported = this.supportFor(bill);
    const funded = this.fundFor(bill, bill.total - supported.amount);
    const rest = bill.total - supported.amount - funded.amount;
    const balances = bill.payers.map((payer) => this.balanceFor(payer, supported));
    return { supported, funded, rest, balances, suffices: balances.reduce((sum, balance) => sum + balance, 0) >= rest };
  }

  /** What a payer has besides the support that it may give itself. */
  private balanceFor(payer: number, supported: Bill['supported']): number {
    const balance = this.world.purses.balance(payer);
    return payer === supported.organisation ? balance - supported.amount : balance;
  }

  /** The organisation of the supporting level above pays its part, as far as it has the money. */
  private supportFor({ problem, total, from, support }: Bill): Bill['supported'] {
    if (support === undefined) return NO_SUPPORT;
    const { model, problems, purses } = this.world;
    for (const organisation of superiors(model, this.chain, from, problems.domain(problem, 0))) {
      if (model.organisations.level[organisation] !== support.level) continue;
      return { organisation, amount: Math.min(Math.round(total * support.share), purses.balance(organisation)) };
    }
    return NO_SUPPORT;
  }

  private fundFor({ conduct }: Bill, rest: number): Bill['funded'] {
    const fund = conduct?.network.spec.fund;
    if (conduct === undefined || fund === undefined) return NO_FUND;
    const network = conduct.network.index;
    return { network, amount: Math.min(Math.floor(rest * fund.covers), this.world.purses.fund(network)) };
  }

  private wait(bill: Bill): void {
    const { model } = this.world;
    this.release(bill);
    if (model.scenario.budgets?.unfunded === 'drop') {
      bill.dropped();
      return;
    }
    tell(this.world, 'lack-money', bill.problem, bill.payers[0]);
    this.unfunded.add(bill);
    bill.waited = this.world.steps?.waits('money', bill.problem, bill.payers[0]);
  }

  private goOn(bill: Bill, news: 'done' | 'drop'): void {
    bill.waited?.(news);
    bill.waited = undefined;
  }

  private negotiate(bill: Bill, rest: number, network: NetworkModel): void {
    const { world } = this;
    const { problem, payers, conduct } = bill;
    const { purses, model, problems } = world;
    const { spec, bargaining, salience } = network;
    const limit = payers.map((payer) => purses.balance(payer));
    const weight = payers.map((payer) => model.organisations.weight[payer]);
    const fairShares = constrainedAwards(rest, limit.map(() => Infinity), weight);
    const willing = payers.map((payer, i) => fairShares[i] * bargaining.reservation.sample(world.draw(problem, Purpose.willingness, world.memberKey(payer), 0)));
    const chair = network.hub === NOBODY ? payers[0] : network.hub;
    bill.negotiation = this.table.open({
      problem,
      key: { high: problems.keyHigh[problem], low: problems.keyLow[problem] },
      claimants: payers,
      places: payers.map((payer) => Math.max(0, spec.members.indexOf(payer))),
      chair,
      arbiter: spec.bargaining.arbitration ? this.arbiterAbove(chair, problem) : undefined,
      stakes: {
        total: rest,
        burden: true,
        ideal: payers.map(() => 0),
        reservation: willing.map((amount, i) => Math.min(amount, limit[i])),
        limit,
        weight,
        salience: payers.map((payer) => salience.sample(world.draw(problem, Purpose.salience, world.memberKey(payer), 0))),
      },
      bargaining,
      times: conduct?.times ?? spec.times,
      settled: (amounts) => this.settled(bill, amounts, willing),
      failed: () => {
        this.release(bill);
        bill.dropped();
      },
    });
  }

  private arbiterAbove(chair: number, problem: number): number | undefined {
    const { model, problems } = this.world;
    const [nearest] = superiors(model, this.chain, chair, problems.domain(problem, 0));
    return nearest;
  }

  /** A division exists; somebody may have spent elsewhere meanwhile what it promises here. */
  private settled(bill: Bill, amounts: readonly number[], willing: readonly number[]): void {
    bill.negotiation = undefined;
    if (bill.payers.some((payer, i) => amounts[i] > this.world.purses.balance(payer))) this.wait(bill);
    else this.pay(bill, amounts, willing);
  }

  private pay(bill: Bill, amounts: readonly number[], willing: readonly number[] = amounts): void {
    const { world } = this;
    const { problem, payers, total, supported } = bill;
    payers.forEach((payer, i) => {
      if (amounts[i] === 0) return;
      world.purses.setAside(payer, amounts[i]);
      this.notePayment(problem, payer, amounts[i]);
    });
    if (supported.amount > 0) this.notePayment(problem, supported.organisation, supported.amount);
    world.purses.spend(total);
    if (world.counting) world.ledger.spent += total;
    bill.supported = NO_SUPPORT;
    bill.funded = NO_FUND;
    // Who has been made to pay more than it would have stands by the decision only as far as it would have paid.
    bill.paid((organisation) => {
      const i = payers.indexOf(organisation);
      return i < 0 || amounts[i] <= willing[i] + CENT ? 1 : willing[i] / amounts[i];
    });
  }

  private notePayment(problem: number, payer: number, amount: number): void {
    const { ledger, model, counting } = this.world;
    tell(this.world, 'pay', problem, payer);
    if (counting) ledger.paid[model.organisations.level[payer]] += amount;
  }

  /** What was set aside goes back. */
  private release(bill: Bill): void {
    const { purses } = this.world;
    if (bill.supported.organisation !== NOBODY) purses.release(bill.supported.organisation, bill.supported.amount);
    if (bill.funded.network !== NO_NETWORK) purses.releaseToFund(bill.funded.network, bill.funded.amount);
    const released = bill.supported.amount + bill.funded.amount > 0;
    bill.supported = NO_SUPPORT;
    bill.funded = NO_FUND;
    if (released) this.moneyCame();
  }
}
