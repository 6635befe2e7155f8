import { nearestName } from '../scenario/names.js';
import { readRows } from './delimited-rows.js';
import { EventLogError } from './event-log.js';
import { LIFECYCLE_WORDS, transitionOf } from './lifecycle.js';
import type { TimeReader } from './time-reader.js';

/** Which columns of a log hold what. */
export interface LogColumns {
  readonly caseId: string;
  readonly time: string;
  readonly activity: string;
  /** Who did it. */
  readonly resource?: string;
  /** Whether the row says that the activity begins or is complete, as the `lifecycle:transition` of XES. */
  readonly lifecycle?: string;
  /** Attributes of cases. */
  readonly attributes: readonly string[];
}

/** Texts of a column as numbers: row i holds `names[codes[i]]`; -1 is an empty cell. */
export interface Coded {
  readonly names: readonly string[];
  readonly codes: Int32Array;
}

/** An event log by columns, rows in the order of the file: a million rows take some 30 MB. */
export interface ActivityLog {
  readonly file: string;
  readonly size: number;
  /** Line of the file of each row. */
  readonly lines: Int32Array;
  /** [days], see `TimeReader`. */
  readonly times: Float64Array;
  readonly cases: Coded;
  readonly activities: Coded;
  readonly resources?: Coded;
  /** A `Transition` for each row. */
  readonly transitions?: Uint8Array;
  readonly attributes: ReadonlyMap<string, Coded>;
}

/** A row that cannot be used. */
export interface RejectedRow {
  readonly line: number;
  /** One sentence for each thing that is wrong. */
  readonly reasons: readonly string[];
  /** The row as far as it could be read. */
  readonly cells: readonly string[];
}

export interface ReadLog {
  readonly log: ActivityLog;
  readonly rejected: readonly RejectedRow[];
}

export interface LogSource {
  /** Name of the file in messages. */
  readonly file: string;
  readonly text: string;
  readonly separator: string;
}

/**
 * Reads an event log, one row per event. Rows that cannot be used are returned with their lines and everything that is wrong with them;
 * nothing is left out silently.
 *
 * @throws EventLogError when the header lacks a column, naming all that are missing, or when there is no header
 * @example readActivityLog({ file: 'log.csv', text, separator: ',' }, { caseId: 'case', time: 'time', activity: 'activity', attributes: [] }, isoTimeReader())
 */
export function readActivityLog({ file, text, separator }: LogSource, columns: LogColumns, times: TimeReader): ReadLog {
  const rejected: RejectedRow[] = [];
  let builder: LogBuilder | undefined;
  readRows(text, separator, {
    row: (cells, line) => {
      if (builder === undefined) builder = new LogBuilder(file, header(file, cells, columns), columns, times, linesOf(text));
      else {
        const reasons = builder.add(cells, line);
        if (reasons.length > 0) rejected.push({ line, reasons, cells });
      }
    },
    fault: (line, statement) => rejected.push({ line, reasons: [statement], cells: [] }),
  });
  if (builder === undefined) throw new EventLogError(file, ['line 1: expected a header with the names of the columns, found an empty file']);
  return { log: builder.finish(), rejected: rejected.sort((a, b) => a.line - b.line) };
}

/** Rows there can be at most. */
function linesOf(text: string): number {
  return 1 + occurrences(text, '\n') + occurrences(text, '\r');
}

function occurrences(text: string, character: string): number {
  let count = 0;
  for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) count++;
  return count;
}

function header(file: string, cells: readonly string[], columns: LogColumns): readonly string[] {
  const names = cells.map((cell) => cell.trim());
  const { caseId, time, activity, resource, lifecycle, attributes } = columns;
  const wanted = [caseId, time, activity, ...(resource === undefined ? [] : [resource]), ...(lifecycle === undefined ? [] : [lifecycle]), ...attributes];
  const problems = [...new Set(wanted)].flatMap((name) => {
    const places = names.filter((column) => column === name).length;
    if (places === 1) return [];
    if (places > 1) return [`line 1: expected one column "${name}", found ${places}`];
    const nearest = nearestName(name, names);
    const found = names.slice(0, 20).map((column) => `"${column}"`).join(', ');
    return [`line 1: expected a column "${name}", found ${found}${nearest === undefined ? '' : ` (did you mean "${nearest}"?)`}`];
  });
  if (problems.length > 0) throw new EventLogError(file, problems);
  return names;
}

