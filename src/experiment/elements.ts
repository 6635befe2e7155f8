import type { ModelCatalogue } from '../model/catalogue.js';
import type { Choice, NetworkSpec, Scenario } from '../scenario/scenario.js';
import { sourceOf } from '../scenario/source.js';
import { varyScenario } from '../scenario/vary.js';
import { settingAt, settingDifferences, type SettingDifference, type Settings } from './setting-differences.js';

/** Something that two variants set differently: one setting, or several that make sense together only. */
export interface Element {
  readonly name: string;
  readonly differences: readonly SettingDifference[];
}

/** Something that takes time under both variants and can be imagined away: what changes for that, under one of them. */
export interface Mechanism {
  readonly name: string;
  readonly meaning: string;
  changes(scenario: Scenario, settings: Settings): Readonly<Record<string, unknown>>;
}

/** Settings that do not change what happens in a run. */
const PROSE: readonly string[] = ['name', 'title', 'question', 'sources', 'seed', 'replications', 'headline', 'variants'];

/** Elements of a network's protocol by the key of the setting. */
const protocol: Readonly<Record<string, string>> = {
  decision: 'decision rule',
  trust_rule: 'trust rule',
  convening: 'convening rule',
  beta: 'stake',
  'times.notice': 'calendar',
  'times.meeting': 'calendar',
  'times.intervention': 'calendar',
  'times.read': 'reading',
  'times.verify': 'verification',
  'times.write': 'writing and deciding',
  'times.decide': 'writing and deciding',
  'times.acknowledge': 'writing and deciding',
  'times.approve': 'writing and deciding',
};

export function settingsOf(scenario: Scenario): Settings {
  return sourceOf(scenario).document.root;
}

/** Two scenarios in which decision rules and trust rules stand in the file wherever the form differs, since every form has defaults of its own. */
export function withExplicitRules(a: Scenario, b: Scenario): readonly [Scenario, Scenario] {
  const forms = (scenario: Scenario): Map<string, NetworkSpec> => new Map(scenario.networks.map((network) => [network.rule, network]));
  const [inA, inB] = [forms(a), forms(b)];
  const rules = [...inA.keys()].filter((rule) => inB.has(rule) && inA.get(rule)?.form.name !== inB.get(rule)?.form.name);
  const explicit = (scenario: Scenario, networks: ReadonlyMap<string, NetworkSpec>): Scenario => {
    const settings = settingsOf(scenario);
    const changes = rules.flatMap((rule) => {
      const network = networks.get(rule);
      if (network === undefined) return [];
      const paths = [`networks.${rule}.decision`, `networks.${rule}.trust_rule`];
      const values = [written(network.decision), network.trustRule];
      return paths.flatMap((path, index) => (settingAt(settings, path) === undefined ? [[path, values[index]] as const] : []));
    });
    return changes.length === 0 ? scenario : varyScenario(scenario, Object.fromEntries(changes));
  };
  return [explicit(a, inA), explicit(b, inB)];
}

/** A default choice has no parameters that need to be written. */
function written({ name }: Choice): string {
  return name;
}

/**
 * What two scenarios set differently, as elements: form with its parameters, decision rule, trust rule and the other elements of protocols, each
 * over all networks at once; every other path is an element of its own.
 */
export function elementsOf(a: Scenario, b: Scenario, catalogue: ModelCatalogue): Element[] {
  const groups = new Map<string, SettingDifference[]>();
  for (const difference of settingDifferences(settingsOf(a), settingsOf(b), PROSE)) {
    const name = elementOf(difference.path, a, b, catalogue);
    groups.set(name, [...(groups.get(name) ?? []), difference]);
  }
  return [...groups].map(([name, differences]) => ({ name, differences }));
}

/** Elements with those merged that have the beginning of their path in common, no more than it takes to have at most `most` if that can be. */
export function coarsened(elements: readonly Element[], most: number): readonly Element[] {
  const deepest = elements.reduce((depth, { name }) => Math.max(depth, name.split('.').length), 1);
  let merged = elements;
  for (let depth = deepest - 1; depth >= 1 && merged.length > most; depth--) {
    const groups = new Map<string, SettingDifference[]>();
    for (const { name, differences } of elements) {
      const group = name.split('.').slice(0, depth).join('.');
      groups.set(group, [...(groups.get(group) ?? []), ...differences]);
    }
    merged = [...groups].map(([name, differences]) => ({ name, differences }));
  }
  return merged;
}

function elementOf(path: string, a: Scenario, b: Scenario, catalogue: ModelCatalogue): string {
  const [section, rule, ...keys] = path.split('.');
  const [inA, inB] = [a, b].map(({ networks }) => networks.find((network) => network.rule === rule)?.form);
  if (section !== 'networks' || keys.length === 0 || inA === undefined || inB === undefined) return path;
  const changesForm = inA.name !== inB.name && (keys[0] === 'form' || keys[0] in inA.parameters || keys[0] in inB.parameters);
  if (changesForm) return [inA, inB].every(({ name }) => hasCoordinator(name, catalogue)) ? 'ownership' : 'form';
  const key = [keys.join('.'), keys[0]].find((candidate) => Object.hasOwn(protocol, candidate));
  return key === undefined ? path : protocol[key];
}

