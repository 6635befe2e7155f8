import { NO_EVENT, type EventHandle } from '../../engine/event-list.js';
import { Priority } from '../../engine/priorities.js';
import type { EventKind } from '../../engine/simulation.js';
import { NO_JOB, type JobId } from '../../engine/station-bank.js';
import { Category } from '../categories.js';
import { ChainOfCommand } from '../chain-of-command.js';
import { Purpose } from '../purposes.js';
import { tell } from '../telling.js';
import type { Task, World } from '../world.js';
import { holdersOf, standOf, type HolderStand } from './holders.js';
import type { ClearanceModel } from './implementation-model.js';
import { drawOf, type Phase, type PhaseEvents, type Programme } from './programme.js';

/** The clearance points of one programme. */
interface Course {
  readonly programme: Programme;
  readonly model: ClearanceModel;
  /** Who grants clearances; point i is that of holder i modulo their number. */
  readonly holders: readonly number[];
  /** Where each holder stands on what was decided. */
  readonly stands: readonly HolderStand[];
  /** What all clearances share, as the agreement rule drew it. */
  readonly climate: number;
  /** By point: tries so far, the request in an in-tray, the next try that has been put off. */
  readonly tries: number[];
  readonly jobs: JobId[];
  readonly postponed: EventHandle[];
  /** Points neither cleared nor refused for good. */
  pending: number;
  cleared: number;
  /** Factor by which the bandwagon has made refusals less likely. */
  reluctance: number;
}

/**
 * What has been decided must pass its clearance points before it is worth anything (Pressman and Wildavsky 1973). Each try is a request
 * in the in-tray of whoever holds the point; it takes that organisation's time and succeeds with a probability that the agreement rule
 * gives. Tactics soften it (Bowen 1982): trying again, packaging, bandwagons, filing in parallel, a smaller scope.
 */
export class Clearances implements Phase {
  private readonly courses = new Map<number, Course>();
  private readonly chain: ChainOfCommand;
  private readonly request: Task;
  private readonly retry: EventKind;

  constructor(
    private readonly world: World,
    private readonly events: PhaseEvents,
  ) {
    this.chain = new ChainOfCommand(world);
    this.request = world.defineTask(
      (id, point) => this.answered(this.courses.get(id), point),
      (id) => this.courses.get(id)?.programme.problem,
      (_, point) => `decide on clearance ${point + 1}`,
    );
    this.retry = world.simulation.define(Priority.delivery, (id, point) => this.tryAgain(this.courses.get(id), point));
  }

  begin(programme: Programme): boolean {
    const { clearances: model } = programme.model;
    if (model === undefined) return false;
    const { spec, agreement } = model;
    const holders = holdersOf(programme, model, this.world.model.jurisdictionParent, this.chain);
    const course: Course = {
      programme, model, holders,
      stands: holders.map((holder) => standOf(holder, programme.decision)),
      climate: agreement.climate?.(spec.agreement.parameters, drawOf(this.world, programme, Purpose.climate, 0, 0).next()) ?? NaN,
      tries: filled(spec.points, 0),
      jobs: filled(spec.points, NO_JOB),
      postponed: filled(spec.points, NO_EVENT),
      pending: spec.points,
      cleared: 0,
      reluctance: 1,
    };
    this.courses.set(programme.id, course);
    const atOnce = spec.parallel ? spec.points : 1;
    for (let point = 0; point < atOnce; point++) this.ask(course, point);
    return true;
  }

  drop({ id }: Programme): void {
    const { world } = this;
    const course = this.courses.get(id);
    if (course === undefined) return;
    for (const job of course.jobs) world.abandon(job);
    for (const event of course.postponed) if (event !== NO_EVENT) world.callOff(event);
    this.courses.delete(id);
  }

  private ask({ programme, model, holders, tries, jobs }: Course, point: number): void {
    const { world } = this;
    const time = model.time.sample(drawOf(world, programme, Purpose.clearanceTime, point, tries[point]));
    jobs[point] = world.assign(holders[point % holders.length], time, Category.clearance, this.request, programme.id, point);
    if (programme.counted) world.ledger.tries++;
  }

  private answered(course: Course | undefined, point: number): void {
    if (course === undefined) return;
    const { programme, model, holders, tries, jobs } = course;
    jobs[point] = NO_JOB;
    const granted = this.isGranted(course, point);
    tries[point]++;
    tell(this.world, granted ? 'clear' : 'refuse', programme.problem, holders[point % holders.length]);
    if (granted) this.clear(course, point);
    else if (tries[point] < model.spec.tries) this.postpone(course, point);
    else this.refuse(course, point);
  }

  private isGranted({ programme, model, stands, climate, reluctance, tries }: Course, point: number): boolean {
    const { spec, agreement } = model;
    const probability = agreement.probability(spec.agreement.parameters, { climate, ...stands[point % stands.length] });
    return drawOf(this.world, programme, Purpose.clearance, point, tries[point]).next() < 1 - (1 - probability) * reluctance;
  }

  private clear(course: Course, point: number): void {
    course.cleared++;
    course.reluctance *= course.model.spec.bandwagon;
    if (course.programme.counted) this.world.ledger.cleared++;
    this.goOn(course, point);
  }

  private postpone({ programme, model, holders, tries, postponed }: Course, point: number): void {
    const { world } = this;
    const gap = model.gap.sample(drawOf(world, programme, Purpose.clearanceGap, point, tries[point]));
    const reason = { cause: 'gap', problem: programme.problem, organisation: holders[point % holders.length], label: `clearance ${point + 1}` } as const;
    postponed[point] = world.delay(this.retry, gap, programme.id, point, reason);
  }

  private tryAgain(course: Course | undefined, point: number): void {
    if (course === undefined) return;
    this.world.delayed(course.postponed[point]);
    course.postponed[point] = NO_EVENT;
    this.ask(course, point);
  }

  /** A point has been refused for good. */
  private refuse(course: Course, point: number): void {
    if (course.programme.counted) this.world.ledger.refused++;
    if (course.model.spec.reduces) this.goOn(course, point);
    else this.fail(course);
  }

  /** One point less is pending: the next one in a series, or the end. */
  private goOn(course: Course, point: number): void {
    const { spec } = course.model;
    course.pending--;
    if (course.pending > 0) {
      if (!spec.parallel) this.ask(course, point + 1);
    } else if (course.cleared === 0) this.fail(course);
    else this.pass(course);
  }

  private pass({ programme, model, cleared }: Course): void {
    programme.scope *= cleared / model.spec.points;
    this.courses.delete(programme.id);
    this.events.passed(programme);
  }

  private fail({ programme }: Course): void {
    this.drop(programme);
    this.events.failed(programme);
  }
}

/** A plain list: a typed array for each of thousands of local programmes would cost more than it saves. */
function filled(length: number, value: number): number[] {
  return new Array<number>(length).fill(value);
}
