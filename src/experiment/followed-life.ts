import type { CategoryName } from '../model/categories.js';
import type { DelayCause, LifeNews, TraceKind } from '../model/observer.js';

/** Why a stretch of a problem's life takes time, by the name it has in tables. */
export const causes = {
  'in-tray': 'waits in an in-tray',
  work: 'is worked on',
  interrupted: 'work on it is interrupted by a meeting',
  transit: 'is on its way to an organisation',
  lost: 'got lost on its way, which nobody has noticed yet',
  return: 'the answer is on its way back',
  triage: 'automatic triage looks at it',
  notice: 'waits for a meeting until the notice is over',
  calendar: 'waits for a meeting until all calendars have room',
  meeting: 'a meeting deals with it',
  gap: 'waits to try a clearance again',
  money: 'waits until somebody has the money for it',
  other: 'waits for something else',
} as const;
export type Cause = keyof typeof causes;

/** Time of a problem's life spent for one cause at one organisation; times in days since time 0. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly cause: Cause;
  /** Path of the organisation at which, or on the way to which, the time passes; of a meeting, who convenes it. */
  readonly organisation: string;
  /** Category of the work, done or waited for. */
  readonly category?: CategoryName;
  /** What is to be done, such as `decide`; empty where nothing else is known of it. */
  readonly label: string;
  /** Where it comes from, who meets, or whose calendars had no room. */
  readonly others: readonly string[];
  /** What the item found in the in-tray: items waiting, staff at work on others, staff in meetings. */
  readonly found?: { readonly waiting: number; readonly serving: number; readonly away: number };
  /** Beginning of the meeting that is waited for. */
  readonly until?: number;
}

/** Something that happened at an instant. */
export interface Mark {
  readonly time: number;
  readonly kind: TraceKind;
  readonly organisation: string;
}

/** Something that a problem waited for, from its beginning to its end. */
export interface LifeStep {
  readonly begin: number;
  end: number;
  /** Whether it came to its end; otherwise it was dropped, or went on when the life or the run ended. */
  finished: boolean;
  /** The step at whose end this one began; undefined for the first. */
  readonly after: LifeStep | undefined;
  readonly stretches: Stretch[];
}

/** A problem's life as it was observed. */
export interface FollowedLife {
  readonly problem: string;
  readonly problemClass: string;
  readonly arrived: number;
  /** End of its life, or of the run. */
  readonly ended: number;
  /** Whether the life has ended; otherwise the run has. */
  readonly over: boolean;
  readonly marks: readonly Mark[];
  readonly steps: readonly LifeStep[];
  /** The step at whose end the life ended, or during which it was cut off. */
  readonly last: LifeStep | undefined;
}

/** Which problems to follow. */
export type Wanted = (problem: string, problemClass: string) => boolean;

/**
 * Follows problems through one replication: give `observer` to `runReplication`, then ask for the `lives`.
 *
 * @example
 * const follower = new LifeFollower((problem) => problem === 'case@state/ministry.health#17');
 * runReplication(model, { seed: '2026', replication: 0, observer: follower.observer });
 * const [life] = follower.lives(model.scenario.time.horizon);
 * for (const { from, to, cause, organisation } of lifeLine(life)) console.log(from, to, cause, organisation);
 */
export class LifeFollower {
  private readonly living = new Map<number, Recorder>();
  private readonly dead: FollowedLife[] = [];

  constructor(private readonly wanted: Wanted) {}

  readonly observer = {
    life: (time: number, problem: number, news: LifeNews): void => this.hear(time, problem, news),
  };

  /** Lives in the order of their ends, then those that went on at the end of the run, in the order of arrival. */
  lives(horizon: number): FollowedLife[] {
    return [...this.dead, ...[...this.living.values()].map((recorder) => recorder.life(horizon, false))];
  }

  private hear(time: number, problem: number, news: LifeNews): void {
    if (news.news === 'mark' && news.kind === 'arrive') {
      const name = news.name();
      if (this.wanted(name, news.problemClass)) this.living.set(problem, new Recorder(name, news.problemClass, time));
    }
    const recorder = this.living.get(problem);
    if (recorder === undefined) return;
    recorder.hear(time, news);
    if (news.news === 'mark' && news.kind === 'end') {
      this.dead.push(recorder.life(time, true));
      this.living.delete(problem);
    }
  }
}

type News<Kind extends LifeNews['news']> = Extract<LifeNews, { news: Kind }>;

/** A step under way: what its present stretch is, and since when. */
interface OpenStep {
  readonly step: LifeStep;
  /** Stretches that lie ahead, each until a time; the last one until the step's end. */
  plan: readonly Planned[];
  since: number;
  /** What it does when it works. */
  readonly work: Omit<Stretch, 'from' | 'to'> | undefined;
}

interface Planned extends Omit<Stretch, 'from' | 'to'> {
  readonly ends: number;
}

/** Writes down one life. */
class Recorder {
  private readonly marks: Mark[] = [];
  private readonly steps: LifeStep[] = [];
  private readonly open = new Map<number, OpenStep>();
  /** The step that came to its end last. */
  private finished: LifeStep | undefined;
  /** Steps dropped at this time. */
  private dropped: { time: number; readonly steps: LifeStep[] } = { time: NaN, steps: [] };

