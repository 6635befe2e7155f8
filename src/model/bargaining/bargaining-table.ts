import { constrainedAwards } from '../../theory/bargaining/constrained-awards.js';
import { Category } from '../categories.js';
import { LiveTable } from '../live-table.js';
import { wholeCents } from '../money/cents.js';
import type { Purpose } from '../purposes.js';
import { tell } from '../telling.js';
import type { Task, World } from '../world.js';
import type { Negotiation, NegotiationSetup } from './negotiation.js';
import { declared, gainOf, type Stakes } from './stakes.js';

/** Step and claimant share the 31 bits of a work item: claimant + 1 takes the low 20. */
const CLAIMANTS = 1 << 20;
/** An offer a hundredth of a cent short of what somebody demands is rounding. */
const ROUNDING = 0.01;

/**
 * Where bargaining takes place: negotiations under way, and the acts that protocols are made of. Every offer, report and answer is a work
 * item in somebody's in-tray, so that agreement takes as long as everybody's other work makes it take.
 */
export class BargainingTable {
  private readonly negotiations = new LiveTable<Negotiation>();
  private readonly step: Task;
  private readonly arbitration: Task;

  constructor(readonly world: World) {
    this.step = this.define((negotiation, detail) => negotiation.play.done(Math.floor(detail / CLAIMANTS), (detail % CLAIMANTS) - 1));
    this.arbitration = this.define((negotiation) => this.arbitrated(negotiation));
  }

  open(setup: NegotiationSetup): Negotiation {
    const { world } = this;
    const negotiation: Negotiation = {
      ...setup,
      id: this.negotiations.takeNumber(),
      opened: world.now,
      counted: world.counting,
      play: NOT_BEGUN,
      round: 0,
      offer: undefined,
      accepts: setup.claimants.map(() => false),
      proposals: undefined,
      pending: 0,
      jobs: new Set(),
    };
    this.negotiations.add(negotiation);
    if (negotiation.counted) world.ledger.bargaining.opened++;
    if (setup.problem !== undefined) tell(world, 'bargain', setup.problem, setup.chair);
    const { protocol, spec } = setup.bargaining;
    negotiation.play = protocol.play(this, negotiation, spec.protocol.parameters);
    negotiation.play.begin();
    return negotiation;
  }

  /** Nobody waits for an agreement any more: work not begun leaves the in-trays, the rest is sunk. */
  abandon(negotiation: Negotiation): void {
    if (negotiation.counted) this.world.ledger.bargaining.timeToAgreement.addNever();
    this.close(negotiation);
  }

  /** Negotiations under way. */
  running(): Iterable<Negotiation> {
    return this.negotiations.entries();
  }

  // The acts that protocols are made of.

  /** Gives a claimant, or the chair (-1), work; the protocol's `done(step, claimant)` follows. */
  work(negotiation: Negotiation, claimant: number, time: number, step: number): void {
    const organisation = claimant < 0 ? negotiation.chair : negotiation.claimants[claimant];
    this.give(negotiation, organisation, time, this.step, step * CLAIMANTS + claimant + 1);
  }

  /** A round begins. @returns false when the last one is over: an impasse, which follows */
  nextRound(negotiation: Negotiation): boolean {
    if (negotiation.round < negotiation.bargaining.spec.rounds) {
      negotiation.round++;
      return true;
    }
    this.impasse(negotiation);
    return false;
  }

  /** The stakes as claimants declare them in this round: each holds back less of its room the longer they negotiate. */
  declaredStakes(negotiation: Negotiation): Stakes {
    return declared(negotiation.stakes, hidden(negotiation));
  }

  /** Whether anybody still hides something, so that another round can bring more. */
  hides(negotiation: Negotiation): boolean {
    return hidden(negotiation) > 0;
  }

  /** Puts a division on the table, by the chair (-1) or a claimant, who stands by it. */
  offer(negotiation: Negotiation, by: number, amounts: readonly number[]): void {
    negotiation.offer = amounts;
    negotiation.accepts.fill(false);
    if (by >= 0) negotiation.accepts[by] = true;
    if (negotiation.counted) this.world.ledger.bargaining.offers++;
    if (negotiation.problem !== undefined) tell(this.world, 'offer', negotiation.problem, by < 0 ? negotiation.chair : negotiation.claimants[by]);
  }

