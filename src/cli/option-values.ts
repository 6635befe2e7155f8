import { parse } from 'yaml';
import type { Factors } from '../experiment/design.js';
import type { PlacedSetting } from '../scenario/command-line-changes.js';
import { UsageError, type Io } from './io.js';
import type { LoadedPlugins, PluginFlags } from './plugins.js';
import { loadScenario, type LoadedScenario } from './scenario-files.js';

/** Options that change a scenario before anything is done with it. */
export interface ChangeFlags extends PluginFlags {
  readonly set?: readonly string[];
  readonly until?: string;
}

/** The scenario with `--set` and `--until`. */
export function loadChanged(name: string, { set = [], until }: ChangeFlags, io: Io, extensions: LoadedPlugins): { readonly set: readonly string[]; readonly loaded: LoadedScenario } {
  const horizon = horizonOf(until);
  return { set: [...set, ...horizon.map(({ setting }) => setting)], loaded: loadScenario(name, [...set, ...horizon], io, extensions) };
}

/** `--until`, which is another word for a change of `time.horizon`. */
export function horizonOf(until: string | undefined): readonly PlacedSetting[] {
  return until === undefined ? [] : [{ setting: `time.horizon=${until}`, place: () => ({ change: `--until ${until}` }) }];
}

/** `PATH=A,B,C` as YAML values; a value with a comma stands in quotes or brackets. */
export function factorsOf(texts: readonly string[]): Factors {
  const factors = new Map<string, readonly unknown[]>();
  for (const text of texts) {
    const split = text.indexOf('=');
    if (split < 1) throw new UsageError(`--vary ${text}: expected PATH=VALUE,VALUE such as networks.cabinet.rounds=2,4,6`);
    const path = text.slice(0, split).trim();
    if (factors.has(path)) throw new UsageError(`--vary ${path}: varied twice`);
    factors.set(path, valuesOf(text, text.slice(split + 1)));
  }
  return Object.fromEntries(factors);
}

function valuesOf(text: string, list: string): readonly unknown[] {
  let values: unknown;
  try {
    values = parse(`[${list}]`, { logLevel: 'error' });
  } catch {
    values = undefined;
  }
  if (!Array.isArray(values) || values.length === 0) {
    throw new UsageError(`--vary ${text}: expected values separated by commas, such as 2,4,6 (a value with a comma in quotes)`);
  }
  return values;
}

/** @throws UsageError unless the text is a whole number of at least `least`. */
export function wholeNumber(flag: string, text: string, least = 1): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value) || value < least) throw new UsageError(`${flag} ${text}: expected a whole number of at least ${least}`);
  return value;
}
