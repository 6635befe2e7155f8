// Everything about the scenario eu-infringements that is computed, in one command: estimates its laws from the decisions of 2002-2008,
// writes the scenario and its data files, compares mechanisms by cross-validation within these years, simulates, judges by 2009-2013,
// and writes tables and charts into results/eu-infringements/figures and the generated tables of the README. After a build:
// node scripts/infringement-figures.mjs
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { stringify } from 'csv-stringify/sync';
import { followCases } from '../dist/calibration/case-history.js';
import { dayNumber } from '../dist/calibration/civil-date.js';
import { readEventLog } from '../dist/calibration/event-log.js';
import { replaceSection } from '../dist/calibration/generated-section.js';
import { lineChart } from '../dist/calibration/held-out-chart.js';
import { compareHeldOut } from '../dist/calibration/held-out-comparison.js';
import { awaitedCases, compareForecast, forecastCases } from '../dist/calibration/held-out-forecast.js';
import { measureCases } from '../dist/calibration/held-out-measures.js';
import { daysBetween, meanScore, predictFrom, realMeasures, scoreMechanism, scoreRuns } from '../dist/calibration/held-out-validation.js';
import { departmentGroup, infringementGroups } from '../dist/calibration/infringement-groups.js';
import { infringementMechanisms, mechanismNamed } from '../dist/calibration/infringement-mechanisms.js';
import { loadElasticity, paceOf } from '../dist/calibration/infringement-pace.js';
import {
  decisionsTable, detailsTable, groupsTable, measuresTable, mechanismsTable, openByYearTable, openErrorsTable, paceTable, typeEstimatesTable,
} from '../dist/calibration/infringement-report.js';
import {
  CASE_TYPES, domainOf, infringementArrivals, infringementOrganisations, oneLawVariant, QUEUING_STAGES,
} from '../dist/calibration/infringement-scenario.js';
import { infringementStudy } from '../dist/calibration/infringement-study.js';
import { odditiesTable } from '../dist/calibration/ladder-report.js';
import { readTable } from '../dist/scenario/table.js';
import { filesOf, readScenario, simulate } from './infringement-simulation.mjs';

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

const folder = new URL('../scenarios/eu-infringements/', import.meta.url);
const results = new URL('../results/eu-infringements/figures/', import.meta.url);
const read = (path) => readFileSync(new URL(path, folder), 'utf8');
const write = (path, text) => writeFileSync(new URL(path, folder), text);
const csv = (rows) => stringify(rows, { header: true });

const file = 'data/decisions-2002-2013.csv';
const log = readEventLog(readTable(file, read(file), ','), infringementStudy.columns);
const study = { log, ladder: infringementStudy.ladder, groups: infringementGroups, first: FIRST };
const plan = { stages: infringementStudy.ladder.stages, groups: infringementGroups, years, periods: [fitted, heldOut] };
const real = realMeasures(study, years, plan.periods);
const { episodes, oddities } = real.histories;

// 1. The scenario: laws by case type, one law for both as a variant.

const KEPT = mechanismNamed('type');
const ALL_ALIKE = mechanismNamed('one-law');
const domains = [...new Set(episodes.map(({ attributes }) => domainOf(attributes)))].sort();
const states = [...new Set(episodes.map(({ attributes }) => attributes.member_state.toLowerCase()))].sort();
const lawsByType = ({ lawsOf }) => (type) => lawsOf({ case_type: type });
const inLines = (names) => names.reduce((lines, name) => {
  const last = lines.at(-1);
  return last !== undefined && last.length + name.length < 130 ? [...lines.slice(0, -1), `${last}, ${name}`] : [...lines, name];
}, []).join(',\n  ');

const kept = predictFrom(study, KEPT, LAST_FITTED, daysBetween(FIRST - 1, LAST));
const allAlike = predictFrom(study, ALL_ALIKE, LAST_FITTED, daysBetween(FIRST - 1, LAST));

const stateRule = `  member_state:\n    level: notice_258\n    in: opinion_258\n    names: [${states.join(', ')}]`;
const variants = ['variants:', '  two-types: {}', '  no-learning: { hierarchy.learning: { rule: none } }', '  one-law:', '    hierarchy.learning: { rule: none }', ...oneLawVariant(allAlike.lawsOf({}))];
const scenarioText = Object.entries({
  domains: `domains: [\n  ${inLines(domains)},\n]`,
  states: stateRule,
  organisations: infringementOrganisations(domains, lawsByType(kept)),
  variants: variants.join('\n'),
}).reduce((text, [name, body]) => replaceSection(text, name, body), read('scenario.yaml'));
write('scenario.yaml', scenarioText);
write('data/arrivals.csv', csv(infringementArrivals(episodes)));
const openAtEnd = (year) => real.measures.find(({ measure, group, period }) => measure === 'open' && group === 'all' && period === String(year)).value;
write('data/open-cases.csv', csv(Array.from({ length: LAST - FIRST + 1 }, (_, index) => ({
  year: FIRST + index, time: dayNumber(`${FIRST + index + 1}-01-01`) - dayNumber(infringementStudy.start), open: openAtEnd(FIRST + index),
}))));
const byLine = (list) => [...list].sort((a, b) => a.line - b.line);
write('data/oddities.csv', csv(byLine(oddities).map(({ kind, line, caseId, activity }) => ({ kind, line, case_id: caseId, activity }))));

