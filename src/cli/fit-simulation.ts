import type { SimulatedRun } from '../calibration/simulated-comparison.js';
import { catalogue } from '../model/catalogue.js';
import { compile } from '../model/compile.js';
import type { Model } from '../model/model.js';
import { runReplication, type Replication } from '../model/replication.js';
import { organisationColumns } from '../model/series.js';
import { normaliseSeed } from '../random/seed.js';
import type { Scenario } from '../scenario/scenario.js';

/** Runs a fitted scenario and keeps what is put beside its log. `onRun` is called after each run. */
export function simulateFit(scenario: Scenario, replications: number, onRun: (finished: number) => void): SimulatedRun[] {
  const model = compile(scenario, catalogue);
  const seed = normaliseSeed(scenario.seed);
  return Array.from({ length: replications }, (_, replication) => {
    const arrived: number[] = [];
    const ended: number[] = [];
    const result = runReplication(model, {
      seed, replication,
      observer: {
        problem: (record) => {
          arrived.push(record.arrived);
          ended.push(record.ended ?? Number.NaN);
        },
      },
    });
    onRun(replication + 1);
    return { arrived: Float64Array.from(arrived), ended: Float64Array.from(ended), waits: waitsByLevel(model, result) };
  });
}

const ITEMS = organisationColumns.findIndex(({ name }) => name === 'items');
const MEAN_WAIT = organisationColumns.findIndex(({ name }) => name === 'mean_wait');

/** Mean waiting time of the items of each level, bottom level first. */
function waitsByLevel({ organisations, scenario }: Model, { organisations: rows }: Replication): (number | undefined)[] {
  return [...scenario.levels.keys()].reverse().map((level) => {
    let items = 0;
    let waited = 0;
    rows.forEach((row, organisation) => {
      if (organisations.level[organisation] !== level) return;
      const own = row[ITEMS] ?? 0;
      items += own;
      waited += own * (row[MEAN_WAIT] ?? 0);
    });
    return items === 0 ? undefined : waited / items;
  });
}
