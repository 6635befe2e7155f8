import { Category } from './categories.js';
import type { Issue } from './issue.js';
import { NOBODY } from './model.js';
import type { Task, World } from './world.js';

/** Who reports, and whether the decision counts in the statistics, in one number. */
const COUNTED = 1;

/**
 * Accountability: whoever coordinates reports decisions to an elected principal. A report is written and read like everything else; a
 * decision is anchored when its report has been read.
 */
export class Oversight {
  private readonly written: Task;
  private readonly read: Task;

  constructor(private readonly world: World) {
    this.written = world.defineTask((network, counted) => this.send(network, counted));
    this.read = world.defineTask((_, counted) => {
      if (counted === COUNTED) world.ledger.anchored++;
    });
  }

  /** A joint decision is carried out: it is reported, where the network answers to anybody. */
  report(issue: Issue): void {
    const { world } = this;
    const { network, times } = issue;
    const { oversight } = network.spec;
    if (issue.counted) world.ledger.carriedOut++;
    if (oversight === undefined) return;
    const reporter = network.hub === NOBODY ? issue.affected[0] : network.hub;
    const counted = issue.counted ? COUNTED : 0;
    // Who decides before the principal's eyes has nothing to write.
    if (reporter === oversight) world.ledger.anchored += counted;
    else world.assign(reporter, times.write, Category.communication, this.written, network.index, counted);
  }

  private send(network: number, counted: number): void {
    const { oversight, times } = this.world.model.networks[network].spec;
    if (oversight !== undefined) this.world.assign(oversight, times.read, Category.communication, this.read, network, counted);
  }
}
