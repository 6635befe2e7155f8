import { nearestName } from '../scenario/names.js';
import type { ActivityLog } from './activity-log.js';
import { EventLogError } from './event-log.js';

/** Which activities belong to which level of the hierarchy, and what the others do to a case. */
export interface LevelPlan {
  /** From the bottom to the top. */
  readonly levels: readonly { readonly name: string; readonly activities: readonly string[] }[];
  /** Activities that end a case; the first is the regular one. Without any, a case ends with the last level that completes it. */
  readonly endings: readonly string[];
  /** Activities with which a case comes in before any level begins with it. */
  readonly arrivals: readonly string[];
  /** Activities that leave a case as it is; `*` stands for all that are not named. */
  readonly ignored: readonly string[];
}

/** What an activity does to a case: a level's index, or one of these. */
export const Role = { arrival: -1, ending: -2, ignored: -3 } as const;

/**
 * The role of each activity of a log, by its code.
 *
 * @throws EventLogError naming every activity that the plan does not know, with its first line, and every one of the plan that the log has not
 */
export function rolesOf(log: ActivityLog, plan: LevelPlan): Int32Array {
  const { names } = log.activities;
  const roles = new Map<string, number>();
  plan.levels.forEach(({ activities }, level) => activities.forEach((activity) => roles.set(activity, level)));
  for (const activity of plan.endings) roles.set(activity, Role.ending);
  for (const activity of plan.arrivals) roles.set(activity, Role.arrival);
  for (const activity of plan.ignored) roles.set(activity, Role.ignored);
  const absent = [...roles.keys()].filter((activity) => activity !== EVERYTHING_ELSE && !names.includes(activity));
  const unknown = plan.ignored.includes(EVERYTHING_ELSE) ? [] : names.filter((activity) => !roles.has(activity));
  const problems = [
    ...absent.map((activity) => {
      const nearest = nearestName(activity, names);
      return `expected activities of the log (${listed(names)}), found "${activity}"${nearest === undefined ? '' : ` (did you mean "${nearest}"?)`}`;
    }),
    ...unknown.map((activity) => {
      const code = names.indexOf(activity);
      return `line ${log.lines[log.activities.codes.indexOf(code)]}: expected an activity of the plan (${listed([...roles.keys()])}), found "${activity}"`;
    }),
  ];
  if (problems.length > 0) throw new EventLogError(log.file, problems);
  return Int32Array.from(names, (activity) => roles.get(activity) ?? Role.ignored);
}

const EVERYTHING_ELSE = '*';

function listed(names: readonly string[]): string {
  return names.slice(0, 20).join(', ') + (names.length > 20 ? ` and ${names.length - 20} more` : '');
}
