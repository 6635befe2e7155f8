import { hash64 } from '../random/hash.js';
import type { Law } from '../random/law.js';
import type { LawSpec } from '../random/law-spec.js';
import { makeLaw } from '../random/make-law.js';
import type { BargainingSpec, NetworkSpec, ProblemClassSpec, Scenario } from '../scenario/scenario.js';
import type { ModelCatalogue } from './catalogue.js';
import { compileImplementation } from './implementation/implementation-model.js';
import { KindRegister } from './organisation-kinds.js';
import { NO_NETWORK, NOBODY, type BargainingModel, type HierarchyLaws, type Model, type NetworkModel, type OrganisationTable, type ProblemClass } from './model.js';
import type { AttentionRule } from './rules/attention-rules.js';

/**
 * Turns a checked scenario into the tables of a model. Cannot fail on what `parseScenario` returned with the same catalogue.
 *
 * @example
 * const model = compile(parseScenario(text, { catalogue }), catalogue);
 */
export function compile(scenario: Scenario, catalogue: ModelCatalogue): Model {
  const laws = lawCache();
  const organisations = compileOrganisations(scenario, catalogue, laws);
  const responsible = responsibleOrganisations(scenario);
  linkParents(scenario, organisations, responsible);
  const networks = compileNetworks(scenario, catalogue, laws);
  return {
    scenario,
    domains: scenario.domains.length,
    levels: scenario.levels.length,
    organisations,
    classes: scenario.problems.map((problemClass) => compileClass(problemClass, scenario, catalogue, laws)),
    hierarchy: compileHierarchy(scenario, laws),
    networks,
    uncoordinated: compileNetwork(NO_NETWORK, uncoordinatedSpec, NOBODY, catalogue, laws),
    networkOfJurisdiction: firstNetworks(scenario, networks),
    memberships: membershipsOf(scenario, networks, organisations.count),
    jurisdictionParent: Int32Array.from(scenario.jurisdictions, ({ parent }) => parent),
    jurisdictionKey: Int32Array.from(scenario.jurisdictions, ({ path }) => hash64(path).low),
    responsible,
    budgetBargaining: scenario.budgets && compileBargaining(scenario.budgets.bargaining, catalogue, laws),
    maxDomains: Math.max(1, ...scenario.problems.map(mostDomains)),
    domainKey: Int32Array.from(scenario.domains, (name) => hash64(name).low),
  };
}

/** One law object per specification object, however many organisations share it. */
type LawOf = (spec: LawSpec) => Law;

function lawCache(): LawOf {
  const made = new Map<LawSpec, Law>();
  return (spec) => {
    let law = made.get(spec);
    if (law === undefined) made.set(spec, (law = makeLaw(spec)));
    return law;
  };
}

/** Bodies that forms set up, in the order of the networks; they stand behind the scenario's organisations. */
function bodiesOf(scenario: Scenario, catalogue: ModelCatalogue): { network: NetworkSpec; name: string; staff: number; coordinationKnowledge: number }[] {
  return scenario.networks.flatMap((network) => {
    const { coordinator } = named(catalogue.forms, network.form.name);
    if (coordinator.kind !== 'body') return [];
    return [{ network, name: coordinator.name, ...coordinator.body(network.form.parameters) }];
  });
}

function compileOrganisations(scenario: Scenario, catalogue: ModelCatalogue, laws: LawOf): OrganisationTable {
  const domains = scenario.domains.length;
  const bodies = bodiesOf(scenario, catalogue);
  const own = scenario.organisations;
  const count = own.length + bodies.length;
  const register = new KindRegister(domains, laws);
  const table = {
    count,
    paths: [...own.map(({ path }) => path), ...bodies.map(({ network, name }) => `${network.path}/${name}`)],
    level: new Int32Array(count),
    jurisdiction: new Int32Array(count),
    staff: new Float64Array(count),
    weight: new Float64Array(count),
    dayCost: new Float64Array(count).fill(1),
    sector: [...own.map(({ settings }) => settings.sector), ...bodies.map(() => 'public' as const)],
    keyHigh: new Int32Array(count),
    keyLow: new Int32Array(count),
    kind: new Int32Array(count),
    coordinationKnowledge: new Float64Array(count),
    parent: new Int32Array(count * domains).fill(NOBODY),
    discipline: [
      ...own.map(({ settings }) => named(catalogue.attentionRules, settings.attention.name).discipline),
      ...bodies.map((): AttentionRule['discipline'] => ({ name: 'fifo' })),
    ],
    isBody: new Uint8Array(count),
  };
  own.forEach(({ jurisdiction, settings, domains: covered }, index) => {
    table.jurisdiction[index] = jurisdiction;
    table.staff[index] = settings.staff;
    table.weight[index] = settings.weight;
    table.dayCost[index] = settings.dayCost;
    table.coordinationKnowledge[index] = settings.coordinationKnowledge;
    table.kind[index] = register.kindOf(settings, covered);
  });
  bodies.forEach(({ network, staff, coordinationKnowledge }, i) => {
    const index = own.length + i;
    table.jurisdiction[index] = network.jurisdiction;
    table.staff[index] = staff;
    table.coordinationKnowledge[index] = coordinationKnowledge;
    table.isBody[index] = 1;
    table.kind[index] = register.kindOf(undefined, []);
  });
  for (let index = 0; index < count; index++) {
    const key = hash64(table.paths[index]);
    table.keyHigh[index] = key.high;
    table.keyLow[index] = key.low;
    table.level[index] = scenario.jurisdictions[table.jurisdiction[index]].level;
  }
  return { ...table, kinds: register.kinds };
}

