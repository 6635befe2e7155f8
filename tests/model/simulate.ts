import { catalogue } from '../../src/model/catalogue.js';
import { compile } from '../../src/model/compile.js';
import type { Model } from '../../src/model/model.js';
import type { Observer, ProblemRecord } from '../../src/model/observer.js';
import { runReplication, type Replication } from '../../src/model/replication.js';
import { organisationColumns } from '../../src/model/series.js';
import { parseScenario } from '../../src/scenario/parse-scenario.js';

export interface Simulated extends Replication {
  readonly model: Model;
  /** `time kind problem organisation`, the organisation by the last part of its path, times to six decimals; without `begin`. */
  readonly log: readonly string[];
  /** The same of `begin`. */
  readonly begun: readonly string[];
  readonly records: readonly ProblemRecord[];
  /** Attributes as `problem name`, in the order in which they were used. */
  readonly attributes: ReadonlyMap<string, number>;
  /** Cell of `organisations.csv` by the last part of the organisation's path. */
  of(organisation: string, column: string): number | undefined;
}

export interface SimulationOptions {
  readonly seed?: string;
  readonly replication?: number;
  /** Text of every data file. */
  readonly data?: string;
  /** Changes as on a command line. */
  readonly set?: readonly string[];
}

export function modelOf(text: string, { data = '', set = [] }: SimulationOptions = {}): Model {
  return compile(parseScenario(text, { catalogue, readText: () => data, set }), catalogue);
}

/** Runs one replication of a scenario file, or of a model made from one, and keeps everything it tells. */
export function simulate(from: string | Model, options: SimulationOptions = {}): Simulated {
  const { seed = '1', replication = 0 } = options;
  const model = typeof from === 'string' ? modelOf(from, options) : from;
  const log: string[] = [];
  const begun: string[] = [];
  const records: ProblemRecord[] = [];
  const attributes = new Map<string, number>();
  const observer: Observer = {
    event: (time, kind, subject, organisation) => (kind === 'begin' ? begun : log).push(`${Number(time.toFixed(6))} ${kind} ${subject} ${lastPart(organisation)}`.trim()),
    problem: (record) => records.push(record),
    attribute: (problem, name, value) => attributes.set(`${problem} ${name}`, value),
  };
  const result = runReplication(model, { seed, replication, observer });
  return {
    ...result,
    model,
    log,
    begun,
    records,
    attributes,
    of(organisation, column) {
      const row = model.organisations.paths.findIndex((path) => lastPart(path) === organisation || path === organisation);
      if (row < 0) throw new RangeError(`no organisation is called ${organisation}`);
      return result.organisations[row][organisationColumns.findIndex(({ name }) => name === column)];
    },
  };
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
