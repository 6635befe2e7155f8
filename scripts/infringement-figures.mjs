// Everything about the scenario eu-infringements that is computed, in one command: fits it to the decisions of 2002-2008 as `subsidia fit`
// does, writes the scenario and its data files, compares mechanisms by cross-validation within these years, simulates, judges by 2009-2013,
// and writes tables and charts into results/eu-infringements/figures and the generated tables of the README. After a build:
// node scripts/infringement-figures.mjs
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { stringify } from 'csv-stringify/sync';
import { queueChanges } from '../build/calibration/assumed-queues.js';
import { followCases } from '../build/calibration/case-history.js';
import { dayNumber } from '../build/calibration/civil-date.js';
import { readEventLog } from '../build/calibration/event-log.js';
import { fittedLawsTable, goodnessTable } from '../build/calibration/fitted-readme.js';
import { fittedScenario } from '../build/calibration/fitted-scenario.js';
import { replaceSection } from '../build/calibration/generated-section.js';
import { lineChart } from '../build/calibration/held-out-chart.js';
import { compareHeldOut } from '../build/calibration/held-out-comparison.js';
import { awaitedCases, compareForecast, forecastCases } from '../build/calibration/held-out-forecast.js';
import { measureCases } from '../build/calibration/held-out-measures.js';
import { daysBetween, meanScore, predictFrom, realMeasures, scoreMechanism, scoreRuns } from '../build/calibration/held-out-validation.js';
import { fitInfringements, infringementAdditions, infringementTitle, readInfringementLog } from '../build/calibration/infringement-fit.js';
import { departmentGroup, infringementGroups } from '../build/calibration/infringement-groups.js';
import { infringementMechanisms, mechanismNamed } from '../build/calibration/infringement-mechanisms.js';
import { loadElasticity, paceOf } from '../build/calibration/infringement-pace.js';
import {
  decisionsTable, detailsTable, groupsTable, measuresTable, mechanismsTable, odditiesTable, openByYearTable, openErrorsTable, paceTable,
} from '../build/calibration/infringement-report.js';
import { infringementStudy } from '../build/calibration/infringement-study.js';
import { createStream } from '../build/random/stream.js';
import { readTable } from '../build/scenario/table.js';
import { readScenario, simulate } from './infringement-simulation.mjs';

const FIRST = 2002;
const LAST_FITTED = 2008;
const LAST = 2013;
const fitted = { first: FIRST, last: LAST_FITTED };
const heldOut = { first: LAST_FITTED + 1, last: LAST };
const years = { first: FIRST, last: LAST };
/** Last years of the estimation in cross-validation; what follows until the end of 2008 is predicted. */
const ORIGINS = [2004, 2005, 2006, 2007];
const LEVEL = 0.95;
const REPLICATIONS = 20;
/** Of the mechanisms that only the simulator has. */
const FEW_REPLICATIONS = 2;
/** Samples of the bootstrap, as `subsidia fit` draws them. */
const BOOTSTRAP = 99;
/** Levels with queues, where there are any: notices and opinions under Article 258. */
const QUEUING_LEVELS = 2;

const folder = new URL('../scenarios/eu-infringements/', import.meta.url);
const results = new URL('../results/eu-infringements/figures/', import.meta.url);
const read = (path) => readFileSync(new URL(path, folder), 'utf8');
const write = (path, text) => writeFileSync(new URL(path, folder), text);
const csv = (rows) => stringify(rows, { header: true });
const firstDay = (year) => dayNumber(`${year}-01-01`);

const file = 'data/decisions-2002-2013.csv';
const log = readEventLog(readTable(file, read(file), ','), infringementStudy.columns);
const activityLog = readInfringementLog(file, read(file));
const study = { log, ladder: infringementStudy.ladder, groups: infringementGroups, first: FIRST };
const plan = { stages: infringementStudy.ladder.stages, groups: infringementGroups, years, periods: [fitted, heldOut] };
const real = realMeasures(study, years, plan.periods);
const { episodes, oddities } = real.histories;

// 1. The scenario: what the log of 2002-2008 yields, learning, variants.

/** The fit known at the end of a year, with the real arrivals up to that of another. */
function fitAt(origin, last, { byState = true, samples = 0 } = {}) {
  const stream = createStream('1', 0, 'bootstrap of fit');
  return fitInfringements(activityLog, { to: firstDay(origin + 1), until: firstDay(last + 1), byState, bootstrap: { samples, uniform: () => stream.next() } });
}

const fits = new Map();
function fitKnownAt(origin, last, byState) {
  const key = `${origin} ${last} ${byState}`;
  if (!fits.has(key)) fits.set(key, fitAt(origin, last, { byState }));
  return fits.get(key);
}

