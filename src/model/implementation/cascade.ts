import type { EventHandle } from '../../engine/event-list.js';
import { Priority } from '../../engine/priorities.js';
import type { EventKind } from '../../engine/simulation.js';
import type { JobId } from '../../engine/station-bank.js';
import type { Hash64 } from '../../random/hash.js';
import { mixKey } from '../../random/keyed.js';
import { Category } from '../categories.js';
import { ChainOfCommand } from '../chain-of-command.js';
import { NOBODY } from '../model.js';
import { Purpose } from '../purposes.js';
import { nameOfProblem, tell } from '../telling.js';
import type { Task, World } from '../world.js';
import { cascadePlan, jurisdictionsInside, type CascadePlan } from './cascade-plan.js';
import { localFit } from './discretion.js';
import type { CascadeModel } from './implementation-model.js';
import { drawOf, type Phase, type Programme, type ProgrammeEvents } from './programme.js';
import type { Programmes } from './programmes.js';

/** The cascade of one programme. Weights are those of the organisations responsible for the places that carry it out. */
interface Course {
  readonly programme: Programme;
  readonly model: CascadeModel;
  readonly plan: CascadePlan;
  readonly origin: number;
  /** The lead domain of the problem: who is responsible for it in a place acts for that place. */
  readonly domain: number;
  readonly begun: number;
  /** Nobody has any weight, so that all places count alike. */
  readonly alike: boolean;
  readonly totalWeight: number;
  /** Weight of complete local programmes at which the whole is complete. */
  readonly neededWeight: number;
  completedWeight: number;
  lostWeight: number;
  /** Sum of weight x worth over the local programmes that are complete. */
  worth: number;
  completed: number;
  /** Sum of the times at which local programmes became complete. */
  completionTimes: number;
  /** Who acts at each stop that has been reached. */
  readonly handlers: Int32Array;
  readonly jobs: Set<JobId>;
  /** What is under way to a stop. */
  readonly deliveries: Map<number, EventHandle>;
  /** Local programmes under way, with their stops. */
  readonly local: Map<Programme, number>;
}

/** Slack of sums of weights, as a share of the total. */
const ROUNDING = 1e-9;

/**
 * A programme formulated above goes down the jurisdictions: whoever is responsible at a detailing level puts it into terms for those below
 * (transposition), and each jurisdiction of the last level carries it out in a programme of its own. The whole is complete when enough of
 * these are.
 */
export class Cascade implements Phase {
  private readonly courses = new Map<number, Course>();
  private readonly chain: ChainOfCommand;
  private readonly detailing: Task;
  private readonly delivery: EventKind;
  private readonly localEnds: ProgrammeEvents;
  private readonly plans = new Map<CascadeModel, Map<number, CascadePlan>>();
  private inside: readonly (readonly number[])[] | undefined;

  constructor(
    private readonly world: World,
    private readonly programmes: Programmes,
  ) {
    this.chain = new ChainOfCommand(world);
    this.detailing = world.defineTask(
      (id, stop, job) => this.detailed(this.courses.get(id), stop, job),
      (id) => this.courses.get(id)?.programme.problem,
      () => 'detail it',
    );
    this.delivery = world.simulation.define(Priority.delivery, (id, stop) => this.reached(this.courses.get(id), stop));
    this.localEnds = { completed: (local) => this.completedLocally(local), failed: (local) => this.failedLocally(local) };
  }

  begin(programme: Programme): boolean {
    const { cascade: model } = programme.model;
    if (model === undefined) return false;
    const { problems, now } = this.world;
    const origin = problems.origin[programme.problem];
    const plan = this.planFrom(model, this.world.model.organisations.jurisdiction[origin]);
    if (plan.local.length === 0) return false;
    const domain = problems.domain(programme.problem, 0);
    const weight = plan.local.reduce((sum, stop) => sum + this.ownWeight(plan, stop, domain, origin), 0);
    const totalWeight = weight > 0 ? weight : plan.local.length;
    const course: Course = {
      programme, model, plan, origin, domain, begun: now,
      alike: weight === 0, totalWeight, neededWeight: (model.spec.join - ROUNDING) * totalWeight,
      completedWeight: 0, lostWeight: 0, worth: 0, completed: 0, completionTimes: 0,
      handlers: new Int32Array(plan.stops.length).fill(NOBODY),
      jobs: new Set(), deliveries: new Map(), local: new Map(),
    };
    this.courses.set(programme.id, course);
    for (const stop of plan.first) this.send(course, stop, origin);
    return true;
  }

