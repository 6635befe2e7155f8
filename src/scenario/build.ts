import { placeBudgets } from './budgets.js';
import { readDeclaration, type Declaration } from './declaration.js';
import { deepFreeze } from './freeze.js';
import { placeHierarchy } from './hierarchy.js';
import { valueAt } from './issues.js';
import { expandJurisdictions } from './jurisdictions.js';
import { expandNetworks } from './networks.js';
import { expandOrganisations } from './organisations.js';
import { placeProblems } from './problem-classes.js';
import { createProblemLog, type ProblemLog } from './problem-log.js';
import { statement } from './reason.js';
import type { Scenario } from './scenario.js';
import type { Problem } from './scenario-error.js';
import { rememberSource, type Source } from './source.js';

/** A scenario, or all that is wrong with its source. */
export type Built = { readonly scenario: Scenario; readonly problems: readonly [] } | { readonly scenario: undefined; readonly problems: readonly Problem[] };

/** Reads every section, looks up every name, expands every rule. */
export function build(source: Source): Built {
  const log = createProblemLog(source.document);
  const calendar = valueAt(source.document.root, ['time', 'calendar']) === 'civil' ? 'civil' : 'working';
  const schema = source.schema(calendar);
  const declaration = readDeclaration(source.document, schema, log);
  const scenario = assemble(declaration, source, schema.organisationSettings, log);
  return scenario === undefined || log.problems.length > 0 ? { scenario: undefined, problems: log.problems } : { scenario, problems: [] };
}

/** Hands a scenario out: frozen, and with its source kept for later changes. */
export function finish(scenario: Scenario, source: Source): Scenario {
  rememberSource(scenario, source);
  return deepFreeze(scenario);
}

/** Undefined when a section is missing without which nothing else can be said. */
function assemble(
  declaration: Declaration, source: Source, settingsSchema: Parameters<typeof expandOrganisations>[1]['settingsSchema'], log: ProblemLog,
): Scenario | undefined {
  const { files } = source;
  const { levels, domains, time, hierarchy, outcomes, budgets, name, seed, replications, headline } = declaration;
  if (levels === undefined || domains === undefined) return undefined;
  const { root } = source.document;
  const isValid = (): boolean => log.problems.length === 0;
  const places = [root['levels'], root['jurisdictions']];
  const geography = source.kept.expansion('jurisdictions', places, () => expandJurisdictions(declaration.jurisdictions, levels, files, log), isValid);
  // What organisations know is a share of problems, and times depend on the calendar.
  const offices = [...places, root['organisations'], root['domains'], root['problems'], root['hierarchy'], root['time']];
  const roster = source.kept.expansion('organisations', offices, () => expandOrganisations(declaration.organisations, {
    levels, domains, geography, files, settingsSchema, log,
    difficulties: new Map([...declaration.problems].map(([problem, declared]) => [problem, declared?.difficulty])),
    coordinationDifficulties: new Map([...declaration.problems].map(([problem, declared]) => [problem, declared?.coordination_difficulty])),
    ask: hierarchy?.ask ?? { law: 'constant', value: 0 },
  }), isValid);
  const problems = placeProblems(declaration.problems, { levels, domains, geography, roster, time, files, log });
  const networks = expandNetworks(declaration.networks, { geography, jurisdictionRules: [...declaration.jurisdictions.keys()], roster, log });
  const placedBudgets = budgets === undefined ? undefined : placeBudgets(budgets, roster, time, log);
  if (source.document.root['budgets'] === undefined) reportIdleFunds(declaration.networks, log);
  const placedHierarchy = hierarchy === undefined ? undefined : placeHierarchy(hierarchy, levels, log);
  if (name === undefined || time === undefined || outcomes === undefined || placedHierarchy === undefined) return undefined;
  if (seed === undefined || replications === undefined || headline === undefined) return undefined;
  return {
    name, title: declaration.title ?? name, question: declaration.question ?? '', sources: declaration.sources ?? [],
    time, seed, replications, domains, levels,
    jurisdictions: geography.specs, organisations: roster.specs, problems, hierarchy: placedHierarchy, networks, outcomes, headline,
    ...(placedBudgets === undefined ? {} : { budgets: placedBudgets }),
    variants: [...declaration.variants].map(([variant, changes]) => ({ name: variant, changes: changes ?? {} })),
  };
}

/** Common funds are fed by levies on budgets. */
function reportIdleFunds(networks: Declaration['networks'], log: ProblemLog): void {
  for (const [rule, declared] of networks) {
    if (declared?.fund === undefined) continue;
    log.report(['networks', rule, 'fund'], { ...statement('nothing can be levied'), advice: 'say in "budgets" where money comes from' });
  }
}
