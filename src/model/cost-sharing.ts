import { constrainedAwards } from '../theory/bargaining/constrained-awards.js';
import type { BargainingTable } from './bargaining/bargaining-table.js';
import type { Negotiation } from './bargaining/negotiation.js';
import { ChainOfCommand } from './chain-of-command.js';
import type { JointDecision } from './joint-decision.js';
import { NOBODY, type NetworkModel } from './model.js';
import { cents, wholeCents } from './money/cents.js';
import { Purpose } from './purposes.js';
import { superiors } from './superiors.js';
import { tell } from './telling.js';
import type { World } from './world.js';

/** What sharing a cost reports to the life of a problem. */
export interface CostSharingEvents {
  /** Its cost is paid; whoever pays more than it would have agreed to stands by the decision less. */
  funded(problem: number, decision: JointDecision): void;
  /** Nobody pays. */
  dropped(problem: number): void;
}

/** A cost on its way to being paid. Amounts in cents. */
interface Case {
  readonly problem: number;
  readonly decision: JointDecision;
  readonly payers: readonly number[];
  readonly total: number;
  /** Set aside by the co-financing organisation and the common fund. */
  support: { readonly organisation: number; readonly amount: number };
  fund: { readonly network: number; readonly amount: number };
  negotiation: Negotiation | undefined;
}

const NO_NETWORK = -1;
const NO_SUPPORT = { organisation: NOBODY, amount: 0 };
const NO_FUND = { network: NO_NETWORK, amount: 0 };

/**
 * Stage three: what has been decided costs money. Support from above and the common fund of the network pay first; the rest is shared by
 * those who decided, by bargaining where they form a network, each for its own part where they do not. Where purses together do not hold
 * the rest, the decision waits for money, or is dropped.
 */
export class CostSharing {
  private readonly cases = new Map<number, Case>();
  /** Problems that wait for money, in the order in which they began to. */
  private readonly unfunded = new Set<number>();
  private readonly chain: ChainOfCommand;

  constructor(
    private readonly world: World,
    private readonly table: BargainingTable,
    private readonly events: CostSharingEvents,
  ) {
    this.chain = new ChainOfCommand(world);
  }

  /** The cost of a decision is to be paid; it may be over in the same instant. */
  begin(problem: number, decision: JointDecision): void {
    const { world } = this;
    const { cost } = world.model.classes[world.problems.problemClass[problem]];
    const total = cost === undefined ? 0 : cents(cost.sample(world.draw(problem, Purpose.cost, 0, 0)));
    const entry: Case = { problem, decision, total, payers: this.payersOf(problem, decision), support: NO_SUPPORT, fund: NO_FUND, negotiation: undefined };
    this.cases.set(problem, entry);
    this.seekMoney(entry);
  }

  /** The problem has ended from outside (deadline): what was set aside goes back. */
  abandon(problem: number): void {
    const entry = this.cases.get(problem);
    if (entry === undefined) return;
    if (entry.negotiation !== undefined) this.table.abandon(entry.negotiation);
    this.release(entry);
    this.close(entry);
  }

  /** Money has come in: decisions that wait for some try again, the oldest first. */
  moneyCame(): void {
    for (const problem of [...this.unfunded]) {
      const entry = this.cases.get(problem);
      if (entry === undefined) continue;
      this.unfunded.delete(problem);
      this.seekMoney(entry);
    }
  }

  /** Everybody who decided pays, and where nobody decided jointly whose problem it is. */
  private payersOf(problem: number, { conduct, participants }: JointDecision): readonly number[] {
    return conduct === undefined || participants.length === 0 ? [this.world.problems.origin[problem]] : participants;
  }

  private seekMoney(entry: Case): void {
    const { purses } = this.world;
    entry.support = this.supportFor(entry);
    entry.fund = this.fundFor(entry, entry.total - entry.support.amount);
    const rest = entry.total - entry.support.amount - entry.fund.amount;
    const balances = entry.payers.map((payer) => purses.balance(payer));
    if (balances.reduce((sum, balance) => sum + balance, 0) < rest) this.wait(entry);
    else if (rest === 0 || entry.payers.length === 1) this.pay(entry, entry.payers.map(() => rest));
    else if (entry.decision.conduct?.network.form.convenes === true) this.negotiate(entry, rest, entry.decision.conduct.network);
    else this.pay(entry, wholeCents(rest, constrainedAwards(rest, balances)));
  }

