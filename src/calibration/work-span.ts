import type { ExitKind } from './case-history.js';
import type { Session, Stay } from './case-stays.js';

/**
 * What a log tells of the time of work:
 *
 * - `observed`: when it begins and when it is complete. Waiting is what lies before.
 * - `imputed`: when it is complete and by whom. It is taken to have begun when the case was there and whoever did it had completed what came
 *   before, which is exact where nobody lets a case wait while idle and everybody has one case at a time.
 * - `stays`: neither. Only the whole stay at a level is known, waiting included, and nothing of staff.
 */
export type Identification = 'observed' | 'imputed' | 'stays';

/** Time of work (or whole stay) of one stay. [days], as in the log. */
export interface WorkSpan {
  /** Index of the stay. */
  readonly stay: number;
  readonly begin: number;
  readonly end: number;
  readonly kind: ExitKind;
  readonly resource: number;
}

export interface WorkSpans {
  readonly spans: readonly WorkSpan[];
  /** Stays whose time of work is not known, by reason. */
  readonly unknown: { readonly begin: number; readonly entry: number };
}

/** Share of completed stays that must show beginning and end of work for it to count as observed. */
const ENOUGH = 0.5;

/** What the log tells, judged by its stays. */
export function identificationOf(stays: readonly Stay[]): Identification {
  const left = stays.filter(({ kind }) => kind !== 'censored');
  const shown = left.filter(({ sessions }) => sessions.length > 0 && !Number.isNaN(sessions[0].begin)).length;
  if (left.length > 0 && shown >= ENOUGH * left.length) return 'observed';
  const named = left.filter(({ resource }) => resource >= 0).length;
  return left.length > 0 && named >= ENOUGH * left.length ? 'imputed' : 'stays';
}

/** The time of work of every stay of which it is known. */
export function workSpans(stays: readonly Stay[], identification: Identification): WorkSpans {
  switch (identification) {
    case 'observed': return observedSpans(stays);
    case 'imputed': return imputedSpans(stays);
    case 'stays': return wholeStays(stays);
  }
}

/**
 * From the sessions. Work that was laid aside is drawn together at its end, so that a span has the length of the work and not of the pauses.
 */
function observedSpans(stays: readonly Stay[]): WorkSpans {
  const spans: WorkSpan[] = [];
  let unknownBegin = 0;
  for (const [index, { sessions, kind, exit, resource }] of stays.entries()) {
    if (sessions.length === 0) {
      if (kind !== 'censored') unknownBegin++;
      continue;
    }
    const work = sessions.reduce((sum, { begin, end }) => sum + (end - begin), 0);
    if (Number.isNaN(work)) {
      unknownBegin++;
      continue;
    }
    const end = kind === 'censored' ? exit : sessions[sessions.length - 1].end;
    spans.push({ stay: index, begin: end - work, end, kind, resource });
  }
  return { spans, unknown: { begin: unknownBegin, entry: 0 } };
}

function wholeStays(stays: readonly Stay[]): WorkSpans {
  const seen = stays.flatMap(({ entry, entrySeen, exit, kind, resource }, stay): WorkSpan[] => (entrySeen ? [{ stay, begin: entry, end: exit, kind, resource }] : []));
  return { spans: seen, unknown: { begin: 0, entry: stays.length - seen.length } };
}

/**
 * Begin = the later of the case's entry and the previous completion of the same resource, at any level. Of what a resource has left open
 * only the case that came first can be in work; the others wait.
 */
function imputedSpans(stays: readonly Stay[]): WorkSpans {
  const spans: WorkSpan[] = [];
  const byResource = new Map<number, number[]>();
  let unknownBegin = 0;
  let unknownEntry = 0;
  for (const [index, { resource, entrySeen, kind }] of stays.entries()) {
    if (!entrySeen) unknownEntry++;
    if (resource < 0) {
      if (entrySeen && kind !== 'censored') unknownBegin++;
      continue;
    }
    const own = byResource.get(resource);
    if (own === undefined) byResource.set(resource, [index]);
    else own.push(index);
  }
  for (const [resource, own] of byResource) {
    own.sort((a, b) => stays[a].exit - stays[b].exit || stays[a].entry - stays[b].entry);
    let previous = -Infinity;
    for (const stay of own) {
      const { entry, entrySeen, exit, kind } = stays[stay];
      const begin = Math.max(entry, previous);
      if (entrySeen && begin < exit) spans.push({ stay, begin, end: exit, kind, resource });
      else if (entrySeen && kind !== 'censored') spans.push({ stay, begin: exit, end: exit, kind, resource });
      previous = exit;
    }
  }
  return { spans, unknown: { begin: unknownBegin, entry: unknownEntry } };
}

/** Intervals in which somebody was at work, for counting how many at the same time. */
export function busySessions(stay: Stay): readonly Session[] {
  return stay.sessions.filter(({ begin, end }) => end > begin);
}
