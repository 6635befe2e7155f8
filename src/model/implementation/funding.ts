import { newBill, type Bill, type Bills } from '../bills.js';
import { cents } from '../money/cents.js';
import { Purpose } from '../purposes.js';
import type { World } from '../world.js';
import { drawOf, type Phase, type PhaseEvents, type Programme } from './programme.js';

/** What carrying a local programme out costs is paid by whoever carries it out, and in part from above. */
export class Funding implements Phase {
  private readonly bills = new Map<number, Bill>();

  constructor(
    private readonly world: World,
    private readonly desk: Bills,
    private readonly events: PhaseEvents,
  ) {}

  begin(programme: Programme): boolean {
    const { id, problem, path, model: { funding } } = programme;
    if (funding === undefined) return false;
    const bill = newBill({
      problem,
      total: cents(funding.cost.sample(drawOf(this.world, programme, Purpose.localCost, 0, 0))),
      payers: [path[path.length - 1]],
      from: path[path.length - 1],
      support: funding.coFinancing,
      conduct: undefined,
      paid: () => {
        this.bills.delete(id);
        this.events.passed(programme);
      },
      dropped: () => {
        this.bills.delete(id);
        this.events.failed(programme);
      },
    });
    this.bills.set(id, bill);
    this.desk.present(bill);
    return true;
  }

  drop({ id }: Programme): void {
    const bill = this.bills.get(id);
    if (bill === undefined) return;
    this.bills.delete(id);
    this.desk.withdraw(bill);
  }
}
