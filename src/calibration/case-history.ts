import { EventLogError, type LoggedEvent } from './event-log.js';
import type { Oddity, OddityKind } from './oddity.js';
import { rankOf, type StageLadder } from './stage-ladder.js';

/** How a case leaves a stage: to a higher stage, out of the procedure, or not within the log. */
export type ExitKind = 'climbs' | 'closes' | 'censored';

/** One stay of a case in one stage. Days are since 1970-01-01. */
export interface Spell {
  readonly caseId: string;
  /** Index of the stage in the ladder, 0 = bottom. */
  readonly stage: number;
  readonly entry: number;
  readonly exit: number;
  readonly kind: ExitKind;
  readonly attributes: Readonly<Record<string, string>>;
}

/** One opening of a case until it ends; a case that is reopened has several. Days are since 1970-01-01. */
export interface Episode {
  readonly caseId: string;
  /** 1 for the first opening. */
  readonly ordinal: number;
  /** Index of the stage in which it begins. */
  readonly stage: number;
  readonly entry: number;
  /** Absent while the episode is open. */
  readonly exit?: number;
  readonly attributes: Readonly<Record<string, string>>;
}

export interface CaseHistories {
  readonly spells: readonly Spell[];
  readonly episodes: readonly Episode[];
  readonly oddities: readonly Oddity[];
}

/** A case on its way through its events. */
interface Progress {
  /** -1 while the case is not open. */
  stage: number;
  stageEntry: number;
  episodeStage: number;
  episodeEntry: number;
  ordinal: number;
}

/**
 * Follows every case of an event log up the ladder: its spells in stages, its episodes, and every event that does not follow
 * the ladder (see `Oddity`), none of them dropped silently. A case is in the highest stage it has reached. Only events before
 * `until` are used, so that a later event changes nothing; what is open then is censored there.
 *
 * @param until day since 1970-01-01 at which observation ends; events on that day are not seen
 * @throws EventLogError naming every event whose activity the ladder does not know
 * @example followCases(log, { stages: ['notice', 'opinion'], endings: ['closing'], ignored: [] }, dayNumber('2009-01-01'))
 */
export function followCases(log: readonly LoggedEvent[], ladder: StageLadder, until: number): CaseHistories {
  rejectUnknownActivities(log, ladder);
  const histories = { spells: [] as Spell[], episodes: [] as Episode[], oddities: [] as Oddity[] };
  for (const events of eventsByCase(log.filter(({ day }) => day < until), ladder)) followCase(events, ladder, until, histories);
  return histories;
}

function rejectUnknownActivities(log: readonly LoggedEvent[], ladder: StageLadder): void {
  const known = [...ladder.stages, ...ladder.endings, ...ladder.ignored];
  const valid = new Set(known);
  const problems = log
    .filter(({ activity }) => !valid.has(activity))
    .map(({ line, activity }) => `line ${line}: expected an activity of the ladder (${known.join(', ')}), found "${activity}"`);
  if (problems.length > 0) throw new EventLogError('event log', problems);
}

/** Events of each case in time order; cases in the order of the log. */
function eventsByCase(log: readonly LoggedEvent[], ladder: StageLadder): LoggedEvent[][] {
  const cases = new Map<string, LoggedEvent[]>();
  for (const event of log) {
    const events = cases.get(event.caseId);
    if (events === undefined) cases.set(event.caseId, [event]);
    else events.push(event);
  }
  const inOrder = (a: LoggedEvent, b: LoggedEvent): number =>
    a.day - b.day || rankOf(a.activity, ladder) - rankOf(b.activity, ladder) || a.line - b.line;
  return [...cases.values()].map((events) => events.sort(inOrder));
}

interface Growing {
  readonly spells: Spell[];
  readonly episodes: Episode[];
  readonly oddities: Oddity[];
}

function followCase(events: readonly LoggedEvent[], ladder: StageLadder, until: number, histories: Growing): void {
  const { caseId, attributes } = events[0];
  const at: Progress = { stage: -1, stageEntry: 0, episodeStage: -1, episodeEntry: 0, ordinal: 0 };
  const leaveStage = (day: number, kind: ExitKind): void => {
    histories.spells.push({ caseId, stage: at.stage, entry: at.stageEntry, exit: day, kind, attributes });
  };
  const episode = (): Episode => ({ caseId, ordinal: at.ordinal, stage: at.episodeStage, entry: at.episodeEntry, attributes });

  for (const [index, event] of events.entries()) {
    const stage = ladder.stages.indexOf(event.activity);
    const ends = ladder.endings.includes(event.activity);
    const oddities = [...oddityOfEvent(at, stage, ends, event, ladder), ...oddityOfRecord(event, events, index)];
    histories.oddities.push(...oddities.map((kind) => ({ kind, line: event.line, caseId, activity: event.activity })));
    if (ends && at.stage >= 0) {
      leaveStage(event.day, 'closes');
      histories.episodes.push({ ...episode(), exit: event.day });
      at.stage = -1;
    } else if (stage >= 0 && at.stage < 0) {
      Object.assign(at, { stage, stageEntry: event.day, episodeStage: stage, episodeEntry: event.day, ordinal: at.ordinal + 1 });
    } else if (stage > at.stage) {
      leaveStage(event.day, 'climbs');
      at.stage = stage;
      at.stageEntry = event.day;
    }
  }
  if (at.stage >= 0) {
    leaveStage(until, 'censored');
    histories.episodes.push(episode());
  }
}

/** What is odd about an event, given where the case stands. */
function oddityOfEvent(at: Progress, stage: number, ends: boolean, event: LoggedEvent, ladder: StageLadder): OddityKind[] {
  if (ends && at.stage < 0) return [at.ordinal === 0 ? 'ended-unseen' : 'ended-again'];
  if (ends) return event.activity === ladder.endings[0] ? [] : ['irregular-ending'];
  if (stage < 0) return ['ignored-activity'];
  if (at.stage < 0 && at.ordinal > 0) return ['reopened'];
  if (at.stage < 0) return stage > 0 ? ['entered-above'] : [];
  if (stage === at.stage) return ['repeated-stage'];
  if (stage < at.stage) return ['lower-stage'];
  return stage > at.stage + 1 ? ['skipped-stage'] : [];
}

/** What is odd about an event's record beside the case's other ones. */
function oddityOfRecord(event: LoggedEvent, events: readonly LoggedEvent[], index: number): OddityKind[] {
  const changed = Object.entries(event.attributes).some(([name, value]) => events[0].attributes[name] !== value);
  const sameDay = index > 0 && events[index - 1].day === event.day;
  return [...(changed ? ['changed-attribute' as const] : []), ...(sameDay ? ['same-day' as const] : [])];
}
