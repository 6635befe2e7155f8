// What observation costs: prints, for the demonstration with monthly samples and with none before the end, seconds in turn.
//
// node dist-bench/program/observation.js <years> <pairs>
import type { Model } from '../src/model/model.js';
import { runReplication } from '../src/model/replication.js';
import { demonstrationModel } from './demonstration.js';
import { requireWithin, secondsOf } from './measured.js';

const [years, pairs] = process.argv.slice(2).map(Number);
const variants = ['silo', 'shared', 'lead', 'nao'];
const monthly = variants.map((variant) => demonstrationModel(variant, years));
const never = variants.map((variant) => demonstrationModel(variant, years, [`time.sample=${years} years`]));

let problems = 0;
const run = (models: readonly Model[]): number =>
  secondsOf(() => {
    problems = models.reduce((sum, model) => sum + runReplication(model, { seed: '2026', replication: 0 }).problems, 0);
  });

run(monthly);
const expected = problems;
run(never);
requireWithin('problems without samples', problems, expected, 0);
const seconds = Array.from({ length: pairs }, (_, pair) => {
  // Each comes first as often as second.
  if (pair % 2 === 0) return { monthly: run(monthly), never: run(never) };
  const without = run(never);
  return { monthly: run(monthly), never: without };
});
console.log(JSON.stringify({ problems, seconds }));
