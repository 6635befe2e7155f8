export interface Slot {
  readonly start: number;
  readonly length: number;
}

/**
 * Whether another slot fits into a calendar of some capacity that holds these bookings, by definition, on a grid of whole numbers: at
 * every instant of the slot, fewer than `capacity` bookings cover it. An instant is a point that is not on the grid, so half-open
 * intervals need no special care; a slot of no length is the one instant just after its start.
 */
export function fits(bookings: readonly Slot[], capacity: number, slot: Slot): boolean {
  const instants = slot.length === 0 ? [slot.start + 0.5] : Array.from({ length: slot.length }, (_, index) => slot.start + index + 0.5);
  return instants.every((instant) => bookings.filter(({ start, length }) => start < instant && instant < start + length).length < capacity);
}

/** Earliest start on the grid at which a slot fits into all the calendars, found by trying one after the other. */
export function earliestFit(calendars: readonly { readonly bookings: readonly Slot[]; readonly capacity: number }[], earliest: number, length: number): number {
  for (let start = earliest; ; start++) {
    if (calendars.every(({ bookings, capacity }) => fits(bookings, capacity, { start, length }))) return start;
  }
}
