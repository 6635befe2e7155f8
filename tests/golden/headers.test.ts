import { join } from 'node:path';
import { expect, it } from 'vitest';
import { planExperiment } from '../../src/experiment/experiment.js';
import { details, ExperimentTables } from '../../src/node/experiment-tables.js';
import { comparisonsTable } from '../../src/report/comparisons-table.js';
import { csvHeader } from '../../src/report/csv.js';
import { estimatesTable } from '../../src/report/estimates-table.js';
import { parsed } from '../experiment/small-study.js';

/**
 * Readers of results rely on these headers: a change here is a [CHANGE] of the CHANGELOG. `npx vitest run tests/golden -u` writes the file
 * anew.
 */
it('the headers of every table of a result are those people rely on', async () => {
  const experiment = planExperiment(parsed(), { variants: false, vary: { 'organisations.ministry.staff': [1, 2] } });
  const { tables } = new ExperimentTables(experiment, { detail: details, file: 'small.yaml', set: [] });
  const headers = [...tables, estimatesTable, comparisonsTable].map((table) => `${table.name}.csv\n${csvHeader(table).replaceAll(',', '\n  ').replace(/^/, '  ')}`);
  await expect(headers.join('')).toMatchFileSnapshot(join(import.meta.dirname, 'headers.txt'));
});
