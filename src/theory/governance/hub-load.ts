import { requireNonNegative, requireProbability, requireWholeNumber } from '../requirement.js';

/** What a hub, a lead organisation or an administrative organisation, does with the messages of one issue. */
export interface HubHandling {
  /** t_r: reading one message [day]. */
  readonly read: number;
  /** t_v: verifying one message, if it is not trusted [day]. */
  readonly verify: number;
  /** T: the hub's trust in the writers, the probability that a message is not verified. */
  readonly trust: number;
  /** t_d: deciding the issue [day]. */
  readonly decide: number;
}

/** A hub that decides for a network. */
export interface Hub {
  /** rho_hub: utilisation of the hub's servers by its own operations; 0 for an administrative organisation. */
  readonly ownUtilisation: number;
  /** c: servers of the hub, a whole number of at least 1. */
  readonly servers: number;
  /** lambda: issues that each organisation of the network opens [1/day]; not the rate of the whole network. */
  readonly issueRate: number;
  readonly handling: HubHandling;
}

/**
 * Utilisation of a hub that handles the issues of n organisations,
 *
 *     rho_hub + n lambda (m (t_r + t_v (1 - T)) + t_d) / c.
 *
 * n lambda because every issue of the network passes the hub. m is how many write to it per issue: under full convening
 * n - 1 for a lead organisation that takes part itself, n for an administrative organisation. Trust is taken as frozen
 * and no dissent follows. The result counts offered work: 1 or more means that the hub cannot keep up.
 *
 * @param hub its own load, its servers and its handling times
 * @param organisations n, a whole number of at least 1
 * @param writers m, a whole number of at least 0
 * @returns offered work per server [busy servers per server]
 * @throws RangeError if a rate or time is negative or not finite, T lies outside [0, 1], or c, n or m is not a whole number
 *
 * Source: offered load of a station, Kleinrock (1975), Queueing Systems I, section 2.1, applied to the lead and
 * administrative forms of Provan and Kenis (2008), Journal of Public Administration Research and Theory 18, 229-252.
 *
 * @example
 * const handling = { read: 0.08, verify: 0.15, trust: 0.5, decide: 0.25 };
 * hubUtilisation({ ownUtilisation: 0.5, servers: 1, issueRate: 0.02, handling }, 13, 12); // 1.0486
 */
export function hubUtilisation(hub: Hub, organisations: number, writers: number): number {
  const { ownUtilisation, servers, issueRate, handling } = hub;
  requireNonNegative('ownUtilisation', ownUtilisation);
  requireWholeNumber('servers', servers, 1);
  requireNonNegative('issueRate [1/day]', issueRate);
  requireWholeNumber('organisations', organisations, 1);
  return ownUtilisation + (organisations * issueRate * hubTimePerIssue(handling, writers)) / servers;
}

/**
 * A hub's work on one issue, m (t_r + t_v (1 - T)) + t_d [day].
 *
 * @param writers m, a whole number of at least 0
 * @throws RangeError if a time is negative or not finite, T lies outside [0, 1], or m is not a whole number
 *
 * @example
 * hubTimePerIssue({ read: 0.08, verify: 0.15, trust: 0.5, decide: 0.25 }, 12); // 2.11
 */
export function hubTimePerIssue({ read, verify, trust, decide }: HubHandling, writers: number): number {
  requireNonNegative('read [day]', read);
  requireNonNegative('verify [day]', verify);
  requireProbability('trust', trust);
  requireNonNegative('decide [day]', decide);
  requireWholeNumber('writers', writers, 0);
  return writers * (read + verify * (1 - trust)) + decide;
}
