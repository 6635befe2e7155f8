import type { LawSpec } from '../random/law-spec.js';
import { knowledgeByDomain, type Difficulties } from './knowledge.js';
import type { OrganisationRow } from './organisation-rows.js';
import type { Choice, OrganisationSettings, ServiceSpec } from './scenario.js';
import type { DeclaredKnowledge, DeclaredSettings } from './sections/organisations.js';

/** What settings are completed with. */
export interface SettingsContext {
  readonly domains: readonly string[];
  readonly difficulties: Difficulties;
  readonly coordinationDifficulties: Difficulties;
  /** Person time of a problem from below, where an organisation says nothing of it. */
  readonly ask: LawSpec;
}

/**
 * Completes the settings of an organisation with these domains. Organisations that declare the same share one object, for there may be
 * a hundred thousand of them. What is wrong is in the log.
 */
export type SettleSettings = (row: OrganisationRow, own: readonly number[]) => OrganisationSettings;

/** What was read of one declaration, by the domains of the organisations that share it. */
type LevelsByDomains = Map<string, ReturnType<typeof knowledgeByDomain>>;

const KNOWS_ALL: DeclaredKnowledge = { kind: 'all' };
const FIFO: Choice = { name: 'fifo', parameters: {} };

export function createSettleSettings({ domains, difficulties, coordinationDifficulties, ask }: SettingsContext): SettleSettings {
  const helpByDefault: ServiceSpec = { solved: ask, passed: ask };
  const settled = new WeakMap<DeclaredSettings, Map<string, OrganisationSettings>>();
  const levelsByKnowledge = { knows: new WeakMap<DeclaredKnowledge, LevelsByDomains>(), coordination_knows: new WeakMap<DeclaredKnowledge, LevelsByDomains>() };

  /** Levels by domain. What is wrong with them leaves the organisation standing, so that references to it are not wrong as well. */
  const levels = (key: 'knows' | 'coordination_knows', row: OrganisationRow, own: readonly number[]): readonly number[] => {
    const laws = key === 'knows' ? difficulties : coordinationDifficulties;
    const declared = row.settings[key] ?? KNOWS_ALL;
    const byDomains = entryOf(levelsByKnowledge[key], declared, (): LevelsByDomains => new Map());
    const read = remembered(byDomains, own.join(), () => knowledgeByDomain(declared, laws, domains, own));
    if (!('expected' in read || 'statement' in read)) return read as readonly number[];
    row.report(key, read);
    return domains.map(() => 0);
  };

  const settle = (row: OrganisationRow, own: readonly number[]): OrganisationSettings => {
    const { settings: declared } = row;
    const help = declared.help ?? helpByDefault;
    return {
      staff: declared.staff ?? 1,
      dayCost: declared.day_cost ?? 1,
      sector: declared.sector ?? 'public',
      weight: declared.weight ?? 1,
      knowledge: { z: levels('knows', row, own) },
      coordinationKnowledge: levels('coordination_knows', row, own)[0],
      // The very same object tells that the file gives no service of own problems.
      service: declared.service ?? help,
      help,
      attention: declared.attention ?? FIFO,
      ...(declared.parent === undefined ? {} : { parent: declared.parent }),
    };
  };

  return (row, own) => {
    const byDomains = entryOf(settled, row.settings, () => new Map<string, OrganisationSettings>());
    return remembered(byDomains, own.join(), () => settle(row, own));
  };
}

/** Whether the file says how long own problems take, which it must where problems arise. */
export function hasOwnService(settings: OrganisationSettings): boolean {
  return settings.service !== settings.help;
}

/** What a weak map holds for a key, made on first use. */
function entryOf<Key extends WeakKey, Value>(map: WeakMap<Key, Value>, key: Key, make: () => Value): Value {
  const value = map.get(key) ?? make();
  map.set(key, value);
  return value;
}

function remembered<Value>(map: Map<string, Value>, key: string, make: () => Value): Value {
  const value = map.get(key) ?? make();
  map.set(key, value);
  return value;
}
