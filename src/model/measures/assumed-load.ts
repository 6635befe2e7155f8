import { hash64 } from '../../random/hash.js';
import { KeyedDraws } from '../../random/keyed.js';
import type { ArrivalSpec } from '../../scenario/scenario.js';
import { affectedBy, homesOfParts, networkFor, NO_NETWORK } from '../coverage.js';
import { NOBODY, type Model, type ProblemClass } from '../model.js';
import { Purpose } from '../purposes.js';
import { loadShares } from '../rules/cost-functions.js';

/** Issues imagined in all; what an organisation that is always convened carries does not depend on it, what others do within a few per cent. */
const IMAGINED = 20_000;

/**
 * Person time that assumed cost functions put on each organisation, per day of its staff's time, if all demand were met at once: 1 or more
 * means that the function saturates it by itself, whatever else it has to do. In a run the same load can show less, because issues that wait
 * in saturated in-trays have not opened yet.
 *
 * Issues are imagined by keyed draws at the rate at which problems arrive, each where its lead part is solved by what organisations know
 * at the beginning; nothing is simulated.
 *
 * @returns assumed work per staff time by organisation; undefined when every network's cost emerges
 */
export function assumedLoads(model: Model): Float64Array | undefined {
  if (model.networks.every(({ load }) => load === undefined)) return undefined;
  const { count, staff } = model.organisations;
  const time = new Float64Array(count);
  const sources = issueSources(model);
  const repeats = Math.max(20, Math.ceil(IMAGINED / Math.max(1, sources.length)));
  for (const source of sources) {
    for (let repeat = 0; repeat < repeats; repeat++) {
      const { network, attendees } = imagine(model, source, repeat);
      if (network === NO_NETWORK) continue;
      for (const share of loadShares(model.networks[network], attendees)) time[share.organisation] += (share.time * source.rate) / repeats;
    }
  }
  return time.map((daily, organisation) => daily / staff[organisation]);
}

/** In words, each organisation that an assumed cost function saturates by itself; empty when there is none. */
export function assumedLoadNotices(model: Model): string[] {
  const notices: string[] = [];
  assumedLoads(model)?.forEach((load, organisation) => {
    if (load < 1) return;
    const costs = [...new Set(model.networks.filter(({ load: assumed }) => assumed !== undefined).map(({ spec }) => spec.cost.name))];
    notices.push(
      `the assumed cost of coordination (${costs.join(', ')}) alone asks ${load.toPrecision(3)} times the staff of ${model.organisations.paths[organisation]}: it saturates by assumption`,
    );
  });
  return notices;
}

/** Where issues open: an organisation that solves lead parts of a class in a domain, and how often such problems touch other domains [1/day]. */
interface IssueSource {
  readonly problemClass: ProblemClass;
  readonly solver: number;
  readonly domain: number;
  readonly rate: number;
}

function issueSources(model: Model): IssueSource[] {
  const sources: IssueSource[] = [];
  for (const problemClass of model.classes) {
    const rates = new Map<number, number>();
    for (const { organisation, domain, rate } of originRates(model, problemClass)) {
      for (const { solver, probability } of solvers(model, problemClass, organisation, domain)) {
        const place = solver * model.domains + domain;
        rates.set(place, (rates.get(place) ?? 0) + rate * probability);
      }
    }
    for (const [place, rate] of rates) {
      const domain = place % model.domains;
      if (rate > 0) sources.push({ problemClass, solver: (place - domain) / model.domains, domain, rate });
    }
  }
  return sources;
}

/** Problems of several domains that arise at each origin, by lead domain [1/day]. */
function originRates(model: Model, { arrivals, origins, trace, domainCount }: ProblemClass): { organisation: number; domain: number; rate: number }[] {
  const { organisations, time } = model.scenario;
  const several = 1 - domainCount[0];
  if (arrivals.law === 'trace') {
    return trace.flatMap(({ organisation, domains }) => {
      const touched = domains ?? organisations[organisation].domains;
      const chance = domains === undefined ? several : Number(domains.length > 1);
      return chance > 0 ? [{ organisation, domain: touched[0], rate: chance / time.horizon }] : [];
    });
  }
  const rate = meanRate(arrivals, time.horizon) * several;
  return origins.flatMap((organisation) => {
    const own = organisations[organisation].domains;
    return own.map((domain) => ({ organisation, domain, rate: rate / own.length }));
  });
}

function meanRate(arrivals: Exclude<ArrivalSpec, { law: 'trace' }>, horizon: number): number {
  if (arrivals.law === 'poisson') return arrivals.rate;
  if (arrivals.law === 'renewal') return 1 / meanOf(arrivals);
  const { from, rates, period } = arrivals;
  const end = Math.min(period, horizon);
  const expected = rates.reduce((sum, rate, i) => sum + rate * Math.max(0, Math.min(from[i + 1] ?? end, end) - from[i]), 0);
  return expected / end;
}
