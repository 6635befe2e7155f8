import { removeAt } from './array-removal.js';

/** Names one booking in all the calendars it was made in. */
export type BookingId = number;

interface Calendar {
  /** Bookings that may overlap at any instant: the servers that can be away. */
  readonly capacity: number;
  /** Sorted by start; parallel arrays. */
  readonly starts: number[];
  readonly ends: number[];
  readonly ids: BookingId[];
  /** Longest booking ever made here, which bounds how far back an overlapping one can start. */
  longest: number;
}

/**
 * Appointment calendars: reservations of servers ahead of time.
 *
 * A slot is free in a calendar of capacity c when fewer than c bookings overlap it at every instant. Slots are half-open,
 * so one may begin when another ends; a booking of no length is an instant that no other may cover without a server to spare, but where
 * another may begin. A booking never moves. Since every booking has a fixed time and at most c of them overlap, taking servers at the
 * start of each meeting in order of time, and of booking at one instant, never runs out of servers (interval graphs are perfect).
 *
 * Times are in the unit of the caller. To learn whether a slot is free takes O(log n + m^2) in a calendar of n bookings of which m
 * begin within two longest bookings before the slot or during it.
 *
 * @example
 * const calendars = new Calendars();
 * const members = [calendars.add(1), calendars.add(2)];
 * calendars.book(members, 3, 1);
 * calendars.earliestSlot(members, 2.5, 1); // 4
 */
export class Calendars {
  private readonly calendars: Calendar[] = [];
  private nextId = 0;

  /** Adds a calendar and returns its index. @throws RangeError unless capacity is a whole number of at least 1, or Infinity. */
  add(capacity: number): number {
    if (!(capacity >= 1) || (capacity !== Infinity && !Number.isInteger(capacity))) {
      throw new RangeError(`capacity of a calendar must be a whole number of at least 1, or Infinity, found ${capacity}`);
    }
    this.calendars.push({ capacity, starts: [], ends: [], ids: [], longest: 0 });
    return this.calendars.length - 1;
  }

  /** Number of bookings held in one calendar. */
  bookings(calendar: number): number {
    return this.calendarOf(calendar).starts.length;
  }

  /**
   * Earliest start at or after `earliest` of a slot of `length` that is free in all the calendars, each named once.
   * @throws RangeError when `earliest` or the length is not finite, the length negative, or a calendar unknown.
   */
  earliestSlot(calendars: ArrayLike<number>, earliest: number, length: number): number {
    requireSlot(earliest, length);
    let start = earliest;
    let agreed = 0;
    // Rounds of asking each calendar in turn until all agree on the same start; every refusal moves the start to the end of a booking.
    for (let turn = 0; agreed < calendars.length; turn = (turn + 1) % calendars.length) {
      const free = freeFrom(this.calendarOf(calendars[turn]), start, length);
      agreed = free === start ? agreed + 1 : 1;
      start = free;
    }
    return start;
  }

  /**
   * Books a slot in all the calendars; one that is named twice gives two servers.
   * @throws RangeError when the slot is not free in one of them, and as `earliestSlot`; then it is booked in none.
   */
  book(calendars: ArrayLike<number>, start: number, length: number): BookingId {
    requireSlot(start, length);
    const booked = Array.from(calendars, (calendar) => this.calendarOf(calendar));
    const id = this.nextId++;
    booked.forEach((calendar, index) => {
      if (freeFrom(calendar, start, length) === start) {
        insert(calendar, id, start, start + length);
        return;
      }
      for (let made = 0; made < index; made++) remove(booked[made], id, start);
      throw new RangeError(`calendar ${calendars[index]} is not free at ${start} for ${length}`);
    });
    return id;
  }

  /** Removes a booking, made for `start`, from the calendars it was made in; false when one of them does not hold it (any more). */
  cancel(calendars: ArrayLike<number>, id: BookingId, start: number): boolean {
    let held = true;
    for (let i = 0; i < calendars.length; i++) {
      if (!remove(this.calendarOf(calendars[i]), id, start)) held = false;
    }
    return held;
  }

  /** Forgets the first bookings of a calendar that ended at or before `now`; memory is then that of the bookings ahead. */
  forgetBefore(calendar: number, now: number): void {
    const { starts, ends, ids } = this.calendarOf(calendar);
    let past = 0;
    while (past < ends.length && ends[past] <= now) past++;
    for (; past > 0; past--) {
      removeAt(starts, 0);
      removeAt(ends, 0);
      removeAt(ids, 0);
    }
  }

  private calendarOf(calendar: number): Calendar {
    if (!(calendar >= 0 && calendar < this.calendars.length)) throw new RangeError(`calendar ${calendar} was never added`);
    return this.calendars[calendar];
  }
}

function requireSlot(start: number, length: number): void {
  if (!(Number.isFinite(start) && length >= 0 && length < Infinity)) {
    throw new RangeError(`a slot needs a finite start and a finite length of zero or more, found ${start} and ${length}`);
  }
}

/** Index of the first element >= value in a sorted array. */
function firstFrom(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function insert(calendar: Calendar, id: BookingId, start: number, end: number): void {
  let at = firstFrom(calendar.starts, start);
  while (at < calendar.starts.length && calendar.starts[at] === start) at++;
  calendar.starts.splice(at, 0, start);
  calendar.ends.splice(at, 0, end);
  calendar.ids.splice(at, 0, id);
  if (end - start > calendar.longest) calendar.longest = end - start;
}

function remove({ starts, ends, ids }: Calendar, id: BookingId, start: number): boolean {
  for (let at = firstFrom(starts, start); at < starts.length && starts[at] === start; at++) {
    if (ids[at] !== id) continue;
    removeAt(starts, at);
    removeAt(ends, at);
    removeAt(ids, at);
    return true;
  }
  return false;
}

/** Earliest start >= `earliest` at which this calendar alone has a free slot of the length. */
function freeFrom(calendar: Calendar, earliest: number, length: number): number {
  if (calendar.capacity === Infinity) return earliest;
  let start = earliest;
  for (;;) {
    const blocked = firstEndOfConflict(calendar, start, start + length);
    if (blocked === start) return start;
    start = blocked;
  }
}

/**
 * `start` itself when the slot [start, end) is free; otherwise the earliest end of a booking that overlaps it, which is the next
 * start worth trying, because the bookings at hand can only become fewer when one of them ends.
 */
function firstEndOfConflict(calendar: Calendar, start: number, end: number): number {
  const { starts, ends, capacity, longest } = calendar;
  // A slot of no length still must not fall inside a full calendar.
  const overlaps = (at: number): boolean => ends[at] > start && (starts[at] < end || starts[at] === start);
  // Twice the longest booking back is further than rounding of start + length can matter.
  const first = firstFrom(starts, start - 2 * longest);
  let earliestEnd = Infinity;
  let peak = 0;
  for (let at = first; at < starts.length && (starts[at] < end || starts[at] === start); at++) {
    if (!overlaps(at)) continue;
    if (ends[at] < earliestEnd) earliestEnd = ends[at];
    let concurrent = 0;
    const instant = starts[at] > start ? starts[at] : start;
    for (let other = first; other <= at; other++) {
      if ((ends[other] > instant || other === at) && overlaps(other)) concurrent++;
    }
    // Bookings that start together are counted at the last of them, which sees all the others before it. One of no length is counted
    // at its own instant only.
    if (concurrent > peak) peak = concurrent;
  }
  return peak >= capacity ? earliestEnd : start;
}
