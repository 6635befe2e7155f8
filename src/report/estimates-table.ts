import type { Column, Table } from './table.js';

const inUnitOfMeasure = (name: string, description: string): Column => ({ name, type: 'number', unit: '', description: `${description}, in the unit of the measure.` });

/** `estimates.csv`: what the replications say about each measure at each design point. */
export const estimatesTable: Table = {
  name: 'estimates',
  description: 'One row per design point and measure: mean over replications with its confidence interval, spread and quantiles.',
  columns: [
    { name: 'design_point', type: 'integer', unit: '', description: 'Design point, counted from 0.' },
    { name: 'variant', type: 'string', unit: '', description: 'Name of the variant or design point.' },
    { name: 'measure', type: 'string', unit: '', description: 'Name of the measure.' },
    { name: 'n', type: 'integer', unit: 'replications', description: 'Replications in which the measure is defined.' },
    inUnitOfMeasure('mean', 'Mean over replications'),
    inUnitOfMeasure('sd', 'Standard deviation between replications'),
    inUnitOfMeasure('ci_low', 'Lower end of the confidence interval of the mean'),
    inUnitOfMeasure('ci_high', 'Upper end of the confidence interval of the mean'),
    inUnitOfMeasure('half_width', 'Half of the width of the confidence interval'),
    inUnitOfMeasure('q05', '5 % quantile over replications'),
    inUnitOfMeasure('q50', 'Median over replications'),
    inUnitOfMeasure('q95', '95 % quantile over replications'),
  ],
  primaryKey: ['design_point', 'measure'],
};
