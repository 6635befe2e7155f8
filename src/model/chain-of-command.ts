import { NOBODY } from './model.js';
import type { World } from './world.js';

/**
 * Who is above, below and beside an organisation at this moment, domain by domain. Levels that have become idle are passed by.
 */
export class ChainOfCommand {
  private readonly parent: Int32Array;
  private readonly level: Int32Array;
  private readonly domains: number;
  private readonly levels: number;
  private readonly idleFrom: Float64Array;
  /** Whether any level ever becomes idle. */
  private readonly idles: boolean;
  /** Of each domain, once somebody has asked: organisations by parent and level. */
  private readonly peersByParent: Map<number, number[]>[] = [];
  /** Organisations by jurisdiction, once somebody has asked. */
  private offices: Map<number, number[]> | undefined;

  constructor(private readonly world: World) {
    const { organisations, hierarchy, domains, levels } = world.model;
    this.parent = organisations.parent;
    this.level = organisations.level;
    this.domains = domains;
    this.levels = levels;
    this.idleFrom = hierarchy.idleFrom;
    this.idles = hierarchy.idleFrom.some((time) => time < Infinity);
  }

  /** Whether the organisation's level does nothing any more. */
  isIdle(organisation: number): boolean {
    return this.idles && this.world.now >= this.idleFrom[this.level[organisation]];
  }

  /** The organisation to which problems of a domain are passed on; NOBODY at the top. */
  above(organisation: number, domain: number): number {
    let above = this.parent[organisation * this.domains + domain];
    while (above !== NOBODY && this.isIdle(above)) above = this.parent[above * this.domains + domain];
    return above;
  }

  /** Who acts in the place of an organisation: itself, or whoever is above it once its level is idle; `otherwise` when nobody is. */
  acting(organisation: number, domain: number, otherwise: number): number {
    if (!this.isIdle(organisation)) return organisation;
    const above = this.above(organisation, domain);
    return above === NOBODY ? otherwise : above;
  }

  /** Next organisation on the way from `from` down to `home`: `home` itself where `from` is not, or no longer, in the chain above it. */
  below(home: number, domain: number, from: number): number {
    let at = home;
    for (let above = this.above(at, domain); above !== NOBODY; above = this.above(at, domain)) {
      if (above === from) return at;
      at = above;
    }
    return home;
  }

  /** Organisations of the same level with the same parent in a domain, in file order, the organisation itself among them. */
  peers(organisation: number, domain: number): readonly number[] {
    const { parent, domains, level, levels } = this;
    const above = (other: number): number => parent[other * domains + domain];
    if (above(organisation) === NOBODY) return [organisation];
    const key = (other: number): number => above(other) * levels + level[other];
    this.peersByParent[domain] ??= this.grouped((other) => above(other) !== NOBODY, key);
    return this.peersByParent[domain].get(key(organisation)) ?? [];
  }

  /** Organisations in the same jurisdiction, in file order, the organisation itself among them; bodies of networks are left out. */
  office(organisation: number): readonly number[] {
    const { jurisdiction, isBody } = this.world.model.organisations;
    this.offices ??= this.grouped((other) => isBody[other] === 0, (other) => jurisdiction[other]);
    return this.offices.get(jurisdiction[organisation]) ?? [];
  }

  /** All groups in one pass over the organisations, of which there may be a hundred thousand. */
  private grouped(included: (organisation: number) => boolean, key: (organisation: number) => number): Map<number, number[]> {
    const groups = new Map<number, number[]>();
    for (let organisation = 0; organisation < this.level.length; organisation++) {
      if (!included(organisation)) continue;
      const group = groups.get(key(organisation));
      if (group === undefined) groups.set(key(organisation), [organisation]);
      else group.push(organisation);
    }
    return groups;
  }
}
