import { Calendars } from '../engine/calendar.js';
import type { EventHandle } from '../engine/event-list.js';
import { Simulation, type EventKind } from '../engine/simulation.js';
import { NO_JOB, StationBank, type JobId } from '../engine/station-bank.js';
import { KeyedDraws } from '../random/keyed.js';
import type { Law } from '../random/law.js';
import { categories, type Category } from './categories.js';
import { Ledger } from './ledger.js';
import { NOBODY, type Model } from './model.js';
import type { DelayCause, Observer } from './observer.js';
import { PartTable } from './part-table.js';
import { ProblemTable } from './problem-table.js';
import { Purses } from './money/purses.js';
import { Purpose } from './purposes.js';
import { Steadiness } from './steadiness.js';
import { Steps } from './steps.js';
import { tell } from './telling.js';

/** Number of a kind of work item; `World.defineTask` gives it out. */
export type Task = number;

/** What follows when a work item is done. */
export type TaskHandler = (subject: number, detail: number, job: JobId) => void;

/** Problem for which an item is done, told by its subject. */
type ProblemOf = (subject: number) => number | undefined;

/** Why time passes for a problem, and where. */
export interface DelayReason {
  readonly cause: DelayCause;
  readonly problem: number;
  readonly organisation: number;
  /** Where it comes from. */
  readonly from?: number;
  /** What it is about, in a few words. */
  readonly label?: string;
}

/** What an item is about, in a few words for who follows its problem. */
type LabelOf = (subject: number, detail: number) => string;

/** Urgency by category where attention goes by priority: others wait for what coordination needs, own work comes after it. */
const ranks = categories.map((name) => (name === 'direct' || name === 'helping' || name === 'learning' || name === 'implementation' ? 1 : 0));

/** The changing state of one replication, shared by the processes that act in it. */
export class World {
  readonly simulation = new Simulation();
  readonly calendars = new Calendars();
  readonly bank: StationBank;
  readonly draws: KeyedDraws;
  readonly problems: ProblemTable;
  readonly parts = new PartTable();
  readonly ledger: Ledger;
  readonly purses: Purses;
  readonly steadiness: Steadiness;
  /** Work begun for something that has ended meanwhile: the time is spent, nothing follows. */
  readonly sunk: Task;
  /** Where somebody follows problems. */
  readonly steps: Steps | undefined;

  private readonly handlers: TaskHandler[] = [];
  private readonly problemOfTask: ProblemOf[] = [];
  private readonly labelOfTask: LabelOf[] = [];
  private readonly calendarIndex: Int32Array;
  private readonly selections: Int32Array;
  private readonly warmup: number;

  constructor(
    readonly model: Model,
    readonly seed: string,
    readonly replication: number,
    readonly observer: Observer | undefined,
  ) {
    const { organisations } = model;
    this.warmup = model.scenario.time.warmup;
    this.draws = new KeyedDraws(seed, replication);
    this.problems = new ProblemTable(model.maxDomains);
    this.ledger = new Ledger(model);
    this.purses = new Purses(model);
    this.steadiness = new Steadiness(model.scenario.time.warmup, model.scenario.outcomes.shock);
    this.calendarIndex = new Int32Array(organisations.count).fill(-1);
    this.selections = new Int32Array(organisations.count);
    const steps = observer?.life === undefined ? undefined : new Steps(this, observer.life.bind(observer));
    this.steps = steps;
    this.bank = new StationBank(
      this.simulation,
      {
        completed: (job) => this.complete(job),
        uniform: (organisation) => this.attentionLot(organisation),
        // Nobody else needs to know, and a call per item costs time.
        ...(observer?.event === undefined && steps === undefined ? {} : { begun: (job: JobId) => this.tellBegun(job) }),
        ...(steps === undefined
          ? {}
          : { interrupted: (job: JobId, category: number) => steps.interrupted(job, category), resumed: (job: JobId) => steps.resumed(job) }),
      },
      categories.length,
    );
    for (let i = 0; i < organisations.count; i++) {
      this.bank.add({ servers: organisations.staff[i], discipline: organisations.discipline[i] });
    }
    this.sunk = this.defineTask(() => undefined);
  }

