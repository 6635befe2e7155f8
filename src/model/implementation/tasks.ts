import type { EventHandle } from '../../engine/event-list.js';
import { Priority } from '../../engine/priorities.js';
import type { EventKind } from '../../engine/simulation.js';
import type { JobId } from '../../engine/station-bank.js';
import { Category } from '../categories.js';
import { ChainOfCommand } from '../chain-of-command.js';
import { NOBODY } from '../model.js';
import { Purpose } from '../purposes.js';
import { tell } from '../telling.js';
import type { Task, World } from '../world.js';
import type { ProjectModel, TaskModel } from './implementation-model.js';
import { drawOf, type Phase, type PhaseEvents, type Programme } from './programme.js';

/** The tasks of one programme under way; arrays are by task. */
interface Project {
  readonly programme: Programme;
  readonly model: ProjectModel;
  readonly begun: number;
  readonly performers: readonly number[];
  /** What a task still waits for: predecessors that are not done, or whose message has not been read. */
  readonly awaited: Int32Array;
  /** Times that a task has been done. */
  readonly tries: Int32Array;
  /** Whether the last wrong result is to be done again. */
  readonly redone: Uint8Array;
  /** Tasks that are not done for good. */
  pending: number;
  /** Wrong results that were accepted. */
  flawed: number;
  readonly jobs: Set<JobId>;
  /** Wrong results on their way up, or instructions on their way down, by task. */
  readonly underWay: Map<number, EventHandle>;
}

/**
 * Tasks that wait for each other, after the Virtual Design Team (Jin and Levitt 1996). A task begins when those before it are done and
 * their messages read. A wrong result goes up to the organisation above, which looks at it and has the task done again or accepts it.
 * Without errors and messages, and with free staff, the whole takes as long as its critical path.
 */
export class Tasks implements Phase {
  private readonly projects = new Map<number, Project>();
  private readonly chain: ChainOfCommand;
  private readonly work: Task;
  private readonly verification: Task;
  private readonly reading: Task;
  private readonly referral: EventKind;
  private readonly instruction: EventKind;

  constructor(
    private readonly world: World,
    private readonly events: PhaseEvents,
  ) {
    this.chain = new ChainOfCommand(world);
    const item = (done: (project: Project, detail: number) => void, taskOf = (_: Project, detail: number): number => detail): Task => world.defineTask(
      (id, detail, job) => {
        const project = this.projects.get(id);
        if (project === undefined) return;
        project.jobs.delete(job);
        done(project, detail);
      },
      (id) => this.projects.get(id)?.programme.problem,
      (id, detail) => {
        const project = this.projects.get(id);
        return project === undefined ? '' : project.model.tasks[taskOf(project, detail)].name;
      },
    );
    const journey = (arrived: (project: Project, task: number) => void): EventKind => world.simulation.define(Priority.delivery, (id, task) => {
      const project = this.projects.get(id);
      if (project === undefined) return;
      world.delayed(project.underWay.get(task));
      project.underWay.delete(task);
      arrived(project, task);
    });
    this.work = item((project, task) => this.worked(project, task));
    this.verification = item((project, task) => this.verified(project, task));
    const successorOf = (project: Project, dependence: number): number => Math.floor(dependence / project.awaited.length);
    this.reading = item((project, dependence) => this.release(project, successorOf(project, dependence)), successorOf);
    this.referral = journey((project, task) => this.verify(project, task, this.superiorOf(project, task)));
    this.instruction = journey((project, task) => this.instructed(project, task));
  }

  begin(programme: Programme): boolean {
    const { project: model } = programme.model;
    if (model === undefined) return false;
    const { tasks } = model;
    const project: Project = {
      programme, model, begun: this.world.now,
      performers: tasks.map(({ by }) => this.performerOf(programme, by)),
      awaited: Int32Array.from(tasks, ({ predecessors }) => predecessors),
      tries: new Int32Array(tasks.length),
      redone: new Uint8Array(tasks.length),
      pending: tasks.length,
      flawed: 0,
      jobs: new Set(),
      underWay: new Map(),
    };
    this.projects.set(programme.id, project);
    tasks.forEach(({ predecessors }, task) => {
      if (predecessors === 0) this.perform(project, task);
    });
    return true;
  }

  drop({ id, counted }: Programme): void {
    const { world } = this;
    const project = this.projects.get(id);
    if (project === undefined) return;
    for (const job of project.jobs) world.abandon(job);
    for (const event of project.underWay.values()) world.callOff(event);
    this.projects.delete(id);
    if (counted) world.ledger.projects.makespan.addNever();
  }

  censor(): void {
    const { ledger, now } = this.world;
    for (const { programme, begun } of this.projects.values()) if (programme.counted) ledger.projects.makespan.addRunning(now - begun);
  }

  /** Who does a task: whoever the problem arose at or was solved by, or of the organisations named the nearest to where it arose. */
  private performerOf({ problem }: Programme, by: TaskModel['by']): number {
    const { problems, model: { organisations } } = this.world;
    const origin = problems.origin[problem];
    const named = by === 'origin' ? origin : by === 'solver' ? problems.solver[problem] : nearest(by, organisations.jurisdiction, this.world.model.jurisdictionParent, organisations.jurisdiction[origin]);
    return named === NOBODY ? origin : this.chain.acting(named, this.domainOf(problem, named), origin);
  }

  /** The domain in which an organisation is told what to do: the problem's lead domain, or its own where it does not work in that. */
  private domainOf(problem: number, organisation: number): number {
    const lead = this.world.problems.domain(problem, 0);
    const own = this.world.model.scenario.organisations[organisation].domains;
    return own.includes(lead) ? lead : own[0];
  }

