import { requireNonNegative, requireProbability } from '../requirement.js';
import { mmc, type MultiServerSteadyState } from './mmc.js';

/** A station of a feed-forward Jackson network: c like exponential servers with one queue. */
export interface JacksonStation {
  /** Poisson arrivals from outside the network [1/time]. */
  readonly externalArrivalRate: number;
  /** mu, cases one busy server completes [1/time]. */
  readonly serviceRate: number;
  /** c, a whole number of at least 1. */
  readonly servers: number;
  /**
   * Routing probabilities to the *later* stations, nearest first: `next[0]` leads to the station after this one,
   * `next[1]` to the one after that. What they leave of 1 leaves the network. The last station's list is empty.
   */
  readonly next: readonly number[];
}

/** The steady state of a feed-forward Jackson network. */
export interface JacksonSteadyState {
  /** Per station, in the given order; `arrivalRate` counts visits from outside and inside [1/time]. */
  readonly stations: readonly (MultiServerSteadyState & { readonly arrivalRate: number })[];
  /** Mean time from a case's arrival to its leaving the network, sum lambda_i W_i / sum gamma_i [time]. */
  readonly meanSojourn: number;
}

/**
 * A feed-forward Jackson network: arrival rates solve lambda_j = gamma_j + sum_{i<j} lambda_i p_ij, and every station
 * is in the steady state of an M/M/c queue of its own.
 *
 * @throws RangeError if there is no station, no external arrivals, a probability outside [0, 1] or summing above 1, a
 * route beyond the last station, or a station that is malformed or unstable
 *
 * Source: Jackson (1957), Operations Research 5, 518-521; Kleinrock (1975), Queueing Systems I, section 4.8.
 *
 * @example
 * jacksonNetwork([
 *   { externalArrivalRate: 0.5, serviceRate: 1, servers: 1, next: [1] },
 *   { externalArrivalRate: 0, serviceRate: 1, servers: 1, next: [] },
 * ]).meanSojourn; // 4, two M/M/1 queues in tandem
 */
export function jacksonNetwork(stations: readonly JacksonStation[]): JacksonSteadyState {
  if (stations.length === 0) throw new RangeError('stations: expected at least one station, found none');
  const arrivalRates = visitRates(stations);
  const states = stations.map((station, i) => {
    const arrivalRate = arrivalRates[i];
    return { ...mmc({ arrivalRate, serviceRate: station.serviceRate, servers: station.servers }), arrivalRate };
  });
  const external = sum(stations.map((station) => station.externalArrivalRate));
  if (external === 0) throw new RangeError('externalArrivalRate [1/time]: expected a positive rate at one station at least, found 0 at all');
  return { stations: states, meanSojourn: sum(states.map((state) => state.numberInSystem)) / external };
}

/** The traffic equations, solved forward because no case returns. */
function visitRates(stations: readonly JacksonStation[]): readonly number[] {
  const rates = stations.map((station) => station.externalArrivalRate);
  stations.forEach((station, i) => {
    requireRouting(station, i, stations.length);
    station.next.forEach((probability, ahead) => {
      rates[i + 1 + ahead] += rates[i] * probability;
    });
  });
  return rates;
}

function requireRouting({ externalArrivalRate, next }: JacksonStation, index: number, stations: number): void {
  requireNonNegative(`stations[${index}].externalArrivalRate [1/time]`, externalArrivalRate);
  next.forEach((probability, ahead) => requireProbability(`stations[${index}].next[${ahead}]`, probability));
  const later = stations - 1 - index;
  if (next.length > later) {
    throw new RangeError(`stations[${index}].next: expected at most ${later} probabilities, one per later station, found ${next.length}`);
  }
  // The tolerance admits rounding in probabilities that sum to 1.
  if (sum(next) > 1 + 1e-12) throw new RangeError(`stations[${index}].next: expected probabilities summing to at most 1, found ${sum(next)}`);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
