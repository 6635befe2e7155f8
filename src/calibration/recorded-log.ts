/** One row of the event log of a simulated run, in the words of XES. */
export interface RecordedRow {
  readonly caseId: string;
  /** Days since the start of the simulation. */
  readonly time: number;
  /** Level, or `closed`. */
  readonly activity: string;
  readonly transition: 'schedule' | 'start' | 'complete';
  /** Who did it: the organisation's name and a number; empty for what nobody does. */
  readonly resource: string;
  /** Path of the organisation at which the case arose. */
  readonly origin: string;
}

/** What the recorder is told; an observer of the model fits. */
export interface EventRecorder {
  event(time: number, kind: string, subject: string, organisation: string): void;
  /** All rows so far, by time. */
  rows(): RecordedRow[];
}

interface RawRow {
  readonly caseId: string;
  readonly time: number;
  readonly kind: 'schedule' | 'start' | 'complete' | 'close';
  readonly organisation: string;
  readonly origin: string;
}

/** At one time work is complete before a case moves on, and whoever is free then begins. */
const ORDER = { complete: 0, close: 1, schedule: 2, start: 3 } as const;

/**
 * Keeps the event log that the offices of a simulated run would have kept: entry into the in-tray, beginning and completion of work with the person who
 * did it, and the end of the case. For logs of known truth, with which estimates are checked. Problems are to be of one domain, for joint decisions leave no
 * rows. Persons are numbered by organisation; of those who are free the one with the smallest number begins.
 *
 * @param levelOf level of an organisation, by its path
 * @example
 * const recorder = recordEventLog((path) => path.split('/')[0]);
 * runReplication(model, { seed: '1', replication: 0, observer: recorder });
 * recorder.rows();
 */
export function recordEventLog(levelOf: (organisation: string) => string): EventRecorder {
  const raw: RawRow[] = [];
  const cases = new Map<string, { readonly caseId: string; readonly origin: string; at: string }>();
  return {
    event(time, kind, subject, organisation) {
      if (kind === 'arrive') cases.set(subject, { caseId: `C${String(cases.size + 1).padStart(6, '0')}`, origin: organisation, at: organisation });
      const known = cases.get(subject);
      if (known === undefined) return;
      const { caseId, origin } = known;
      const add = (what: RawRow['kind'], where: string): void => {
        raw.push({ caseId, time, kind: what, organisation: where, origin });
      };
      if (kind === 'receive') {
        known.at = organisation;
        add('schedule', organisation);
      } else if (kind === 'begin') add('start', organisation);
      else if (kind === 'answer' || kind === 'escalate') add('complete', known.at);
      else if (kind === 'end') add('close', known.at);
    },
    rows: () => assignPersons(raw, levelOf),
  };
}

function assignPersons(raw: readonly RawRow[], levelOf: (organisation: string) => string): RecordedRow[] {
  const busy = new Map<string, Set<number>>();
  const working = new Map<string, number>();
  const sorted = [...raw].sort((a, b) => a.time - b.time || ORDER[a.kind] - ORDER[b.kind]);
  return sorted.map(({ caseId, time, kind, organisation, origin }) => {
    const own = busy.get(organisation) ?? new Set<number>();
    busy.set(organisation, own);
    let person = working.get(caseId);
    if (kind === 'start') {
      person = 1;
      while (own.has(person)) person++;
      own.add(person);
      working.set(caseId, person);
    } else if (kind === 'complete' && person !== undefined) {
      own.delete(person);
      working.delete(caseId);
    }
    const doing = (kind === 'start' || kind === 'complete') && person !== undefined;
    return {
      caseId, time, origin,
      activity: kind === 'close' ? 'closed' : levelOf(organisation),
      transition: kind === 'close' ? 'complete' : kind,
      resource: doing ? `${organisation.split('/').slice(-2).join(' ')} ${person}` : '',
    };
  });
}
