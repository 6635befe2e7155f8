import type { Stay } from './case-stays.js';
import { concurrency, union, type Interval } from './concurrency.js';
import { busySessions, type Identification, type WorkSpan } from './work-span.js';

/** How many people an organisation has, as far as a log tells. */
export interface StaffEstimate {
  /** Largest number of cases in work at the same time. */
  readonly staff: number;
  /** How often that number was reached, and the share of time with it. */
  readonly reached: number;
  readonly share: number;
  /** Mean number at work. */
  readonly busy: number;
  /** Different resources in the log, and the largest number of them at work at the same time; absent when the log names none. */
  readonly resources?: { readonly different: number; readonly atOnce: number };
  /**
   * Of the time that cases waited, the share in which that number was at work; absent when nobody waited. Near 1, waiting is queueing for staff
   * and the number is the staff. Low, cases wait for something else, and the simulation will show less waiting than the log.
   */
  readonly explained?: number;
}

/** Waiting before work, [days]. */
export interface WaitEstimate {
  readonly number: number;
  readonly mean: number;
  readonly standardError: number;
  /** Share that waited at all. */
  readonly waited: number;
}

/** Stays of one organisation with the spans of their work. */
export interface OrganisationWork {
  readonly stays: readonly Stay[];
  /** For each stay, if known. */
  readonly spans: readonly (WorkSpan | undefined)[];
}

/**
 * Staff of an organisation: the largest number of cases in work at the same time. With work imputed to resources, a resource counts once however much it does.
 *
 * @returns undefined when nothing is known of who works when
 */
export function estimateStaff({ stays, spans }: OrganisationWork, identification: Identification): StaffEstimate | undefined {
  if (identification === 'stays') return undefined;
  const atWork: (Interval & { readonly resource: number })[] = identification === 'observed'
    ? stays.flatMap(busySessions)
    : spans.filter((span) => span !== undefined);
  const byResource = new Map<number, Interval[]>();
  for (const interval of atWork) {
    if (interval.resource < 0) continue;
    const own = byResource.get(interval.resource);
    if (own === undefined) byResource.set(interval.resource, [interval]);
    else own.push(interval);
  }
  const people = [...byResource.values()].flatMap(union);
  const counted = identification === 'observed' ? atWork : people;
  const { largest, reached, share, mean } = concurrency(counted);
  if (largest === 0) return undefined;
  const waits = stays.flatMap(({ entry, entrySeen, exit }, i): Interval[] => {
    const begin = identification === 'observed' ? stays[i].sessions.at(0)?.begin ?? exit : spans[i]?.begin;
    return entrySeen && begin !== undefined && begin > entry ? [{ begin: entry, end: begin }] : [];
  });
  const explained = shareAtFullWork(waits, counted, largest);
  return {
    staff: largest, reached, share, busy: mean,
    ...(byResource.size === 0 ? {} : { resources: { different: byResource.size, atOnce: concurrency(people).largest } }),
    ...(explained === undefined ? {} : { explained }),
  };
}

/** Share of the waiting time in which `full` intervals of work are going on; undefined without any waiting. */
function shareAtFullWork(waits: readonly Interval[], work: readonly Interval[], full: number): number | undefined {
  const changes = [
    ...waits.flatMap(({ begin, end }) => [{ time: begin, waiting: 1, working: 0 }, { time: end, waiting: -1, working: 0 }]),
    ...work.filter(({ begin, end }) => begin < end).flatMap(({ begin, end }) => [{ time: begin, waiting: 0, working: 1 }, { time: end, waiting: 0, working: -1 }]),
  ].sort((a, b) => a.time - b.time);
  let waiting = 0;
  let working = 0;
  let last = 0;
  const spent = { all: 0, atFullWork: 0 };
  for (const change of changes) {
    const lasted = waiting * (change.time - last);
    spent.all += lasted;
    if (working >= full) spent.atFullWork += lasted;
    waiting += change.waiting;
    working += change.working;
    last = change.time;
  }
  return spent.all > 0 ? spent.atFullWork / spent.all : undefined;
}

/** Waiting from entry to the beginning of work, of the stays of which both are known. */
export function estimateWait(work: OrganisationWork, from: number, to: number): WaitEstimate | undefined {
  let number = 0;
  let waited = 0;
  let sum = 0;
  let squares = 0;
  work.stays.forEach(({ entry, entrySeen, sessions }, i) => {
    const first = sessions.at(0)?.begin;
    const begin = first === undefined || Number.isNaN(first) ? work.spans[i]?.begin : first;
    if (!entrySeen || begin === undefined || entry < from || begin >= to) return;
    const wait = begin - entry;
    number++;
    sum += wait;
    squares += wait * wait;
    if (wait > 0) waited++;
  });
  if (number === 0) return undefined;
  const mean = sum / number;
  const variance = number > 1 ? Math.max(0, squares - number * mean * mean) / (number - 1) : 0;
  return { number, mean, standardError: Math.sqrt(variance / number), waited: waited / number };
}
