import type { ActivityLog } from './activity-log.js';
import type { ExitKind } from './case-history.js';
import { Role, rolesOf, type LevelPlan } from './level-plan.js';
import { Transition } from './lifecycle.js';
import type { Oddity, OddityKind } from './oddity.js';

/** Somebody at work on a case, without a break. Times as in the log [days]. */
export interface Session {
  /** NaN when the log does not say. */
  readonly begin: number;
  /** `until` of the histories when it is going on then. */
  readonly end: number;
  /** Code of who did it; -1 when the log does not say. */
  readonly resource: number;
}

/** One stay of a case at one level. Times as in the log [days]. */
export interface Stay {
  /** Code of the case in the log, which is also its index among the attributes. */
  readonly caseIndex: number;
  /** Index of the level, 0 = bottom. */
  readonly level: number;
  readonly entry: number;
  /** Whether the log says when the case came in, and not only when work began. */
  readonly entrySeen: boolean;
  readonly exit: number;
  readonly kind: ExitKind;
  /** Code of who completed it, or of whoever is named with its entry; -1 when the log does not say. */
  readonly resource: number;
  readonly sessions: readonly Session[];
}

/** One opening of a case until it ends; a case that is reopened has several. */
export interface Opening {
  readonly caseIndex: number;
  /** 1 for the first. */
  readonly ordinal: number;
  /** Level at which it begins. */
  readonly level: number;
  readonly entry: number;
  /** Absent while it is open. */
  readonly exit?: number;
}

/** What an opening is called among arrivals: a case that is opened again arrives as one of its own, `K7#2`. */
export function openingName(caseName: string, ordinal: number): string {
  return ordinal === 1 ? caseName : `${caseName}#${ordinal}`;
}

export interface CaseStays {
  readonly stays: readonly Stay[];
  readonly openings: readonly Opening[];
  /** Times [days] between the completion at a level and the entry at the next. */
  readonly transfers: readonly number[];
  readonly oddities: readonly Oddity[];
}

/** How rows are read. */
export interface StayRules {
  readonly plan: LevelPlan;
  /** What a row of a level stands for where the log has no lifecycle: the case coming to the level, or work there being complete. */
  readonly marks: 'entry' | 'completion';
  /** Time at which observation ends [days]; later rows are not seen. */
  readonly until: number;
}

/**
 * Follows every case up the levels. A case is at the highest level it has reached; it leaves a level when work there is complete, otherwise
 * when it comes to the next level or ends. What does not follow the levels is returned, none of it dropped silently. Rows of one time are
 * taken from lower to higher levels, at a level in the order of `Transition`, then endings. Rows need not be sorted.
 *
 * @throws EventLogError for activities that the plan does not know
 */
export function followStays(log: ActivityLog, rules: StayRules): CaseStays {
  const roles = rolesOf(log, rules.plan);
  const ranks = ranksOf(log, roles, rules);
  const order = orderOf(log, ranks);
  const histories: Histories = { stays: [], openings: [], transfers: [], oddities: [] };
  const follower = new CaseFollower(log, roles, rules, histories);
  for (const row of order) follower.take(row);
  follower.finish();
  return histories;
}

interface Histories {
  readonly stays: Stay[];
  readonly openings: Opening[];
  readonly transfers: number[];
  readonly oddities: Oddity[];
}

function transitionAt(log: ActivityLog, row: number, marks: StayRules['marks']): Transition {
  if (log.transitions !== undefined) return log.transitions[row] as Transition;
  return marks === 'entry' ? Transition.entry : Transition.complete;
}

const TRANSITIONS = 4;

/** Order of the rows of one time. */
function ranksOf(log: ActivityLog, roles: Int32Array, { plan, marks }: StayRules): Uint16Array {
  const top = plan.levels.length;
  const rank = (row: number): number => {
    const role = roles[log.activities.codes[row]];
    if (role >= 0) return 1 + role * TRANSITIONS + transitionAt(log, row, marks);
    if (role === Role.arrival) return 0;
    return (role === Role.ending ? top : top + 1) * TRANSITIONS + 1;
  };
  return Uint16Array.from({ length: log.size }, (_, row) => rank(row));
}

/** Rows by case, time, rank and line. */
function orderOf({ size, cases: { codes }, times, lines }: ActivityLog, ranks: Uint16Array): Uint32Array {
  const order = Uint32Array.from({ length: size }, (_, row) => row);
  return order.sort((a, b) => codes[a] - codes[b] || times[a] - times[b] || ranks[a] - ranks[b] || lines[a] - lines[b]);
}

interface GrowingSession {
  readonly begin: number;
  end: number;
  readonly resource: number;
}

/** A stay on its way. */
interface GrowingStay {
  readonly level: number;
  readonly entry: number;
  readonly entrySeen: boolean;
  readonly activity: number;
  resource: number;
  /** NaN until work is complete. */
  completed: number;
  readonly sessions: GrowingSession[];
}

/** Takes the rows of one case after the other. */
class CaseFollower {
  private caseIndex = -1;
  private stay: GrowingStay | undefined;
  private opening: { readonly entry: number; readonly level: number } | undefined;
  private ordinal = 0;
  private arrived = Number.NaN;
  private lastTime = Number.NaN;

  constructor(
    private readonly log: ActivityLog,
    private readonly roles: Int32Array,
    private readonly rules: StayRules,
    private readonly histories: Histories,
  ) {}

