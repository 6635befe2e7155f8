import type { EventLogColumns } from './event-log.js';
import type { StageLadder } from './stage-ladder.js';

/** How the log of a procedure is read. */
export interface LadderStudy {
  readonly columns: EventLogColumns;
  readonly ladder: StageLadder;
  /** Level of the knowledge hierarchy for each stage, from the bottom: slugs. */
  readonly levels: readonly string[];
  /** Attributes of a case: where it arises, what it is about, and by what laws differ. */
  readonly jurisdiction: string;
  readonly domain: string;
  readonly by: readonly string[];
  /** Exits from a stage that a group of cases needs for laws of its own. */
  readonly fewest: number;
  /** Simulated time: from the first day on, until before the last. ISO dates. */
  readonly start: string;
  readonly end: string;
  /** Estimates use events before this day alone. */
  readonly turn: string;
}

/**
 * The infringement procedure of the European Union as a ladder: letter of formal notice, reasoned opinion and referral to the
 * Court under Article 258 of the Treaty on the Functioning of the European Union, and the same again under Article 260 for a
 * judgment that is not complied with. Activities and columns are those of the EUIP database (Fjelstul and Carrubba 2018,
 * American Political Science Review 112(3), 429-445), which counts a case as complete when it is closed or withdrawn.
 */
export const infringementStudy: LadderStudy = {
  columns: {
    caseId: 'case_id',
    date: 'decision_date',
    activity: 'stage',
    attributes: ['member_state', 'department', 'case_type', 'case_year'],
  },
  ladder: {
    stages: ['LFN258', 'RO258', 'RF258', 'LFN260', 'RO260', 'RF260'],
    endings: ['C', 'W'],
    ignored: [],
  },
  levels: ['notice_258', 'opinion_258', 'referral_258', 'notice_260', 'opinion_260', 'referral_260'],
  jurisdiction: 'member_state',
  domain: 'department',
  by: ['case_type'],
  fewest: 40,
  start: '2002-01-01',
  turn: '2009-01-01',
  end: '2014-01-01',
};