  get now(): number {
    return this.simulation.now;
  }

  /** Whether the statistics have begun. */
  get counting(): boolean {
    return this.simulation.now >= this.warmup;
  }

  /** A kind of work; `problemOf` says for which problem an item is done, if for one, and `labelOf` what is done. */
  defineTask(handler: TaskHandler, problemOf: ProblemOf = () => undefined, labelOf: LabelOf = () => ''): Task {
    this.handlers.push(handler);
    this.problemOfTask.push(problemOf);
    this.labelOfTask.push(labelOf);
    return this.handlers.length - 1;
  }

  /** Puts a work item into an organisation's in-tray. Coordination ranks before own work where attention goes by priority. */
  assign(organisation: number, work: number, category: Category, task: Task, subject: number, detail: number): JobId {
    const { steps } = this;
    if (steps === undefined) return this.bank.submit(organisation, work, category, ranks[category], task, subject, detail);
    const problem = this.problemOfTask[task](subject);
    if (problem !== undefined) steps.comes({ problem, organisation, category, label: this.labelOfTask[task](subject, detail) });
    const job = this.bank.submit(organisation, work, category, ranks[category], task, subject, detail);
    steps.joined(job);
    return job;
  }

  /** Nobody waits for this item any more: taken out when it has not begun, otherwise its time is sunk. */
  abandon(job: JobId): void {
    if (job === NO_JOB) return;
    this.steps?.left(job, 'drop');
    if (!this.bank.withdraw(job)) this.bank.retask(job, this.sunk);
  }

  /** Posts an event of a problem's life, for which time passes at an organisation or on the way there. */
  delay(kind: EventKind, time: number, subject: number, detail: number, reason: DelayReason): EventHandle {
    const event = this.simulation.post(kind, time, subject, detail);
    this.steps?.delayed(event, reason.cause, reason.problem, reason.organisation, reason.from ?? NOBODY, reason.label);
    return event;
  }

  /** The event of a delay has come. */
  delayed(event: EventHandle | undefined): void {
    if (event !== undefined) this.steps?.over(event, 'done');
  }

  /** The event of a delay shall not come any more. */
  callOff(event: EventHandle): void {
    this.simulation.cancel(event);
    this.steps?.over(event, 'drop');
  }

  /** A quantity of a problem, by its law; the last three as in `draw`. A constant needs no random number. */
  sample(law: Law, problem: number, purpose: Purpose, role: number, visit: number): number {
    return law.name === 'constant' ? law.mean : law.sample(this.draw(problem, purpose, role, visit));
  }

  /** The draws that belong to a problem, for a purpose, a role (domain or member key) and a visit. */
  draw(problem: number, purpose: Purpose, role: number, visit: number): KeyedDraws {
    return this.draws.at(this.problems.keyHigh[problem], this.problems.keyLow[problem], purpose, role, visit);
  }

  /** Fixed 32-bit identity of an organisation in draws. */
  memberKey(organisation: number): number {
    return this.model.organisations.keyLow[organisation];
  }

  /** The calendar of an organisation's servers. */
  calendarOf(organisation: number): number {
    if (this.calendarIndex[organisation] < 0) {
      this.calendarIndex[organisation] = this.calendars.add(this.model.organisations.staff[organisation]);
    }
    return this.calendarIndex[organisation];
  }

  private complete(job: JobId): void {
    const { bank } = this;
    this.steps?.left(job, 'done');
    this.handlers[bank.taskOf(job)](bank.subjectOf(job), bank.detailOf(job), job);
  }

  private tellBegun(job: JobId): void {
    const { bank } = this;
    this.steps?.began(job);
    const problem = this.problemOfTask[bank.taskOf(job)](bank.subjectOf(job));
    if (problem !== undefined) tell(this, 'begin', problem, bank.stationOf(job));
  }

  private attentionLot(organisation: number): number {
    const { keyHigh, keyLow } = this.model.organisations;
    return this.draws.at(keyHigh[organisation], keyLow[organisation], Purpose.attention, 0, this.selections[organisation]++).next();
  }
}