  take(row: number): void {
    const { log, rules } = this;
    const caseIndex = log.cases.codes[row];
    if (caseIndex !== this.caseIndex) {
      this.finish();
      this.caseIndex = caseIndex;
      this.ordinal = 0;
      this.arrived = this.lastTime = Number.NaN;
    }
    const time = log.times[row];
    if (!(time < rules.until)) return;
    if (time === this.lastTime && log.transitions === undefined) this.report(row, 'same-day');
    this.lastTime = time;
    const role = this.roles[log.activities.codes[row]];
    if (role >= 0) this.takeLevel(row, role, time);
    else if (role === Role.ending) this.takeEnding(row, time);
    else if (role === Role.ignored) this.report(row, 'ignored-activity');
    else if (this.stay !== undefined || !Number.isNaN(this.arrived)) this.report(row, 'repeated-stage');
    else this.arrived = time;
  }

  /** Ends the present case where observation ends. */
  finish(): void {
    const { stay, opening, rules, arrived } = this;
    if (stay === undefined && !Number.isNaN(arrived)) this.enter(0, -1, arrived, true, -1);
    if (this.stay !== undefined) {
      const completed = this.stay.completed;
      const ended = rules.plan.endings.length === 0 && !Number.isNaN(completed);
      this.leave(ended ? completed : rules.until, ended ? 'closes' : 'censored');
      this.close(ended ? completed : undefined);
    } else if (opening !== undefined) this.close(undefined);
    this.arrived = Number.NaN;
  }

  private takeLevel(row: number, level: number, time: number): void {
    const { log, rules } = this;
    const transition = transitionAt(log, row, rules.marks);
    const activity = log.activities.codes[row];
    const resource = log.resources?.codes[row] ?? -1;
    const before = this.stay;
    if (before === undefined) {
      if (this.ordinal > 0) this.report(row, 'reopened');
      else if (level > 0) this.report(row, 'entered-above');
      const seen = transition === Transition.entry || !Number.isNaN(this.arrived);
      if (!seen) this.report(row, 'entry-unseen');
      this.enter(level, activity, Number.isNaN(this.arrived) ? time : this.arrived, seen, resource);
    } else if (level > before.level) {
      if (level > before.level + 1) this.report(row, 'skipped-stage');
      const complete = !Number.isNaN(before.completed);
      const exit = complete ? before.completed : time;
      const entry = transition === Transition.entry ? time : exit;
      if (complete && transition === Transition.entry) this.histories.transfers.push(time - exit);
      this.leave(exit, 'climbs');
      this.enter(level, activity, entry, transition === Transition.entry || complete, resource);
    } else if (level < before.level) {
      this.report(row, 'lower-stage');
      return;
    } else if (transition === Transition.entry && (log.transitions === undefined || !Number.isNaN(before.completed)) && activity === before.activity) {
      this.report(row, 'repeated-stage');
    }
    this.work(row, transition, time, resource);
  }

  /** What the row says of work at the present level. */
  private work(row: number, transition: Transition, time: number, resource: number): void {
    const { stay } = this;
    if (stay === undefined || transition === Transition.entry) return;
    const running = stay.sessions.findLast((session) => session.end === Infinity);
    if (transition === Transition.begin) {
      if (!Number.isNaN(stay.completed)) this.report(row, 'repeated-stage');
      stay.completed = Number.NaN;
      if (running === undefined) stay.sessions.push({ begin: time, end: Infinity, resource });
      else this.report(row, 'begun-twice');
      return;
    }
    if (running !== undefined) running.end = time;
    if (transition === Transition.pause) return;
    if (running === undefined && stay.sessions.length === 0) {
      if (this.log.transitions !== undefined) this.report(row, 'begin-unseen');
      stay.sessions.push({ begin: Number.NaN, end: time, resource });
    } else if (running === undefined && !Number.isNaN(stay.completed)) this.report(row, 'repeated-stage');
    stay.completed = time;
    stay.resource = resource;
  }

  private takeEnding(row: number, time: number): void {
    const { stay, rules, log } = this;
    if (stay === undefined) {
      this.report(row, this.ordinal === 0 ? 'ended-unseen' : 'ended-again');
      return;
    }
    if (log.activities.names[log.activities.codes[row]] !== rules.plan.endings[0]) this.report(row, 'irregular-ending');
    this.leave(Number.isNaN(stay.completed) ? time : stay.completed, 'closes');
    this.close(time);
  }

  private enter(level: number, activity: number, entry: number, entrySeen: boolean, resource: number): void {
    if (this.opening === undefined) {
      this.opening = { entry, level };
      this.ordinal++;
    }
    this.stay = { level, activity, entry, entrySeen, resource, completed: Number.NaN, sessions: [] };
  }

  private leave(exit: number, kind: ExitKind): void {
    const { stay, caseIndex } = this;
    if (stay === undefined) return;
    for (const session of stay.sessions) session.end = Math.min(session.end, exit);
    const { level, entry, entrySeen, resource, sessions } = stay;
    this.histories.stays.push({ caseIndex, level, entry, entrySeen, exit, kind, resource, sessions });
    this.stay = undefined;
  }

  private close(exit: number | undefined): void {
    const { opening, caseIndex, ordinal } = this;
    if (opening === undefined) return;
    this.histories.openings.push({ caseIndex, ordinal, ...opening, ...(exit === undefined ? {} : { exit }) });
    this.opening = undefined;
    this.arrived = Number.NaN;
  }

  private report(row: number, kind: OddityKind): void {
    const { log } = this;
    this.histories.oddities.push({
      kind, line: log.lines[row], caseId: log.cases.names[log.cases.codes[row]], activity: log.activities.names[log.activities.codes[row]],
    });
  }
}
