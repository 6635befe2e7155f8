import { catalogue } from '../../src/model/catalogue.js';
import { compile } from '../../src/model/compile.js';
import type { ProblemRecord } from '../../src/model/observer.js';
import { runReplication, type Replication } from '../../src/model/replication.js';
import { levelColumns, networkColumns, organisationColumns, systemColumns, type SeriesColumn } from '../../src/model/series.js';
import type { Model } from '../../src/model/model.js';
import { normaliseSeed } from '../../src/random/seed.js';
import { parseScenario } from '../../src/scenario/parse-scenario.js';

/** A scenario of a page, with the numbers that the page says it yields. */
export interface WorkedExample {
  /** Headings above it and its number under the last one. */
  readonly title: string;
  readonly scenario: string;
  /** Text of the data file, whatever the scenario calls it; empty without one. */
  readonly data: string;
  readonly lines: readonly string[];
}

/** A line `quantity = number`, `quantity = missing` or `quantity = number (within 1 %)`. */
export interface StatedNumber {
  readonly quantity: string;
  readonly value: number | undefined;
  /** Largest relative deviation. */
  readonly tolerance: number;
}

/** Blocks of a page in their order: headings, and fenced blocks with their language. */
const BLOCK = /^(?<level>#{2,4}) (?<heading>.+)$|^```(?<language>yaml|csv|text)\n(?<body>[\s\S]*?)^```$/gm;

/** Every block of YAML of a page with the block of CSV that may follow it and the block of text that must. */
export function workedExamples(page: string): readonly WorkedExample[] {
  const examples: { title: string; scenario: string; data: string; lines: string[] }[] = [];
  let heading = '';
  let number = 0;
  for (const { groups = {} } of page.matchAll(BLOCK)) {
    const { heading: title, language, body } = groups as Partial<Record<string, string>>;
    if (title !== undefined) [heading, number] = [title, 0];
    else if (language === 'yaml') examples.push({ title: `${heading} (${++number})`, scenario: body ?? '', data: '', lines: [] });
    else if (language === 'csv') examples[examples.length - 1].data += body ?? '';
    else examples[examples.length - 1].lines.push(...(body ?? '').split('\n').filter((line) => line.trim() !== ''));
  }
  return examples;
}

/** @throws RangeError when the line is not of this form */
export function statedNumber(line: string): StatedNumber {
  const groups = /^(?<quantity>[a-z].*?) += +(?<value>-?\d+(\.\d+)?(e-?\d+)?|missing)( \(within (?<percent>\d+(\.\d+)?) %\))?$/.exec(line)?.groups;
  if (groups === undefined) throw new RangeError(`expected "quantity = number", found "${line}"`);
  const { quantity, value, percent } = groups as { quantity: string; value: string; percent: string | undefined };
  return { quantity, value: value === 'missing' ? undefined : Number(value), tolerance: percent === undefined ? 1e-6 : Number(percent) / 100 };
}

/** One replication of an example, and what can be asked of it. */
export interface Outcome {
  readonly replication: Replication;
  /**
   * A measure by its name; a cell of a table, `queue of level local at 10`, `trust_density of network cabinet at 10`, `solved of the system at
   * 10`, `items of organisation city/desk`; a number of one problem, `compliance of problem 1`; or what was drawn for it,
   * `position of city/desk on problem 1`.
   * @throws RangeError when there is no such thing
   */
  readonly read: (quantity: string) => number | undefined;
}

export function outcomeOf({ scenario: text, data }: WorkedExample): Outcome {
  const scenario = parseScenario(text, { catalogue, readText: () => data });
  const model = compile(scenario, catalogue);
  const records = new Map<string, ProblemRecord>();
  const attributes = new Map<string, number>();
  const observer = {
    problem: (record: ProblemRecord) => records.set(record.problem, record),
    attribute: (problem: string, name: string, value: number) => attributes.set(`${name} on problem ${problem}`, value),
  };
  const replication = runReplication(model, { seed: normaliseSeed(scenario.seed), replication: 0, observer });
  return {
    replication,
    read: (quantity) => {
      if (attributes.has(quantity)) return attributes.get(quantity);
      const [name, of = '', at = ''] = quantity.split(/ of (?:the )?| at (?=[\d.]+$)/);
      const problem = /^problem (.+)$/.exec(of)?.[1];
      if (problem !== undefined) return fieldOf(records, problem, name);
      if (of === '') return valueAt(replication.measures, name);
      return cellOf(replication, model, name, of, Number(at));
    },
  };
}

function fieldOf(records: ReadonlyMap<string, ProblemRecord>, problem: string, name: string): number | undefined {
  const value = valueAt((records.get(problem) ?? {}) as Readonly<Record<string, unknown>>, name);
  if (typeof value !== 'number' && value !== undefined) throw new RangeError(`${name} of problem ${problem} is no number`);
  return value;
}

function cellOf({ system, levels, networks, organisations }: Replication, model: Model, name: string, of: string, time: number): number | undefined {
  const [kind, subject = ''] = of.split(' ');
  const indexOf = (names: readonly string[]): number => {
    if (!names.includes(subject)) throw new RangeError(`expected one of ${names.join(', ')}, found ${subject}`);
    return names.indexOf(subject);
  };
  const column = (columns: readonly Pick<SeriesColumn<never>, 'name'>[]): number => {
    const index = columns.findIndex((candidate) => candidate.name === name);
    if (index < 0) throw new RangeError(`no column is called ${name}`);
    return index;
  };
  const row = (rows: readonly (readonly (number | undefined)[])[], ...key: readonly number[]): readonly (number | undefined)[] => {
    const found = rows.find((cells) => key.every((value, i) => cells[i] === value));
    if (found === undefined) throw new RangeError(`no row at ${key.join(', ')}`);
    return found;
  };
  switch (kind) {
    case 'system': return row(system, time)[1 + column(systemColumns)];
    case 'level': return row(levels, time, indexOf(model.scenario.levels))[2 + column(levelColumns)];
    case 'network': return row(networks, time, indexOf(model.networks.map(({ spec }) => spec.path)))[2 + column(networkColumns)];
    case 'organisation': return organisations[indexOf(model.organisations.paths)][column(organisationColumns)];
    default: throw new RangeError(`expected the system, level, network, organisation or problem, found "${of}"`);
  }
}

function valueAt<Value>(values: Readonly<Record<string, Value>>, name: string): Value {
  if (!Object.hasOwn(values, name)) throw new RangeError(`nothing is called ${name}`);
  return values[name];
}
