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
 * so one may begin when another ends. A booking never moves. Since every booking has a fixed time and at most c of them overlap,
 * taking servers at the start of each meeting in order of time never runs out of servers (interval graphs are perfect).
 */
export class Calendars {
  private readonly calendars: Calendar[] = [];
  private nextId = 0;

  /** Adds a calendar and returns its index. @throws RangeError unless capacity is at least 1. */
  add(capacity: number): number {
    if (!(capacity >= 1)) throw new RangeError(`a calendar needs capacity for at least one booking, found ${capacity}`);
    this.calendars.push({ capacity, starts: [], ends: [], ids: [], longest: 0 });
    return this.calendars.length - 1;
  }

  /** Number of bookings held in one calendar. */
  bookings(calendar: number): number {
    return this.calendars[calendar].starts.length;
  }

  /** Earliest start at or after `earliest` of a slot of `length` that is free in all the calendars. */
  earliestSlot(calendars: ArrayLike<number>, earliest: number, length: number): number {
    let start = earliest;
    let agreed = 0;
    // Rounds of asking each calendar in turn until all agree on the same start; every refusal moves the start to the end of a booking.
    for (let turn = 0; agreed < calendars.length; turn = (turn + 1) % calendars.length) {
      const free = freeFrom(this.calendars[calendars[turn]], start, length);
      agreed = free === start ? agreed + 1 : 1;
      start = free;
    }
    return start;
  }

  /**
   * Books a slot in all the calendars. @throws RangeError when it is not free in one of them or its length is negative.
   */
  book(calendars: ArrayLike<number>, start: number, length: number): BookingId {
    if (!(length >= 0)) throw new RangeError(`a booking needs a length of zero or more, found ${length}`);
    for (let i = 0; i < calendars.length; i++) {
      const free = freeFrom(this.calendars[calendars[i]], start, length);
      if (free !== start) throw new RangeError(`calendar ${calendars[i]} is not free at ${start} for ${length}`);
    }
    const id = this.nextId++;
    for (let i = 0; i < calendars.length; i++) insert(this.calendars[calendars[i]], id, start, start + length);
    return id;
  }

  /** Removes a booking, made for `start`, from the calendars it was made in. */
  cancel(calendars: ArrayLike<number>, id: BookingId, start: number): void {
    for (let i = 0; i < calendars.length; i++) {
      const calendar = this.calendars[calendars[i]];
      for (let at = firstFrom(calendar.starts, start); at < calendar.starts.length; at++) {
        if (calendar.ids[at] !== id) continue;
        calendar.starts.splice(at, 1);
        calendar.ends.splice(at, 1);
        calendar.ids.splice(at, 1);
        break;
      }
    }
  }

  /** Forgets bookings of a calendar that ended at or before `now`; memory is then that of the bookings ahead. */
  forgetBefore(calendar: number, now: number): void {
    const { starts, ends, ids } = this.calendars[calendar];
    let past = 0;
    while (past < ends.length && ends[past] <= now) past++;
    if (past === 0) return;
    starts.splice(0, past);
    ends.splice(0, past);
    ids.splice(0, past);
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
      if (ends[other] > instant && overlaps(other)) concurrent++;
    }
    // Bookings that start together are counted at the last of them, which sees all the others before it.
    if (concurrent > peak) peak = concurrent;
  }
  return peak >= capacity ? earliestEnd : start;
}