// 2. Mechanisms, by cross-validation within 2002-2008 and, for the record, in 2009-2013.

/** A scenario with other laws, staff or learning (none when left out), and no variants. */
function scenarioWith(prediction, { queues, learning = { rule: 'none' }, until }) {
  const text = Object.entries({
    organisations: infringementOrganisations(domains, lawsByType(prediction), queues),
    states: queues === undefined ? stateRule : '  notice_258: { level: notice_258, in: opinion_258 }',
    variants: 'variants: {}',
  }).reduce((all, [name, body]) => replaceSection(all, name, body), scenarioText);
  const horizon = dayNumber(`${until + 1}-01-01`) - dayNumber(infringementStudy.start);
  return readScenario(queues === undefined ? text : text.replace('jurisdiction: jurisdiction, ', ''), filesOf(folder), { changes: { 'time.horizon': `${horizon} days`, 'hierarchy.learning': learning } });
}

/** Staff that would have been busy for a given share of the time with the work of the years up to an origin. */
function staffFor(origin, { workShare, utilisation }) {
  const from = dayNumber(infringementStudy.start);
  const to = dayNumber(`${origin + 1}-01-01`);
  const load = new Map();
  for (const { stage, attributes, entry, exit } of followCases(log, infringementStudy.ladder, to).spells) {
    const key = `${domainOf(attributes)} ${stage}`;
    if (entry >= from) load.set(key, (load.get(key) ?? 0) + (exit - entry) / (to - from));
  }
  return { workShare, staffOf: (domain, stage) => Math.max(1, Math.round(((load.get(`${domain} ${stage}`) ?? 0) * workShare) / utilisation)) };
}

const simulatedMechanisms = [
  { meaning: 'simulated from 2002: laws by case type', of: () => ({}) },
  ...[[0.5, 0.8], [0.8, 0.95]].map(([workShare, utilisation]) => ({
    meaning: `the same with queues, work ${100 * workShare} % of a stay, staff busy ${100 * utilisation} %`,
    of: (origin) => ({ queues: staffFor(origin, { workShare, utilisation }) }),
  })),
  ...[0.01, 0.05].map((rate) => ({
    meaning: `the same with learning at a rate of ${100 * rate} %`, of: () => ({ learning: { rule: 'continuous', rate } }),
  })),
];

function scoreSimulated({ of }, origin, last) {
  const prediction = origin === LAST_FITTED ? kept : keptAt.get(origin);
  const judged = { ...plan, years: { first: origin + 1, last }, periods: [] };
  const runs = simulate(scenarioWith(prediction, { ...of(origin), until: last }), episodes, last, FEW_REPLICATIONS, (histories) => measureCases(histories, judged));
  return scoreRuns(study, runs, origin, last);
}

const validate = (score) => ({ validation: meanScore(ORIGINS.map((origin) => score(origin, LAST_FITTED))), test: score(LAST_FITTED, LAST) });
const mechanisms = infringementMechanisms.map((mechanism) => ({
  name: mechanism.name, meaning: mechanism.meaning, ...validate((origin, last) => scoreMechanism(study, mechanism, origin, last)),
}));
const keptAt = new Map(ORIGINS.map((origin) => [origin, predictFrom(study, KEPT, origin, 1)]));
const simulated = simulatedMechanisms.map((mechanism) => ({
  meaning: mechanism.meaning, ...validate((origin, last) => scoreSimulated(mechanism, origin, last)),
}));

// 3. The scenario, its variant and the benchmark against what happened.

