import { Category } from './categories.js';
import { Purpose } from './purposes.js';
import type { Task, World } from './world.js';

/**
 * What organisations know and learn, per domain. Z is cumulative: an organisation solves difficulty z <= Z.
 *
 * Learning happens where a solution passes on its way down:
 * - `category`: problems come in M categories and a returned solution teaches its category with probability q, so that
 *   P(escalate) after n of them is (1 - q/M)^n for an organisation that knew nothing.
 * - `continuous`: Z += rate (z - Z), for `cost` person days per unit of Z gained.
 *
 * Turnover makes learnt knowledge fade, never what an organisation knew from the beginning: a category is forgotten after an exponential
 * time, learnt Z decays exponentially at the same rate.
 */
export class Knowledge {
  private readonly initial: Float64Array;
  private readonly learnt: Float64Array;
  private readonly learntAt: Float64Array;
  /** Time until which each category is known, by organisation and domain. */
  private readonly known = new Map<number, Float64Array>();
  private readonly study: Task;

  constructor(private readonly world: World) {
    this.initial = world.model.organisations.knowledge;
    this.learnt = new Float64Array(this.initial.length);
    this.learntAt = new Float64Array(this.initial.length);
    this.study = world.defineTask(() => undefined);
  }

  /** Whether the organisation can solve the part now. */
  solves(organisation: number, part: number): boolean {
    const { parts } = this.world;
    const place = organisation * this.world.model.domains + parts.domain[part];
    if (parts.difficulty[part] <= this.initial[place] + this.remaining(place)) return true;
    const { learning } = this.world.model.scenario.hierarchy;
    if (learning.rule !== 'category') return false;
    const until = this.known.get(place);
    return until !== undefined && until[this.categoryOf(part, learning.categories)] > this.world.now;
  }

  /** A solution passes through the organisation on its way down. */
  learn(organisation: number, part: number): void {
    const { learning } = this.world.model.scenario.hierarchy;
    if (learning.rule === 'category') this.learnCategory(organisation, part, learning.categories, learning.probability);
    if (learning.rule === 'continuous') this.learnContinuously(organisation, part, learning.rate, learning.cost);
  }

  private learnCategory(organisation: number, part: number, categories: number, probability: number): void {
    const { world } = this;
    const { parts } = world;
    const problem = parts.problem[part];
    const key = world.memberKey(organisation);
    if (world.draw(problem, Purpose.learning, key, parts.role[part]).next() >= probability) return;
    const place = organisation * world.model.domains + parts.domain[part];
    let until = this.known.get(place);
    if (until === undefined) this.known.set(place, (until = new Float64Array(categories).fill(-Infinity)));
    until[this.categoryOf(part, categories)] = world.now + this.lifetime(problem, key, parts.role[part]);
  }

  private lifetime(problem: number, key: number, role: number): number {
    const { turnover } = this.world.model.scenario.hierarchy;
    if (turnover === 0) return Infinity;
    return -Math.log(this.world.draw(problem, Purpose.forgetting, key, role).next()) / turnover;
  }

  private learnContinuously(organisation: number, part: number, rate: number, cost: number): void {
    const { world } = this;
    const place = organisation * world.model.domains + world.parts.domain[part];
    const gap = world.parts.difficulty[part] - this.initial[place] - this.remaining(place);
    if (!(gap > 0 && gap < Infinity)) return;
    const gain = rate * gap;
    this.learnt[place] = this.remaining(place) + gain;
    this.learntAt[place] = world.now;
    if (cost > 0) world.assign(organisation, cost * gain, Category.learning, this.study, 0, 0);
  }

  /** Learnt Z that turnover has left. */
  private remaining(place: number): number {
    const learnt = this.learnt[place];
    if (learnt === 0) return 0;
    return learnt * Math.exp(-this.world.model.scenario.hierarchy.turnover * (this.world.now - this.learntAt[place]));
  }

  private categoryOf(part: number, categories: number): number {
    const { parts, model } = this.world;
    const lot = this.world.draw(parts.problem[part], Purpose.category, model.domainKey[parts.domain[part]], 0).next();
    return Math.floor(lot * categories);
  }
}
