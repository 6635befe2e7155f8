import { timesSetting } from './fitted-scenario.js';
import { fittedNames } from './fitted-names.js';
import type { LogFit } from './log-fit.js';

/** What a log that tells nothing but stays does not say of work, assumed. */
export interface AssumedQueues {
  /** Levels with limited staff, counted from the bottom. */
  readonly levels: number;
  /** Share of a stay that is work on the case, in (0, 1]; the rest is to come of waiting. */
  readonly workShare: number;
  /** Share of the time that staff would have been busy with the work in the window, in (0, 1]. */
  readonly utilisation: number;
}

/**
 * Changes that give a fitted scenario queues, for `varyScenario`: each domain's organisation at the lowest levels has so much staff that the
 * work of the window would have kept it busy for the assumed share of the time.
 *
 * @param fit of stays alone, with domains and without jurisdictions
 * @throws RangeError for another fit
 * @example varyScenario(scenario, queueChanges(fit, { levels: 2, workShare: 0.5, utilisation: 0.8 }))
 */
export function queueChanges(fit: LogFit, { levels, workShare, utilisation }: AssumedQueues): Record<string, unknown> {
  const { groups: { portfolios }, identification, settings: { grouping } } = fit;
  if (identification !== 'stays' || grouping.domain === undefined || grouping.jurisdiction !== undefined) {
    throw new RangeError('queueChanges: expected a fit of stays with domains and without jurisdictions');
  }
  const names = fittedNames(fit);
  const load = meanOpen(fit);
  return Object.fromEntries(fit.levels.filter(({ level }) => level < levels).flatMap((estimate): [string, unknown][] => {
    const { level, group } = estimate;
    const rule = `organisations.${names.rule(level, group)}`;
    const desks = portfolios.flatMap(({ name, group: own }, portfolio) => (own === group
      ? [{ name, domains: [name], staff: Math.max(1, Math.round((load(level, portfolio) * workShare) / utilisation)) }]
      : []));
    const replaced = ['per', 'domains', 'staff'].map((key): [string, unknown] => [`${rule}.${key}`, null]);
    return [...replaced, [`${rule}.list`, desks], [`${rule}.${level === 0 ? 'service' : 'help'}`, timesSetting(estimate, workShare)]];
  }));
}

/** Mean number of cases in the window at a level, by portfolio. */
function meanOpen({ seen: { stays }, window: { from, to }, groups: { portfolioOf } }: LogFit): (level: number, portfolio: number) => number {
  const days = new Map<string, number>();
  for (const { caseIndex, level, entry, exit } of stays) {
    const key = `${level} ${portfolioOf[caseIndex]}`;
    days.set(key, (days.get(key) ?? 0) + Math.max(0, Math.min(exit, to) - Math.max(entry, from)));
  }
  return (level, portfolio) => (days.get(`${level} ${portfolio}`) ?? 0) / (to - from);
}