/** The text of a fitted scenario, and whatever reads its data files. */
function filesOf(fit, additions) {
  const { text, tables } = fittedScenario(fit, infringementTitle, additions);
  const files = new Map(tables.map(({ path, header, rows }) => [path, stringify([header, ...rows])]));
  return { text, files, readText: (path) => files.get(path) };
}

const fit = fitAt(LAST_FITTED, LAST, { samples: BOOTSTRAP });
const shipped = filesOf(fit, infringementAdditions);
write('scenario.yaml', shipped.text);
for (const [path, text] of shipped.files) write(path, text);
const openAtEnd = (year) => real.measures.find(({ measure, group, period }) => measure === 'open' && group === 'all' && period === String(year)).value;
write('data/open-cases.csv', csv(Array.from({ length: LAST - FIRST + 1 }, (_, index) => ({
  year: FIRST + index, time: firstDay(FIRST + index + 1) - firstDay(FIRST), open: openAtEnd(FIRST + index),
}))));
const byLine = (list) => [...list].sort((a, b) => a.line - b.line);
write('data/oddities.csv', csv(byLine(oddities).map(({ kind, line, caseId, activity }) => ({ kind, line, case_id: caseId, activity }))));

// 2. Mechanisms, by cross-validation within 2002-2008 and, for the record, in 2009-2013.

const KEPT = mechanismNamed('type');

/** The scenario fitted at an origin and simulated until the end of a year, with learning or queues (neither when left out). */
function scenarioAt(origin, last, { queues, learning }) {
  const own = fitKnownAt(origin, last, queues === undefined);
  const { text, readText } = filesOf(own, learning === undefined ? {} : { learning });
  return readScenario(text, readText, { changes: queues === undefined ? {} : queueChanges(own, { levels: QUEUING_LEVELS, ...queues }) });
}

const simulatedMechanisms = [
  { meaning: 'simulated from 2002: laws by case type', added: {} },
  ...[[0.5, 0.8], [0.8, 0.95]].map(([workShare, utilisation]) => ({
    meaning: `the same with queues, work ${100 * workShare} % of a stay, staff busy ${100 * utilisation} %`, added: { queues: { workShare, utilisation } },
  })),
  ...[0.01, 0.05].map((rate) => ({ meaning: `the same with learning at a rate of ${100 * rate} %`, added: { learning: rate } })),
];

function scoreSimulated({ added }, origin, last) {
  const judged = { ...plan, years: { first: origin + 1, last }, periods: [] };
  const runs = simulate(scenarioAt(origin, last, added), episodes, last, FEW_REPLICATIONS, (histories) => measureCases(histories, judged));
  return scoreRuns(study, runs, origin, last);
}

const validate = (score) => ({ validation: meanScore(ORIGINS.map((origin) => score(origin, LAST_FITTED))), test: score(LAST_FITTED, LAST) });
const mechanisms = infringementMechanisms.map((mechanism) => ({
  name: mechanism.name, meaning: mechanism.meaning, ...validate((origin, last) => scoreMechanism(study, mechanism, origin, last)),
}));
const simulated = simulatedMechanisms.map((mechanism) => ({
  meaning: mechanism.meaning, ...validate((origin, last) => scoreSimulated(mechanism, origin, last)),
}));

// 3. The scenario, its variant and the benchmark against what happened.

const start = firstDay(FIRST);
const turn = firstDay(LAST_FITTED + 1);
const seen = followCases(log, infringementStudy.ladder, turn);
const simulatedVariant = (name, variant) => {
  const model = readScenario(shipped.text, shipped.readText, { variant });
  return { name, rows: compareHeldOut(real.measures, simulate(model, episodes, LAST, REPLICATIONS, (histories) => measureCases(histories, plan)), LEVEL) };
};
const scenario = simulatedVariant('Scenario', infringementAdditions.variants);
const noLearning = simulatedVariant('Without learning', 'no-learning');
const oneLaw = simulatedVariant('One law', 'one-law');
const forecast = (name, { outlookOf }, from) => {
  const span = { first: from === start ? FIRST : LAST_FITTED + 1, last: LAST };
  const cases = awaitedCases(from === start ? { spells: [] } : seen, real.histories, from);
  const counted = real.measures.filter(({ measure, period }) => ['open', 'entered', 'closed'].includes(measure) && Number(period) >= span.first);
  return { name, rows: compareForecast(counted, forecastCases(cases, outlookOf, { ...plan, from, years: span }), LEVEL) };
};
const predicted = (mechanism) => predictFrom(study, mechanism, LAST_FITTED, daysBetween(FIRST - 1, LAST));
const kept = predicted(KEPT);
const lognormal = predicted(mechanismNamed('type-lognormal'));
const benchmarkLaws = predicted(mechanismNamed('benchmark'));
const benchmarkOne = predicted(mechanismNamed('benchmark-one'));
const benchmark = forecast('Benchmark', benchmarkLaws, start);
const fromStock = forecast('Laws by type from the stock of 2008', kept, turn);
const oneLawFromStock = forecast('One law from the stock', predicted(mechanismNamed('one-law')), turn);
const benchmarkFromStock = forecast('Benchmark from the stock', benchmarkLaws, turn);
const exact = forecast('Laws by type, exactly', kept, start);
const lognormalExact = forecast('Lognormal laws by type, exactly', lognormal, start);
const lognormalFromStock = forecast('Lognormal laws by type from the stock of 2008', lognormal, turn);
const sources = [scenario, noLearning, oneLaw, benchmark, fromStock, oneLawFromStock, benchmarkFromStock];

