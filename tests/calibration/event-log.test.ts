import { describe, expect, it } from 'vitest';
import { EventLogError, readEventLog } from '../../src/calibration/event-log.js';
import { readTable } from '../../src/scenario/table.js';

const columns = { caseId: 'case', date: 'date', activity: 'stage', attributes: ['state'] };
const read = (text: string): ReturnType<typeof readEventLog> => readEventLog(readTable('log.csv', text, ','), columns);

function problemsOf(text: string): readonly string[] {
  try {
    read(text);
  } catch (error) {
    if (error instanceof EventLogError) return error.problems;
  }
  return [];
}

describe('an event log', () => {
  it('keeps line, case, day, activity and the attributes asked for, whatever the order of the columns', () => {
    expect(read('stage,state,other,case,date\nnotice,it,x,a,1970-01-03\n')).toEqual([
      { line: 2, caseId: 'a', day: 2, activity: 'notice', attributes: { state: 'it' } },
    ]);
  });

  it('names every line that cannot be used, all at once', () => {
    const problems = problemsOf('case,date,stage,state\n,2002-01-01,notice,it\na,2002-02-30,notice,it\nb,2002-01-01,,it\n');
    expect(problems).toHaveLength(3);
    expect(problems[0]).toContain('line 2');
    expect(problems[1]).toContain('"2002-02-30"');
    expect(problems[2]).toContain('line 4');
  });

  it('names the columns it does not find', () => {
    expect(problemsOf('case,day,stage,state\na,2002-01-01,notice,it\n')).toEqual([expect.stringContaining('"date"')]);
  });

  it('refuses rows with another number of cells than the header', () => {
    expect(problemsOf('case,date,stage,state\na,2002-01-01,notice\n')).toEqual([expect.stringContaining('line 2')]);
  });
});
