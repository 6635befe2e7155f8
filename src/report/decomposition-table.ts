import type { Column, Table } from './table.js';

const text = (name: string, description: string): Column => ({ name, type: 'string', unit: '', description });
const inUnitOfMeasure = (name: string, description: string): Column => ({ name, type: 'number', unit: '', description: `${description}, in the unit of the measure.` });

/** `subsidia why --csv`: what a difference between two variants is made of. */
export const decompositionTable: Table = {
  name: 'decomposition',
  description: 'One row per measure, decomposition and share. The shares of one decomposition, its remainder included, sum to the difference.',
  columns: [
    text('measure', 'Name of the measure.'),
    text('a', 'Variant that is subtracted.'),
    text('b', 'Variant from which it is subtracted.'),
    text('decomposition', '"switched": what the variants set differently, from the value of a to that of b. "taken away": what takes time, under both.'),
    text('share', 'Element or mechanism; "remainder" for interaction, "left without all" for what no mechanism explains, "difference" for the whole.'),
    text('settings', 'Paths that are switched, or what is imagined away.'),
    { name: 'n', type: 'integer', unit: 'replications', description: 'Replications in which all design points have the measure.' },
    inUnitOfMeasure('mean', 'Share of the difference b - a'),
    inUnitOfMeasure('ci_low', 'Lower end of its confidence interval'),
    inUnitOfMeasure('ci_high', 'Upper end of its confidence interval'),
    { name: 'p', type: 'number', unit: '', description: 'Two-sided p-value of the paired t test.' },
    { name: 'p_holm', type: 'number', unit: '', description: 'The p-value adjusted by Holm over the shares of the decomposition.' },
    inUnitOfMeasure('from_a', 'Difference that the element alone makes, starting with a'),
    inUnitOfMeasure('from_b', 'Difference that the element alone makes, starting with b and going back'),
    inUnitOfMeasure('without', 'Difference that is left when the mechanism is taken away under both'),
  ],
  primaryKey: ['measure', 'decomposition', 'share'],
};
