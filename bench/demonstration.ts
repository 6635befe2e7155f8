import { readFileSync } from 'node:fs';
import { catalogue } from '../src/model/catalogue.js';
import { compile } from '../src/model/compile.js';
import type { Model } from '../src/model/model.js';
import type { Observer } from '../src/model/observer.js';
import { runReplication } from '../src/model/replication.js';
import { parseScenario } from '../src/scenario/parse-scenario.js';
import { variantScenario } from '../src/scenario/vary.js';
import { requireWithin, type Benchmark } from './benchmark.js';

const text = readFileSync(new URL('../../scenarios/shared-or-lead/scenario.yaml', import.meta.url), 'utf8');

/** Sixty departments with half a problem a day each. */
const ARRIVALS_PER_DAY = 30;

/** One replication of every variant of the demonstration scenario, in one thread. */
export function demonstration(unit: 'events' | 'problems'): Benchmark {
  const scenario = parseScenario(text, { catalogue });
  const models = scenario.variants.map(({ name }) => compile(variantScenario(scenario, name), catalogue));
  const runAll = (): { events: number; problems: number } => {
    let events = 0;
    let problems = 0;
    for (const model of models) {
      const result = runReplication(model, { seed: scenario.seed, replication: 0 });
      events += result.events;
      problems += result.problems;
    }
    return { events, problems };
  };
  const expected = ARRIVALS_PER_DAY * scenario.time.horizon * models.length;
  return {
    name: `demonstration scenario, ${unit}`,
    unit,
    count: runAll()[unit],
    run: () => {
      const { problems } = runAll();
      // All variants see the same arrivals, so their sum varies like one of them times their number: five standard deviations.
      requireWithin('problems arrived', problems, expected, 5 * models.length * Math.sqrt(expected / models.length));
    },
  };
}

/** The demonstration with lead organisations, long enough for `events` events, sampled so seldom that rows do not count. */
export function longDemonstration(years: number): Model {
  return compile(
    parseScenario(text, {
      catalogue,
      set: [`time.horizon=${years} years`, `time.sample=${years / 4} years`, 'networks.cabinet.form=lead', 'networks.cabinet.lead=ministry.health'],
    }),
    catalogue,
  );
}

/** Heap in use [bytes] at given times of a run of a model. */
export function heapDuring(model: Model, times: readonly number[], heap: () => number): { readonly heaps: number[]; readonly events: number } {
  const heaps: number[] = [];
  const observer: Observer = {
    event: (time) => {
      if (heaps.length < times.length && time >= times[heaps.length]) heaps.push(heap());
    },
  };
  const { events } = runReplication(model, { seed: '1', replication: 0, observer });
  return { heaps, events };
}
