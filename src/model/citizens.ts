import type { Hash64 } from '../random/hash.js';
import { Purpose } from './purposes.js';
import type { World } from './world.js';

/**
 * The public: as far as it has seen promises kept (external legitimacy) it supplies part of the work on its own problems, and brings its
 * problems at all.
 */
export class Citizens {
  private readonly coProduction: number;
  private readonly withdrawal: number;

  constructor(private readonly world: World) {
    const { coProduction, withdrawal } = world.model.scenario.outcomes;
    this.coProduction = coProduction;
    this.withdrawal = withdrawal;
  }

  /** Person time that is left to the staff of work on a problem at its origin [days]. */
  remaining(work: number): number {
    if (this.coProduction === 0) return work;
    const supplied = this.coProduction * this.legitimacy * work;
    if (this.world.counting) this.world.ledger.coProduced += supplied;
    return work - supplied;
  }

  /** Whether a problem is brought to anybody, told by its key. Who has seen no promise kept withdraws with the probability of the scenario. */
  bring({ high, low }: Hash64): boolean {
    if (this.withdrawal === 0) return true;
    const lot = this.world.draws.at(high, low, Purpose.withdrawal, 0, 0).next();
    if (lot >= this.withdrawal * (1 - this.legitimacy)) return true;
    if (this.world.counting) this.world.ledger.withheld++;
    return false;
  }

  /** External legitimacy, before the first problem has ended that of the beginning. */
  private get legitimacy(): number {
    return this.world.ledger.externalLegitimacy.value ?? this.world.model.scenario.outcomes.legitimacyAtStart;
  }
}
