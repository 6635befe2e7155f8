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
  /** Stop after this many events, zero or more. Default: no limit. */
  readonly events?: number;
}

/**
 * Why `run` returned: `until`, the next event lies beyond the time limit; `empty`, no event is left; `events`, the limit of events is
 * reached; `paused`, an event called `pause`. The clock stands at the time limit in the first two cases (if there is one), otherwise
 * at the event that ran last.
 */
export type RunEnd = 'until' | 'empty' | 'events' | 'paused';

/**
 * A clock and its future event list.
 *
 * Two ways to schedule: `schedule(delay, action)` takes a closure and suits small models; `define` a kind once and `post` it with two
 * integers where millions of events matter, since that allocates nothing.
 *
 * Events are totally ordered by (time, priority, order of scheduling). An event for the current instant runs after the one that is
 * running, whatever its priority. When an action throws, `run` throws; the failed event is over, its time is the clock's, all
 * others are still to come, and `run` may be called again.
 *
 * @example
 * const sim = new Simulation();
 * sim.schedule(2, () => console.log(`at ${sim.now}`)); // at 2
 * sim.run({ until: 10 });                              // leaves the clock at 10
 */
export class Simulation {
  private clock = 0;
  private executed = 0;
  private running = false;
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
   * @throws RangeError when the delay is negative, infinite or NaN, the kind unknown, or a payload no int32.
   */
  post(kind: EventKind, delay: number, subject = 0, detail = 0): EventHandle {
    this.requireDelay(delay);
    return this.list.push(this.clock + delay, this.priorityOf(kind), kind, subject, detail);
  }

  /** As `post`, at an absolute time. @throws RangeError also when the time lies in the past. */
  postAt(kind: EventKind, time: number, subject = 0, detail = 0): EventHandle {
    this.requireNotPast(time);
    return this.list.push(time, this.priorityOf(kind), kind, subject, detail);
  }

  /**
   * Schedules a closure `delay` from now.
   * @throws RangeError when the delay is negative, infinite or NaN, or the priority no integer from 0 to 15.
   */
  schedule(delay: number, action: () => void, priority: number = Priority.routine): EventHandle {
    this.requireDelay(delay);
    return this.scheduleAt(this.clock + delay, action, priority);
  }

  /** As `schedule`, at an absolute time. @throws RangeError also when the time lies in the past. */
  scheduleAt(time: number, action: () => void, priority: number = Priority.routine): EventHandle {
    this.requireNotPast(time);
    const kind = this.actionKind(priority);
    const index = this.freeActions.pop() ?? this.actions.length;
    this.actions[index] = action;
    return this.list.push(time, priority, kind, index, 0);
  }

  /**
   * Runs an action every `interval`, first after `first` (default: one interval), until stopped. The next time is scheduled before
   * the action runs.
   * @throws RangeError when the interval is not above zero and finite, or `first` is negative, infinite or NaN.
   */
  every(interval: number, action: () => void, options: { first?: number; priority?: number } = {}): Recurrence {
    if (!(interval > 0 && interval < Infinity)) throw new RangeError(`interval must be a finite time above zero, found ${interval}`);
    const { first = interval, priority } = options;
    this.requireDelay(first);
    const origin = this.clock + first;
    let count = 0;
    let next: EventHandle = NO_EVENT;
    const tick = (): void => {
      // Times are multiples, not sums, so that the thousandth tick is as exact as the first.
      count++;
      next = this.scheduleAt(origin + count * interval, tick, priority);
      action();
    };
    next = this.scheduleAt(origin, tick, priority);
    return { stop: () => void this.cancel(next) };
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
    this.requireNotPast(time);
    const list = this.list;
    const kind = list.kindOf(handle);
    const subject = list.subjectOf(handle);
    const detail = list.detailOf(handle);
    list.cancel(handle);
    return this.postAt(kind, time, subject, detail);
  }

  /** Runs the next event; false when there is none. @throws Error when called from within an event. */
  step(): boolean {
    return this.run({ events: 1 }) !== 'empty';
  }

  /**
   * Runs events in order until the time, the number of events or `pause` ends it; may be called again to go on.
   * @throws RangeError when `until` lies in the past or `events` below zero, and Error when called from within an event.
   */
  run(options: RunOptions = {}): RunEnd {
    const { until = Infinity, events = Infinity } = options;
    if (!(until >= this.clock)) throw new RangeError(`until must be at or after now (${this.clock}), found ${until}`);
    if (!(events >= 0)) throw new RangeError(`events must be zero or more, found ${events}`);
    if (this.running) throw new Error('the simulation is already running: schedule an event instead');
    this.running = true;
    this.pausing = false;
    try {
      return this.execute(until, events);
    } finally {
      this.running = false;
    }
  }

  /** Makes the current `run` return after the event that is running; does nothing between two runs. */
  pause(): void {
    this.pausing = true;
  }

  private execute(until: number, events: number): RunEnd {
    const { list, handlers } = this;
    for (let left = events; left > 0; left--) {
      if (!list.pop(until)) {
        if (until < Infinity) this.clock = until;
        return list.size === 0 ? 'empty' : 'until';
      }
      this.clock = list.time;
      this.executed++;
      handlers[list.kind](list.subject, list.detail);
      if (this.pausing) return 'paused';
    }
    return 'events';
  }

  private requireDelay(delay: number): void {
    if (!(delay >= 0 && delay < Infinity)) throw new RangeError(`delay must be a finite time of zero or more, found ${delay}`);
  }

  private requireNotPast(time: number): void {
    if (!(time >= this.clock && time < Infinity)) {
      throw new RangeError(`event time must be finite and at or after now (${this.clock}), found ${time}`);
    }
  }

  private priorityOf(kind: EventKind): number {
    if (!(kind >= 0 && kind < this.handlers.length)) throw new RangeError(`event kind ${kind} was never defined`);
    return this.handlerPriorities[kind];
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