/** For every jurisdiction and domain the first organisation that looks after the domain there, or in the nearest jurisdiction above. */
function responsibleOrganisations(scenario: Scenario): Int32Array {
  const domains = scenario.domains.length;
  const responsible = new Int32Array(scenario.jurisdictions.length * domains).fill(NOBODY);
  scenario.organisations.forEach(({ jurisdiction, domains: covered }, index) => {
    for (const domain of covered) {
      const place = jurisdiction * domains + domain;
      if (responsible[place] === NOBODY) responsible[place] = index;
    }
  });
  // Parents stand before their children, so one pass inherits from the nearest one above.
  scenario.jurisdictions.forEach(({ parent }, jurisdiction) => {
    if (parent === NOBODY) return;
    for (let domain = 0; domain < domains; domain++) {
      const place = jurisdiction * domains + domain;
      if (responsible[place] === NOBODY) responsible[place] = responsible[parent * domains + domain];
    }
  });
  return responsible;
}

/** Command edges: the named parent, otherwise the organisation responsible for the domain in the nearest jurisdiction above. */
function linkParents(scenario: Scenario, organisations: OrganisationTable, responsible: Int32Array): void {
  const domains = scenario.domains.length;
  const skipped = new Set(scenario.hierarchy.skipped);
  const byPath = new Map(scenario.organisations.map(({ path }, index) => [path, index]));
  scenario.organisations.forEach(({ jurisdiction, domains: covered, settings }, index) => {
    for (const domain of covered) {
      const named = settings.parent === undefined ? undefined : byPath.get(settings.parent);
      organisations.parent[index * domains + domain] = named ?? above(jurisdiction, domain);
    }
  });

  function above(jurisdiction: number, domain: number): number {
    for (let at = scenario.jurisdictions[jurisdiction].parent; at !== NOBODY; at = scenario.jurisdictions[at].parent) {
      const candidate = responsible[at * domains + domain];
      if (candidate === NOBODY) return NOBODY;
      // The candidate may stand higher than `at` itself, when nobody looks after the domain there.
      if (!skipped.has(organisations.level[candidate]) && scenario.organisations[candidate].jurisdiction === at) return candidate;
    }
    return NOBODY;
  }
}

function compileClass(spec: ProblemClassSpec, { organisations }: Scenario, catalogue: ModelCatalogue, laws: LawOf): ProblemClass {
  let cumulative = 0;
  return {
    name: spec.name,
    origins: spec.origins,
    arrivals: spec.arrivals,
    trace: spec.arrivals.law === 'trace' ? [...spec.arrivals.records].sort((a, b) => a.time - b.time) : [],
    difficulty: laws(spec.difficulty),
    coordinationDifficulty: laws(spec.coordinationDifficulty),
    domainCount: Float64Array.from(spec.domainCount, (probability) => (cumulative += probability)),
    value: laws(spec.value),
    deadline: neverHappens(spec.deadline) ? undefined : laws(spec.deadline),
    cost: spec.cost && laws(spec.cost),
    coFinancing: spec.coFinancing,
    implementation: spec.implementation && compileImplementation(spec.implementation, {
      law: laws, agreementRule: (name) => named(catalogue.agreementRules, name), placeOf: (organisation) => organisations[organisation].jurisdiction,
    }),
  };
}

function compileBargaining(spec: BargainingSpec, catalogue: ModelCatalogue, laws: LawOf): BargainingModel {
  return {
    spec,
    protocol: named(catalogue.bargainingProtocols, spec.protocol.name),
    agreement: named(catalogue.decisionRules, spec.agreement.name),
    reservation: laws(spec.reservation),
  };
}

function neverHappens(spec: LawSpec): boolean {
  return spec.law === 'constant' && spec.value === Infinity;
}

function mostDomains(spec: ProblemClassSpec): number {
  const drawn = spec.domainCount.length;
  if (spec.arrivals.law !== 'trace') return drawn;
  return spec.arrivals.records.reduce((most, { domains }) => Math.max(most, domains?.length ?? 0), drawn);
}

