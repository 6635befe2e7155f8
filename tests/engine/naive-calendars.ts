export interface Slot {
  readonly start: number;
  readonly length: number;
}

/**
 * Whether another slot fits into a calendar of some capacity that holds these bookings (in order of booking), by definition, on a grid of
 * whole numbers: at every instant of the slot fewer than `capacity` bookings are in progress, and there is a server for every booking of
 * no length that the slot covers, beside the bookings in progress when its turn comes.
 */
export function fits(bookings: readonly Slot[], capacity: number, slot: Slot): boolean {
  const inProgress = (instant: number): Slot[] => bookings.filter(({ start, length }) => start <= instant && instant < start + length);
  const instants = Array.from({ length: Math.max(1, slot.length) }, (_, index) => slot.start + index);
  const covered = bookings.filter(({ start, length }) => length === 0 && slot.start < start && start < slot.start + slot.length);
  return (
    instants.every((instant) => inProgress(instant).length < capacity)
    && covered.every((moment) => {
      const turn = bookings.indexOf(moment);
      const ahead = inProgress(moment.start).filter((other) => other.start < moment.start || bookings.indexOf(other) < turn);
      return ahead.length + 1 < capacity;
    })
  );
}

/** Earliest start on the grid at which a slot fits into all the calendars, found by trying one after the other. */
export function earliestFit(calendars: readonly { readonly bookings: readonly Slot[]; readonly capacity: number }[], earliest: number, length: number): number {
  for (let start = earliest; ; start++) {
    if (calendars.every(({ bookings, capacity }) => fits(bookings, capacity, { start, length }))) return start;
  }
}
