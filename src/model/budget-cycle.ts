import { NO_EVENT, type EventHandle } from '../engine/event-list.js';
import { Priority } from '../engine/priorities.js';
import type { EventKind } from '../engine/simulation.js';
import { mixKey } from '../random/keyed.js';
import type { BudgetSpec } from '../scenario/scenario.js';
import { constrainedAwards } from '../theory/bargaining/constrained-awards.js';
import type { BargainingTable } from './bargaining/bargaining-table.js';
import type { Negotiation } from './bargaining/negotiation.js';
import { budgetTree, type BudgetTree } from './budget-tree.js';
import { Category } from './categories.js';
import { NOBODY, type BargainingModel } from './model.js';
import { cents, wholeCents } from './money/cents.js';
import { revenueOf } from './money/purses.js';
import { Purpose } from './purposes.js';
import type { Task, World } from './world.js';

/** What an organisation has to do with money in the present cycle. Amounts in cents. */
interface Account {
  /** Asked of its treasurer: what it needs, inflated, and what those it funds ask of it. */
  demand: number;
  /** What it asks without its own inflation. */
  need: number;
  /** Part of the demand for its own backlog, and the same without inflation. */
  ownDemand: number;
  ownNeed: number;
  /** Whether its demand is written, and whether its treasurer has read it in time. */
  filed: boolean;
  heard: boolean;
  /** Demands from below still awaited. */
  awaited: number;
  /** Share of its treasurer's money in the last division, and of what it divides itself. */
  last: number;
  lastOwn: number;
  /** Paid in this cycle before the division of its treasurer, and of itself. */
  advanced: number;
  advancedOwn: number;
  /** Whether its money for this cycle is known and can be divided, and whether it has been. */
  complete: boolean;
  divided: boolean;
  negotiation: Negotiation | undefined;
  deadline: EventHandle;
}

/**
 * The budget: demands go up the lines of command, money goes down. Everybody asks for unit cost times backlog and more, waits for those
 * it funds until their deadline, and adds what they ask. A treasurer divides its money among itself and those it funds, by bargaining
 * where they ask for more than there is, then they divide theirs. Until a division is settled, old shares are paid on in instalments.
 */
export class BudgetCycle {
  private readonly tree: BudgetTree;
  private readonly accounts: readonly Account[];
  private readonly revenue: ReturnType<typeof revenueOf>;
  private readonly writing: Task;
  private readonly reading: Task;
  private readonly deadline: EventKind;
  private cycle = -1;
  private began = 0;

  constructor(
    private readonly world: World,
    private readonly table: BargainingTable,
    private readonly spec: BudgetSpec,
    /** Somebody can pay what it could not before. */
    private readonly moneyCame: () => void,
  ) {
    const { model, simulation } = world;
    this.tree = budgetTree(model);
    this.revenue = revenueOf(model);
    this.accounts = model.scenario.organisations.map(newAccount);
    this.writing = world.defineTask((organisation, cycle) => this.file(organisation, cycle));
    this.reading = world.defineTask((organisation, cycle) => this.demandRead(organisation, cycle));
    this.deadline = simulation.define(Priority.expiry, (organisation) => this.deadlineStrikes(organisation));
  }

  start(): void {
    const { simulation } = this.world;
    simulation.every(this.spec.cycle, () => this.open(), { first: 0, priority: Priority.delivery });
  }

  /** A cycle begins: money comes in, demands are called for. */
  private open(): void {
    const { world, tree, accounts } = this;
    // What comes at the very end can no longer be used.
    if (world.now >= world.model.scenario.time.horizon) return;
    this.cycle++;
    this.began = world.now;
    for (const organisation of tree.downwards) {
      const account = accounts[organisation];
      if (account.negotiation !== undefined) this.table.abandon(account.negotiation);
      world.simulation.cancel(account.deadline);
      if (this.cycle > 0) world.purses.lapse(organisation, this.spec.carryOver);
      Object.assign(account, {
        filed: false, heard: false, awaited: tree.children[organisation].length, advanced: 0, advancedOwn: 0,
        complete: tree.treasurer[organisation] === NOBODY, divided: false, negotiation: undefined, deadline: NO_EVENT,
      });
    }
    for (const { organisation, amount } of this.revenue) world.purses.issue(organisation, amount);
    for (const organisation of tree.downwards) this.callForDemands(organisation);
    if (this.cycle > 0) this.payInstalment(this.cycle, 0);
    for (const organisation of tree.downwards) if (tree.children[organisation].length === 0) this.takeOwn(organisation);
  }

  // Demands, from the bottom up.

  private callForDemands(organisation: number): void {
    const { tree, world, spec } = this;
    const height = tree.height[organisation];
    if (height === 0) this.write(organisation);
    else this.accounts[organisation].deadline = world.simulation.post(this.deadline, spec.deadline * height, organisation);
  }

