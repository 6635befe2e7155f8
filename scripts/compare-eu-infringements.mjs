// Writes simulated against real open cases per year into the README of the scenario eu-infringements, from the time series of its runs.
// After a build and a run of the scenario: node scripts/compare-eu-infringements.mjs path/of/system.csv
import { readFileSync, writeFileSync } from 'node:fs';
import { compareOpenCases, openCasesTable, readSamples, readYearEnds, replaceSection } from '../dist/calibration/index.js';
import { readTable } from '../dist/scenario/table.js';

const LAST_YEAR_OF_WINDOW = 2008;

const folder = new URL('../scenarios/eu-infringements/', import.meta.url);
const [results] = process.argv.slice(2);
if (results === undefined) throw new Error('expected the path of system.csv, a result of the scenario eu-infringements');
const table = (path) => readTable(String(path), readFileSync(path, 'utf8'), ',');

const samples = readSamples(table(results), { run: 'run_id', time: 'time', open: 'open_problems' });
const yearEnds = readYearEnds(table(new URL('data/open-cases.csv', folder)));
const section = openCasesTable(compareOpenCases(samples, yearEnds), LAST_YEAR_OF_WINDOW);
const readme = new URL('README.md', folder);
writeFileSync(readme, replaceSection(readFileSync(readme, 'utf8'), 'open-cases', `\n${section}\n`));
