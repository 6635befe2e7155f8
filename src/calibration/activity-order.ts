import type { ActivityLog } from './activity-log.js';
import { Transition } from './lifecycle.js';

/** What was found about an activity, and the role proposed for it. */
export interface ActivityFinding {
  readonly activity: string;
  readonly events: number;
  /** Cases that have it. */
  readonly cases: number;
  /** Cases that begin with it, and that end with it. */
  readonly first: number;
  readonly last: number;
  readonly role: 'level' | 'ending' | 'rare';
  /**
   * Of the cases with this activity and the next level's, the share in which this one comes first; absent at the top and for endings. Near one
   * half there is no order between them.
   */
  readonly before?: number;
}

/** Levels from the bottom to the top, then endings, then what is too rare to say. */
export type ActivityOrder = readonly ActivityFinding[];

/** An activity ends cases when it is the last of nearly all cases that have it. */
const NEARLY_ALWAYS = 0.95;

/** An activity of fewer cases than this share is left for the reader to place. */
const RARE = 0.001;

/**
 * Proposes which activities are levels and in which order, and which end a case. Endings are last in at least 95 % of the cases that have them, and never
 * begin or pause. Levels are ordered by pairwise precedence: an activity lies above those that come first in most cases that have
 * both (Copeland's rule), ties by the mean place in the case. A proposal, to be looked at: loops and parallel work have no order.
 *
 * @example discoverOrder(log).map(({ activity, role }) => `${activity}: ${role}`)
 */
export function discoverOrder(log: ActivityLog): ActivityOrder {
  const counts = precedence(log);
  const { names } = log.activities;
  const cases = log.cases.names.length;
  const endings: number[] = [];
  const rare: number[] = [];
  const levels: number[] = [];
  for (const activity of names.keys()) {
    if (counts.cases[activity] < RARE * cases) rare.push(activity);
    else if (!counts.worked[activity] && counts.last[activity] >= NEARLY_ALWAYS * counts.cases[activity]) endings.push(activity);
    else levels.push(activity);
  }
  // Without anything below it, what looks like an ending is a level in which all cases end.
  if (levels.length === 0) levels.push(...endings.splice(0));
  const share = (a: number, b: number): number => {
    const both = counts.before[a][b] + counts.before[b][a];
    return both === 0 ? 0.5 : counts.before[a][b] / both;
  };
  const score = (a: number): number => levels.reduce((sum, b) => sum + (a === b ? 0 : Math.sign(share(a, b) - 0.5)), 0);
  levels.sort((a, b) => score(b) - score(a) || counts.place[a] / counts.cases[a] - counts.place[b] / counts.cases[b]);
  endings.sort((a, b) => counts.cases[b] - counts.cases[a]);
  const finding = (activity: number, role: ActivityFinding['role']): ActivityFinding => ({
    activity: names[activity], role, events: counts.events[activity], cases: counts.cases[activity], first: counts.first[activity], last: counts.last[activity],
  });
  return [
    ...levels.map((activity, i) => ({ ...finding(activity, 'level'), ...(i + 1 < levels.length ? { before: share(activity, levels[i + 1]) } : {}) })),
    ...endings.map((activity) => finding(activity, 'ending')),
    ...rare.map((activity) => finding(activity, 'rare')),
  ];
}

interface Precedence {
  readonly events: number[];
  readonly cases: number[];
  readonly first: number[];
  readonly last: number[];
  /** Sum of places of the first occurrence, 0 for the first and 1 for the last activity of a case. */
  readonly place: number[];
  /** Whether it is ever begun or laid aside, so that it takes time. */
  readonly worked: boolean[];
  /** Cases in which the row's activity comes before the column's, by their first occurrences. */
  readonly before: number[][];
}

/** Activities of which no order can be made by looking at pairs. */
const MOST_ACTIVITIES = 500;

function precedence(log: ActivityLog): Precedence {
  const { size, cases, activities, times, lines, transitions } = log;
  const number = activities.names.length;
  if (number > MOST_ACTIVITIES) throw new RangeError(`expected at most ${MOST_ACTIVITIES} activities, found ${number}; name the levels with --levels`);
  const zeros = (): number[] => new Array<number>(number).fill(0);
  const counts: Precedence = {
    events: zeros(), cases: zeros(), first: zeros(), last: zeros(), place: zeros(), worked: zeros().map(() => false), before: zeros().map(zeros),
  };
  const order = Uint32Array.from({ length: size }, (_, row) => row)
    .sort((a, b) => cases.codes[a] - cases.codes[b] || times[a] - times[b] || lines[a] - lines[b]);
  for (let row = 0; row < size; row++) {
    counts.events[activities.codes[row]]++;
    if (transitions !== undefined && (transitions[row] === Transition.begin || transitions[row] === Transition.pause)) counts.worked[activities.codes[row]] = true;
  }
  for (let begin = 0; begin < size; ) {
    let end = begin;
    const seen: number[] = [];
    const at: number[] = [];
    for (; end < size && cases.codes[order[end]] === cases.codes[order[begin]]; end++) {
      const activity = activities.codes[order[end]];
      if (seen.includes(activity)) continue;
      seen.push(activity);
      at.push(times[order[end]]);
    }
    seen.forEach((activity, i) => {
      counts.cases[activity]++;
      counts.place[activity] += seen.length === 1 ? 0 : i / (seen.length - 1);
      for (let j = i + 1; j < seen.length; j++) if (at[j] > at[i]) counts.before[activity][seen[j]]++;
    });
    counts.first[seen[0]]++;
    counts.last[activities.codes[order[end - 1]]]++;
    begin = end;
  }
  return counts;
}