  private write(organisation: number): void {
    this.world.assign(organisation, this.spec.times.write, Category.bargaining, this.writing, organisation, this.cycle);
  }

  /** The demand is written: it goes to the treasurer, who reads it. */
  private file(organisation: number, cycle: number): void {
    if (cycle !== this.cycle) return;
    const { tree, world, spec } = this;
    const account = this.accounts[organisation];
    const backlog = world.bank.queueLength(organisation) + world.bank.busyServers(organisation);
    account.ownNeed = cents(spec.unitCost * backlog + spec.base);
    account.ownDemand = Math.round(account.ownNeed * (1 + spec.inflation));
    const asked = tree.children[organisation].reduce((sum, child) => sum + this.askedBy(child), 0);
    account.need = account.ownNeed + asked;
    account.demand = Math.round(account.need * (1 + spec.inflation));
    account.filed = true;
    const treasurer = tree.treasurer[organisation];
    this.divideWhenReady(organisation);
    if (treasurer !== NOBODY) world.assign(treasurer, spec.times.read, Category.bargaining, this.reading, organisation, cycle);
  }

  private demandRead(child: number, cycle: number): void {
    const treasurer = this.tree.treasurer[child];
    const account = this.accounts[treasurer];
    // Too late: the treasurer has begun to write its own.
    if (cycle !== this.cycle || account.deadline === NO_EVENT) return;
    this.accounts[child].heard = true;
    if (--account.awaited > 0) return;
    this.world.simulation.cancel(account.deadline);
    account.deadline = NO_EVENT;
    this.write(treasurer);
  }

  private deadlineStrikes(organisation: number): void {
    const account = this.accounts[organisation];
    account.deadline = NO_EVENT;
    if (this.world.counting) this.world.ledger.lateDemands += account.awaited;
    this.write(organisation);
  }

  /** Who is late asks for what it got last. */
  private askedBy(child: number): number {
    const { heard, demand, last } = this.accounts[child];
    return heard ? demand : last;
  }

  // Money, from the top down.

  /** A treasurer divides when it knows what it has and has heard what the others want. */
  private divideWhenReady(treasurer: number): void {
    const account = this.accounts[treasurer];
    if (!account.complete || account.divided || account.negotiation !== undefined) return;
    const children = this.tree.children[treasurer];
    if (children.length === 0) {
      account.divided = true;
      this.takeOwn(treasurer);
      return;
    }
    if (account.filed) this.divide(treasurer);
  }

  private divide(treasurer: number): void {
    const { world, spec } = this;
    const account = this.accounts[treasurer];
    const members = [treasurer, ...this.tree.children[treasurer]];
    const demands = members.map((member) => (member === treasurer ? account.ownDemand : this.askedBy(member)));
    const pool = world.purses.pool(treasurer) + account.advancedOwn + members.slice(1).reduce((sum, child) => sum + this.accounts[child].advanced, 0);
    // Places of the claimants among the members. One treasurer may fund a hundred thousand, so nobody is searched for.
    const places = [...members.keys()].filter((i) => demands[i] > 0);
    const asked = demands.reduce((sum, demand) => sum + demand, 0);
    if (pool === 0 || asked <= pool || places.length < 2) {
      this.settle(treasurer, members, demands.map((demand) => Math.min(demand, pool)));
      return;
    }
    const bargaining = world.model.budgetBargaining as BargainingModel;
    const key = { high: 0, low: 0 };
    mixKey(world.model.organisations.keyHigh[treasurer], world.memberKey(treasurer), this.cycle, key);
    const claimants = places.map((i) => members[i]);
    const claims = places.map((i) => demands[i]);
    const needOf = (member: number): number => (member === treasurer ? account.ownNeed : this.accounts[member].heard ? this.accounts[member].need : this.askedBy(member));
    const above = this.tree.treasurer[treasurer];
    account.negotiation = this.table.open({
      problem: undefined,
      key,
      claimants,
      places,
      chair: treasurer,
      arbiter: spec.bargaining.arbitration && above !== NOBODY ? above : undefined,
      stakes: {
        total: pool,
        burden: false,
        ideal: claims,
        reservation: claimants.map((member, i) =>
          Math.min(claims[i], needOf(member) * bargaining.reservation.sample(world.draws.at(key.high, key.low, Purpose.leastAcceptable, world.memberKey(member), 0)))),
        limit: claims,
        weight: claimants.map((member) => world.model.organisations.weight[member]),
        salience: claimants.map(() => 1),
      },
      bargaining,
      times: spec.times,
      settled: (amounts) => {
        const shares = members.map(() => 0);
        places.forEach((place, i) => (shares[place] = amounts[i]));
        this.settle(treasurer, members, shares);
      },
      // Nothing new is agreed: the old shares hold, and in the first cycle everybody's weight.
      failed: () => this.settle(treasurer, members, this.oldShares(members, pool, demands)),
    });
  }