  constructor(
    private readonly problem: string,
    private readonly problemClass: string,
    private readonly arrived: number,
  ) {}

  hear(time: number, news: LifeNews): void {
    switch (news.news) {
      case 'mark':
        this.marks.push({ time, kind: news.kind, organisation: news.organisation });
        return;
      case 'join':
        this.begin(time, news.step, [{ ...waitingStretch(news), ends: Infinity }], workStretch(news));
        return;
      case 'delay':
        this.begin(time, news.step, [{ ...delayStretch(news), ends: Infinity }]);
        return;
      case 'book':
        this.begin(time, news.step, meetingPlan(news));
        return;
      case 'begin':
      case 'resume':
        this.turn(time, news.step, ({ work }) => work);
        return;
      case 'interrupt':
        this.turn(time, news.step, ({ work }) => work && { ...work, cause: 'interrupted' });
        return;
      case 'done':
      case 'drop':
        this.end(time, news.step, news.news === 'done');
    }
  }

  life(ended: number, over: boolean): FollowedLife {
    // What goes on is cut off here.
    const last = this.causeAt(ended);
    for (const step of [...this.open.keys()]) this.end(ended, step, false);
    const { problem, problemClass, arrived, marks, steps } = this;
    return { problem, problemClass, arrived, ended, over, marks, steps, last };
  }

  private begin(time: number, number: number, plan: readonly Planned[], work?: Omit<Stretch, 'from' | 'to'>): void {
    const step: LifeStep = { begin: time, end: NaN, finished: false, after: this.causeAt(time), stretches: [] };
    this.steps.push(step);
    this.open.set(number, { step, plan, since: time, work });
  }

  /** The present stretch of a step ends and another begins. */
  private turn(time: number, number: number, next: (open: OpenStep) => Omit<Stretch, 'from' | 'to'> | undefined): void {
    const open = this.open.get(number);
    const following = open && next(open);
    if (open === undefined || following === undefined) return;
    close(open, time);
    open.plan = [{ ...following, ends: Infinity }];
    open.since = time;
  }

  private end(time: number, number: number, finished: boolean): void {
    const open = this.open.get(number);
    if (open === undefined) return;
    close(open, time);
    this.open.delete(number);
    const { step } = open;
    step.end = time;
    step.finished = finished;
    if (finished) this.finished = step;
    else {
      if (this.dropped.time !== time) this.dropped = { time, steps: [] };
      this.dropped.steps.push(step);
    }
  }

  /**
   * The step that what happens now follows from: the one that has just come to its end. Otherwise something from outside has happened,
   * such as a deadline, and it follows from what was dropped or still goes on, whatever the problem had been waiting for longest.
   */
  private causeAt(time: number): LifeStep | undefined {
    if (this.finished?.end === time) return this.finished;
    const dropped = this.dropped.time === time ? this.dropped.steps : [];
    const cut = [...dropped, ...[...this.open.values()].map(({ step }) => step)];
    return cut.reduce<LifeStep | undefined>((first, step) => (first === undefined || step.begin < first.begin ? step : first), undefined) ?? this.finished;
  }
}

/** Adds the stretches of a step that lie before a time, those without length left out; what goes on for the same cause is one stretch. */
function close({ step: { stretches }, plan, since }: OpenStep, time: number): void {
  let from = since;
  for (const { ends, ...stretch } of plan) {
    const to = Math.min(ends, time);
    if (to <= from) continue;
    const before = stretches.at(-1);
    if (before?.cause === stretch.cause) stretches[stretches.length - 1] = { ...before, to };
    else stretches.push({ ...stretch, from, to });
    from = to;
  }
}

function waitingStretch({ organisation, category, label, waiting, serving, staff }: News<'join'>): Omit<Stretch, 'from' | 'to'> {
  const away = Number.isFinite(staff) ? staff - serving : 0;
  return { cause: 'in-tray', organisation, category, label, others: [], found: { waiting, serving, away } };
}

function workStretch({ organisation, category, label }: News<'join'>): Omit<Stretch, 'from' | 'to'> {
  return { cause: 'work', organisation, category, label, others: [] };
}

function delayStretch({ cause, organisation, from, label }: News<'delay'>): Omit<Stretch, 'from' | 'to'> {
  const why: DelayCause = cause;
  return { cause: why, organisation, label, others: from === '' ? [] : [from] };
}

/** First the notice, then the calendars, then the meeting itself. */
function meetingPlan({ convenor: organisation, organisations, full, noticeUntil, start }: News<'book'>): Planned[] {
  return [
    { cause: 'notice', organisation, label: '', others: organisations, until: start, ends: Math.min(noticeUntil, start) },
    { cause: 'calendar', organisation: full[0] ?? organisation, label: '', others: full, until: start, ends: start },
    { cause: 'meeting', organisation, category: 'meeting', label: '', others: organisations, ends: Infinity },
  ];
}