function hasCoordinator(form: string, { forms }: ModelCatalogue): boolean {
  return forms.find(({ name }) => name === form)?.coordinator.kind !== 'none';
}

/** Changes that give an element the value it has under `side`, in a scenario that may have either. */
export function switchedTo(side: 'a' | 'b', elements: readonly Element[], scenario: Scenario): Readonly<Record<string, unknown>> {
  const settings = settingsOf(scenario);
  const changes = elements.flatMap(({ differences }) => differences).flatMap((difference): (readonly [string, unknown])[] => {
    const { path, [side]: value } = difference;
    const present = settingAt(settings, path) !== undefined;
    return value === undefined ? (present ? [[path, null]] : []) : [[path, value]];
  });
  return Object.fromEntries(changes);
}

const NO_TIME = '0 days';

/** Every network of a scenario, by rule, with what its settings become. */
function inNetworks(changes: (network: NetworkSpec) => Readonly<Record<string, unknown>>): Mechanism['changes'] {
  return ({ networks }) => {
    const rules = new Map(networks.map((network) => [network.rule, network]));
    return Object.fromEntries([...rules].flatMap(([rule, network]) => Object.entries(changes(network)).map(([key, value]) => [`networks.${rule}.${key}`, value])));
  };
}

const times = (...names: readonly string[]): Mechanism['changes'] => inNetworks(() => Object.fromEntries(names.map((name) => [`times.${name}`, NO_TIME])));

/** What takes time under both variants, so that a difference can come about through it. */
export const mechanisms: readonly Mechanism[] = [
  {
    name: 'calendar',
    meaning: 'no notice, and meetings take no time',
    changes: inNetworks(({ form }) => ({ 'times.notice': NO_TIME, 'times.meeting': NO_TIME, 'times.intervention': NO_TIME, ...('board_length' in form.parameters ? { board_length: NO_TIME } : {}) })),
  },
  { name: 'reading', meaning: 'reading takes no time', changes: times('read') },
  { name: 'verification', meaning: 'verification takes no time', changes: times('verify') },
  { name: 'writing and deciding', meaning: 'writing, deciding, acknowledging and approving take no time', changes: times('write', 'decide', 'acknowledge', 'approve') },
  { name: 'own operations', meaning: 'diagnosis and help take no time, so that nothing else competes for staff', changes: withoutOperations },
  { name: 'stake', meaning: 'the coordinator has no stake (beta 0)', changes: inNetworks(({ form }) => ('beta' in form.parameters ? { beta: 0 } : {})) },
  { name: 'consultations', meaning: 'nobody is asked for advice', changes: inNetworks(({ form }) => ('consultations' in form.parameters ? { consultations: 0 } : {})) },
  { name: 'transmission', meaning: 'problems and answers travel in no time', changes: () => ({ 'hierarchy.delay': NO_TIME, 'hierarchy.return_delay': NO_TIME }) },
  {
    name: 'costs',
    meaning: 'nothing costs money, so that nobody bargains or waits for any',
    changes: ({ problems }) => Object.fromEntries(problems.flatMap(({ name, cost, implementation }) => [
      ...(cost === undefined ? [] : [`problems.${name}.cost`]),
      ...(implementation?.cascade?.cost === undefined ? [] : [`problems.${name}.implementation.cascade.cost`]),
    ]).map((path) => [path, 0] as const)),
  },
  { name: 'clearances', meaning: 'granting or refusing a clearance takes no time', changes: inProgrammes('time') },
  { name: 'gaps', meaning: 'refused clearances are asked for again at once', changes: inProgrammes('gap') },
];

function withoutOperations(_: Scenario, settings: Settings): Readonly<Record<string, unknown>> {
  const rules = Object.entries((settings['organisations'] ?? {}) as Readonly<Record<string, Settings>>);
  const keys = ['service', 'help'];
  const listed = ({ list }: Settings): readonly unknown[] => (Array.isArray(list) ? list : []);
  return Object.fromEntries(rules.flatMap(([rule, organisations]) => [
    ...keys.map((key) => [`organisations.${rule}.${key}`, NO_TIME]),
    ...listed(organisations).flatMap((entry, index) =>
      keys.filter((key) => typeof entry === 'object' && entry !== null && key in entry).map((key) => [`organisations.${rule}.list[${index}].${key}`, NO_TIME])),
  ]) as [string, string][]);
}

/** Where tries have no limit, asking in no time could go on for ever in one instant. */
function inProgrammes(key: 'time' | 'gap'): Mechanism['changes'] {
  return ({ problems }) => Object.fromEntries(problems.flatMap(({ name, implementation }) => {
    const { tries = Infinity } = implementation?.clearances ?? {};
    return tries === Infinity ? [] : [[`problems.${name}.implementation.${key}`, NO_TIME]];
  }));
}
