import { EventList, NO_EVENT, type EventHandle } from './event-list.js';
import { Priority } from './priorities.js';

/** Number that names a kind of event; `Simulation.define` gives it out. */
export type EventKind = number;

/** What happens at an event; both payloads are int32. */
export type EventHandler = (subject: number, detail: number) => void;

/** A recurring event; `stop` ends it, also from within its own action. */
export interface Recurrence {
  stop(): void;
}

export interface RunOptions {
  /** Run everything up to and including this time, then set the clock to it. Default: until no event is left. */
  readonly until?: number;
  /** Stop after this many events. */
  readonly events?: number;
}

/** Why `run` returned: the time limit, no events left, the event limit, or `pause`. */
export type RunEnd = 'until' | 'empty' | 'events' | 'paused';

/**
 * A clock and its future event list.
 *
 * Two ways to schedule: `schedule(delay, action)` takes a closure and suits small models; `define` a kind once and `post` it with two
 * integers where millions of events matter, since that allocates nothing.
 *
 * @example
 * const sim = new Simulation();
 * sim.schedule(2, () => console.log(`at ${sim.now}`)); // at 2
 * sim.run({ until: 10 });                              // leaves the clock at 10
 */
export class Simulation {
  private clock = 0;
  private executed = 0;
  private pausing = false;
  private readonly list = new EventList();
  private readonly handlers: EventHandler[] = [];
  private readonly handlerPriorities: number[] = [];
  private readonly actions: ((() => void) | undefined)[] = [];
  private readonly freeActions: number[] = [];
  private readonly actionKinds = new Map<number, EventKind>();
  /** By kind: whether its subject is an index into `actions`. */
  private readonly runsAction: boolean[] = [];

  /** Current time, in the unit the model uses throughout. */
  get now(): number {
    return this.clock;
  }

  /** Events that ran a handler so far. */
  get eventsRun(): number {
    return this.executed;
  }

  /** Events still to come. */
  get pending(): number {
    return this.list.size;
  }

  /** Time of the next event; Infinity when there is none. */
  get nextTime(): number {
    return this.list.nextTime();
  }

  /** Registers a kind of event: its rank among simultaneous events (see `Priority`) and what it does. */
  define(priority: number, handler: EventHandler): EventKind {
    if (!Number.isInteger(priority) || priority < 0 || priority > 15) {
      throw new RangeError(`priority must be an integer from 0 to 15, found ${priority}`);
    }
    this.handlers.push(handler);
    this.runsAction.push(false);
    this.handlerPriorities.push(priority);
    return this.handlers.length - 1;
  }

  /**
   * Schedules an event of a defined kind `delay` from now.
   * @throws RangeError when the delay is negative or NaN.
   */
  post(kind: EventKind, delay: number, subject = 0, detail = 0): EventHandle {
    if (!(delay >= 0)) throw new RangeError(`delay must be zero or more, found ${delay}`);
    return this.list.push(this.clock + delay, this.handlerPriorities[kind], kind, subject, detail);
  }

  /** As `post`, at an absolute time, which must not lie in the past. */
  postAt(kind: EventKind, time: number, subject = 0, detail = 0): EventHandle {
    if (!(time >= this.clock)) throw new RangeError(`event time must be at or after now (${this.clock}), found ${time}`);
    return this.list.push(time, this.handlerPriorities[kind], kind, subject, detail);
  }

  /** Schedules a closure `delay` from now. */
  schedule(delay: number, action: () => void, priority: number = Priority.routine): EventHandle {
    if (!(delay >= 0)) throw new RangeError(`delay must be zero or more, found ${delay}`);
    return this.scheduleAt(this.clock + delay, action, priority);
  }

  /** Schedules a closure at an absolute time, which must not lie in the past. */
  scheduleAt(time: number, action: () => void, priority: number = Priority.routine): EventHandle {
    const kind = this.actionKind(priority);
    const index = this.freeActions.pop() ?? this.actions.length;
    const handle = this.postAt(kind, time, index);
    this.actions[index] = action;
    return handle;
  }