  drop(programme: Programme): void {
    const course = this.courses.get(programme.id);
    if (course === undefined) return;
    this.close(course);
    if (programme.counted) this.world.ledger.cascades.timeToJoin.addNever();
  }

  censor(): void {
    const { ledger, now } = this.world;
    for (const { programme, begun } of this.courses.values()) if (programme.counted) ledger.cascades.timeToJoin.addRunning(now - begun);
  }

  /** The programme goes down to a stop; nothing is under way where the same organisation goes on. */
  private send(course: Course, stop: number, from: number): void {
    const { world } = this;
    const handler = this.handlerAt(course, stop);
    course.handlers[stop] = handler;
    const delay = handler === from ? 0 : this.delayTo(course, stop);
    const { id, problem } = course.programme;
    course.deliveries.set(stop, world.delay(this.delivery, delay, id, stop, { cause: 'transit', problem, organisation: handler, from, label: 'the programme' }));
  }

  /** One delay for each jurisdiction entered on the way, the same for all that lie in it. */
  private delayTo({ programme, plan }: Course, stop: number): number {
    const { world } = this;
    const { jurisdictionKey, hierarchy } = world.model;
    return plan.stops[stop].way.reduce((sum, jurisdiction) =>
      sum + hierarchy.returnDelay.sample(drawOf(world, programme, Purpose.cascadeDelay, jurisdictionKey[jurisdiction], 0)), 0);
  }

  private reached(course: Course | undefined, stop: number): void {
    if (course === undefined) return;
    this.world.delayed(course.deliveries.get(stop));
    course.deliveries.delete(stop);
    if (course.plan.stops[stop].below.length > 0) this.detail(course, stop);
    else this.beginLocally(course, stop);
  }

  private detail({ programme, model, plan, handlers, jobs }: Course, stop: number): void {
    const { world } = this;
    const key = world.model.jurisdictionKey[plan.stops[stop].jurisdiction];
    const time = model.detail.sample(drawOf(world, programme, Purpose.detailing, key, 0));
    jobs.add(world.assign(handlers[stop], time, Category.implementation, this.detailing, programme.id, stop));
  }

  private detailed(course: Course | undefined, stop: number, job: JobId): void {
    if (course === undefined) return;
    const { programme, plan, handlers, jobs } = course;
    jobs.delete(job);
    tell(this.world, 'detail', programme.problem, handlers[stop]);
    if (programme.counted) this.world.ledger.cascades.detailed++;
    for (const next of plan.stops[stop].below) this.send(course, next, handlers[stop]);
  }

  /** A jurisdiction takes the programme up as one of its own. */
  private beginLocally(course: Course, stop: number): void {
    const { world } = this;
    const { programme: { problem, key, decision, counted }, programme, model, plan, handlers } = course;
    const { jurisdiction } = plan.stops[stop];
    const own = { high: 0, low: 0 };
    mixKey(key.high, key.low, world.model.jurisdictionKey[jurisdiction], own);
    const local = this.programmes.open({
      problem, model: model.local, decision, counted, parent: programme, place: jurisdiction, key: own,
      path: pathTo(course, stop), responsible: handlers[stop], events: this.localEnds,
    });
    course.local.set(local, stop);
    world.ledger.cascades.everBegun++;
    if (counted) world.ledger.cascades.begun++;
    tell(world, 'local-begin', problem, handlers[stop]);
    this.programmes.launch(local);
  }

  private completedLocally(local: Programme): void {
    const { world } = this;
    const [course, stop] = this.leave(local);
    const weight = this.weightOf(course, stop);
    const { misfit, divergence, worth } = localFit(course.model.spec, this.needOf(course, stop, local.key));
    const achieved = worth * local.scope * local.quality;
    course.completedWeight += weight;
    course.worth += weight * achieved;
    course.completed++;
    course.completionTimes += world.now;
    if (local.counted) {
      const { cascades } = world.ledger;
      cascades.completed++;
      cascades.worth += achieved;
      cascades.misfit += misfit;
      cascades.divergence += divergence;
    }
    tell(world, 'local-end', local.problem, course.handlers[stop]);
    if (course.completedWeight >= course.neededWeight) this.join(course);
  }

