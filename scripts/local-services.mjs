// What the scenario local-services is made of: the log of its truth, the command that fits it, and the table of truth and estimates.
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { recordEventLog } from '../build/calibration/recorded-log.js';
import { catalogue, compile, normaliseSeed, parseScenario, runReplication } from '../build/index.js';

/** Arguments of the command, from the root of the repository. */
export const localServices = [
  'fit', 'scenarios/local-services/data/log.csv', '--case', 'case', '--time', 'time', '--activity', 'activity', '--lifecycle', 'transition',
  '--resource', 'person', '--jurisdiction', 'town', '--levels', 'desk,unit,county', '--ending', 'closed', '--to', '2024-01-01',
  '--out', 'scenarios/local-services', '--title', 'Requests to three towns, a specialist unit and the county',
];

const LEVELS = { desk: 'desk', unit: 'unit', county: 'county' };
const MS_PER_DAY = 86_400_000;

/** The log of one run of the truth, as CSV; times to the second. */
export function localLog(text) {
  const model = compile(parseScenario(text, { catalogue, file: 'truth.yaml' }), catalogue);
  const recorder = recordEventLog((path) => LEVELS[path.split('/').at(-1)]);
  runReplication(model, { seed: normaliseSeed(model.scenario.seed), replication: 0, observer: recorder });
  const start = Date.parse(model.scenario.time.start);
  const moment = (time) => new Date(Math.floor((start + time * MS_PER_DAY) / 1000) * 1000).toISOString().replace('.000Z', 'Z');
  const town = (origin) => origin.split('/').at(-2);
  return stringify([
    ['case', 'time', 'activity', 'transition', 'person', 'town'],
    ...recorder.rows().map(({ caseId, time, activity, transition, resource, origin }) => [caseId, moment(time), activity, transition, resource, town(origin)]),
  ]);
}

/** Level, organisation and quantity in data/estimates.csv, and the true value in truth.yaml. */
const truth = [
  ['', 'county/unit/ashford/desk', 'arrival rate', 1.3],
  ['', 'county/unit/millbrook/desk', 'arrival rate', 0.9],
  ['', 'county/unit/westhaven/desk', 'arrival rate', 0.7],
  ['desk', '', 'climbing', 0.35],
  ['desk', '', 'mean time', 1.6],
  ['desk', '', 'cv of time', 0.7],
  ['', 'county/unit/ashford/desk', 'staff', 3],
  ['', 'county/unit/millbrook/desk', 'staff', 2],
  ['', 'county/unit/westhaven/desk', 'staff', 2],
  ['unit', '', 'climbing', 0.3],
  ['unit', '', 'mean time to climb', 1.5],
  ['unit', '', 'cv of time to climb', 0.6],
  ['unit', '', 'mean time to close', 3],
  ['unit', '', 'cv of time to close', 0.9],
  ['', 'county/unit/unit', 'staff', 3],
  ['county', '', 'mean time', 5],
  ['county', '', 'cv of time', 0.8],
  ['', 'county/county', 'staff', 2],
];

/** The README with the truth beside the estimates. */
export function withTruth(readme, estimates) {
  const rows = parse(estimates, { columns: true });
  const lines = truth.map(([level, organisation, quantity, value]) => {
    const found = rows.find((row) => row.quantity === quantity && (organisation === '' ? row.level === level && row.organisation === '' : row.organisation === organisation));
    if (found === undefined) throw new Error(`no estimate of ${quantity} at ${level}${organisation}`);
    const interval = found.low === '' ? '-' : `[${short(found.low)}, ${found.high === '' ? '-' : short(found.high)}]`;
    return `| ${level}${organisation} | ${quantity} | ${value} | ${short(found.estimate)} | ${interval} |`;
  });
  const table = ['| where | quantity | truth | estimate | 95 % interval |', '| --- | --- | ---: | ---: | ---: |', ...lines].join('\n');
  const section = `**Truth and estimates.** The log was simulated by \`truth.yaml\`, so here the truth is known. One interval in twenty may miss it.\n\n${table}\n\n`;
  return readme.replace('## Things to notice\n\n', (heading) => heading + section);
}

function short(number) {
  return String(Number(Number(number).toPrecision(4)));
}
