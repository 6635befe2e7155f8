// Estimates a scenario from an event log of a million rows and asserts that it finds the truth behind it: after `node scripts/build-bench.mjs`,
// node dist-bench/program/fit-log.js [rows]
import { readActivityLog } from '../src/calibration/activity-log.js';
import { fitLog } from '../src/calibration/log-fit.js';
import { isoTimeReader } from '../src/calibration/time-reader.js';
import { makeLaw } from '../src/random/make-law.js';
import { createStream } from '../src/random/stream.js';
import type { UniformSource } from '../src/random/uniform-source.js';
import { requireWithin } from './measured.js';

const MS_PER_DAY = 86_400_000;
const START = Date.UTC(2015, 0, 1);
const DAYS = 3650;

/** Rows of a case on average: three at the desk, three more in the unit for those that climb, and its end. */
const CLIMBING = 0.3;
const ROWS_PER_CASE = 4 + 3 * CLIMBING;

const desk = { name: 'desk', people: 20, work: makeLaw({ law: 'gamma', mean: 0.28, cv: 0.7 }) };
const unit = { name: 'unit', people: 16, work: makeLaw({ law: 'lognormal', mean: 0.7, cv: 0.9 }) };

interface Row {
  readonly time: number;
  readonly text: string;
}

/** Serves cases in the order of their coming by whoever is free first, and returns those that climb. */
function serve(comings: readonly (readonly [number, number])[], { name, people, work }: typeof desk, climbing: number, source: UniformSource, rows: Row[]): [number, number][] {
  const free = new Float64Array(people);
  const climbs: [number, number][] = [];
  for (const [time, id] of [...comings].sort((a, b) => a[0] - b[0])) {
    const person = free.indexOf(Math.min(...free));
    const begin = Math.max(time, free[person]);
    const end = begin + work.sample(source);
    free[person] = end;
    const town = id % 3;
    rows.push({ time, text: `C${id},%,${name},schedule,,town ${town}` }, { time: begin, text: `C${id},%,${name},start,${name} ${person},town ${town}` });
    rows.push({ time: end, text: `C${id},%,${name},complete,${name} ${person},town ${town}` });
    if (source.next() < climbing) climbs.push([end, id]);
    else rows.push({ time: end, text: `C${id},%,closed,complete,,town ${town}` });
  }
  return climbs;
}

function logText(rowsWanted: number): string {
  const source = createStream('1', 0, 'fit-log');
  const cases = Math.round(rowsWanted / ROWS_PER_CASE);
  const comings: [number, number][] = [];
  for (let id = 0, time = 0; id < cases; id++) {
    time -= (Math.log(source.next()) * DAYS) / cases;
    comings.push([time, id]);
  }
  const rows: Row[] = [];
  const climbs = serve(comings, desk, CLIMBING, source, rows);
  serve(climbs, unit, 0, source, rows);
  const moment = (time: number): string => new Date(START + Math.floor((time * MS_PER_DAY) / 1000) * 1000).toISOString();
  return `case,time,activity,transition,who,town\n${rows.sort((a, b) => a.time - b.time).map(({ time, text }) => text.replace('%', moment(time))).join('\n')}\n`;
}

const rowsWanted = Number(process.argv.at(2) ?? 1_000_000);
const text = logText(rowsWanted);
const begun = performance.now();
const { log, rejected } = readActivityLog(
  { file: 'log.csv', text, separator: ',' },
  { caseId: 'case', time: 'time', activity: 'activity', lifecycle: 'transition', resource: 'who', attributes: [] },
  isoTimeReader(),
);
const read = performance.now();
const bootstrap = createStream('1', 0, 'bootstrap');
const fit = fitLog(log, {
  plan: { levels: [{ name: 'desk', activities: ['desk'] }, { name: 'unit', activities: ['unit'] }], endings: ['closed'], arrivals: [], ignored: [] },
  marks: 'entry', dated: true, grouping: { by: [] }, bootstrap: { samples: 99, uniform: () => bootstrap.next() },
});
const fitted = performance.now();

/** Five standard errors: a right program fails once in 1.7 million seeds for each. */
const require = (name: string, estimate: { readonly value: number; readonly standardError?: number } | undefined, truth: number): void =>
  requireWithin(name, estimate?.value ?? Number.NaN, truth, 5 * (estimate?.standardError ?? 0));
const [atDesk, inUnit] = fit.levels;
require('probability of climbing', atDesk.laws.climbing, CLIMBING);
require('mean at the desk', atDesk.laws.closes?.mean, 0.28);
require('cv at the desk', atDesk.laws.closes?.cv, 0.7);
require('mean in the unit', inUnit.laws.closes?.mean, 0.7);
require('cv in the unit', inUnit.laws.closes?.cv, 0.9);
const staff = fit.organisations.map((organisation) => organisation.staff?.staff);
if (staff.join() !== '20,16' || rejected.length > 0) throw new Error(`expected a staff of 20 and 16 and no rejected rows, found ${staff.join(' and ')} and ${rejected.length}`);

console.log(
  JSON.stringify({ rows: log.size, readSeconds: (read - begun) / 1000, fitSeconds: (fitted - read) / 1000, peakMiB: process.resourceUsage().maxRSS / 1024 }),
);
