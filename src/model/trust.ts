import { Purpose } from './purposes.js';
import { Roster } from './roster.js';
import { NOBODY, type NetworkModel } from './model.js';
import type { World } from './world.js';

/** In draws the coordinator stands for its role, so that a lead and a body in its place inherit the same trust. */
const HUB_ROLE = -1;

/**
 * Trust on the dyads of one network, symmetric, in [0, 1]: drawn once per replication, changed by what happens on issues, drifting back
 * towards its initial value. A coordinator that is no member has a row of its own. Memory and the measures of density and centralisation
 * take O(n^2) for n members.
 */
export class Trust {
  private readonly roster: Roster;
  private readonly size: number;
  private readonly initial: Float64Array;
  private readonly value: Float64Array;
  private readonly touched: Float64Array;
  /** Room for the sum of everybody's trust while centralisation is measured. */
  private readonly strength: Float64Array;
  /** Mean of the law, for those who are no members. */
  private readonly stranger: number;

  constructor(
    private readonly world: World,
    private readonly network: NetworkModel,
  ) {
    const { spec, hub } = network;
    const everybody = hub === NOBODY || spec.members.includes(hub) ? spec.members : [...spec.members, hub];
    this.roster = new Roster(everybody);
    this.size = everybody.length;
    this.strength = new Float64Array(this.size);
    this.stranger = network.trust.mean;
    this.initial = new Float64Array(this.size * this.size);
    for (let i = 0; i < this.size; i++) {
      for (let j = 0; j < i; j++) this.set(this.initial, i, j, this.draw(everybody[i], everybody[j]));
    }
    this.centralise(hub === NOBODY ? 0 : Math.max(0, this.roster.placeOf(hub)));
    // Without drift nobody asks where trust began or when it changed, and a large network needs a third of the memory.
    const { drift } = spec.trust;
    this.value = drift === 0 ? this.initial : this.initial.slice();
    this.touched = new Float64Array(drift === 0 ? 0 : this.size * this.size);
  }

  /** Trust between two organisations now. */
  between(a: number, b: number): number {
    const i = this.roster.placeOf(a);
    const j = this.roster.placeOf(b);
    if (i < 0 || j < 0 || i === j) return this.stranger;
    return this.current(i * this.size + j);
  }

  /** The organisation's trust that counts on an issue, by the network's trust rule. */
  relevant(organisation: number, convened: readonly number[]): number {
    const { hub, spec } = this.network;
    if (spec.trustRule === 'uniform') return this.stranger;
    const towards = spec.trustRule === 'to-hub' ? (hub === NOBODY ? convened[0] : hub) : NOBODY;
    if (towards !== NOBODY && towards !== organisation) return this.between(organisation, towards);
    return this.meanTowards(organisation, convened);
  }

  /** Agreement on an issue: T += gain (1 - T). */
  strengthen(a: number, b: number): void {
    this.move(a, b, this.network.spec.trust.gain, 0);
  }

  /** Override or dissent: T -= loss T. */
  weaken(a: number, b: number): void {
    this.move(a, b, 0, this.network.spec.trust.loss);
  }

  /** Mean trust over all dyads; undefined for fewer than two. */
  density(): number | undefined {
    if (this.size < 2) return undefined;
    let sum = 0;
    for (let i = 0; i < this.size; i++) for (let j = 0; j < i; j++) sum += this.current(i * this.size + j);
    return sum / ((this.size * (this.size - 1)) / 2);
  }

  /** Degree centralisation of Freeman (1978) for valued ties: 0 when all are alike, 1 for a star of full trust. Undefined below three. */
  centralisation(): number | undefined {
    const n = this.size;
    if (n < 3) return undefined;
    const { strength } = this;
    let most = 0;
    for (let i = 0; i < n; i++) {
      let sum = 0;
      for (let j = 0; j < n; j++) if (j !== i) sum += this.current(i * n + j);
      strength[i] = sum;
      most = Math.max(most, sum);
    }
    let behind = 0;
    for (let i = 0; i < n; i++) behind = behind + most - strength[i];
    return behind / ((n - 1) * (n - 2));
  }

  private meanTowards(organisation: number, convened: readonly number[]): number {
    let sum = 0;
    let count = 0;
    for (const other of convened) {
      if (other === organisation) continue;
      sum += this.between(organisation, other);
      count++;
    }
    return count > 0 ? sum / count : this.stranger;
  }

  private draw(a: number, b: number): number {
    const { key, hub, trust, trustAcrossSectors } = this.network;
    const { sector } = this.world.model.organisations;
    const law = sector[a] === sector[b] ? trust : trustAcrossSectors;
    const keyA = a === hub ? HUB_ROLE : this.world.memberKey(a);
    const keyB = b === hub ? HUB_ROLE : this.world.memberKey(b);
    const source = this.world.draws.at(key.high, key.low, Purpose.initialTrust, Math.min(keyA, keyB), Math.max(keyA, keyB));
    return Math.min(1, Math.max(0, law.sample(source)));
  }

  /** Moves trust from the other dyads to those of the centre, the mean unchanged as far as nothing exceeds 1. */
  private centralise(centre: number): void {
    const { centralisation } = this.network.spec.trust;
    const n = this.size;
    if (centralisation === 0 || n < 3) return;
    let moved = 0;
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < i; j++) {
        if (i === centre || j === centre) continue;
        const trust = this.initial[i * n + j];
        moved += centralisation * trust;
        this.set(this.initial, i, j, (1 - centralisation) * trust);
      }
    }
    for (let i = 0; i < n; i++) {
      if (i !== centre) this.set(this.initial, i, centre, Math.min(1, this.initial[i * n + centre] + moved / (n - 1)));
    }
  }

  private move(a: number, b: number, gain: number, loss: number): void {
    const i = this.roster.placeOf(a);
    const j = this.roster.placeOf(b);
    if (i < 0 || j < 0 || i === j) return;
    const before = this.current(i * this.size + j);
    const trust = gain > 0 ? before + gain * (1 - before) : before - loss * before;
    this.set(this.value, i, j, trust);
    if (this.touched.length > 0) this.set(this.touched, i, j, this.world.now);
  }

  private current(index: number): number {
    const { drift } = this.network.spec.trust;
    // Most dyads of a large network never meet, and what has not moved has nowhere to drift.
    if (drift === 0 || this.value[index] === this.initial[index]) return this.value[index];
    const fade = Math.exp(-drift * (this.world.now - this.touched[index]));
    return this.initial[index] + (this.value[index] - this.initial[index]) * fade;
  }

  private set(matrix: Float64Array, i: number, j: number, trust: number): void {
    matrix[i * this.size + j] = trust;
    matrix[j * this.size + i] = trust;
  }
}
