import { catalogue as builtIn, type ModelCatalogue } from '../../src/model/catalogue.js';
import { compile } from '../../src/model/compile.js';
import type { Coordination } from '../../src/model/coordination.js';
import type { Model } from '../../src/model/model.js';
import type { ProblemRecord, TraceKind } from '../../src/model/observer.js';
import { runReplication, type Replication } from '../../src/model/replication.js';
import { organisationColumns } from '../../src/model/series.js';
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
    if (!Object.hasOwn(files, path)) throw new Error(`no file ${path}`);
    return files[path];
  };
  return compile(parseScenario(text, { catalogue, readText, set }), catalogue);
}

/** Parses, compiles and runs one replication without an observer. */
export function replicate(text: string, options: RunOptions = {}): Replication {
  return runReplication(modelOf(text, options), { seed: normaliseSeed(options.seed ?? 1), replication: options.replication ?? 0 });
}

/** The row of an organisation at the end of a run, by column. */
export function organisationRow({ organisations }: Replication, model: Model, path: string): Readonly<Record<string, number | undefined>> {
  const row = organisations[model.organisations.paths.indexOf(path)];
  return Object.fromEntries(organisationColumns.map(({ name }, index) => [name, row[index]]));
}

/** What an organisation, named by the end of its path, had as an attribute of a problem. */
export function attributeOf({ attributes, model }: Run, problem: string, attribute: string, organisation: string): number {
  const path = model.organisations.paths.find((candidate) => candidate.endsWith(organisation));
  const value = attributes.get(`${problem} | ${attribute} of ${path ?? organisation}`);
  if (value === undefined) throw new Error(`no ${attribute} of ${organisation} was used for ${problem}`);
  return value;
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

/** What is particular about an `office`; each text is a piece of the scenario file. */
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

/** A catalogue, and a look at the state of the replication that was last set up with it. */
export function watchedCatalogue(original: ModelCatalogue = builtIn): { readonly catalogue: ModelCatalogue; readonly coordination: () => Coordination } {
  let seen: Coordination | undefined;
  const forms = original.forms.map((form): ModelCatalogue['forms'][number] => ({
    ...form,
    protocol: (coordination, network) => {
      seen = coordination;
      return form.protocol(coordination, network);
    },
  }));
  return {
    catalogue: { ...original, forms },
    coordination: () => {
      if (seen === undefined) throw new Error('no replication has been set up');
      return seen;
    },
  };
}

/** Everything that a replication in which all problems have ended should have let go of. */
export function leftovers(coordination: Coordination): Readonly<Record<string, number>> {
  const { world } = coordination;
  const organisations = Array.from({ length: world.model.organisations.count }, (_, organisation) => organisation);
  const sum = (of: (organisation: number) => number): number => organisations.reduce((total, organisation) => total + of(organisation), 0);
  return {
    problems: world.problems.live,
    parts: world.parts.live,
    issues: [...coordination.openIssues()].length,
    waiting: sum((organisation) => world.bank.queueLength(organisation)),
    inService: sum((organisation) => world.bank.busyServers(organisation)),
    bookings: sum((organisation) => {
      const calendar = world.calendarOf(organisation);
      world.calendars.forgetBefore(calendar, world.now);
      return world.calendars.bookings(calendar);
    }),
    // Sampling goes on for ever.
    events: world.simulation.pending - 1,
  };
}

/** `leftovers` of a replication that has let go of everything. */
export const nothingLeft = { problems: 0, parts: 0, issues: 0, waiting: 0, inService: 0, bookings: 0, events: 0 };