  /** The organisation of the supporting level above the origin pays its part, as far as it has the money. */
  private supportFor({ problem, total }: Case): Case['support'] {
    const { model, problems, purses } = this.world;
    const { coFinancing } = model.classes[problems.problemClass[problem]];
    if (coFinancing === undefined) return NO_SUPPORT;
    for (const organisation of superiors(model, this.chain, problems.origin[problem], problems.domain(problem, 0))) {
      if (model.organisations.level[organisation] !== coFinancing.level) continue;
      const amount = Math.min(Math.round(total * coFinancing.share), purses.balance(organisation));
      purses.setAside(organisation, amount);
      return { organisation, amount };
    }
    return NO_SUPPORT;
  }

  private fundFor({ decision: { conduct } }: Case, rest: number): Case['fund'] {
    const fund = conduct?.network.spec.fund;
    if (conduct === undefined || fund === undefined) return NO_FUND;
    const { model, purses } = this.world;
    const network = model.networks.indexOf(conduct.network);
    const amount = Math.min(Math.floor(rest * fund.covers), purses.fund(network));
    purses.setAsideOfFund(network, amount);
    return { network, amount };
  }

  private wait(entry: Case): void {
    const { model } = this.world;
    this.release(entry);
    if (model.scenario.budgets?.unfunded === 'drop') {
      this.drop(entry);
      return;
    }
    tell(this.world, 'lack-money', entry.problem, entry.payers[0]);
    this.unfunded.add(entry.problem);
  }

  private negotiate(entry: Case, rest: number, network: NetworkModel): void {
    const { world } = this;
    const { problem, payers, decision } = entry;
    const { purses, model, problems } = world;
    const { spec, bargaining, salience } = network;
    const limit = payers.map((payer) => purses.balance(payer));
    const fairShare = rest / payers.length;
    const willing = payers.map((payer) => fairShare * bargaining.reservation.sample(world.draw(problem, Purpose.willingness, world.memberKey(payer), 0)));
    const chair = network.hub === NOBODY ? payers[0] : network.hub;
    entry.negotiation = this.table.open({
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
        weight: payers.map((payer) => model.organisations.weight[payer]),
        salience: payers.map((payer) => salience.sample(world.draw(problem, Purpose.salience, world.memberKey(payer), 0))),
      },
      bargaining,
      times: decision.conduct?.times ?? spec.times,
      settled: (amounts) => this.settled(entry, amounts, willing),
      failed: () => {
        this.release(entry);
        this.drop(entry);
      },
    });
  }

  private arbiterAbove(chair: number, problem: number): number | undefined {
    const { model, problems } = this.world;
    const [nearest] = superiors(model, this.chain, chair, problems.domain(problem, 0));
    return nearest;
  }

  /** A division exists; somebody may have spent elsewhere meanwhile what it promises here. */
  private settled(entry: Case, amounts: readonly number[], willing: readonly number[]): void {
    entry.negotiation = undefined;
    if (entry.payers.some((payer, i) => amounts[i] > this.world.purses.balance(payer))) this.wait(entry);
    else this.pay(entry, amounts, willing);
  }

  private pay(entry: Case, amounts: readonly number[], willing: readonly number[] = amounts): void {
    const { world } = this;
    const { problem, decision, payers, total, support } = entry;
    payers.forEach((payer, i) => {
      if (amounts[i] === 0) return;
      world.purses.setAside(payer, amounts[i]);
      this.notePayment(problem, payer, amounts[i]);
    });
    if (support.amount > 0) this.notePayment(problem, support.organisation, support.amount);
    world.purses.spend(total);
    if (world.counting) world.ledger.spent += total;
    this.close(entry);
    // Who has been made to pay more than it would have stands by the decision only as far as it would have paid.
    const stands = (organisation: number): number => {
      const i = payers.indexOf(organisation);
      return i < 0 || amounts[i] <= willing[i] ? 1 : willing[i] / amounts[i];
    };
    this.events.funded(problem, { ...decision, compliance: decision.compliance.map((share, i) => share * stands(decision.participants[i])) });
  }

  private notePayment(problem: number, payer: number, amount: number): void {
    const { ledger, model, counting } = this.world;
    tell(this.world, 'pay', problem, payer);
    if (counting) ledger.paid[model.organisations.level[payer]] += amount;
  }

  private drop(entry: Case): void {
    this.close(entry);
    this.events.dropped(entry.problem);
  }

  /** What was set aside goes back. */
  private release(entry: Case): void {
    const { purses } = this.world;
    if (entry.support.organisation !== NOBODY) purses.release(entry.support.organisation, entry.support.amount);
    if (entry.fund.network !== NO_NETWORK) purses.releaseToFund(entry.fund.network, entry.fund.amount);
    entry.support = NO_SUPPORT;
    entry.fund = NO_FUND;
  }

  private close(entry: Case): void {
    this.cases.delete(entry.problem);
    this.unfunded.delete(entry.problem);
  }
}
