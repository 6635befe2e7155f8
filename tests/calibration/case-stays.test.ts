import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readActivityLog } from '../../src/calibration/activity-log.js';
import { followCases } from '../../src/calibration/case-history.js';
import { followStays, type CaseStays } from '../../src/calibration/case-stays.js';
import { dayNumber } from '../../src/calibration/civil-date.js';
import { readEventLog } from '../../src/calibration/event-log.js';
import { infringementStudy } from '../../src/calibration/infringement-study.js';
import type { LevelPlan } from '../../src/calibration/level-plan.js';
import { isoTimeReader, numericTimeReader } from '../../src/calibration/time-reader.js';
import { readTable } from '../../src/scenario/table.js';

const plan: LevelPlan = { levels: [{ name: 'desk', activities: ['desk'] }, { name: 'unit', activities: ['unit', 'review'] }], endings: ['closed'], arrivals: ['registered'], ignored: ['*'] };

/** `case time activity transition resource` per row; `-` stands for nothing. */
function follow(rows: string, more: { until?: number; endings?: string[]; lifecycle?: boolean; marks?: 'entry' | 'completion' } = {}): CaseStays {
  const { until = 100, endings = plan.endings, lifecycle = true, marks = 'entry' } = more;
  const text = `case,time,activity,what,who\n${rows.trim().split('\n').map((row) => row.trim().split(/\s+/).map((cell) => (cell === '-' ? '' : cell)).join()).join('\n')}\n`;
  const extra = '\nz,99.5,closed,complete,\nz,99,registered,complete,\nz,99,desk,schedule,\nz,99,unit,schedule,\nz,99,review,schedule,\n';
  const { log } = readActivityLog({ file: 'log.csv', text: text + extra, separator: ',' }, {
    caseId: 'case', time: 'time', activity: 'activity', resource: 'who', ...(lifecycle ? { lifecycle: 'what' } : {}), attributes: [],
  }, numericTimeReader('day'));
  const all = followStays(log, { plan: { ...plan, endings }, marks, until });
  const last = log.cases.names.length - 1;
  return { ...all, stays: all.stays.filter(({ caseIndex }) => caseIndex !== last), openings: all.openings.filter(({ caseIndex }) => caseIndex !== last), oddities: all.oddities.filter(({ caseId }) => caseId !== 'z') };
}

const short = ({ stays }: CaseStays): unknown[] => stays.map(({ level, entry, exit, kind, sessions }) => [level, entry, exit, kind, sessions.map(({ begin, end }) => [begin, end])]);

