import type { Column, Table } from './table.js';

const inUnitOfMeasure = (name: string, description: string): Column => ({ name, type: 'number', unit: '', description: `${description}, in the unit of the measure.` });

/** `comparisons.csv`: variants against their baseline, paired by replication under common random numbers. */
export const comparisonsTable: Table = {
  name: 'comparisons',
  description: 'One row per pair of variants and measure: mean paired difference with its confidence interval and test.',
  columns: [
    { name: 'baseline', type: 'string', unit: '', description: 'Variant that is subtracted.' },
    { name: 'variant', type: 'string', unit: '', description: 'Variant that is compared with the baseline.' },
    { name: 'measure', type: 'string', unit: '', description: 'Name of the measure.' },
    { name: 'n', type: 'integer', unit: 'replications', description: 'Replications in which both variants have the measure.' },
    inUnitOfMeasure('difference', 'Mean of variant minus baseline over paired replications'),
    inUnitOfMeasure('ci_low', 'Lower end of the confidence interval of the difference'),
    inUnitOfMeasure('ci_high', 'Upper end of the confidence interval of the difference'),
    { name: 'p', type: 'number', unit: '', description: 'Two-sided p-value of the paired t test.' },
    { name: 'p_holm', type: 'number', unit: '', description: 'The p-value adjusted by Holm: all comparisons of the headline measures together, those of any other measure by themselves.' },
  ],
  primaryKey: ['baseline', 'variant', 'measure'],
};