/** Gives each different text a number. */
class Coder {
  readonly names: string[] = [];
  private readonly codes = new Map<string, number>();

  code(text: string): number {
    if (text === '') return -1;
    const known = this.codes.get(text);
    if (known !== undefined) return known;
    this.codes.set(text, this.names.length);
    return this.names.push(text) - 1;
  }
}

interface CodedColumn {
  readonly index: number;
  readonly coder: Coder;
  readonly codes: Int32Array;
}

/** Fills the columns of a log row by row. */
class LogBuilder {
  private size = 0;
  private readonly lines: Int32Array;
  private readonly timeValues: Float64Array;
  private readonly transitions: Uint8Array | undefined;
  private readonly place: { readonly time: number; readonly lifecycle: number };
  private readonly cases: CodedColumn;
  private readonly activities: CodedColumn;
  private readonly resources: CodedColumn | undefined;
  private readonly attributes: ReadonlyMap<string, CodedColumn>;

  /** @param capacity rows at most */
  constructor(
    private readonly file: string,
    private readonly names: readonly string[],
    private readonly columns: LogColumns,
    private readonly times: TimeReader,
    capacity: number,
  ) {
    const coded = (name: string): CodedColumn => ({ index: names.indexOf(name), coder: new Coder(), codes: new Int32Array(capacity) });
    this.lines = new Int32Array(capacity);
    this.timeValues = new Float64Array(capacity);
    this.transitions = columns.lifecycle === undefined ? undefined : new Uint8Array(capacity);
    this.place = { time: names.indexOf(columns.time), lifecycle: names.indexOf(columns.lifecycle ?? '') };
    this.cases = coded(columns.caseId);
    this.activities = coded(columns.activity);
    this.resources = columns.resource === undefined ? undefined : coded(columns.resource);
    this.attributes = new Map(columns.attributes.map((name) => [name, coded(name)]));
  }

  /** Adds a row, or says what is wrong with it: then nothing is added. */
  add(cells: readonly string[], line: number): string[] {
    const { names, columns, times, place, size } = this;
    if (cells.length !== names.length) return [`expected ${names.length} cells as in the header, found ${cells.length}`];
    const time = times.read(cells[place.time]);
    const caseId = cells[this.cases.index].trim();
    const activity = cells[this.activities.index].trim();
    const transition = this.transitions === undefined ? 0 : transitionOf(cells[place.lifecycle]);
    if (time === undefined || caseId === '' || activity === '' || transition === undefined) {
      return [
        ...(caseId === '' ? [`expected a case in column "${columns.caseId}", found nothing`] : []),
        ...(activity === '' ? [`expected an activity in column "${columns.activity}", found nothing`] : []),
        ...(time === undefined ? [`expected ${times.expected} in column "${columns.time}", found "${cells[place.time]}"`] : []),
        ...(transition === undefined ? [`expected ${LIFECYCLE_WORDS.join(', ')} in column "${columns.lifecycle ?? ''}", found "${cells[place.lifecycle]}"`] : []),
      ];
    }
    this.lines[size] = line;
    this.timeValues[size] = time;
    if (this.transitions !== undefined) this.transitions[size] = transition;
    this.cases.codes[size] = this.cases.coder.code(caseId);
    this.activities.codes[size] = this.activities.coder.code(activity);
    if (this.resources !== undefined) this.resources.codes[size] = this.resources.coder.code(cells[this.resources.index].trim());
    for (const { index, coder, codes } of this.attributes.values()) codes[size] = coder.code(cells[index].trim());
    this.size++;
    return [];
  }

  finish(): ActivityLog {
    const { size, resources, transitions } = this;
    const finished = ({ coder, codes }: CodedColumn): Coded => ({ names: coder.names, codes: codes.subarray(0, size) });
    return {
      file: this.file,
      size,
      lines: this.lines.subarray(0, size),
      times: this.timeValues.subarray(0, size),
      cases: finished(this.cases),
      activities: finished(this.activities),
      ...(resources === undefined ? {} : { resources: finished(resources) }),
      ...(transitions === undefined ? {} : { transitions: transitions.subarray(0, size) }),
      attributes: new Map([...this.attributes].map(([name, column]) => [name, finished(column)])),
    };
  }
}
