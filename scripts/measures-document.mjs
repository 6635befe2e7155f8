// Writes the tables at the end of docs/measures.md: every measure and every column with its unit, its range and what it means, from the
// program. After a build: node scripts/measures-document.mjs
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { replaceSection } from '../build/calibration/index.js';
import { runMeasures } from '../build/model/measures.js';
import { rangeOf } from '../build/model/measures/measure.js';
import { levelColumns, networkColumns, organisationColumns, systemColumns } from '../build/model/series.js';

const document = new URL('../docs/measures.md', import.meta.url);

const titles = {
  runs: 'One number per run (`runs.csv`)',
  system: 'The system over time (`system.csv`)',
  levels: 'Levels over time (`levels.csv`)',
  networks: 'Networks over time (`networks.csv`)',
  organisations: 'Organisations at the end (`organisations.csv`)',
};

/** The page with its generated part for the measures and columns given, by the file in which they stand. */
export function withTables(page, columns) {
  const lines = Object.entries(titles).flatMap(([file, title]) => table(title, columns[file]));
  return replaceSection(page, 'tables', `\n${lines.join('\n')}\n`);
}

function table(title, columns) {
  const rows = columns.map((column) => `| \`${column.name}\` | ${column.unit} | ${rangeOf(column)} | ${cell(column.description)} |`);
  return [`### ${title}`, '', '| name | unit | range | meaning |', '|---|---|---|---|', ...rows, ''];
}

function cell(text) {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const columns = { runs: runMeasures, system: systemColumns, levels: levelColumns, networks: networkColumns, organisations: organisationColumns };
  writeFileSync(document, withTables(readFileSync(document, 'utf8'), columns));
}
