import { LiveTable } from '../live-table.js';
import type { World } from '../world.js';
import { Cascade } from './cascade.js';
import { Clearances } from './clearances.js';
import { LocalWork } from './local-work.js';
import type { Phase, PhaseEvents, Programme } from './programme.js';
import { Tasks } from './tasks.js';

/** What is not known of a programme before it begins. */
type Beginning = Omit<Programme, 'id' | 'launched' | 'phase' | 'scope' | 'quality'>;

/** Programmes under way. Each passes the phases in one order; those that its model does not have are passed over. */
export class Programmes implements PhaseEvents {
  private readonly underWay = new LiveTable<Programme>();
  private readonly phases: readonly Phase[];

  constructor(private readonly world: World) {
    this.phases = [new Clearances(world, this), new Tasks(world, this), new Cascade(world, this), new LocalWork(world, this)];
  }

  /** Programmes under way, local ones included. */
  get size(): number {
    return this.underWay.size;
  }

  /** A programme that has not begun its first phase. */
  open(beginning: Beginning): Programme {
    const { problem, model, decision, parent, place, key, path, responsible, counted, events } = beginning;
    // Written out, as there may be thousands of local programmes to one problem and copying them by `...` is slow.
    const programme: Programme = {
      id: this.underWay.takeNumber(), problem, model, decision, parent, place, key, path, responsible,
      launched: this.world.now, counted, events, phase: 0, scope: 1, quality: 1,
    };
    this.underWay.add(programme);
    return programme;
  }

  /** Begins; it may be complete at once, when there is nothing to do in any phase. */
  launch(programme: Programme): void {
    this.goOn(programme);
  }

  passed(programme: Programme): void {
    programme.phase++;
    this.goOn(programme);
  }

  failed(programme: Programme): void {
    this.underWay.remove(programme);
    programme.events.failed(programme);
  }

  /** Ends a programme from outside; nobody is told. */
  drop(programme: Programme): void {
    this.phases[programme.phase].drop(programme);
    this.underWay.remove(programme);
  }

  /** Observation ends. */
  censor(): void {
    for (const phase of this.phases) phase.censor?.();
  }

  /** Begins the next phase that the programme has; behind the last one it is complete. */
  private goOn(programme: Programme): void {
    for (; programme.phase < this.phases.length; programme.phase++) {
      if (this.phases[programme.phase].begin(programme)) return;
    }
    this.underWay.remove(programme);
    programme.events.completed(programme);
  }
}
