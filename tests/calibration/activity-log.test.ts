import { describe, expect, it } from 'vitest';
import { readActivityLog, type LogColumns } from '../../src/calibration/activity-log.js';
import { isoTimeReader } from '../../src/calibration/time-reader.js';

const columns: LogColumns = { caseId: 'case', time: 'time', activity: 'activity', lifecycle: 'what', resource: 'who', attributes: ['town'] };
const read = (text: string, of = columns): ReturnType<typeof readActivityLog> => readActivityLog({ file: 'log.csv', text, separator: ',' }, of, isoTimeReader());
const header = 'case,time,activity,what,who,town\n';

describe('an activity log', () => {
  it('is read by columns, in the order of the file', () => {
    const { log, rejected } = read(`${header}b,1970-01-03,desk,START,anna,x\na,1970-01-02,desk,schedule,,x\n`);
    expect(rejected).toEqual([]);
    expect([...log.times]).toEqual([2, 1]);
    expect([...log.lines]).toEqual([2, 3]);
    expect([...log.transitions ?? []]).toEqual([1, 0]);
    expect(log.cases).toEqual({ names: ['b', 'a'], codes: Int32Array.of(0, 1) });
    expect(log.resources).toEqual({ names: ['anna'], codes: Int32Array.of(0, -1) });
    expect(log.attributes.get('town')).toEqual({ names: ['x'], codes: Int32Array.of(0, 0) });
  });

  it('gives back every row that cannot be used, with its line and all that is wrong, and keeps the others', () => {
    const { log, rejected } = read(`${header},soon,,begin,anna,x\na,1970-01-02,desk\nb,1970-01-02,"desk"s,start,anna,x\nc,1970-01-02,desk,start,anna,x\n`);
    expect(log.size).toBe(1);
    expect(rejected.map(({ line, reasons }) => [line, ...reasons])).toEqual([
      [
        2, 'expected a case in column "case", found nothing', 'expected an activity in column "activity", found nothing',
        'expected an ISO 8601 date or date-time such as 2024-03-31 or 2024-03-31T14:30:00+02:00 in column "time", found "soon"',
        'expected start, resume, suspend, complete, schedule, assign, reassign, enqueue, receive, entry, arrive in column "what", found "begin"',
      ],
      [3, 'expected 6 cells as in the header, found 3'],
      [4, 'a closing quote is not followed by the delimiter or the end of the line'],
    ]);
  });

  it('is refused as a whole when columns are missing or stand twice, all of them named', () => {
    expect(() => read('case,times,activity,activity\n')).toThrow(
      'log.csv: 5 problems\n  line 1: expected a column "time", found "case", "times", "activity", "activity" (did you mean "times"?)\n  line 1: expected one column "activity", found 2\n',
    );
    expect(() => read('')).toThrow('expected a header with the names of the columns, found an empty file');
  });
});
