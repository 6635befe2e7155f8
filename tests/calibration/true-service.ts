import { readActivityLog, type ActivityLog } from '../../src/calibration/activity-log.js';
import { recordEventLog, type RecordedRow } from '../../src/calibration/recorded-log.js';
import { numericTimeReader } from '../../src/calibration/time-reader.js';
import { catalogue } from '../../src/model/catalogue.js';
import { compile } from '../../src/model/compile.js';
import type { Model } from '../../src/model/model.js';
import { runReplication } from '../../src/model/replication.js';
import { parseScenario } from '../../src/scenario/parse-scenario.js';

/** A service of two levels whose truth is known: what its parameters are called, and what they are. */
export const truth = {
  rate: 2, climbing: 0.4, deskMean: 1.2, deskCv: 0.7, deskStaff: 4, unitMean: 2.5, unitCv: 0.9, unitStaff: 3,
} as const;

const text = `
name: true-service
time: { calendar: civil, horizon: 500 days }
levels: [unit, desk]
jurisdictions:
  unit: { level: unit }
  desk: { level: desk, in: unit }
organisations:
  desk: { in: desk, staff: ${truth.deskStaff}, knows: ${1 - truth.climbing}, service: { law: gamma, mean: ${truth.deskMean} days, cv: ${truth.deskCv} } }
  unit: { in: unit, staff: ${truth.unitStaff}, help: { law: lognormal, mean: ${truth.unitMean} days, cv: ${truth.unitCv} } }
problems:
  case: { at: desk, arrivals: { law: poisson, rate: ${truth.rate} per day } }
hierarchy: { delay: 0 days, return_delay: 0 days }
`;

let model: Model | undefined;

/** The rows of a run of the true service. */
export function trueRows(replication: number): RecordedRow[] {
  model ??= compile(parseScenario(text, { catalogue }), catalogue);
  const recorder = recordEventLog((path) => path.split('/').at(-1) ?? '');
  runReplication(model, { seed: '2026', replication, observer: recorder });
  return recorder.rows();
}

/** Rows as a log with exact times, with or without what a poorer log would not have. */
export function logOf(rows: readonly RecordedRow[], kept: (row: RecordedRow) => boolean = () => true): ActivityLog {
  const lines = rows.filter(kept).map(({ caseId, time, activity, transition, resource }) => `${caseId},${time},${activity},${transition},${resource}`);
  const columns = { caseId: 'case', time: 'time', activity: 'activity', lifecycle: 'transition', resource: 'who', attributes: [] };
  const { log, rejected } = readActivityLog({ file: 'log.csv', text: `case,time,activity,transition,who\n${lines.join('\n')}\n`, separator: ',' }, columns, numericTimeReader('day'));
  if (rejected.length > 0) throw new Error(rejected[0].reasons.join());
  return log;
}
