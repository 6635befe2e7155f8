import { mm1, type SingleServerQueue } from './mm1.js';

/**
 * Mean response time of a fork-join pair: each arrival places one task in each of two M/M/1 queues and leaves when
 * both are done. T = (12 - rho) / 8 * 1 / (mu - lambda), exact; the tasks of one arrival see correlated queues, so T
 * is less than the 3/2 of a task's own response time that independence would give.
 *
 * @param queue arrival rate lambda of pairs and service rate mu of each server [1/time]
 * @returns T [time]
 * @throws RangeError as {@link mm1}
 *
 * Source: Flatto and Hahn (1984), SIAM Journal on Applied Mathematics 44, 1041-1053; Nelson and Tantawi (1988), IEEE
 * Transactions on Computers 37, 739-743; Thomasian (2014), ACM Computing Surveys 47(2), eq. 6.
 *
 * @example
 * forkJoinPairResponse({ arrivalRate: 0.5, serviceRate: 1 }); // 2.875
 */
export function forkJoinPairResponse(queue: SingleServerQueue): number {
  const { utilisation, timeInSystem } = mm1(queue);
  return ((12 - utilisation) / 8) * timeInSystem;
}