function compileHierarchy({ hierarchy, levels }: Scenario, laws: LawOf): HierarchyLaws {
  const idleFrom = new Float64Array(levels.length).fill(Infinity);
  for (const { level, from } of hierarchy.idle) idleFrom[level] = Math.min(idleFrom[level], from);
  return {
    delay: laws(hierarchy.delay),
    returnDelay: laws(hierarchy.returnDelay),
    patience: neverHappens(hierarchy.patience) ? undefined : laws(hierarchy.patience),
    triageTime: hierarchy.triage && laws(hierarchy.triage.time),
    confirmation: hierarchy.triage && laws(hierarchy.triage.confirmation),
    idleFrom,
  };
}

function compileNetworks(scenario: Scenario, catalogue: ModelCatalogue, laws: LawOf): NetworkModel[] {
  let nextBody = scenario.organisations.length;
  return scenario.networks.map((spec, index) => {
    const { coordinator } = named(catalogue.forms, spec.form.name);
    let hub = NOBODY;
    if (coordinator.kind === 'body') hub = nextBody++;
    if (coordinator.kind === 'member') hub = spec.form.parameters[coordinator.parameter] as number;
    return compileNetwork(index, spec, hub, catalogue, laws);
  });
}

function compileNetwork(index: number, spec: NetworkSpec, hub: number, catalogue: ModelCatalogue, laws: LawOf): NetworkModel {
  const cost = named(catalogue.costFunctions, spec.cost.name);
  const { load } = cost;
  return {
    index,
    spec,
    form: named(catalogue.forms, spec.form.name),
    convening: named(catalogue.conveningRules, spec.convening.name),
    decision: named(catalogue.decisionRules, spec.decision.name),
    hub,
    load: load?.(spec.cost.parameters),
    trust: laws(spec.trust.law),
    trustAcrossSectors: laws(spec.trust.acrossSectors ?? spec.trust.law),
    positions: laws(spec.positions.law),
    salience: laws(spec.salience),
    bargaining: compileBargaining(spec.bargaining, catalogue, laws),
    key: hash64(spec.path),
  };
}

function firstNetworks({ jurisdictions }: Scenario, networks: readonly NetworkModel[]): Int32Array {
  const first = new Int32Array(jurisdictions.length).fill(NO_NETWORK);
  for (const { index, spec } of networks) if (first[spec.jurisdiction] === NO_NETWORK) first[spec.jurisdiction] = index;
  return first;
}

/** Networks of each organisation, those of the lowest jurisdictions first. */
function membershipsOf(scenario: Scenario, networks: readonly NetworkModel[], organisations: number): number[][] {
  const memberships: number[][] = Array.from({ length: organisations }, () => []);
  networks.forEach(({ spec }, network) => {
    for (const member of spec.members) memberships[member].push(network);
  });
  const level = (network: number): number => scenario.jurisdictions[networks[network].spec.jurisdiction].level;
  for (const list of memberships) list.sort((a, b) => level(b) - level(a) || a - b);
  return memberships;
}

/** Where no network reaches: everybody decides alone, and positions are judged on a standard scale. */
const uncoordinatedSpec: NetworkSpec = {
  rule: 'none',
  path: 'none',
  jurisdiction: 0,
  members: [],
  form: { name: 'silo', parameters: {} },
  convening: { name: 'affected', parameters: {} },
  decision: { name: 'unanimity', parameters: {} },
  trustRule: 'dyads',
  trust: { law: { law: 'constant', value: 0 }, centralisation: 0, gain: 0, loss: 0, drift: 0 },
  positions: { law: { law: 'normal', mean: 0, sd: 1, min: -Infinity, max: Infinity }, scale: 1 },
  salience: { law: 'constant', value: 1 },
  times: { write: 0, read: 0, verify: 0, decide: 0, acknowledge: 0, intervention: 0, meeting: 0, approve: 0, notice: 0 },
  acceptance: { base: 0, slope: 0 },
  persuasion: 0,
  rounds: 1,
  beyondCompetence: 'repeat',
  cost: { name: 'emergent', parameters: {} },
  tolerance: 1,
  overlap: 0,
  displacement: 0,
  // Nobody bargains where no network reaches: everybody pays for its own part.
  bargaining: {
    protocol: { name: 'equal', parameters: {} },
    agreement: { name: 'unanimity', parameters: {} },
    rounds: 1,
    shading: 0,
    yielding: 0,
    arbitration: false,
    reservation: { law: 'constant', value: 1 },
  },
};

function named<T extends { readonly name: string }>(entries: readonly T[], name: string): T {
  const found = entries.find((entry) => entry.name === name);
  if (found === undefined) throw new RangeError(`the catalogue has no entry "${name}"`);
  return found;
}
