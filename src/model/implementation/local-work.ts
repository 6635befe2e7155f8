import { NO_JOB, type JobId } from '../../engine/station-bank.js';
import { Category } from '../categories.js';
import { Purpose } from '../purposes.js';
import type { Task, World } from '../world.js';
import { drawOf, type Phase, type PhaseEvents, type Programme } from './programme.js';

/** A local programme is carried out: one item of work of the organisation that carries it out. */
export class LocalWork implements Phase {
  private readonly underWay = new Map<number, { readonly programme: Programme; job: JobId }>();
  private readonly work: Task;

  constructor(
    private readonly world: World,
    events: PhaseEvents,
  ) {
    this.work = world.defineTask(
      (id) => {
        const work = this.underWay.get(id);
        if (work === undefined) return;
        this.underWay.delete(id);
        events.passed(work.programme);
      },
      (id) => this.underWay.get(id)?.programme.problem,
      () => 'carry it out',
    );
  }

  begin(programme: Programme): boolean {
    const { world } = this;
    const { id, path, model: { work } } = programme;
    if (work === undefined) return false;
    const time = work.sample(drawOf(world, programme, Purpose.localWork, 0, 0));
    const item = { programme, job: NO_JOB };
    // Before it is assigned, as its service may begin at once and is told of the problem.
    this.underWay.set(id, item);
    item.job = world.assign(path[path.length - 1], time, Category.implementation, this.work, id, 0);
    return true;
  }

  drop({ id }: Programme): void {
    const work = this.underWay.get(id);
    if (work === undefined) return;
    this.world.abandon(work.job);
    this.underWay.delete(id);
  }
}
