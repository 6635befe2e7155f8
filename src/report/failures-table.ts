import { runIdColumn, runReference } from './run-reference.js';
import type { Table } from './table.js';

/** `failures.csv`: the runs that have no measures, and why. */
export const failuresTable: Table = {
  name: 'failures',
  description: 'One row per failed run: where it failed, with what message, and how to repeat it alone.',
  columns: [
    runIdColumn,
    { name: 'design_point', type: 'integer', unit: '', description: 'Design point, counted from 0.' },
    { name: 'replication', type: 'integer', unit: '', description: 'Replication, counted from 0.' },
    { name: 'stage', type: 'string', unit: '', description: 'What was being done when the run failed.' },
    { name: 'message', type: 'string', unit: '', description: 'Message of the error, without paths and stack.' },
    { name: 'rerun', type: 'string', unit: '', description: 'Command that repeats the run alone.' },
  ],
  primaryKey: ['run_id'],
  foreignKeys: [runReference],
};
