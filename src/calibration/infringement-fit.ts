import { readActivityLog, type ActivityLog } from './activity-log.js';
import { EventLogError } from './event-log.js';
import type { ScenarioAdditions, ScenarioTitle } from './fitted-scenario.js';
import { infringementStudy } from './infringement-study.js';
import { fitLog, type FitSettings, type LogFit } from './log-fit.js';
import { isoTimeReader } from './time-reader.js';

/** What the scenario says of itself. */
export const infringementTitle: ScenarioTitle = {
  name: 'eu-infringements',
  title: 'The European Commission\'s infringement procedure, 2002-2013',
  question: 'Do laws estimated from the decisions of 2002-2008 reproduce what became of the cases of 2009-2013?',
  schema: '../../schema/scenario.schema.json',
  replications: 20,
  sources: [
    'J. C. Fjelstul, EUIP database, R package euip 0.1.0',
    'Fjelstul and Carrubba (2018), American Political Science Review 112(3), 429-445',
    'Garicano (2000), Journal of Political Economy 108(5), 874-904',
  ],
};

/** What the study puts in besides the estimates: learning at the rate that cross-validation kept, and variants to compare with. */
export const infringementAdditions: ScenarioAdditions = { learning: 0.01, variants: 'two-types' };

/**
 * Reads the log of decisions as `subsidia fit` does.
 *
 * @param file name of the log, for reports
 * @throws EventLogError naming every row that cannot be used
 */
export function readInfringementLog(file: string, text: string): ActivityLog {
  const { columns: { caseId, date, activity }, jurisdiction, domain, by } = infringementStudy;
  const { log, rejected } = readActivityLog({ file, text, separator: ',' }, { caseId, time: date, activity, attributes: [jurisdiction, domain, ...by] }, isoTimeReader());
  if (rejected.length > 0) throw new EventLogError(file, rejected.flatMap(({ line, reasons }) => reasons.map((reason) => `line ${line}: ${reason}`)));
  return log;
}

/** What of the log is fitted. Days are since 1970-01-01. */
export interface InfringementFit extends Pick<FitSettings, 'bootstrap'> {
  /** The laws are those known at the beginning of this day: later events are not seen, and what goes on then is censored. */
  readonly to: number;
  /** End of the real arrivals and of the simulated time. */
  readonly until: number;
  /** Whether the departments have desks of their own in each member state, and not one for all. */
  readonly byState: boolean;
}

/**
 * Fits the infringement procedure by `fitLog`, with the real arrivals: what `subsidia fit` does with the command line of the scenario's README.
 *
 * @throws RangeError when some stage has no exit by `to`
 * @example fitInfringements(log, { to: dayNumber('2009-01-01'), until: dayNumber('2014-01-01'), byState: true, bootstrap })
 */
export function fitInfringements(log: ActivityLog, { to, until, byState, bootstrap }: InfringementFit): LogFit {
  const { ladder, levels, jurisdiction, domain, by, fewest } = infringementStudy;
  return fitLog(log, {
    plan: { levels: levels.map((name, stage) => ({ name, activities: [ladder.stages[stage]] })), endings: ladder.endings, arrivals: [], ignored: ladder.ignored },
    marks: 'entry',
    dated: true,
    grouping: { ...(byState ? { jurisdiction } : {}), domain, by },
    fewest, to, until, bootstrap,
    arrivals: 'trace',
  });
}
