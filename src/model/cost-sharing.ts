import { newBill, type Bill, type Bills } from './bills.js';
import type { JointDecision } from './joint-decision.js';
import { cents } from './money/cents.js';
import { Purpose } from './purposes.js';
import type { World } from './world.js';

/** What sharing a cost reports to the life of a problem. */
export interface CostSharingEvents {
  /** Its cost is paid; whoever pays more than it would have agreed to stands by the decision less. */
  funded(problem: number, decision: JointDecision): void;
  /** Nobody pays. */
  dropped(problem: number): void;
}

/** Stage three: what has been decided costs money, which those who decided have to find. */
export class CostSharing {
  private readonly bills = new Map<number, Bill>();

  constructor(
    private readonly world: World,
    private readonly desk: Bills,
    private readonly events: CostSharingEvents,
  ) {}

  /** The cost of a decision is to be paid; it may be over in the same instant. */
  begin(problem: number, decision: JointDecision): void {
    const { world } = this;
    const { cost, coFinancing } = world.model.classes[world.problems.problemClass[problem]];
    const bill = newBill({
      problem,
      total: cost === undefined ? 0 : cents(cost.sample(world.draw(problem, Purpose.cost, 0, 0))),
      payers: this.payersOf(problem, decision),
      from: world.problems.origin[problem],
      support: coFinancing,
      conduct: decision.conduct,
      paid: (stands) => {
        this.bills.delete(problem);
        this.events.funded(problem, { ...decision, compliance: decision.compliance.map((share, i) => share * stands(decision.participants[i])) });
      },
      dropped: () => {
        this.bills.delete(problem);
        this.events.dropped(problem);
      },
    });
    this.bills.set(problem, bill);
    this.desk.present(bill);
  }

  /** The problem has ended from outside (deadline): what was set aside goes back. */
  abandon(problem: number): void {
    const bill = this.bills.get(problem);
    if (bill === undefined) return;
    this.bills.delete(problem);
    this.desk.withdraw(bill);
  }

  /** Everybody who decided pays, and where nobody decided jointly whose problem it is. */
  private payersOf(problem: number, { conduct, participants }: JointDecision): readonly number[] {
    return conduct === undefined || participants.length === 0 ? [this.world.problems.origin[problem]] : participants;
  }
}
