import { describe, expect, it } from 'vitest';
import { Progress } from '../../src/cli/progress.js';

/** A progress line on a clock of its own, and what it has written. */
function progressOn(terminal: boolean, quiet = false): { readonly progress: Progress; readonly written: string[]; readonly wait: (milliseconds: number) => void } {
  let now = 1_000_000;
  const written: string[] = [];
  const io = { out: () => undefined, err: (text: string) => written.push(text), terminal, cwd: '.', signal: new AbortController().signal };
  return { progress: new Progress(io, quiet, () => now), written, wait: (milliseconds) => (now += milliseconds) };
}

const CLEAR = '\r\u001b[K';

describe('the line of progress', () => {
  it('shows runs, speed and the time left', () => {
    const { progress, written, wait } = progressOn(true);
    wait(2000);
    progress.show(1, 11, 3_000_000);
    wait(2000);
    progress.show(2, 11, 6_000_000);
    expect(written).toEqual([`${CLEAR}1 of 11 runs, 1.5 million events a second, 20 s left`, `${CLEAR}2 of 11 runs, 1.5 million events a second, 18 s left`]);
  });

  it('says minutes and hours where seconds would be hard to read', () => {
    const { progress, written, wait } = progressOn(true);
    wait(60_000);
    progress.show(1, 61, 0);
    wait(60_000);
    progress.show(2, 1002, 0);
    expect(written.map((line) => line.split(', ')[2])).toEqual(['60 min left', '16.7 h left']);
  });

  it('counts runs that have failed, once there are any', () => {
    const { progress, written, wait } = progressOn(true);
    wait(1000);
    progress.show(1, 100, 0, 0);
    wait(1000);
    progress.show(2, 100, 0, 1);
    expect(written.map((line) => line.includes('failed'))).toEqual([false, true]);
    expect(written[1]).toMatch(/, 1 failed$/);
  });

  it('does not take runs of an earlier process for its own', () => {
    const { progress, written, wait } = progressOn(true);
    wait(1000);
    progress.show(91, 100, 0);
    expect(written[0]).toContain('9 s left');
  });

  it('is redrawn five times a second at most, and always at the end', () => {
    const { progress, written, wait } = progressOn(true);
    for (let run = 1; run <= 100; run++) {
      wait(10);
      progress.show(run, 100, run);
    }
    expect(written.length).toBe(6);
    expect(written.at(-1)).toContain('100 of 100 runs');
  });

  it('never shows nonsense in the first millisecond', () => {
    const { progress, written } = progressOn(true);
    progress.show(1, 3, 0);
    expect(written[0]).toBe(`${CLEAR}1 of 3 runs, 0.0 million events a second, 1 s left`);
  });

  it('goes away before anything else is written', () => {
    const { progress, written, wait } = progressOn(true);
    progress.clear();
    expect(written).toEqual([]);
    wait(1000);
    progress.show(1, 2, 0);
    progress.clear();
    progress.clear();
    expect(written.slice(1)).toEqual([CLEAR]);
  });

  it.each([['away from a terminal', false, false], ['when it is to be quiet', true, true]])('says nothing %s', (_, terminal, quiet) => {
    const { progress, written, wait } = progressOn(terminal, quiet);
    wait(1000);
    progress.show(1, 2, 0);
    progress.clear();
    expect(written).toEqual([]);
  });
});
