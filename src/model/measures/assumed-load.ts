import { KeyedDraws } from '../../random/keyed.js';
import { makeLaw } from '../../random/make-law.js';
import type { ArrivalSpec } from '../../scenario/scenario.js';
import { affectedBy, homesOfParts, networkFor } from '../coverage.js';
import { NO_NETWORK, NOBODY, type Model, type ProblemClass } from '../model.js';
import { Purpose } from '../purposes.js';
import { loadShares } from '../rules/cost-functions.js';

/** Issues imagined in all: who is always convened carries an exact load, others one within a few per cent. */
const IMAGINED = 20_000;

/**
 * Person time that assumed cost functions put on each organisation per day of its staff's time, if all demand were met at once: 1 or more
 * means that the function saturates it by itself, whatever else it has to do. A run can show less of it, because issues whose parts wait
 * in saturated in-trays have not opened yet.
 *
 * Nothing is simulated: issues are imagined by keyed draws, at the rate at which problems of several domains arrive, each opened by
 * whoever solves its lead part with what organisations know at the beginning.
 *
 * @returns assumed work per staff time by organisation; undefined when every network's cost emerges
 * @throws RangeError when a formula gives no number of zero or more
 */
export function assumedLoads(model: Model): Float64Array | undefined {
  if (model.networks.every(({ load }) => load === undefined)) return undefined;
  const { count, staff } = model.organisations;
  const daily = new Float64Array(count);
  const sources = model.classes.flatMap((problemClass) => issueSources(model, problemClass));
  const repeats = Math.ceil(IMAGINED / Math.max(1, sources.length));
  const draws = new KeyedDraws('assumed load', 0);
  sources.forEach((source, index) => {
    for (let repeat = 0; repeat < repeats; repeat++) {
      const imagined = draws.at(index, repeat, Purpose.domainChoice, 0, 0);
      const domains = source.domains ?? drawDomains(model, source, () => imagined.next());
      const issue = convened(model, source.solver, domains, (purpose, key) => draws.at(index, repeat, purpose, key, 0));
      if (issue === undefined) continue;
      for (const { organisation, time } of loadShares(issue.network, issue.attendees)) daily[organisation] += (time * source.rate) / repeats;
    }
  });
  return daily.map((time, organisation) => time / staff[organisation]);
}

/** In words, every organisation that an assumed cost function saturates by itself. */
export function assumedLoadNotices(model: Model): string[] {
  const names = [...new Set(model.networks.filter(({ load }) => load !== undefined).map(({ spec }) => spec.cost.name))].join(', ');
  return [...(assumedLoads(model) ?? [])].flatMap((load, organisation) =>
    load < 1
      ? []
      : [`${model.organisations.paths[organisation]}: the assumed cost of coordination (${names}) alone takes ${load.toPrecision(3)} times the time of its staff, so it saturates by assumption`],
  );
}

/** Where issues of a class open: who solves their lead parts, and how often [1/day]. */
interface IssueSource {
  readonly problemClass: ProblemClass;
  readonly solver: number;
  readonly leadDomain: number;
  readonly rate: number;
  /** All domains, where a trace has recorded them. */
  readonly domains: readonly number[] | undefined;
}

function issueSources(model: Model, problemClass: ProblemClass): IssueSource[] {
  return originsOf(model, problemClass).flatMap(({ organisation, leadDomain, rate, domains }) =>
    solvers(model, problemClass, organisation, leadDomain).map(({ solver, probability }) => ({
      problemClass, solver, leadDomain, rate: rate * probability, domains,
    })),
  );
}

/** Where problems of several domains arise, and how often [1/day]. */
interface Origin {
  readonly organisation: number;
  readonly leadDomain: number;
  readonly rate: number;
  readonly domains: readonly number[] | undefined;
}

function originsOf(model: Model, { arrivals, origins, trace, domainCount }: ProblemClass): Origin[] {
  const { organisations, time } = model.scenario;
  const several = 1 - domainCount[0];
  const atOrigin = (organisation: number, rate: number): Origin[] => {
    const own = organisations[organisation].domains;
    return rate > 0 ? own.map((leadDomain) => ({ organisation, leadDomain, rate: rate / own.length, domains: undefined })) : [];
  };
  if (arrivals.law !== 'trace') {
    const rate = meanRate(arrivals, time.horizon) * several;
    return origins.flatMap((organisation) => atOrigin(organisation, rate));
  }
  return trace.flatMap(({ organisation, domains }): Origin[] => {
    if (domains === undefined) return atOrigin(organisation, several / time.horizon);
    return domains.length > 1 ? [{ organisation, leadDomain: domains[0], rate: 1 / time.horizon, domains }] : [];
  });
}

function meanRate(arrivals: Exclude<ArrivalSpec, { law: 'trace' }>, horizon: number): number {
  if (arrivals.law === 'poisson') return arrivals.rate;
  if (arrivals.law === 'renewal') return 1 / makeLaw(arrivals.interval).mean;
  const { from, rates, period } = arrivals;
  const end = Math.min(period, horizon);
  const lengths = from.map((start, i) => Math.max(0, Math.min(from[i + 1] ?? end, end) - start));
  return rates.reduce((sum, rate, i) => sum + rate * lengths[i], 0) / end;
}

/** Who solves a part that starts at an organisation, with which probability: whoever in its chain is the first to know enough. */
function solvers(model: Model, { difficulty }: ProblemClass, home: number, domain: number): { solver: number; probability: number }[] {
  const { organisations, domains } = model;
  const found: { solver: number; probability: number }[] = [];
  let solvedBelow = 0;
  for (let at = home; at !== NOBODY; at = organisations.parent[at * domains + domain]) {
    const solved = difficulty.cdf(organisations.kinds.knowledge[organisations.kind[at] * domains + domain]);
    if (solved > solvedBelow) found.push({ solver: at, probability: solved - solvedBelow });
    solvedBelow = Math.max(solvedBelow, solved);
  }
  return found;
}

/** Two or more domains, the lead domain first, as a problem of the class would touch them. */
function drawDomains(model: Model, { problemClass, leadDomain }: IssueSource, lot: () => number): number[] {
  const { domainCount } = problemClass;
  const place = domainCount[0] + lot() * (1 - domainCount[0]);
  let count = 2;
  while (count < domainCount.length && place > domainCount[count - 1]) count++;
  const others = Array.from({ length: model.domains }, (_, domain) => domain).filter((domain) => domain !== leadDomain);
  const chosen = Array.from({ length: count - 1 }, () => others.splice(Math.floor(lot() * others.length), 1));
  return [leadDomain, ...chosen.flat()];
}

/** Network and attendees of an issue, if it would be one. */
function convened(model: Model, solver: number, domains: readonly number[], draw: (purpose: Purpose, key: number) => KeyedDraws) {
  const { jurisdiction, keyLow, isBody } = model.organisations;
  const affected = affectedBy(solver, homesOfParts(model, jurisdiction[solver], domains.slice(1)));
  const index = affected.length > 1 ? networkFor(model, affected, jurisdiction[solver]) : NO_NETWORK;
  if (index === NO_NETWORK) return undefined;
  const network = model.networks[index];
  const { spec, hub, convening, salience } = network;
  const attendees = convening.convene(
    {
      affected,
      members: spec.members,
      hub: hub === NOBODY || isBody[hub] === 1 ? NOBODY : hub,
      lot: (organisation) => draw(Purpose.convening, keyLow[organisation]).next(),
      salience: (organisation) => salience.sample(draw(Purpose.salience, keyLow[organisation])),
    },
    spec.convening.parameters,
  );
  return { network, attendees };
}
