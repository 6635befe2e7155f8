// Estimates the scenario eu-infringements from its event log and writes what follows from it: the organisations of scenario.yaml, the
// arrivals, the open cases and the oddities in data/, and the tables of README.md. After a build: node scripts/estimate-eu-infringements.mjs
import { readFileSync, writeFileSync } from 'node:fs';
import { stringify } from 'csv-stringify/sync';
import {
  estimateLadder, estimatesTable, goodnessTable, infringementStudy, odditiesTable, organisationsBlock, replaceSection,
} from '../dist/calibration/index.js';
import { readTable } from '../dist/scenario/table.js';

const folder = new URL('../scenarios/eu-infringements/', import.meta.url);
const read = (path) => readFileSync(new URL(path, folder), 'utf8');
const write = (path, text) => writeFileSync(new URL(path, folder), text);
const writeTable = (path, rows) => write(path, stringify(rows, { header: true }));

const log = 'data/decisions-2002-2013.csv';
const estimates = estimateLadder(readTable(log, read(log), ','), infringementStudy);

writeTable('data/arrivals.csv', estimates.arrivals);
writeTable('data/open-cases.csv', estimates.yearEnds);
writeTable('data/oddities.csv', estimates.oddities.map(({ kind, line, caseId, activity }) => ({ kind, line, case_id: caseId, activity })));

const desk = { name: 'desk', in: 'member_state' };
write('scenario.yaml', replaceSection(read('scenario.yaml'), 'organisations', organisationsBlock(estimates.stages, desk)));

const sections = {
  estimates: estimatesTable(estimates.stages),
  goodness: goodnessTable(estimates.stages, [1, 3, 5]),
  oddities: odditiesTable(estimates),
};
write('README.md', Object.entries(sections).reduce((text, [name, table]) => replaceSection(text, name, `\n${table}\n`), read('README.md')));