  /** A claimant judges the division on the table: it accepts what gains it at least `demand` under the stakes as it sees them. */
  judge(negotiation: Negotiation, claimant: number, demand = 0, stakes = negotiation.stakes): void {
    const amount = negotiation.offer?.[claimant] ?? NaN;
    negotiation.accepts[claimant] = gainOf(stakes, claimant, amount) >= demand - ROUNDING;
  }

  /** Whether those who accept suffice under the rule of agreement. */
  adopted({ accepts, stakes, bargaining: { agreement, spec } }: Negotiation): boolean {
    return agreement.adopts({ accepts, weights: stakes.weight }, spec.agreement.parameters);
  }

  /** Uniform numbers of a negotiation for a purpose, a claimant and a round. */
  lot({ key }: Negotiation, purpose: Purpose, role: number, round: number) {
    return this.world.draws.at(key.high, key.low, purpose, role, round);
  }

  /** An agreement exists: the division on the table, rounded to cents. */
  settle(negotiation: Negotiation): void {
    const { ledger, now } = this.world;
    const amounts = wholeCents(negotiation.stakes.total, negotiation.offer ?? []);
    this.close(negotiation);
    if (negotiation.counted) ledger.bargaining.settle(now - negotiation.opened, negotiation.round, amounts);
    negotiation.settled(amounts);
  }

  /** No agreement: an arbiter decides where there is one. */
  impasse(negotiation: Negotiation): void {
    const { ledger } = this.world;
    if (negotiation.problem !== undefined) tell(this.world, 'impasse', negotiation.problem, negotiation.chair);
    const { arbiter, claimants, times } = negotiation;
    if (arbiter !== undefined) {
      this.give(negotiation, arbiter, times.read * claimants.length + times.decide, this.arbitration, 0);
      return;
    }
    if (negotiation.counted) {
      ledger.bargaining.impasses++;
      ledger.bargaining.fail(negotiation.round);
    }
    this.close(negotiation);
    negotiation.failed();
  }

  // Inside.

  private define(done: (negotiation: Negotiation, detail: number) => void): Task {
    return this.world.defineTask(
      (id, detail, job) => {
        const negotiation = this.negotiations.at(id);
        if (negotiation === undefined) return;
        negotiation.jobs.delete(job);
        done(negotiation, detail);
      },
      (id) => this.negotiations.at(id)?.problem,
    );
  }

  private give(negotiation: Negotiation, organisation: number, time: number, task: Task, detail: number): void {
    negotiation.jobs.add(this.world.assign(organisation, time, Category.bargaining, task, negotiation.id, detail));
  }

  /** The arbiter does not know what anybody would accept: it divides by weight, as far as each can bear it. */
  private arbitrated(negotiation: Negotiation): void {
    const { total, limit, weight } = negotiation.stakes;
    if (negotiation.counted) {
      this.world.ledger.bargaining.impasses++;
      this.world.ledger.bargaining.arbitrated++;
    }
    if (negotiation.problem !== undefined) tell(this.world, 'arbitrate', negotiation.problem, negotiation.arbiter ?? negotiation.chair);
    negotiation.offer = constrainedAwards(total, limit, weight);
    this.settle(negotiation);
  }

  private close(negotiation: Negotiation): void {
    for (const job of negotiation.jobs) this.world.abandon(job);
    negotiation.jobs.clear();
    this.negotiations.remove(negotiation);
  }
}

/** A hundredth of everybody's room is not worth hiding. */
const LEAST_HIDDEN = 0.01;

/** Part of their room that claimants hide in the present round. */
function hidden({ bargaining: { spec }, round }: Negotiation): number {
  let held = spec.shading;
  for (let past = 1; past < round; past++) held *= 1 - spec.yielding;
  return held < LEAST_HIDDEN ? 0 : held;
}

const NOT_BEGUN = { begin: () => undefined, done: () => undefined };
