import { describe, expect, it } from 'vitest';
import { followCases, type CaseHistories } from '../../src/calibration/case-history.js';
import { EventLogError, type LoggedEvent } from '../../src/calibration/event-log.js';
import { linesByOddity, ODDITY_KINDS, type OddityKind } from '../../src/calibration/oddity.js';
import type { StageLadder } from '../../src/calibration/stage-ladder.js';

const ladder: StageLadder = { stages: ['notice', 'opinion', 'referral'], endings: ['closing', 'withdrawal'], ignored: ['press'] };

/** A log written as `case day activity`, one event per line from line 2 on. */
function log(...events: string[]): LoggedEvent[] {
  return events.map((text, index) => {
    const [caseId, day, activity, state = 'it'] = text.split(' ');
    return { line: index + 2, caseId, day: Number(day), activity, attributes: { state } };
  });
}

const follow = (...events: string[]): CaseHistories => followCases(log(...events), ladder, 1000);
const spells = ({ spells: all }: CaseHistories): string[] => all.map(({ stage, entry, exit, kind }) => `${stage}: ${entry}-${exit} ${kind}`);
const episodes = ({ episodes: all }: CaseHistories): string[] =>
  all.map(({ ordinal, stage, entry, exit }) => `${ordinal} from ${stage}: ${entry}-${exit ?? 'open'}`);
function oddities(histories: CaseHistories): Partial<Record<OddityKind, number[]>> {
  const lines = linesByOddity(histories.oddities);
  return Object.fromEntries(ODDITY_KINDS.filter((kind) => lines[kind].length > 0).map((kind) => [kind, lines[kind]]));
}

describe('following cases up a ladder', () => {
  it('turns a regular case into one spell per stage and one episode, without oddities', () => {
    const histories = follow('a 10 notice', 'a 40 opinion', 'a 100 closing');
    expect(spells(histories)).toEqual(['0: 10-40 climbs', '1: 40-100 closes']);
    expect(episodes(histories)).toEqual(['1 from 0: 10-100']);
    expect(oddities(histories)).toEqual({});
  });

  it('censors what is open at the end of observation', () => {
    const histories = follow('a 10 notice');
    expect(spells(histories)).toEqual(['0: 10-1000 censored']);
    expect(episodes(histories)).toEqual(['1 from 0: 10-open']);
  });

  it('does not look beyond the end of observation, not even on its day', () => {
    const early = followCases(log('a 10 notice', 'a 40 opinion', 'b 50 withdrawal', 'b 60 notice'), ladder, 40);
    expect(spells(early)).toEqual(['0: 10-40 censored']);
    expect(early.oddities).toEqual([]);
  });

  it('keeps the attributes of the first event and reports a change', () => {
    const histories = follow('a 10 notice fr', 'a 40 opinion it', 'a 50 closing fr');
    expect(histories.spells.map(({ attributes }) => attributes['state'])).toEqual(['fr', 'fr']);
    expect(oddities(histories)).toEqual({ 'changed-attribute': [3] });
  });

  it('separates cases whose events are mixed in the log', () => {
    const histories = follow('a 10 notice', 'b 20 notice', 'a 30 closing', 'b 50 opinion');
    expect(histories.spells.map(({ caseId, kind }) => `${caseId} ${kind}`)).toEqual(['a closes', 'b climbs', 'b censored']);
  });

  it('lets a case first seen in the middle enter there', () => {
    const histories = follow('a 10 opinion', 'a 30 closing');
    expect(spells(histories)).toEqual(['1: 10-30 closes']);
    expect(episodes(histories)).toEqual(['1 from 1: 10-30']);
    expect(oddities(histories)).toEqual({ 'entered-above': [2] });
  });

  it('goes on with the stage at a repeated decision', () => {
    const histories = follow('a 10 notice', 'a 20 notice', 'a 30 closing');
    expect(spells(histories)).toEqual(['0: 10-30 closes']);
    expect(oddities(histories)).toEqual({ 'repeated-stage': [3] });
  });

  it('goes on with the highest stage at a decision of a lower one', () => {
    const histories = follow('a 10 notice', 'a 20 opinion', 'a 30 notice', 'a 35 opinion', 'a 50 closing');
    expect(spells(histories)).toEqual(['0: 10-20 climbs', '1: 20-50 closes']);
    expect(oddities(histories)).toEqual({ 'lower-stage': [4], 'repeated-stage': [5] });
  });

  it('counts a skipped stage as a climb and does not invent a stay between', () => {
    const histories = follow('a 10 notice', 'a 20 referral', 'a 30 closing');
    expect(spells(histories)).toEqual(['0: 10-20 climbs', '2: 20-30 closes']);
    expect(oddities(histories)).toEqual({ 'skipped-stage': [3] });
  });

  it('orders the events of one day upwards with endings last, whatever their order in the log', () => {
    const histories = follow('a 10 closing', 'a 10 opinion', 'a 10 notice');
    expect(spells(histories)).toEqual(['0: 10-10 climbs', '1: 10-10 closes']);
    expect(oddities(histories)).toEqual({ 'same-day': [2, 3] });
  });

  it('ends a case at a withdrawal and reports it', () => {
    const histories = follow('a 10 notice', 'a 30 withdrawal');
    expect(spells(histories)).toEqual(['0: 10-30 closes']);
    expect(oddities(histories)).toEqual({ 'irregular-ending': [3] });
  });

  it('goes on with the stage at an activity that the ladder ignores', () => {
    const histories = follow('a 10 notice', 'a 20 press', 'a 30 closing');
    expect(spells(histories)).toEqual(['0: 10-30 closes']);
    expect(oddities(histories)).toEqual({ 'ignored-activity': [3] });
  });

  it('begins a second episode when a case is reopened, in the stage of the decision', () => {
    const histories = follow('a 10 notice', 'a 30 closing', 'a 60 opinion', 'a 90 closing');
    expect(episodes(histories)).toEqual(['1 from 0: 10-30', '2 from 1: 60-90']);
    expect(oddities(histories)).toEqual({ reopened: [4] });
  });

  it('reports an ending that nothing precedes and an ending after an ending, and adds nothing for them', () => {
    const histories = follow('a 10 closing', 'b 20 notice', 'b 30 withdrawal', 'b 40 closing');
    expect(episodes(histories)).toEqual(['1 from 0: 20-30']);
    expect(oddities(histories)).toEqual({ 'ended-unseen': [2], 'irregular-ending': [4], 'ended-again': [5] });
  });

  it('refuses activities that the ladder does not know, naming all of them', () => {
    const unknown = (): CaseHistories => follow('a 10 notice', 'a 20 opinon', 'a 30 closure');
    expect(unknown).toThrow(EventLogError);
    expect(unknown).toThrow(/line 3.*"opinon"[^]*line 4.*"closure"/);
  });
});
