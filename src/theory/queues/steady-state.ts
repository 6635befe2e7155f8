/**
 * Long-run means of a queueing system. Times are in the unit of the rates that were given (rates per day: days).
 * The four means obey Little's law pairwise: L = lambda W and Lq = lambda Wq.
 */
export interface SteadyState {
  /** rho: the share of the servers' time that is busy. */
  readonly utilisation: number;
  /** L: mean number in the system, in service included. */
  readonly numberInSystem: number;
  /** Lq: mean number waiting. */
  readonly numberInQueue: number;
  /** W: mean time from arrival to departure. */
  readonly timeInSystem: number;
  /** Wq: mean time waiting for service. */
  readonly waitingTime: number;
}

/** The steady state of a station whose mean waiting and service times are known; the numbers follow from Little's law. */
export function steadyState(arrivalRate: number, utilisation: number, waitingTime: number, serviceTime: number): SteadyState {
  const timeInSystem = waitingTime + serviceTime;
  return {
    utilisation,
    numberInSystem: arrivalRate * timeInSystem,
    numberInQueue: arrivalRate * waitingTime,
    timeInSystem,
    waitingTime,
  };
}