  private failedLocally(local: Programme): void {
    const { world } = this;
    const [course, stop] = this.leave(local);
    course.lostWeight += this.weightOf(course, stop);
    if (local.counted) world.ledger.cascades.failed++;
    tell(world, 'local-fail', local.problem, course.handlers[stop]);
    if (course.totalWeight - course.lostWeight < course.neededWeight) this.fail(course);
  }

  /** The course and the stop of a local programme that has ended. */
  private leave(local: Programme): [Course, number] {
    const course = local.parent && this.courses.get(local.parent.id);
    const stop = course?.local.get(local);
    if (course === undefined || stop === undefined) throw new Error('a local programme has ended that is not under way');
    course.local.delete(local);
    this.world.ledger.cascades.everEnded++;
    return [course, stop];
  }

  /** Enough is complete. What is still under way comes too late; what does not happen anywhere is missing from the scope. */
  private join(course: Course): void {
    const { ledger, now } = this.world;
    const { programme, begun, completed, completionTimes } = course;
    tell(this.world, 'join', programme.problem, course.origin);
    this.close(course);
    programme.scope *= course.worth / course.totalWeight;
    if (programme.counted) {
      ledger.cascades.joined += completed;
      ledger.cascades.waitedForJoin += completed * now - completionTimes;
      ledger.cascades.timeToJoin.addEnded(now - begun);
    }
    this.programmes.passed(programme);
  }

  /** What is left can no longer be enough. */
  private fail({ programme }: Course): void {
    this.drop(programme);
    this.programmes.failed(programme);
  }

  /** Nothing of the course goes on. */
  private close({ programme, jobs, deliveries, local }: Course): void {
    const { world } = this;
    const { cascades } = world.ledger;
    for (const job of jobs) world.abandon(job);
    for (const event of deliveries.values()) world.callOff(event);
    for (const each of local.keys()) this.programmes.drop(each);
    cascades.everEnded += local.size;
    if (programme.counted) cascades.dropped += local.size;
    this.courses.delete(programme.id);
  }

  /** What a place needs, as a distance from the uniform rule. */
  private needOf({ programme, model, plan }: Course, stop: number, key: Hash64): number {
    const { world } = this;
    const need = model.need.sample(world.draws.at(key.high, key.low, Purpose.localNeed, 0, 0));
    const { jurisdiction } = plan.stops[stop];
    if (world.observer?.attribute !== undefined) {
      world.observer.attribute(nameOfProblem(world, programme.problem), `need of ${world.model.scenario.jurisdictions[jurisdiction].path}`, need);
    }
    return need;
  }

  private weightOf({ alike, plan, domain, origin }: Course, stop: number): number {
    return alike ? 1 : this.ownWeight(plan, stop, domain, origin);
  }

  private ownWeight(plan: CascadePlan, stop: number, domain: number, origin: number): number {
    return this.world.model.organisations.weight[this.responsibleAt(plan, stop, domain, origin)];
  }

  private handlerAt({ plan, domain, origin }: Course, stop: number): number {
    return this.chain.acting(this.responsibleAt(plan, stop, domain, origin), domain, origin);
  }

  /** Who looks after the domain in the jurisdiction of a stop, or in the nearest above. */
  private responsibleAt({ stops }: CascadePlan, stop: number, domain: number, origin: number): number {
    const { responsible, domains } = this.world.model;
    const found = responsible[stops[stop].jurisdiction * domains + domain];
    return found === NOBODY ? origin : found;
  }

  private planFrom(model: CascadeModel, apex: number): CascadePlan {
    const plans = this.plans.get(model) ?? new Map<number, CascadePlan>();
    this.plans.set(model, plans);
    let plan = plans.get(apex);
    if (plan === undefined) {
      this.inside ??= jurisdictionsInside(this.world.model);
      plans.set(apex, (plan = cascadePlan(this.world.model, model.levels, apex, this.inside)));
    }
    return plan;
  }
}

/** Organisations through whose hands a programme has come down to a stop, the origin first. */
function pathTo({ plan, handlers, origin }: Course, stop: number): number[] {
  const path: number[] = [];
  for (let at = stop; at !== NOBODY; at = plan.stops[at].above) path.unshift(handlers[at]);
  return [origin, ...path];
}