// The error of the past forecasts as a measure of that of the next ones: root mean square over origins and years.
const pastErrors = mechanisms.find(({ name }) => name === KEPT.name).validation.yearly;
const pastError = Math.sqrt(pastErrors.reduce((sum, error) => sum + error * error, 0) / pastErrors.length);
const widened = {
  name: 'The same, interval with past errors',
  rows: fromStock.rows.filter(({ measure, group }) => measure === 'open' && group === 'all').map((row) => {
    const chance = (row.high - row.low) / 2;
    const half = Math.sqrt(chance * chance + (1.96 * pastError * row.simulated) ** 2);
    return { ...row, low: row.simulated - half, high: row.simulated + half, inside: Math.abs(row.real - row.simulated) <= half };
  }),
};

// Where the procedure went faster or slower than the laws, and whether load had to do with it.
const hazardsOf = (attributes) => kept.lawsOf(attributes).map(({ hazards }) => hazards);
const stages = infringementStudy.ladder.stages.map((_, stage) => stage);
const caseTypes = fit.groups.groups.map(({ name }) => name);
const paces = caseTypes.flatMap((type) => [[0], [1], [2]].map((of) => ({
  name: `${type}, ${infringementStudy.levels[of[0]]}`,
  paces: Array.from({ length: LAST - FIRST + 1 }, (_, index) => paceOf(
    real.histories.spells.filter(({ attributes }) => attributes.case_type === type), hazardsOf, of,
    firstDay(FIRST + index) - 0.5, firstDay(FIRST + index + 1) - 0.5)),
})));
const elasticity = loadElasticity(seen.spells, hazardsOf, stages.slice(0, QUEUING_LEVELS), (attributes) => `${attributes.case_type} ${departmentGroup(attributes)}`, { first: FIRST + 1, last: LAST_FITTED });

// 4. Tables, charts, README.

mkdirSync(results, { recursive: true });
const output = (name, text) => writeFileSync(new URL(name, results), text);
const number = (value) => (value === undefined ? '' : Number(value.toPrecision(6)));
output('comparison.csv', csv(sources.flatMap(({ name, rows }) => rows.map((row) => ({
  source: name, measure: row.measure, group: row.group, period: row.period, detail: row.detail, real: number(row.real), simulated: number(row.simulated),
  low: number(row.low), high: number(row.high), error: number(row.error), relative_error: number(row.relativeError), inside: row.inside === undefined ? '' : Number(row.inside),
})))));
output('cross-validation.csv', csv([...mechanisms, ...simulated].flatMap(({ meaning, validation, test }) => [['2002-2008', validation], ['2009-2013', test]].map(([period, score]) => ({
  mechanism: meaning, period, all: number(score.open.all), ...Object.fromEntries(Object.entries(score.open.byGroup).map(([dimension, error]) => [`by_${dimension.replace(' ', '_')}`, number(error)])),
  entered: number(score.entered), log_score: number(score.logScore), yearly_errors: score.yearly.map((error) => error.toFixed(3)).join(' '),
})))));
output('pace.csv', csv(paces.flatMap(({ name, paces: own }) => own.map(({ observed, expected }, index) => ({ cases: name, year: FIRST + index, observed, expected: number(expected) })))));

