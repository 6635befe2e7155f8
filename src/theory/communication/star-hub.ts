import { requireNonNegative, requireWholeNumber } from '../requirement.js';
import { mm1 } from '../queues/mm1.js';

/** A star: n members, each of whose messages the hub serves once. */
export interface CommunicationStar {
  /** n, a whole number of at least 0. */
  readonly members: number;
  /** mu, messages the hub handles while busy [1/time]. */
  readonly serviceRate: number;
}

/**
 * Mean time a message spends at the hub of a star, waiting and service: the hub is an M/M/1 queue that receives n times
 * a member's rate, so 1 / (mu - n rate).
 *
 * @param rate messages per member [1/time]
 * @returns a time [time]
 * @throws RangeError if n is not a whole number, a rate is negative or not finite, mu is zero, or n rate >= mu
 *
 * Source: Kleinrock (1975), Queueing Systems I, section 3.2, for the queue.
 *
 * @example
 * hubDelay({ members: 20, serviceRate: 1 }, 0.04); // 5
 */
export function hubDelay({ members, serviceRate }: CommunicationStar, rate: number): number {
  requireWholeNumber('members', members, 0);
  requireNonNegative('rate [1/time]', rate);
  return mm1({ arrivalRate: members * rate, serviceRate }).timeInSystem;
}
