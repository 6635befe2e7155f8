import { catalogue as builtIn, type ModelCatalogue } from '../../src/model/catalogue.js';
import { compile } from '../../src/model/compile.js';
import type { Model } from '../../src/model/model.js';
import type { ProblemRecord, TraceKind } from '../../src/model/observer.js';
import { runReplication, type Replication } from '../../src/model/replication.js';
import { normaliseSeed } from '../../src/random/seed.js';
import { parseScenario } from '../../src/scenario/parse-scenario.js';

/** An event as the observer is told it. */
export interface TraceEvent {
  readonly time: number;
  readonly kind: TraceKind;
  readonly problem: string;
  readonly organisation: string;
}

/** One replication and everything its observer was told. */
export interface Run extends Replication {
  readonly model: Model;
  readonly trace: readonly TraceEvent[];
  readonly problemsSeen: readonly ProblemRecord[];
  /** Value of every attribute by `problem | attribute`. */
  readonly attributes: ReadonlyMap<string, number>;
}

export interface RunOptions {
  readonly catalogue?: ModelCatalogue;
  /** Data files of the scenario by path. */
  readonly files?: Readonly<Record<string, string>>;
  /** Changes as on a command line. */
  readonly set?: readonly string[];
  readonly seed?: string | number;
  readonly replication?: number;
}

export function modelOf(text: string, { catalogue = builtIn, files = {}, set = [] }: RunOptions = {}): Model {
  const readText = (path: string): string => {
    const found = files[path];
    if (found === undefined) throw new Error(`no file ${path}`);
    return found;
  };
  return compile(parseScenario(text, { catalogue, readText, set }), catalogue);
}

/** Parses, compiles and runs one replication without an observer. */
export function replicate(text: string, options: RunOptions = {}): Replication {
  return runReplication(modelOf(text, options), { seed: normaliseSeed(options.seed ?? 1), replication: options.replication ?? 0 });
}

/** As `replicate`, with an observer that notes everything. */
export function observe(text: string, options: RunOptions = {}): Run {
  const model = modelOf(text, options);
  const trace: TraceEvent[] = [];
  const problemsSeen: ProblemRecord[] = [];
  const attributes = new Map<string, number>();
  const observer = {
    event: (time: number, kind: TraceKind, problem: string, organisation: string) => trace.push({ time, kind, problem, organisation }),
    problem: (record: ProblemRecord) => problemsSeen.push(record),
    attribute: (problem: string, name: string, value: number) => {
      const key = `${problem} | ${name}`;
      const before = attributes.get(key);
      if (before !== undefined && before !== value) throw new Error(`${key} was ${before} and is ${value}`);
      attributes.set(key, value);
    },
  };
  const seed = normaliseSeed(options.seed ?? 1);
  const replication = runReplication(model, { seed, replication: options.replication ?? 0, observer });
  return { ...replication, model, trace, problemsSeen, attributes };
}

/** Settings of a network that leave nothing to chance: positions as given, the primitive times of the preset. */
export interface SmallOffice {
  readonly domains?: readonly string[];
  /** Settings of every ministry, besides `in` and `per`. */
  readonly ministry?: string;
  /** Further organisations, as lines of YAML under `organisations`. */
  readonly others?: readonly string[];
  readonly levels?: readonly string[];
  /** Settings of the network `cabinet`; none when left out. */
  readonly network?: string;
  readonly networks?: readonly string[];
  readonly problem?: string;
  readonly hierarchy?: string;
  readonly outcomes?: string;
  readonly horizon?: number;
  readonly warmup?: number;
}

/**
 * One state with one ministry per domain that knows everything, each problem a row of a trace: `time,organisation,domains`, the lead
 * domain first. Service takes exactly one day and there are no delays, so what happens can be worked out by hand.
 */
export function office(settings: SmallOffice): string {
  const { domains = ['health', 'housing', 'work'], ministry = 'service: 1 day', network, horizon = 100, warmup = 0 } = settings;
  const upper = settings.levels ?? [];
  const places = upper.map((level, i) => `  ${level}: { level: ${level}${i === 0 ? '' : `, in: ${upper[i - 1]}`} }`);
  return [
    'name: office',
    `time: { horizon: ${horizon} days, warmup: ${warmup} days, sample: 1 day }`,
    `domains: [${domains.join(', ')}]`,
    `levels: [${[...upper, 'national'].join(', ')}]`,
    'jurisdictions:',
    ...places,
    `  state: { level: national${upper.length > 0 ? `, in: ${upper[upper.length - 1]}` : ''} }`,
    'organisations:',
    `  ministry: { in: state, per: domain, ${ministry} }`,
    ...(settings.others ?? []).map((line) => `  ${line}`),
    'problems:',
    '  case:',
    '    at: ministry',
    '    arrivals: { law: trace, file: cases.csv, columns: { time: { column: time, unit: days }, organisation: organisation, domain: domains } }',
    ...(settings.problem === undefined ? [] : [`    ${settings.problem}`]),
    `hierarchy: { delay: 0 days${settings.hierarchy === undefined ? '' : `, ${settings.hierarchy}`} }`,
    ...(settings.outcomes === undefined ? [] : [`outcomes: { ${settings.outcomes} }`]),
    ...(network === undefined && settings.networks === undefined ? [] : ['networks:']),
    ...(network === undefined ? [] : [`  cabinet: { members: ministry, ${network} }`]),
    ...(settings.networks ?? []).map((line) => `  ${line}`),
  ].join('\n');
}

/** The trace file of an `office`: one row per problem, `[time, ministry's domain, domains...]` with the lead domain first. */
export function cases(...rows: readonly (readonly [time: number, lead: string, ...others: string[]])[]): { readonly 'cases.csv': string } {
  const lines = rows.map(([time, ...domains]) => `${time},ministry.${domains[0]},${domains.join(';')}`);
  return { 'cases.csv': ['time,organisation,domains', ...lines, ''].join('\n') };
}