const labels = Array.from({ length: LAST - FIRST + 1 }, (_, index) => String(FIRST + index));
const split = { label: String(LAST_FITTED + 1), before: 'laws estimated', after: 'held out' };
const openOf = ({ rows }, group) => labels.map((period) => rows.find((row) => row.measure === 'open' && row.group === group && row.period === period));
const openChart = (group, title) => lineChart({
  title, labels, quantity: 'Open cases at the end of the year, with 95 % intervals of chance', split,
  series: [
    { name: 'real', colour: '#111111', values: openOf(scenario, group).map((row) => row?.real) },
    { name: 'scenario, simulated from 2002', colour: '#1f77b4', values: openOf(scenario, group).map((row) => row?.simulated), band: openOf(scenario, group) },
    { name: 'laws by type from the real stock of 2008', colour: '#2ca02c', values: openOf(fromStock, group).map((row) => row?.simulated), band: openOf(fromStock, group) },
    { name: 'benchmark from the real stock of 2008', colour: '#d62728', dashed: true, values: openOf(benchmarkFromStock, group).map((row) => row?.simulated) },
  ],
});
output('open-cases.svg', openChart('all', 'Open infringement cases'));
for (const type of caseTypes) output(`open-${type}.svg`, openChart(`case type: ${type}`, `Open cases of ${type}`));
const enteredOf = (detail, key) => labels.map((period) => scenario.rows.find((row) => row.measure === 'entered' && row.group === 'all' && row.detail === detail && row.period === period)?.[key]);
output('decisions.svg', lineChart({
  title: 'Reasoned opinions and referrals, Article 258', labels, quantity: 'Cases entering the stage in the year', split,
  series: [['RO258', '#1f77b4'], ['RF258', '#d62728']].flatMap(([stage, colour]) => [
    { name: `${stage}, real`, colour, values: enteredOf(stage, 'real') },
    { name: `${stage}, simulated`, colour, dashed: true, values: enteredOf(stage, 'simulated') },
  ]),
}));

const percent = (share) => `${(100 * share).toFixed(1)} %`;
const agreement = Math.max(...openOf(noLearning, 'all').map((row, index) => Math.abs(row.simulated / openOf(exact, 'all')[index].simulated - 1)));
const error = (source) => openErrorsTable([source], [heldOut]).split('| ').at(-1).replace(' |', '');
const scoresOf = (name, period) => mechanisms.find((one) => one.name === name)[period].logScore.toFixed(3);
const sections = {
  estimates: fittedLawsTable(fit),
  goodness: goodnessTable(fit),
  oddities: odditiesTable(byLine(oddities), byLine(seen.oddities)),
  mechanisms: mechanismsTable([...mechanisms, ...simulated]),
  'open-cases': [
    openByYearTable([scenario, noLearning, oneLaw, benchmark], years), '',
    openByYearTable([fromStock, widened, oneLawFromStock, benchmarkFromStock], heldOut), '',
    openErrorsTable([...sources, exact, lognormalExact, lognormalFromStock, forecast('Benchmark, all cases alike', benchmarkOne, start), forecast('Benchmark, all cases alike, from the stock', benchmarkOne, turn)], [fitted, heldOut]),
  ].join('\n'),
  measures: [
    '2009-2013:', '', measuresTable([scenario, noLearning, benchmark], heldOut, Object.keys(infringementGroups)), '',
    '2002-2008:', '', measuresTable([scenario, noLearning, benchmark], fitted, Object.keys(infringementGroups)),
  ].join('\n'),
  groups: groupsTable([scenario, noLearning, oneLaw, fromStock, benchmarkFromStock], heldOut),
  decisions: decisionsTable(scenario.rows, years),
  details: [fitted, heldOut].flatMap((period) => [
    detailsTable(scenario.rows, 'quartile', period, scenario.rows.map(({ group }) => group).filter((group, index, all) => all.indexOf(group) === index)), '',
    detailsTable(scenario.rows, 'highest', period, ['all', ...caseTypes.map((type) => `case type: ${type}`)]), '',
  ]).join('\n').trimEnd(),
  pace: paceTable(paces, years),
  findings: [
    `- Mean absolute error on open cases at the ends of 2009-2013: scenario ${error(scenario)}, without learning ${error(noLearning)} from 2002 and ${error(fromStock)} from the stock of 2008; `
    + `benchmark ${error(benchmark)} and ${error(benchmarkFromStock)}; one law ${error(oneLaw)} and ${error(oneLawFromStock)}.`,
    `- Laws chosen by AIC against lognormal ones throughout, by case type and without learning: ${error(exact)} and ${error(lognormalExact)} of open cases from 2002, `
    + `${error(fromStock)} and ${error(lognormalFromStock)} from the stock of 2008; scores ${scoresOf(KEPT.name, 'validation')} and ${scoresOf('type-lognormal', 'validation')} in `
    + `cross-validation, ${scoresOf(KEPT.name, 'test')} and ${scoresOf('type-lognormal', 'test')} in 2009-2013, the higher the better.`,
    `- Elasticity of the pace of exits with respect to the load of a department, 2003-2008: ${elasticity.slope.toFixed(2)} (standard error ${elasticity.standardError.toFixed(2)}, `
    + `${elasticity.n} department years by case type). 0 is infinite servers, -1 departments whose staff is always busy.`,
    `- Root mean square error of the ten forecasts of cross-validation: ${percent(pastError)}.`,
    `- Without learning, the simulator and the exact calculation with the same laws differ by at most ${percent(agreement)} in the open cases of any year's end.`,
  ].join('\n'),
};
write('README.md', Object.entries(sections).reduce((text, [name, body]) => replaceSection(text, name, `\n${body}\n`), read('README.md')));
