// What a scenario costs: compiles it with some settings changed, runs one replication and prints seconds and peak memory.
//
// node dist-bench/program/scale.js <scenario file or folder> [path=value ...]
import { compile } from '../src/model/compile.js';
import { catalogue } from '../src/model/catalogue.js';
import { runReplication } from '../src/model/replication.js';
import { normaliseSeed } from '../src/random/seed.js';
import { loadScenario } from '../src/cli/scenario-files.js';
import { secondsOf } from './measured.js';

/** What one run of a scenario cost. */
export interface Cost {
  readonly organisations: number;
  readonly problems: number;
  readonly events: number;
  /** Of reading and compiling the scenario. */
  readonly compileSeconds: number;
  readonly runSeconds: number;
  /** Largest resident set of the process. */
  readonly peakMiB: number;
}

const silent = { out: () => undefined, err: () => undefined, terminal: false, cwd: process.cwd(), signal: new AbortController().signal };

function costOf(name: string, set: readonly string[]): Cost {
  const compileBegun = performance.now();
  const { scenario } = loadScenario(name, set, silent);
  const model = compile(scenario, catalogue);
  const compileSeconds = (performance.now() - compileBegun) / 1000;
  let problems = 0;
  let events = 0;
  const runSeconds = secondsOf(() => ({ problems, events } = runReplication(model, { seed: normaliseSeed(scenario.seed), replication: 0 })));
  if (problems === 0) throw new Error(`${name}: no problem arrived`);
  return { organisations: model.organisations.count, problems, events, compileSeconds, runSeconds, peakMiB: process.resourceUsage().maxRSS / 1024 };
}

const [name, ...set] = process.argv.slice(2);
console.log(JSON.stringify(costOf(name, set)));
