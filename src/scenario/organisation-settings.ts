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

/** Completes settings; organisations that declare the same share one object. Undefined when something is wrong, which is then in the log. */
export type SettleSettings = (row: OrganisationRow, own: readonly number[]) => OrganisationSettings | undefined;

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
    if (known !== undefined) byDomains.set(key, known);
    return known;
  };
}

function settle(row: OrganisationRow, own: readonly number[], context: SettingsContext): OrganisationSettings | undefined {
  const { settings: declared } = row;
  const { domains, difficulties, coordinationDifficulties, ask } = context;
  const z = knowledgeByDomain(declared.knows ?? { kind: 'all' }, difficulties, domains, own);
  const zco = knowledgeByDomain(declared.coordination_knows ?? { kind: 'all' }, coordinationDifficulties, domains, own);
  if (z !== undefined && !Array.isArray(z) && 'reason' in z) row.report('knows', z.reason);
  if (zco !== undefined && !Array.isArray(zco) && 'reason' in zco) row.report('coordination_knows', zco.reason);
  if (!Array.isArray(z) || !Array.isArray(zco)) return undefined;
  const help = declared.help ?? { solved: ask, passed: ask };
  return {
    staff: declared.staff ?? 1,
    dayCost: declared.day_cost ?? 1,
    sector: declared.sector ?? 'public',
    weight: declared.weight ?? 1,
    knowledge: { z: z as readonly number[] },
    coordinationKnowledge: zco[0] as number,
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
