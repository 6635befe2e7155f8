import type { Scenario } from '../scenario/scenario.js';
import { settingsInForce, type SettingsInForce } from '../scenario/setting-in-force.js';
import type { DesignPoint } from './design.js';

/** What holds at a path of a design point, set by it or not, as one would write it; undefined where there is nothing. */
export type PointSettings = (point: DesignPoint, path: string) => unknown;

/** The settings of design points of a scenario. Those of the last point asked for are kept: all together would fill the memory. */
export function pointSettings(scenario: Scenario): PointSettings {
  let last: { readonly point: DesignPoint; readonly settings: SettingsInForce } | undefined;
  return (point, path) => {
    if (last?.point !== point) last = { point, settings: settingsInForce(scenario, point.changes) };
    return last.settings(path);
  };
}

/** Variant of points that start from the file itself, where no variant says the same as the file. */
const FILE_ITSELF = 'as in the file';

/** The variant of the file that design points start from: also of those that start from the file itself, where a variant says the same. */
export function pointVariants(scenario: Scenario): (point: DesignPoint) => string {
  const inFile = settingsInForce(scenario);
  const isFile = (changes: Readonly<Record<string, unknown>>): boolean =>
    Object.entries(changes).every(([path, value]) => JSON.stringify(value ?? undefined) === JSON.stringify(inFile(path)));
  const ownName = scenario.variants.find(({ changes }) => isFile(changes))?.name ?? FILE_ITSELF;
  return ({ variant }) => variant ?? ownName;
}
