import { knowledgeByDomain, type Difficulties } from './knowledge.js';
import type { OrganisationRow } from './organisation-rows.js';
import type { LawSpec } from '../random/law-spec.js';
import type { OrganisationSettings } from './scenario.js';
import type { DeclaredSettings } from './sections/organisations.js';

/** What settings are completed with. */
export interface SettingsContext {
  readonly domains: readonly string[];
  readonly difficulties: Difficulties;
  readonly coordinationDifficulties: Difficulties;
  /** Person time of a problem from below, where an organisation says nothing of it. */
  readonly ask: LawSpec;
}

/** Completes settings; organisations that declare the same share one object. What is wrong is in the log. */
export type SettleSettings = (row: OrganisationRow, own: readonly number[]) => OrganisationSettings;

export function createSettleSettings(context: SettingsContext): SettleSettings {
  const settled = new WeakMap<DeclaredSettings, Map<string, OrganisationSettings>>();
  return (row, own) => {
    let byDomains = settled.get(row.settings);
    if (byDomains === undefined) {
      byDomains = new Map();
      settled.set(row.settings, byDomains);
    }
    const key = own.join();
    const known = byDomains.get(key) ?? settle(row, own, context);
    byDomains.set(key, known);
    return known;
  };
}

function settle(row: OrganisationRow, own: readonly number[], context: SettingsContext): OrganisationSettings {
  const { settings: declared } = row;
  const { domains, difficulties, coordinationDifficulties, ask } = context;
  /** Levels by domain; what is wrong with them leaves the organisation standing, so that references to it are not wrong as well. */
  const levels = (key: 'knows' | 'coordination_knows', laws: Difficulties): readonly number[] => {
    const read = knowledgeByDomain(declared[key] ?? { kind: 'all' }, laws, domains, own);
    if (!('expected' in read || 'statement' in read)) return read as readonly number[];
    row.report(key, read);
    return domains.map(() => 0);
  };
  const help = declared.help ?? { solved: ask, passed: ask };
  return {
    staff: declared.staff ?? 1,
    dayCost: declared.day_cost ?? 1,
    sector: declared.sector ?? 'public',
    weight: declared.weight ?? 1,
    knowledge: { z: levels('knows', difficulties) },
    coordinationKnowledge: levels('coordination_knows', coordinationDifficulties)[0]!,
    // The very same object tells that the file gives no service of own problems.
    service: declared.service ?? help,
    help,
    attention: declared.attention ?? { name: 'fifo', parameters: {} },
    ...(declared.parent === undefined ? {} : { parent: declared.parent }),
  };
}

/** Whether the file says how long own problems take, which it must where problems arise. */
export function hasOwnService(settings: OrganisationSettings): boolean {
  return settings.service !== settings.help;
}