  private oldShares([treasurer, ...children]: readonly number[], pool: number, demands: readonly number[]): readonly number[] {
    const old = [this.accounts[treasurer].lastOwn, ...children.map((child) => this.accounts[child].last)];
    const { weight } = this.world.model.organisations;
    const known = old.some((share) => share > 0);
    const amounts = known ? constrainedAwards(pool, old.map((share) => (share > 0 ? Infinity : 0)), old) : constrainedAwards(pool, demands, [treasurer, ...children].map((member) => weight[member]));
    return wholeCents(Math.round(amounts.reduce((sum, amount) => sum + amount, 0)), amounts);
  }

  /** A division is settled: everybody gets its share, less what it has had in instalments. */
  private settle(treasurer: number, [, ...children]: readonly number[], [own, ...amounts]: readonly number[]): void {
    const { world } = this;
    const { ledger, purses } = world;
    const account = this.accounts[treasurer];
    account.negotiation = undefined;
    account.divided = true;
    if (world.counting) {
      ledger.budgetsDivided++;
      ledger.budgetDelay += world.now - this.began;
    }
    // First what has to come back, then what is still to be paid.
    this.takeBack(treasurer, treasurer, account.advancedOwn - own);
    children.forEach((child, i) => this.takeBack(child, treasurer, this.accounts[child].advanced - amounts[i]));
    children.forEach((child, i) => {
      const childAccount = this.accounts[child];
      childAccount.last = amounts[i];
      const due = Math.max(0, amounts[i] - childAccount.advanced);
      purses.pass(treasurer, child, Math.min(due, purses.pool(treasurer)));
      childAccount.complete = true;
    });
    account.lastOwn = own;
    this.takeOwn(treasurer);
    for (const child of children) this.divideWhenReady(child);
  }

  /** What was paid in excess comes back as far as it is still there: first what is not divided yet, then own money. */
  private takeBack(from: number, to: number, excess: number): void {
    if (excess <= 0) return;
    const { world } = this;
    const { purses } = world;
    const undivided = from === to ? 0 : Math.min(excess, purses.pool(from));
    if (undivided > 0) purses.pass(from, to, undivided);
    const returned = purses.giveBack(from, to, excess - undivided);
    this.accounts[from].advancedOwn = Math.max(0, this.accounts[from].advancedOwn - returned);
    if (world.counting) world.ledger.earned -= returned;
  }

  /** What is left to divide belongs to who divides it. */
  private takeOwn(organisation: number): void {
    const { purses } = this.world;
    const rest = purses.pool(organisation);
    if (rest === 0) return;
    purses.earn(organisation, rest);
    if (this.world.counting) this.world.ledger.earned += rest;
    this.moneyCame();
  }

  /** Pays the next instalment of old shares wherever the new ones are not settled yet, and posts the one after. */
  private payInstalment(cycle: number, number: number): void {
    if (cycle !== this.cycle) return;
    const { tree, spec, world } = this;
    const part = Math.min(1, spec.instalment / spec.cycle);
    let pending = false;
    for (const treasurer of tree.downwards) {
      if (tree.children[treasurer].length === 0 || this.accounts[treasurer].divided) continue;
      pending = true;
      this.advance(treasurer, part);
    }
    if (pending && (number + 2) * spec.instalment <= spec.cycle) {
      world.simulation.schedule(spec.instalment, () => this.payInstalment(cycle, number + 1), Priority.delivery);
    }
  }

  private advance(treasurer: number, part: number): void {
    const { purses } = this.world;
    const account = this.accounts[treasurer];
    for (const child of this.tree.children[treasurer]) {
      const childAccount = this.accounts[child];
      const amount = Math.min(Math.floor(childAccount.last * part), purses.pool(treasurer));
      purses.pass(treasurer, child, amount);
      childAccount.advanced += amount;
      if (this.tree.children[child].length === 0) this.takeOwn(child);
    }
    const own = Math.min(Math.floor(account.lastOwn * part), purses.pool(treasurer));
    if (own === 0) return;
    purses.earn(treasurer, own);
    account.advancedOwn += own;
    if (this.world.counting) this.world.ledger.earned += own;
    this.moneyCame();
  }
}

function newAccount(): Account {
  return {
    demand: 0, need: 0, ownDemand: 0, ownNeed: 0, filed: false, heard: false, awaited: 0, last: 0, lastOwn: 0,
    advanced: 0, advancedOwn: 0, complete: false, divided: false, negotiation: undefined, deadline: NO_EVENT,
  };
}