  /** Runs an action every `interval`, first after `first` (default: one interval). */
  every(interval: number, action: () => void, options: { first?: number; priority?: number } = {}): Recurrence {
    if (!(interval > 0)) throw new RangeError(`interval must be more than zero, found ${interval}`);
    const first = this.clock + (options.first ?? interval);
    let count = 0;
    let stopped = false;
    let handle: EventHandle = NO_EVENT;
    const tick = (): void => {
      // Times are multiples, not sums, so that the thousandth tick is as exact as the first.
      count++;
      handle = this.scheduleAt(first + count * interval, tick, options.priority);
      action();
      if (stopped) this.cancel(handle);
    };
    handle = this.scheduleAt(first, tick, options.priority);
    return {
      stop: () => {
        stopped = true;
        this.cancel(handle);
      },
    };
  }

  /** Takes a pending event out; false when it has run or was cancelled before. */
  cancel(handle: EventHandle): boolean {
    this.releaseAction(handle);
    return this.list.cancel(handle);
  }

  /** Whether an event is still to come. */
  isPending(handle: EventHandle): boolean {
    return this.list.isPending(handle);
  }

  /**
   * Moves a pending event to an absolute time and returns its new handle; it queues behind events already scheduled for that instant.
   * @throws RangeError when the event is no longer pending or the time lies in the past.
   */
  reschedule(handle: EventHandle, time: number): EventHandle {
    if (!this.list.isPending(handle)) throw new RangeError('cannot reschedule: the event has run or was cancelled');
    if (!(time >= this.clock)) throw new RangeError(`event time must be at or after now (${this.clock}), found ${time}`);
    const list = this.list;
    const kind = list.kindOf(handle);
    const subject = list.subjectOf(handle);
    const detail = list.detailOf(handle);
    list.cancel(handle);
    return this.postAt(kind, time, subject, detail);
  }

  /** Runs the next event; false when there is none. */
  step(): boolean {
    if (!this.list.pop()) return false;
    this.execute();
    return true;
  }

  /** Runs events in order until the time, the number of events or `pause` ends it; may be called again to go on. */
  run(options: RunOptions = {}): RunEnd {
    const until = options.until ?? Infinity;
    if (!(until >= this.clock)) throw new RangeError(`until must be at or after now (${this.clock}), found ${until}`);
    const list = this.list;
    const last = this.executed + (options.events ?? Infinity);
    this.pausing = false;
    while (this.executed < last) {
      const next = list.nextTime();
      if (next > until || next === Infinity) {
        if (until < Infinity) this.clock = until;
        return next === Infinity ? 'empty' : 'until';
      }
      list.pop();
      this.execute();
      if (this.paused()) return 'paused';
    }
    return 'events';
  }

  /** Makes the current `run` return after the event that is running. */
  pause(): void {
    this.pausing = true;
  }

  /** Behind a method, because `run` itself cannot see that a handler changes the flag. */
  private paused(): boolean {
    return this.pausing;
  }

  private execute(): void {
    const list = this.list;
    this.clock = list.time;
    this.executed++;
    this.handlers[list.kind](list.subject, list.detail);
  }

  private actionKind(priority: number): EventKind {
    let kind = this.actionKinds.get(priority);
    if (kind === undefined) {
      kind = this.define(priority, (index) => this.runAction(index));
      this.actionKinds.set(priority, kind);
      this.runsAction[kind] = true;
    }
    return kind;
  }

  private runAction(index: number): void {
    const action = this.actions[index];
    this.actions[index] = undefined;
    this.freeActions.push(index);
    action?.();
  }

  private releaseAction(handle: EventHandle): void {
    const kind = this.list.kindOf(handle);
    if (kind < 0 || !this.runsAction[kind]) return;
    const index = this.list.subjectOf(handle);
    this.actions[index] = undefined;
    this.freeActions.push(index);
  }
}