  private superiorOf({ programme, performers }: Project, task: number): number {
    return this.chain.above(performers[task], this.domainOf(programme.problem, performers[task]));
  }

  /** Somebody does a task: for the first time, or again. */
  private perform({ programme, model, performers, tries, jobs }: Project, task: number): void {
    const { world } = this;
    const again = tries[task] > 0;
    const { work, key } = model.tasks[task];
    const first = work.sample(drawOf(world, programme, Purpose.taskWork, key, 0));
    const time = again ? first * model.errors.rework : first;
    jobs.add(world.assign(performers[task], time, again ? Category.rework : Category.implementation, this.work, programme.id, task));
    if (!programme.counted) return;
    world.ledger.projects.tries++;
    if (again) world.ledger.projects.reworked++;
  }

  private worked(project: Project, task: number): void {
    const { world } = this;
    const { programme, model, tries } = project;
    const { error, key } = model.tasks[task];
    const wrong = error > 0 && drawOf(world, programme, Purpose.taskError, key, tries[task]).next() < error;
    tries[task]++;
    if (wrong) this.refer(project, task);
    else this.finish(project, task);
  }

  /** A wrong result goes up; at the top it is looked at where it was made. */
  private refer(project: Project, task: number): void {
    const { world } = this;
    if (this.superiorOf(project, task) === NOBODY) {
      this.verify(project, task, NOBODY);
      return;
    }
    const delay = world.model.hierarchy.delay.sample(this.drawOfTask(project, Purpose.taskReferral, task));
    project.underWay.set(task, world.delay(this.referral, delay, project.programme.id, task, {
      cause: 'transit', problem: project.programme.problem, organisation: this.superiorOf(project, task), from: project.performers[task], label: 'a wrong result',
    }));
  }

  private verify(project: Project, task: number, superior: number): void {
    const { programme, model, performers, jobs } = project;
    const time = model.verify.sample(this.drawOfTask(project, Purpose.taskVerification, task));
    jobs.add(this.world.assign(superior === NOBODY ? performers[task] : superior, time, Category.verification, this.verification, programme.id, task));
  }

  /** It is decided whether the task is done again; whoever does it hears of it. */
  private verified(project: Project, task: number): void {
    const { world } = this;
    project.redone[task] = this.drawOfTask(project, Purpose.taskRedone, task).next() < project.model.errors.redone ? 1 : 0;
    if (this.superiorOf(project, task) === NOBODY) {
      this.instructed(project, task);
      return;
    }
    const delay = world.model.hierarchy.returnDelay.sample(this.drawOfTask(project, Purpose.taskInstruction, task));
    project.underWay.set(task, world.delay(this.instruction, delay, project.programme.id, task, {
      cause: 'return', problem: project.programme.problem, organisation: project.performers[task], from: this.superiorOf(project, task), label: 'what to do about it',
    }));
  }

  private instructed(project: Project, task: number): void {
    const { programme, performers, redone } = project;
    tell(this.world, redone[task] === 1 ? 'redo' : 'accept', programme.problem, performers[task]);
    if (redone[task] === 1) this.perform(project, task);
    else {
      project.flawed++;
      if (programme.counted) this.world.ledger.projects.accepted++;
      this.finish(project, task);
    }
  }

  /** A task is done for good: those that wait for it are told, or the whole is done. */
  private finish(project: Project, task: number): void {
    const { world } = this;
    const { programme, model, performers } = project;
    project.pending--;
    tell(world, 'task', programme.problem, performers[task]);
    if (programme.counted) world.ledger.projects.done++;
    if (project.pending === 0) this.pass(project);
    else for (const successor of model.tasks[task].successors) this.inform(project, task, successor);
  }

  /** Another organisation reads what has been found before it can go on. */
  private inform(project: Project, task: number, successor: number): void {
    const { world } = this;
    const { programme, model: { messages, tasks }, performers, jobs } = project;
    if (messages === undefined || performers[task] === performers[successor]) {
      this.release(project, successor);
      return;
    }
    const time = messages.sample(drawOf(world, programme, Purpose.messageReading, tasks[successor].key, tasks[task].key));
    jobs.add(world.assign(performers[successor], time, Category.communication, this.reading, programme.id, successor * tasks.length + task));
  }

  private release(project: Project, task: number): void {
    if (--project.awaited[task] === 0) this.perform(project, task);
  }

  private pass({ programme, model, begun, flawed }: Project): void {
    const { ledger, now } = this.world;
    programme.quality *= 1 - (flawed / model.tasks.length) * (1 - model.errors.quality);
    if (programme.counted) ledger.projects.makespan.addEnded(now - begun);
    this.projects.delete(programme.id);
    this.events.passed(programme);
  }

  /** A draw for what follows from a task as it has been done last. */
  private drawOfTask({ programme, model, tries }: Project, purpose: Purpose, task: number) {
    return drawOf(this.world, programme, purpose, model.tasks[task].key, tries[task]);
  }
}

/** Of several organisations the one in a jurisdiction, or in the nearest above; NOBODY when none is. */
function nearest(organisations: readonly number[], placeOf: Int32Array, parentOf: Int32Array, place: number): number {
  if (organisations.length === 1) return organisations[0];
  for (let at = place; at !== NOBODY; at = parentOf[at]) {
    const there = organisations.find((organisation) => placeOf[organisation] === at);
    if (there !== undefined) return there;
  }
  return NOBODY;
}
