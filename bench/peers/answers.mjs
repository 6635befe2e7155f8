// What the programs in JavaScript have to find, within five standard deviations: a right program fails once in 1.7 million runs.

/** The answer of a hold model of exp(1): the events taken are a Poisson process of rate `pending`. */
export function answerHold(pending, events, { seconds, happened, clock }) {
  requireWithin('events', happened, events, 5 * Math.sqrt(events));
  requireWithin('clock', clock, events / pending, (5 * Math.sqrt(events)) / pending);
  return { seconds, count: happened, answer: { clock } };
}

/** The answer of M/M/1 with rho .8: the asymptotic variance of the mean wait times the number of customers is 1976 (Daley 1968; Whitt 1989). */
export function answerWait(customers, seconds, meanWait) {
  requireWithin('mean wait', meanWait, 4, 5 * Math.sqrt(1976 / customers));
  return { seconds, count: customers, answer: { meanWait } };
}

function requireWithin(what, found, expected, halfWidth) {
  if (!(Math.abs(found - expected) <= halfWidth)) throw new Error(`${what}: expected ${expected} +- ${halfWidth}, found ${found}`);
}
