import type { EventHandle } from '../engine/event-list.js';
import type { JobId } from '../engine/station-bank.js';
import { categories, type Category, type CategoryName } from './categories.js';
import type { Meeting } from './meetings.js';
import { NOBODY } from './model.js';
import type { DelayCause, LifeNews, TraceKind } from './observer.js';
import { nameOfProblem } from './telling.js';
import type { World } from './world.js';

/** A work item on its way into an in-tray. */
interface Item {
  readonly problem: number;
  readonly organisation: number;
  readonly category: Category;
  readonly label: string;
}

/**
 * Tells who follows problems what each of them waits for, from work items, delays and meetings alone: it knows nothing of the protocols
 * that cause them. It exists only in replications in which somebody listens.
 */
export class Steps {
  private steps = 0;
  private readonly ofJob = new Map<JobId, { readonly step: number; readonly problem: number }>();
  private readonly ofDelay = new Map<EventHandle, { readonly step: number; readonly problem: number }>();
  /** What the next job is: its service can begin before its number is known. */
  private coming: (Item & { readonly waiting: number; readonly serving: number }) | undefined;

  constructor(
    private readonly world: World,
    private readonly listener: (time: number, problem: number, news: LifeNews) => void,
  ) {}

  /** Something of the trace. */
  mark(kind: TraceKind, problem: number, organisation: number): void {
    const problemClass = this.world.model.classes[this.world.problems.problemClass[problem]].name;
    this.tell(problem, { news: 'mark', kind, organisation: this.path(organisation), problemClass, name: () => nameOfProblem(this.world, problem) });
  }

  /** A work item is about to be submitted; `joined` must follow. */
  comes(item: Item): void {
    const { bank } = this.world;
    this.coming = { ...item, waiting: bank.queueLength(item.organisation), serving: bank.busyServers(item.organisation) };
  }

  joined(job: JobId): void {
    const item = this.coming;
    if (item === undefined) return;
    this.coming = undefined;
    const { problem, organisation, category, label, waiting, serving } = item;
    const step = this.steps++;
    this.ofJob.set(job, { step, problem });
    this.tell(problem, {
      news: 'join', step, organisation: this.path(organisation), category: categories[category], label, waiting, serving, staff: this.world.bank.serversOf(organisation),
    });
  }

  began(job: JobId): void {
    this.joined(job);
    this.tellOf(job, (step) => ({ news: 'begin', step }));
  }

  interrupted(job: JobId, category: number): void {
    const by: CategoryName = categories[category];
    this.tellOf(job, (step) => ({ news: 'interrupt', step, by }));
  }

  resumed(job: JobId): void {
    this.tellOf(job, (step) => ({ news: 'resume', step }));
  }

  /** A work item is done, or nobody waits for it any more. */
  left(job: JobId, news: 'done' | 'drop'): void {
    this.tellOf(job, (step) => ({ news, step }));
    this.ofJob.delete(job);
  }

  /** An event of a problem's life is to come; until then time passes, at `organisation` or on the way there. */
  delayed(event: EventHandle, cause: DelayCause, problem: number, organisation: number, from: number, label = ''): void {
    const step = this.steps++;
    this.ofDelay.set(event, { step, problem });
    this.tell(problem, { news: 'delay', step, cause, organisation: this.path(organisation), from: this.path(from), label });
  }

  /** The event has come, or will not. */
  over(event: EventHandle, news: 'done' | 'drop'): void {
    const delay = this.ofDelay.get(event);
    if (delay === undefined) return;
    this.ofDelay.delete(event);
    this.tell(delay.problem, { news, step: delay.step });
  }

  /** From now on a problem waits at an organisation for what no event is posted for; what is returned tells of the end. */
  waits(cause: DelayCause, problem: number, organisation: number): (news: 'done' | 'drop') => void {
    const step = this.steps++;
    this.tell(problem, { news: 'delay', step, cause, organisation: this.path(organisation), from: '', label: '' });
    return (news) => this.tell(problem, { news, step });
  }

  /** A meeting has been booked on a problem, for whoever convenes it; what is returned tells of its end. */
  booked(problem: number, meeting: Meeting, convenor: number, notice: number): () => void {
    const step = this.steps++;
    const paths = (organisations: readonly number[]): string[] => organisations.map((organisation) => this.path(organisation));
    this.tell(problem, {
      news: 'book',
      step,
      convenor: this.path(convenor),
      organisations: paths(meeting.organisations),
      full: paths(meeting.full),
      noticeUntil: meeting.bookedAt + notice,
      start: meeting.start,
    });
    return () => this.tell(problem, { news: 'done', step });
  }

  private tellOf(job: JobId, news: (step: number) => LifeNews): void {
    const item = this.ofJob.get(job);
    if (item !== undefined) this.tell(item.problem, news(item.step));
  }

  private tell(problem: number, news: LifeNews): void {
    this.listener(this.world.now, problem, news);
  }

  private path(organisation: number): string {
    return organisation === NOBODY ? '' : this.world.model.organisations.paths[organisation];
  }
}
