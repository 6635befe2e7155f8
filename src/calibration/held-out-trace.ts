import type { Episode, Spell } from './case-history.js';
import type { CaseAttributes } from './held-out-laws.js';

/** What the trace of a simulated run tells of one case; the columns of `trace.csv`. */
export interface TracedEvent {
  /** Days since the start of the simulation. */
  readonly time: number;
  readonly kind: string;
  /** Identity of the case. */
  readonly subject: string;
  /** Path of the organisation. */
  readonly organisation: string;
}

/** How a trace becomes histories. */
export interface TracePlan {
  /** Day since 1970-01-01 on which the simulation starts. */
  readonly start: number;
  /** Day since 1970-01-01 at which it ends: what is open then is censored there. */
  readonly until: number;
  /** Index of the stage that an organisation stands for. */
  readonly stageOf: (organisation: string) => number;
  readonly attributesOf: (subject: string) => CaseAttributes;
}

/**
 * Histories of simulated cases from the trace of a run, in the same form as those of real ones: a stage begins when an organisation
 * receives the case, and the case closes where and when it ends. Times are rounded to whole days, since real dates are whole.
 *
 * @param events of one run in their order; kinds other than `receive` and `end` are passed over
 * @throws RangeError when a case ends that no organisation has received
 * @example tracedHistories([{ time: 0, kind: 'receive', subject: 'a', organisation: 'desk' }, { time: 8.2, kind: 'end', subject: 'a', organisation: 'desk' }], plan).episodes[0].exit // plan.start + 8
 */
export function tracedHistories(events: Iterable<TracedEvent>, plan: TracePlan): { spells: Spell[]; episodes: Episode[] } {
  const spells: Spell[] = [];
  const episodes: Episode[] = [];
  const open = new Map<string, { stage: number; entry: number; firstStage: number; firstEntry: number }>();
  const leave = (caseId: string, exit: number, kind: Spell['kind']): Spell => {
    const at = open.get(caseId);
    if (at === undefined) throw new RangeError(`tracedHistories: expected case "${caseId}" to be received before it ends, found its end alone`);
    return { caseId, stage: at.stage, entry: at.entry, exit, kind, attributes: plan.attributesOf(caseId) };
  };
  const finish = (caseId: string, exit?: number): void => {
    const at = open.get(caseId);
    if (at === undefined) return;
    episodes.push({ caseId, ordinal: 1, stage: at.firstStage, entry: at.firstEntry, ...(exit === undefined ? {} : { exit }), attributes: plan.attributesOf(caseId) });
  };
  for (const { time, kind, subject, organisation } of events) {
    const day = plan.start + Math.round(time);
    if (day >= plan.until) continue;
    if (kind === 'end') {
      spells.push(leave(subject, day, 'closes'));
      finish(subject, day);
      open.delete(subject);
    } else if (kind === 'receive') {
      const stage = plan.stageOf(organisation);
      const at = open.get(subject);
      if (at !== undefined) spells.push(leave(subject, day, 'climbs'));
      open.set(subject, { stage, entry: day, firstStage: at?.firstStage ?? stage, firstEntry: at?.firstEntry ?? day });
    }
  }
  for (const caseId of open.keys()) {
    spells.push(leave(caseId, plan.until, 'censored'));
    finish(caseId);
  }
  return { spells, episodes };
}
