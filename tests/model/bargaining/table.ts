import { BargainingTable } from '../../../src/model/bargaining/bargaining-table.js';
import type { NegotiationSetup } from '../../../src/model/bargaining/negotiation.js';
import type { Stakes } from '../../../src/model/bargaining/stakes.js';
import { catalogue } from '../../../src/model/catalogue.js';
import type { BargainingModel, Model } from '../../../src/model/model.js';
import { World } from '../../../src/model/world.js';
import { makeLaw } from '../../../src/random/make-law.js';
import type { BargainingSpec } from '../../../src/scenario/scenario.js';
import { modelOf } from '../simulate.js';

const bench = (staff: string, count: number): string => `
name: bench
time: { horizon: 1000 days, sample: 1000 days }
domains: [health]
levels: [national, local]
jurisdictions: { state: { level: national }, city: { level: local, in: state } }
organisations:
  ministry: { in: state, staff: ${staff} }
  desk: { in: city, count: ${count}, staff: ${staff} }
`;

/** How a negotiation ended. */
export interface Ended {
  readonly amounts: readonly number[] | undefined;
  readonly time: number;
  readonly rounds: number;
  readonly offers: number;
  readonly impasses: number;
  readonly arbitrated: number;
  /** Person time spent on it, the chair's and the claimants' [days]. */
  readonly work: number;
}

export interface Setting {
  readonly stakes: Partial<Stakes> & { readonly total: number; readonly reservation: readonly number[] };
  readonly protocol: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly spec?: Partial<BargainingSpec>;
  readonly times?: NegotiationSetup['times'];
  /** Whether the ministry chairs (and is no claimant) and, where there is an impasse, decides. */
  readonly arbiter?: boolean;
  readonly chair?: number;
  readonly seed?: string;
  readonly replication?: number;
}

const named = <T extends { readonly name: string }>(entries: readonly T[], name: string): T => {
  const found = entries.find((entry) => entry.name === name);
  if (found === undefined) throw new RangeError(name);
  return found;
};

export function bargainingModel(protocol: string, parameters: Readonly<Record<string, unknown>>, spec: Partial<BargainingSpec> = {}): BargainingModel {
  const agreement = spec.agreement ?? { name: 'unanimity', parameters: {} };
  return {
    spec: {
      rounds: 40, shading: 0, yielding: 0.3, arbitration: false, reservation: { law: 'constant', value: 1 },
      ...spec, protocol: { name: protocol, parameters }, agreement,
    },
    protocol: named(catalogue.bargainingProtocols, protocol),
    agreement: named(catalogue.decisionRules, agreement.name),
    reservation: makeLaw({ law: 'constant', value: 1 }),
  };
}

const models = new Map<string, Model>();

/** A world of so many desks with people without number, and a ministry above them (organisation 0). */
export function world(claimants: number, { seed = '1', replication = 0, staff = 'unlimited' } = {}): World {
  const text = bench(staff, claimants);
  const model = models.get(text) ?? modelOf(text);
  models.set(text, model);
  return new World(model, seed, replication, undefined);
}

export function completeStakes(stakes: Setting['stakes']): Stakes {
  const burden = stakes.burden ?? true;
  const none = stakes.reservation.map(() => 0);
  const unbounded = stakes.reservation.map(() => (burden ? Infinity : stakes.total));
  const ideal = stakes.ideal ?? (burden ? none : unbounded);
  return { burden, ideal, limit: burden ? unbounded : ideal, weight: none.map(() => 1), salience: none.map(() => 1), ...stakes };
}

/** Lets claimants bargain, by default in no time, with nobody else's work in the way. */
export function bargain(setting: Setting): Ended {
  const { protocol, parameters = {}, spec, times = { write: 0, read: 0, decide: 0 } } = setting;
  const stakes = completeStakes(setting.stakes);
  const n = stakes.reservation.length;
  const place = world(n, setting);
  const table = new BargainingTable(place);
  let amounts: readonly number[] | undefined;
  let time = NaN;
  table.open({
    problem: undefined, key: { high: 7, low: 11 }, claimants: Array.from({ length: n }, (_, i) => i + 1), places: Array.from({ length: n }, (_, i) => i),
    chair: setting.chair ?? 0, arbiter: setting.arbiter === true ? 0 : undefined, stakes, times,
    bargaining: bargainingModel(protocol, parameters, spec),
    settled: (agreed) => {
      amounts = agreed;
      time = place.now;
    },
    failed: () => {
      time = place.now;
    },
  });
  place.simulation.run({ until: 1000 });
  const { rounds, offers, impasses, arbitrated } = place.ledger.bargaining;
  let work = 0;
  for (let organisation = 0; organisation <= n; organisation++) work += place.bank.busyTime(organisation);
  return { amounts, time, rounds, offers, impasses, arbitrated, work };
}
