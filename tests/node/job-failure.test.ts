import { describe, expect, it } from 'vitest';
import { jobFailure, normalisedMessage } from '../../src/node/job-failure.js';

describe('the message of a failure', () => {
  it.each([
    ['cannot read /home/ada/waste/arrivals.csv', 'cannot read arrivals.csv'],
    ["ENOENT: no such file or directory, open '/tmp/a b/trace.csv'", "ENOENT: no such file or directory, open 'trace.csv'"],
    ["expected 'a/b' or '/c'", "expected 'a/b' or '/c'"],
    ["open '/tmp/run-7/trace.csv' failed", "open 'trace.csv' failed"],
    ['Cannot find module file:///srv/app/plugins/form.js:3:7', 'Cannot find module form.js:3:7'],
    ['C:\\Users\\ada\\waste.yaml: line 3', 'waste.yaml: line 3'],
    ['file:///C:/Users/ada/form.js', 'form.js'],
    ['expected organisations/ministry/health, found 3 problems/day', 'expected organisations/ministry/health, found 3 problems/day'],
    ['see https://example.org/a/b/c', 'see https://example.org/a/b/c'],
    ['time went backwards\n    at simulate (/home/ada/simulation.js:10:3)\n    at file:///home/ada/run.js:1:1', 'time went backwards'],
    ['first\nsecond', 'first\nsecond'],
  ])('%j is told as %j', (message, told) => {
    expect(normalisedMessage(new Error(message))).toBe(told);
  });

  it('is the name of an error that has no message, and the text of what is no error', () => {
    expect(normalisedMessage(new RangeError())).toBe('RangeError');
    expect(normalisedMessage('plain')).toBe('plain');
    expect(normalisedMessage(undefined)).toBe('undefined');
  });
});

describe('the stage of a failure', () => {
  it("is the error's own, or where it was caught", () => {
    expect(jobFailure(Object.assign(new Error('bad'), { stage: 'compile' }), 'run')).toEqual({ stage: 'compile', message: 'bad' });
    expect(jobFailure(new Error('bad'), 'run')).toEqual({ stage: 'run', message: 'bad' });
    expect(jobFailure(Object.assign(new Error('bad'), { stage: 3 }), 'run')).toEqual({ stage: 'run', message: 'bad' });
  });
});
