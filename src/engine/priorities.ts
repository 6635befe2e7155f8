/**
 * Which of several events at one instant comes first. A smaller number runs earlier; within one priority, scheduling order decides.
 *
 * The order is part of the model, because it decides real cases:
 * - `release` first: whoever finishes at t is free for whatever else happens at t, so a meeting at t takes an idle server
 *   instead of interrupting work that ends anyway, and an answer given at the deadline is in time.
 * - `delivery`: messages and escalations sent earlier join an in-tray before new problems that arrive at the same instant.
 * - `gathering`: a booked meeting starts before new work, since bookings were made earlier and never move.
 * - `arrival`: new problems from outside.
 * - `routine`: the default of `schedule`.
 * - `expiry`: deadlines and lost patience strike only what nothing at the same instant has saved.
 * - `change`: structural change acts between two instants, after everything that still belongs to the old structure.
 * - `observation` last: a sample at t sees the state after everything that happened at t.
 */
export const Priority = {
  release: 0,
  delivery: 1,
  gathering: 2,
  arrival: 3,
  routine: 4,
  expiry: 5,
  change: 6,
  observation: 7,
} as const;

export type Priority = (typeof Priority)[keyof typeof Priority];
