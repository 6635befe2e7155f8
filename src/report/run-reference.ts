import type { Column, ForeignKey } from './table.js';

/** The column by which every table with a row per run, or several, names the run. */
export const runIdColumn: Column = {
  name: 'run_id',
  type: 'integer',
  unit: '',
  description: 'Run, counted from 0 in the order of the experiment.',
};

/** `run_id` refers to the row of `runs.csv` with the same number. */
export const runReference: ForeignKey = { fields: ['run_id'], reference: { resource: 'runs', fields: ['run_id'] } };
