import type { Io } from './io.js';

/** Redrawn at most this often [ms]. */
const INTERVAL = 200;

const CLEAR_LINE = '\r\u001b[K';

/** A line of progress on standard error: runs done, speed, time left. Silent unless standard error is a terminal. */
export class Progress {
  private readonly started: number;
  private drawn: number | undefined;
  private first: number | undefined;

  /** @param now wall-clock time [ms] */
  constructor(
    private readonly io: Io,
    private readonly quiet: boolean,
    private readonly now: () => number = Date.now,
  ) {
    this.started = now();
  }

  /** @param finished runs, those of an earlier interrupted process included; `events` are of this process alone, `failed` of all */
  show(finished: number, runs: number, events: number, failed = 0): void {
    this.first ??= finished - 1;
    const now = this.now();
    if (this.quiet || !this.io.terminal || (this.drawn !== undefined && now - this.drawn < INTERVAL && finished < runs)) return;
    this.drawn = now;
    const seconds = Math.max(now - this.started, 1) / 1000;
    const left = ((runs - finished) * seconds) / (finished - this.first);
    const speed = (events / seconds / 1e6).toFixed(1);
    this.io.err(`${CLEAR_LINE}${finished} of ${runs} runs, ${speed} million events a second, ${duration(left)} left${failed === 0 ? '' : `, ${failed} failed`}`);
  }

  /** Takes the line away, before anything else is written. */
  clear(): void {
    if (this.drawn !== undefined) this.io.err(CLEAR_LINE);
    this.drawn = undefined;
  }
}

function duration(seconds: number): string {
  if (seconds < 120) return `${Math.ceil(seconds)} s`;
  return seconds < 7200 ? `${Math.ceil(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}
