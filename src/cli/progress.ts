import type { Io } from './io.js';

/** Redrawn at most this often [ms]. */
const INTERVAL = 200;

/** A line of progress on standard error: runs done, speed, time left. Silent unless standard error is a terminal. */
export class Progress {
  private readonly started = Date.now();
  private drawn = 0;
  private first: number | undefined;

  constructor(
    private readonly io: Io,
    private readonly quiet: boolean,
  ) {}

  show(finished: number, runs: number, events: number): void {
    this.first ??= finished - 1;
    const now = Date.now();
    if (this.quiet || !this.io.terminal || (now - this.drawn < INTERVAL && finished < runs)) return;
    this.drawn = now;
    const seconds = (now - this.started) / 1000;
    const rate = (finished - this.first) / seconds;
    const left = Math.ceil((runs - finished) / rate);
    const speed = (events / seconds / 1e6).toFixed(1);
    this.io.err(`\r\u001b[K${finished} of ${runs} runs, ${speed} million events a second, ${left} s left`);
  }

  clear(): void {
    if (this.drawn > 0) this.io.err('\r\u001b[K');
  }
}
