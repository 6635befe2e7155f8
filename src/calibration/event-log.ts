import type { Table } from '../scenario/table.js';
import { dayNumber } from './civil-date.js';

/** One row of an event log: something that happened to a case on a day. */
export interface LoggedEvent {
  /** Line of the file, for reports. */
  readonly line: number;
  readonly caseId: string;
  /** Days since 1970-01-01. */
  readonly day: number;
  readonly activity: string;
  /** Attributes of the case by column, e.g. the member state. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** Which columns of a table hold what. */
export interface EventLogColumns {
  readonly caseId: string;
  /** ISO date (YYYY-MM-DD). */
  readonly date: string;
  readonly activity: string;
  readonly attributes: readonly string[];
}

/** Rows of an event log that cannot be used, all at once; `problems` holds one sentence each, with its line. */
export class EventLogError extends Error {
  override readonly name = 'EventLogError';
  readonly problems: readonly string[];

  constructor(subject: string, problems: readonly string[]) {
    const shown = problems.slice(0, 20).map((problem) => `\n  ${problem}`).join('');
    const others = problems.length > 20 ? `\n  ... and ${problems.length - 20} more` : '';
    super(`${subject}: ${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}${shown}${others}`);
    this.problems = problems;
  }
}

/**
 * Reads an event log (one row per case and event) from a table, in the order of the file.
 *
 * @throws EventLogError naming every missing column, unreadable row, empty case or activity, and date that is none
 * @example readEventLog(readTable('decisions.csv', text, ','), { caseId: 'case_id', date: 'decision_date', activity: 'stage', attributes: ['member_state'] })
 */
export function readEventLog(table: Table, columns: EventLogColumns): LoggedEvent[] {
  const problems = [
    ...table.faults.map(({ line, reason }) => `line ${line}: ${reason.statement ?? 'cannot be read'}`),
    ...missingColumns(table, columns),
  ];
  if (problems.length > 0) throw new EventLogError(table.file, problems);
  const place = (column: string): number => table.columns.indexOf(column);
  const caseIds = place(columns.caseId);
  const dates = place(columns.date);
  const activities = place(columns.activity);
  const attributes = columns.attributes.map((name): [string, number] => [name, place(name)]);
  const events: LoggedEvent[] = [];
  for (const { line, cells } of table.rows) {
    const caseId = cells[caseIds];
    const activity = cells[activities];
    if (caseId === '') problems.push(`line ${line}: expected a case in column "${columns.caseId}", found nothing`);
    if (activity === '') problems.push(`line ${line}: expected an activity in column "${columns.activity}", found nothing`);
    try {
      const day = dayNumber(cells[dates]);
      events.push({ line, caseId, day, activity, attributes: Object.fromEntries(attributes.map(([name, at]) => [name, cells[at]])) });
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      problems.push(`line ${line}: column "${columns.date}": ${error.message}`);
    }
  }
  if (problems.length > 0) throw new EventLogError(table.file, problems);
  return events;
}

function missingColumns(table: Table, columns: EventLogColumns): string[] {
  return [columns.caseId, columns.date, columns.activity, ...columns.attributes]
    .filter((name) => !table.columns.includes(name))
    .map((name) => `line 1: expected a column "${name}", found ${table.columns.map((column) => `"${column}"`).join(', ')}`);
}
