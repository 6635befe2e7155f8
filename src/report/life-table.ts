import type { Column, Table } from './table.js';

const text = (name: string, description: string): Column => ({ name, type: 'string', unit: '', description });
const days = (name: string, description: string): Column => ({ name, type: 'number', unit: 'days', description });

/**
 * `subsidia follow --csv`: the life of one problem, stretch by stretch.
 *
 * @param causes what each cause means, by name
 */
export function lifeTable(causes: Readonly<Record<string, string>>): Table {
  return {
    name: 'life',
    description: 'One row per stretch of a problem\'s life: its time, its organisation and its cause. The rows of line 0 sum to the life.',
    columns: [
      text('variant', 'Variant or design point.'),
      { name: 'replication', type: 'integer', unit: '', description: 'Replication, counted from 0.' },
      text('problem', 'The problem.'),
      { name: 'line', type: 'integer', unit: '', description: '0: what the problem waited for. Others: what was done meanwhile.' },
      { name: 'stretch', type: 'integer', unit: '', description: 'Stretch, counted from 0 within its line.' },
      days('from', 'Time at which it begins.'),
      days('to', 'Time at which it ends; within line 0 the next one begins then.'),
      days('length', 'to - from.'),
      text('organisation', 'Organisation at which, or on the way to which, the time passes.'),
      text('cause', `Why it takes time: ${Object.entries(causes).map(([cause, meaning]) => `${cause} (it ${meaning})`).join(', ')}.`),
      text('category', 'Category of the work done or waited for.'),
      text('activity', 'What is done, or to be done.'),
      text('explanation', 'The same in words.'),
    ],
    primaryKey: ['variant', 'line', 'stretch'],
  };
}
