import { NO_EVENT, type EventHandle } from '../engine/event-list.js';
import type { BookingId } from '../engine/calendar.js';
import { Priority } from '../engine/priorities.js';
import type { EventKind } from '../engine/simulation.js';
import type { Category } from './categories.js';
import type { World } from './world.js';

/** A meeting from its booking to its end. */
export interface Meeting {
  /** Its number while it is booked or under way. */
  readonly id: number;
  readonly organisations: readonly number[];
  readonly bookedAt: number;
  readonly start: number;
  readonly length: number;
  readonly category: Category;
  readonly calendars: readonly number[];
  readonly booking: BookingId;
  readonly onEnd: () => void;
  /** Who of those invited had no room at the end of the notice; only looked up where somebody follows problems. */
  readonly full: readonly number[];
  event: EventHandle;
  /** Whether it has begun. */
  held: boolean;
}

/**
 * Meetings take one server of every organisation invited for their whole length. They are booked into the earliest slot that is free in
 * all calendars and never move; a booked slot does not keep work from starting before it, so a meeting interrupts what has begun.
 */
export class Meetings {
  private readonly meetings: (Meeting | undefined)[] = [];
  private readonly free: number[] = [];
  private readonly beginning: EventKind;
  private readonly ending: EventKind;

  constructor(private readonly world: World) {
    this.beginning = world.simulation.define(Priority.gathering, (index) => this.begin(index));
    this.ending = world.simulation.define(Priority.release, (index) => this.end(index));
  }

  /** Books the earliest common slot of `length` at least `notice` from now. */
  book(organisations: readonly number[], notice: number, length: number, category: Category, onEnd: () => void): Meeting {
    const { world } = this;
    const calendars = organisations.map((organisation) => world.calendarOf(organisation));
    for (const calendar of calendars) world.calendars.forgetBefore(calendar, world.now);
    const full = world.steps === undefined ? [] : this.withoutRoom(organisations, world.now + notice, length);
    const start = world.calendars.earliestSlot(calendars, world.now + notice, length);
    const booking = world.calendars.book(calendars, start, length);
    const index = this.free.pop() ?? this.meetings.length;
    const meeting: Meeting = { id: index, organisations, bookedAt: world.now, start, length, category, calendars, booking, onEnd, full, event: NO_EVENT, held: false };
    this.meetings[index] = meeting;
    meeting.event = world.simulation.postAt(this.beginning, start, index);
    return meeting;
  }

  /** Calls off a meeting that has not begun; one under way goes on to its end, which then means nothing. */
  cancel(meeting: Meeting): void {
    if (meeting.held) return;
    const { world } = this;
    world.simulation.cancel(meeting.event);
    world.calendars.cancel(meeting.calendars, meeting.booking, meeting.start);
    this.meetings[meeting.id] = undefined;
    this.free.push(meeting.id);
  }

  /** Those that are booked at a time for themselves, the one that is free last first. */
  private withoutRoom(organisations: readonly number[], time: number, length: number): number[] {
    const { calendars } = this.world;
    const freeAt = (organisation: number): number => calendars.earliestSlot([this.world.calendarOf(organisation)], time, length);
    return organisations.filter((organisation) => freeAt(organisation) > time).sort((a, b) => freeAt(b) - freeAt(a));
  }

  private begin(index: number): void {
    const meeting = this.meetings[index];
    if (meeting === undefined) return;
    meeting.held = true;
    for (const organisation of meeting.organisations) this.world.bank.pull(organisation, meeting.category);
    // The end is the sum that the calendars booked, so that back-to-back meetings touch exactly.
    meeting.event = this.world.simulation.postAt(this.ending, meeting.start + meeting.length, index);
  }

  private end(index: number): void {
    const meeting = this.meetings[index];
    if (meeting === undefined) return;
    this.meetings[index] = undefined;
    this.free.push(index);
    for (const organisation of meeting.organisations) this.world.bank.giveBack(organisation, meeting.category);
    meeting.onEnd();
  }
}