const start = dayNumber(infringementStudy.start);
const turn = dayNumber(`${LAST_FITTED + 1}-01-01`);
const seen = followCases(log, infringementStudy.ladder, turn);
const simulatedVariant = (name, variant) => {
  const model = readScenario(scenarioText, filesOf(folder), { variant });
  return { name, rows: compareHeldOut(real.measures, simulate(model, episodes, LAST, REPLICATIONS, (histories) => measureCases(histories, plan)), LEVEL) };
};
const scenario = simulatedVariant('Scenario', 'two-types');
const noLearning = simulatedVariant('Without learning', 'no-learning');
const oneLaw = simulatedVariant('One law', 'one-law');
const forecast = (name, { outlookOf }, from) => {
  const span = { first: from === start ? FIRST : LAST_FITTED + 1, last: LAST };
  const cases = awaitedCases(from === start ? { spells: [] } : seen, real.histories, from);
  const counted = real.measures.filter(({ measure, period }) => ['open', 'entered', 'closed'].includes(measure) && Number(period) >= span.first);
  return { name, rows: compareForecast(counted, forecastCases(cases, outlookOf, { ...plan, from, years: span }), LEVEL) };
};
const benchmarkLaws = predictFrom(study, mechanismNamed('benchmark'), LAST_FITTED, daysBetween(FIRST - 1, LAST));
const benchmarkOne = predictFrom(study, mechanismNamed('benchmark-one'), LAST_FITTED, daysBetween(FIRST - 1, LAST));
const benchmark = forecast('Benchmark', benchmarkLaws, start);
const fromStock = forecast('Laws by type from the stock of 2008', kept, turn);
const oneLawFromStock = forecast('One law from the stock', allAlike, turn);
const benchmarkFromStock = forecast('Benchmark from the stock', benchmarkLaws, turn);
const exact = forecast('Laws by type, exactly', kept, start);
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
const paces = CASE_TYPES.flatMap((type) => [[0], [1], [2]].map((of) => ({
  name: `${type}, ${infringementStudy.levels[of[0]]}`,
  paces: Array.from({ length: LAST - FIRST + 1 }, (_, index) => paceOf(
    real.histories.spells.filter(({ attributes }) => attributes.case_type === type), hazardsOf, of,
    dayNumber(`${FIRST + index}-01-01`) - 0.5, dayNumber(`${FIRST + index + 1}-01-01`) - 0.5)),
})));
const elasticity = loadElasticity(seen.spells, hazardsOf, stages.slice(0, QUEUING_STAGES), (attributes) => `${attributes.case_type} ${departmentGroup(attributes)}`, { first: FIRST + 1, last: LAST_FITTED });

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
for (const type of CASE_TYPES) output(`open-${type}.svg`, openChart(`case type: ${type}`, `Open cases of ${type}`));
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
const sections = {
  estimates: typeEstimatesTable(lawsByType(kept)),
  oddities: odditiesTable({ oddities: byLine(oddities), odditiesInWindow: byLine(seen.oddities) }),
  mechanisms: mechanismsTable([...mechanisms, ...simulated]),
  'open-cases': [
    openByYearTable([scenario, noLearning, oneLaw, benchmark], years), '',
    openByYearTable([fromStock, widened, oneLawFromStock, benchmarkFromStock], heldOut), '',
    openErrorsTable([...sources, forecast('Benchmark, all cases alike', benchmarkOne, start), forecast('Benchmark, all cases alike, from the stock', benchmarkOne, turn)], [fitted, heldOut]),
  ].join('\n'),
  measures: [
    '2009-2013:', '', measuresTable([scenario, noLearning, benchmark], heldOut, Object.keys(infringementGroups)), '',
    '2002-2008:', '', measuresTable([scenario, noLearning, benchmark], fitted, Object.keys(infringementGroups)),
  ].join('\n'),
  groups: groupsTable([scenario, noLearning, oneLaw, fromStock, benchmarkFromStock], heldOut),
  decisions: decisionsTable(scenario.rows, years),
  details: [fitted, heldOut].flatMap((period) => [
    detailsTable(scenario.rows, 'quartile', period, scenario.rows.map(({ group }) => group).filter((group, index, all) => all.indexOf(group) === index)), '',
    detailsTable(scenario.rows, 'highest', period, ['all', ...CASE_TYPES.map((type) => `case type: ${type}`)]), '',
  ]).join('\n').trimEnd(),
  pace: paceTable(paces, years),
  findings: [
    `- Mean absolute error on open cases at the ends of 2009-2013: scenario ${error(scenario)}, without learning ${error(noLearning)} from 2002 and ${error(fromStock)} from the stock of 2008; `
    + `benchmark ${error(benchmark)} and ${error(benchmarkFromStock)}; one law ${error(oneLaw)} and ${error(oneLawFromStock)}.`,
    `- Elasticity of the pace of exits with respect to the load of a department, 2003-2008: ${elasticity.slope.toFixed(2)} (standard error ${elasticity.standardError.toFixed(2)}, `
    + `${elasticity.n} department years by case type). 0 is infinite servers, -1 departments whose staff is always busy.`,
    `- Root mean square error of the ten forecasts of cross-validation: ${percent(pastError)}.`,
    `- Without learning, the simulator and the exact calculation with the same laws differ by at most ${percent(agreement)} in the open cases of any year's end.`,
  ].join('\n'),
};
write('README.md', Object.entries(sections).reduce((text, [name, body]) => replaceSection(text, name, `\n${body}\n`), read('README.md')));
