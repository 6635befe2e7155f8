import type { TraceRecord } from '../scenario/scenario.js';
import { NOBODY } from './model.js';
import { nameOfProblem } from './telling.js';
import { Purpose } from './purposes.js';
import type { World } from './world.js';

/** Largest probability below 1: the quantile of a law without an upper end is finite there. */
const ALMOST_CERTAIN = 1 - Number.EPSILON / 2;

/**
 * What a problem is, as far as chance decides it: the domains it touches, its value, where it enters, how difficult it is. Everything is
 * drawn by the problem's key and for its purpose, so it is the same whatever else happens. What a trace records is taken from there.
 */
export class ProblemAttributes {
  /** Domains that a problem may touch besides the lead domain. */
  private readonly others: Int32Array;

  constructor(private readonly world: World) {
    this.others = new Int32Array(world.model.domains);
  }

  /** The record of a problem that comes from a trace. */
  recordOf(problem: number): TraceRecord | undefined {
    const { problems, model } = this.world;
    const { trace } = model.classes[problems.problemClass[problem]];
    if (trace.length === 0) return undefined;
    const ordinal = problems.ordinal[problem];
    return ordinal >= 0 ? trace[ordinal] : undefined;
  }

  drawValue(problem: number): number {
    const { problems, model } = this.world;
    return this.world.sample(model.classes[problems.problemClass[problem]].value, problem, Purpose.value, 0, 0);
  }

  /** The origin's own domain; by lot where it looks after several. */
  leadDomain(problem: number): number {
    const { problems, model } = this.world;
    const origin = problems.origin[problem];
    const { kind, kinds } = model.organisations;
    const own = kinds.portfolio[kind[origin]];
    if (own.length === 1) return own[0];
    return own[Math.floor(this.world.draw(problem, Purpose.leadDomain, 0, 0).next() * own.length)];
  }

  setDomains(problem: number, domains: readonly number[]): void {
    const { problems } = this.world;
    problems.domainCount[problem] = domains.length;
    domains.forEach((domain, role) => problems.setDomain(problem, role, domain));
  }

  /** How many domains the problem touches, and which besides the lead domain: each subset equally likely. */
  drawDomains(problem: number, leadDomain: number): void {
    const { world, others } = this;
    const { problems } = world;
    const count = this.drawDomainCount(problem);
    problems.domainCount[problem] = count;
    problems.setDomain(problem, 0, leadDomain);
    if (count === 1) return;
    let left = 0;
    for (let domain = 0; domain < others.length; domain++) if (domain !== leadDomain) others[left++] = domain;
    const source = world.draw(problem, Purpose.domainChoice, 0, 0);
    for (let role = 1; role < count; role++) {
      const choice = Math.floor(source.next() * left);
      problems.setDomain(problem, role, others[choice]);
      others[choice] = others[--left];
    }
  }

  /** Where a problem enters: its origin, or the organisation in the origin's chain at the given level or, where none is, above it. */
  entryPoint(origin: number, domain: number, entryLevel: number): number {
    const { organisations, domains } = this.world.model;
    let at = origin;
    while (organisations.level[at] > entryLevel) {
      const parent = organisations.parent[at * domains + domain];
      if (parent === NOBODY) break;
      at = parent;
    }
    return at;
  }

  /**
   * Difficulty of the lead part. Of a problem first seen above its origin it is known that those below could not solve it, with what they
   * knew at the beginning.
   */
  drawDifficulty(problem: number, domain: number, home: number): number {
    const { world } = this;
    const { problems, model } = world;
    const law = model.classes[problems.problemClass[problem]].difficulty;
    const origin = problems.origin[problem];
    if (home === origin) return world.sample(law, problem, Purpose.difficulty, model.domainKey[domain], 0);
    const source = world.draw(problem, Purpose.difficulty, model.domainKey[domain], 0);
    const solvable = law.cdf(this.knownBelow(home, origin, domain));
    return law.quantile(Math.min(solvable + source.next() * (1 - solvable), ALMOST_CERTAIN));
  }

  /** Tells the observer what the problem is. */
  show(problem: number, difficulty: number): void {
    const { observer, problems, now } = this.world;
    if (observer?.attribute === undefined) return;
    const name = nameOfProblem(this.world, problem);
    observer.attribute(name, 'arrival', now);
    observer.attribute(name, 'origin', problems.origin[problem]);
    observer.attribute(name, 'difficulty', difficulty);
    observer.attribute(name, 'value', problems.value[problem]);
    for (let role = 0; role < problems.domainCount[problem]; role++) observer.attribute(name, `domain ${role}`, problems.domain(problem, role));
  }

  private drawDomainCount(problem: number): number {
    const { problems, model } = this.world;
    const { domainCount } = model.classes[problems.problemClass[problem]];
    if (domainCount.length === 1) return 1;
    const lot = this.world.draw(problem, Purpose.domainCount, 0, 0).next();
    let count = 1;
    while (count < domainCount.length && lot > domainCount[count - 1]) count++;
    return count;
  }

  /** Most that anybody in the chain from `origin` to below `home` knows. */
  private knownBelow(home: number, origin: number, domain: number): number {
    const { organisations, domains } = this.world.model;
    let most = -Infinity;
    for (let at = origin; at !== home; at = organisations.parent[at * domains + domain]) {
      most = Math.max(most, organisations.kinds.knowledge[organisations.kind[at] * domains + domain]);
    }
    return most;
  }
}