describe('a case with a lifecycle', () => {
  it('enters, waits, is worked on, climbs when work is complete, and closes', () => {
    const followed = follow(`a 0 desk schedule -
      a 2 desk start anna
      a 5 desk complete anna
      a 6 unit schedule -
      a 7 unit start bob
      a 9 unit complete bob
      a 9 closed complete -`);
    expect(short(followed)).toEqual([[0, 0, 5, 'climbs', [[2, 5]]], [1, 6, 9, 'closes', [[7, 9]]]]);
    expect(followed.transfers).toEqual([1]);
    expect(followed.openings).toMatchObject([{ ordinal: 1, level: 0, entry: 0, exit: 9 }]);
    expect(followed.oddities).toEqual([]);
  });

  it('may be sorted in any way, and what happens at one time has an order', () => {
    const followed = follow(`a 5 closed complete -
      a 5 unit complete bob
      a 3 unit start bob
      a 3 unit schedule -
      a 3 desk complete anna
      a 0 desk start anna
      a 0 desk schedule -`);
    expect(short(followed)).toEqual([[0, 0, 3, 'climbs', [[0, 3]]], [1, 3, 5, 'closes', [[3, 5]]]]);
  });

  it('may be laid aside: sessions are kept apart', () => {
    expect(short(follow(`a 0 desk schedule -
      a 1 desk start anna
      a 2 desk suspend anna
      a 4 desk resume anna
      a 7 desk complete anna
      a 8 closed complete -`))).toEqual([[0, 0, 7, 'closes', [[1, 2], [4, 7]]]]);
  });

  it('that is not finished when observation ends is censored there, work included', () => {
    const followed = follow(`a 0 desk schedule -
      a 1 desk start anna
      a 60 desk complete anna
      b 0 desk schedule -`, { until: 50 });
    expect(short(followed)).toEqual([[0, 0, 50, 'censored', [[1, 50]]], [0, 0, 50, 'censored', []]]);
    expect(followed.openings.map(({ exit }) => exit)).toEqual([undefined, undefined]);
  });

  it('ends with its last completion where no activity ends cases', () => {
    expect(short(follow('a 0 desk start anna\na 3 desk complete anna', { endings: [] }))).toEqual([[0, 0, 3, 'closes', [[0, 3]]]]);
  });

  it('arrives with an arrival, also when nobody has looked at it yet', () => {
    expect(short(follow('a 0 registered complete -\na 2 desk start anna\na 5 closed complete -\nb 1 registered complete -')))
      .toEqual([[0, 0, 5, 'closes', [[2, 5]]], [0, 1, 100, 'censored', []]]);
  });

  it('is reported wherever it does not follow the levels', () => {
    const kinds = follow(`a 0 unit start bob
      a 1 desk start anna
      a 2 unit start bob
      a 3 closed complete -
      a 4 closed complete -
      a 5 desk schedule -
      a 6 desk complete anna
      a 7 closed complete -
      b 1 closed complete -
      b 2 filed complete -`).oddities.map(({ kind, line }) => `${line} ${kind}`);
    expect(kinds).toEqual([
      '2 entered-above', '2 entry-unseen', '3 lower-stage', '4 begun-twice', '6 ended-again', '7 reopened', '8 begin-unseen', '10 ended-unseen', '11 ignored-activity',
    ]);
  });
});

describe('a case without a lifecycle', () => {
  it('comes to a level with its row', () => {
    const followed = follow('a 0 desk - anna\na 4 unit - bob\na 4 review - eve\na 9 closed - -', { lifecycle: false });
    expect(short(followed)).toEqual([[0, 0, 4, 'climbs', []], [1, 4, 9, 'closes', []]]);
    expect(followed.stays.map(({ resource }) => resource)).toEqual([0, 1]);
    expect(followed.oddities.map(({ kind }) => kind)).toEqual(['same-day']);
  });

  it('has completed a level with its row, where rows mark that', () => {
    const followed = follow('a 0 registered - -\na 4 desk - anna\na 9 unit - bob\na 9 closed - -', { lifecycle: false, marks: 'completion' });
    expect(short(followed)).toEqual([[0, 0, 4, 'climbs', [[Number.NaN, 4]]], [1, 4, 9, 'closes', [[Number.NaN, 9]]]]);
    expect(followed.stays.map(({ resource, entrySeen }) => [resource, entrySeen])).toEqual([[0, true], [1, true]]);
  });
});

it('the stays of the real infringement log are those of followCases, which was written for them', () => {
  const text = readFileSync(new URL('../../scenarios/eu-infringements/data/decisions-2002-2013.csv', import.meta.url), 'utf8');
  const until = dayNumber('2009-01-01');
  const { ladder, columns } = infringementStudy;
  const expected = followCases(readEventLog(readTable('log', text, ','), columns), ladder, until);
  const { log } = readActivityLog({ file: 'log', text, separator: ',' }, { caseId: columns.caseId, time: columns.date, activity: columns.activity, attributes: [] }, isoTimeReader());
  const found = followStays(log, { plan: { levels: ladder.stages.map((name) => ({ name, activities: [name] })), endings: ladder.endings, arrivals: [], ignored: [] }, marks: 'entry', until });
  const line = (...parts: readonly unknown[]): string => parts.join(' ');
  expect(found.stays.map(({ caseIndex, level, entry, exit, kind }) => line(log.cases.names[caseIndex], level, entry, exit, kind)).sort())
    .toEqual(expected.spells.map(({ caseId, stage, entry, exit, kind }) => line(caseId, stage, entry, exit, kind)).sort());
  expect(found.oddities.map(({ kind, line: at }) => line(at, kind)).sort())
    .toEqual(expected.oddities.filter(({ kind }) => kind !== 'changed-attribute').map(({ kind, line: at }) => line(at, kind)).sort());
});
