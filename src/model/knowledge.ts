import type { LearningSpec } from '../scenario/scenario.js';
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
  private readonly learning: LearningSpec;
  /** Rate at which learnt knowledge is lost [1/day]. */
  private readonly turnover: number;
  private readonly domains: number;
  /** By kind of organisation and domain. */
  private readonly initial: Float64Array;
  private readonly kind: Int32Array;
  private readonly learnt: Float64Array;
  private readonly learntAt: Float64Array;
  /** Time until which each category is known, by organisation and domain. */
  private readonly known = new Map<number, Float64Array>();
  private readonly study: Task;

  constructor(private readonly world: World) {
    const { learning, turnover } = world.model.scenario.hierarchy;
    this.learning = learning;
    this.turnover = turnover;
    this.domains = world.model.domains;
    const { count, kind, kinds } = world.model.organisations;
    this.initial = kinds.knowledge;
    this.kind = kind;
    const learners = learning.rule === 'continuous' ? count * this.domains : 0;
    this.learnt = new Float64Array(learners);
    this.learntAt = new Float64Array(learners);
    this.study = world.defineTask(() => undefined);
  }

  /** Whether the organisation can solve the part now. */
  solves(organisation: number, part: number): boolean {
    const { learning } = this;
    const { parts } = this.world;
    const difficulty = parts.difficulty[part];
    const initial = this.initialOf(organisation, part);
    if (difficulty <= initial) return true;
    if (learning.rule === 'none') return false;
    const place = this.placeOf(organisation, part);
    if (learning.rule === 'continuous') return difficulty <= initial + this.remaining(place);
    const until = this.known.get(place);
    return until !== undefined && until[this.categoryOf(part, learning.categories)] > this.world.now;
  }

  /** A solution passes through the organisation on its way down. */
  learn(organisation: number, part: number): void {
    const { learning } = this;
    if (learning.rule === 'category') this.learnCategory(organisation, part, learning.categories, learning.probability);
    if (learning.rule === 'continuous') this.learnContinuously(organisation, part, learning.rate, learning.cost);
  }

  private learnCategory(organisation: number, part: number, categories: number, probability: number): void {
    const { world } = this;
    const { parts } = world;
    const problem = parts.problem[part];
    const key = world.memberKey(organisation);
    if (world.draw(problem, Purpose.learning, key, parts.role[part]).next() >= probability) return;
    const place = this.placeOf(organisation, part);
    let until = this.known.get(place);
    if (until === undefined) this.known.set(place, (until = new Float64Array(categories).fill(-Infinity)));
    const category = this.categoryOf(part, categories);
    // A second lesson can only lengthen what is left of the first.
    until[category] = Math.max(until[category], world.now + this.lifetime(problem, key, parts.role[part]));
  }

  private lifetime(problem: number, key: number, role: number): number {
    if (this.turnover === 0) return Infinity;
    return -Math.log(this.world.draw(problem, Purpose.forgetting, key, role).next()) / this.turnover;
  }

  private learnContinuously(organisation: number, part: number, rate: number, cost: number): void {
    const { world } = this;
    const place = this.placeOf(organisation, part);
    const left = this.remaining(place);
    const gap = world.parts.difficulty[part] - this.initialOf(organisation, part) - left;
    if (!(gap > 0 && gap < Infinity)) return;
    const gain = rate * gap;
    this.learnt[place] = left + gain;
    this.learntAt[place] = world.now;
    if (cost > 0) world.assign(organisation, cost * gain, Category.learning, this.study, 0, 0);
  }

  /** Learnt Z that turnover has left. */
  private remaining(place: number): number {
    const learnt = this.learnt[place];
    if (learnt === 0 || this.turnover === 0) return learnt;
    return learnt * Math.exp(-this.turnover * (this.world.now - this.learntAt[place]));
  }

  /** What the organisation knew from the beginning. */
  private initialOf(organisation: number, part: number): number {
    return this.initial[this.kind[organisation] * this.domains + this.world.parts.domain[part]];
  }

  private placeOf(organisation: number, part: number): number {
    return organisation * this.domains + this.world.parts.domain[part];
  }

  private categoryOf(part: number, categories: number): number {
    const { parts, model } = this.world;
    const lot = this.world.draw(parts.problem[part], Purpose.category, model.domainKey[parts.domain[part]], 0).next();
    return Math.floor(lot * categories);
  }
}
