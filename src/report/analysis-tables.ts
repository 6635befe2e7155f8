import type { Column, Table } from './table.js';

const text = (name: string, description: string): Column => ({ name, type: 'string', unit: '', description });
const whole = (name: string, unit: string, description: string): Column => ({ name, type: 'integer', unit, description });
const real = (name: string, unit: string, description: string): Column => ({ name, type: 'number', unit, description });
const flag = (name: string, description: string): Column => ({ name, type: 'boolean', unit: '', description });
const inUnitOfMeasure = (name: string, description: string): Column => real(name, '', `${description}, in the unit of the measure.`);

const measure = text('measure', 'Name of the measure.');
const design = text('design', 'Name of the subexperiment, or of its design where there is one only.');
const point = [whole('design_point', '', 'Design point, counted from 0.'), text('variant', 'Name of the variant or design point.')];
const replications = whole('n', 'replications', 'Replications of each design point.');
const series = text('series', 'Column of system.csv; totals as what has been added since the sample before.');

const interval = (of: string): Column[] => [inUnitOfMeasure('ci_low', `Lower end of the confidence interval of ${of}`), inUnitOfMeasure('ci_high', `Upper end of the confidence interval of ${of}`)];
const test = (family: string): Column[] => [
  real('p', '', 'Two-sided p-value of the hypothesis that there is no difference.'),
  real('p_holm', '', `The p-value adjusted by Holm over ${family}.`),
];

/** `differences.csv`: design points against one of them. */
export const differencesTable: Table = {
  name: 'differences',
  description: 'One row per measure and design point: mean difference from the baseline with its confidence interval and test.',
  columns: [
    measure, text('baseline', 'Design point that is subtracted.'), ...point, replications,
    inUnitOfMeasure('difference', 'Mean of the design point minus that of the baseline'), ...interval('the difference'), ...test('all rows of the table'),
  ],
  primaryKey: ['measure', 'design_point'],
};

/** `effects.csv`: main effects and interactions of factorial designs. */
export const effectsTable: Table = {
  name: 'effects',
  description: 'One row per measure and effect of a factorial design: main effects of levels, and interactions of two of them.',
  columns: [
    design, measure, text('effect', '"main" or "interaction".'),
    text('factor', 'Path of the scenario.'), text('level', 'Value of the factor.'), text('base_level', 'First value, which it is compared with.'),
    text('other_factor', 'Second factor of an interaction.'), text('other_level', 'Its value.'), text('other_base_level', 'Its first value.'), replications,
    inUnitOfMeasure('difference', 'Main effect: mean at the level minus mean at the first one. Interaction: how much that difference changes between the first value of the other factor and this one'),
    ...interval('the effect'), ...test('the effects of the design on the measure'),
  ],
};

/** `one_at_a_time.csv`: differences from the base point. */
export const oneAtATimeTable: Table = {
  name: 'one_at_a_time',
  description: 'One row per measure and design point of a one-at-a-time design: its difference from the base point.',
  columns: [
    design, measure, text('factor', 'Path of the scenario that alone is changed.'), text('value', 'What it is set to.'),
    text('base_value', 'What it is at the base: what the file says, or the usual value; missing where there is none.'), ...point, replications,
    inUnitOfMeasure('difference', 'Mean of the design point minus that of the base'), ...interval('the difference'), ...test('the rows of the design'),
  ],
  primaryKey: ['design', 'measure', 'design_point'],
};

const share = (name: string, description: string): Column[] => [
  real(name, '', description),
  real(`${name}_low`, '', 'Lower end of its bootstrap interval.'),
  real(`${name}_high`, '', 'Upper end of its bootstrap interval.'),
];

/** `sobol_indices.csv`: shares of variance. */
export const sobolIndicesTable: Table = {
  name: 'sobol_indices',
  description: 'One row per measure and factor of a Saltelli design: Sobol indices of the mean over replications.',
  columns: [
    design, measure, text('factor', 'Path of the scenario.'), whole('base_points', '', 'Rows of matrix A.'), replications,
    ...share('first', 'First order: share of the variance that would go if the factor were known.'),
    ...share('total', 'Total order: share of the variance that would be left if all other factors were known.'),
    real('mean', '', 'Mean over matrices A and B, in the unit of the measure.'), real('variance', '', 'Variance over them, in the square of that unit.'),
  ],
  primaryKey: ['design', 'measure', 'factor'],
};

/** `sobol_pairs.csv`: shares of variance by interaction. */
export const sobolPairsTable: Table = {
  name: 'sobol_pairs',
  description: 'One row per measure and pair of factors of a Saltelli design with second_order: Sobol indices of second order of the mean over replications.',
  columns: [
    design, measure, text('factor', 'Path of the scenario.'), text('other_factor', 'The other path.'), whole('base_points', '', 'Rows of matrix A.'), replications,
    ...share('second', 'Second order: share of the variance that would go if both factors were known, beyond what each alone would take.'),
  ],
  primaryKey: ['design', 'measure', 'factor', 'other_factor'],
};

/** `morris.csv`: elementary effects. */
export const morrisTable: Table = {
  name: 'morris',
  description: 'One row per measure and factor of a Morris design: elementary effects on the mean over replications, per whole range of the factor.',
  columns: [
    design, measure, text('factor', 'Path of the scenario.'), whole('trajectories', '', 'Elementary effects.'), replications,
    ...share('mu', 'Mean effect, in the unit of the measure.'),
    ...share('mu_star', 'Mean size of the effects, in the unit of the measure.'),
    ...share('sigma', 'Standard deviation of the effects, in the unit of the measure.'),
  ],
  primaryKey: ['design', 'measure', 'factor'],
};

/** `best.csv`: multiple comparisons with the best. */
export const bestTable: Table = {
  name: 'best',
  description: 'One row per measure and design point: its mean, and its distance from the best of the others with a simultaneous interval.',
  columns: [
    measure, ...point, replications, inUnitOfMeasure('mean', 'Mean over replications'), ...interval('the mean'),
    inUnitOfMeasure('difference', 'Mean minus the best mean of the others'),
    inUnitOfMeasure('difference_low', 'Lower end of the simultaneous confidence interval of the difference'),
    inUnitOfMeasure('difference_high', 'Upper end of the simultaneous confidence interval of the difference'),
    real('p', '', "Bonferroni's p-value of the hypothesis that no other design point is better."), flag('among_best', 'Whether it may be the best.'),
  ],
  primaryKey: ['measure', 'design_point'],
};

/** `selection.csv`: Kim and Nelson's procedure. */
export const selectionTable: Table = {
  name: 'selection',
  description: "One row per measure and design point: what Kim and Nelson's procedure makes of it with the replications that are there.",
  columns: [
    measure, ...point, text('state', '"selected", "contender" or "eliminated".'), inUnitOfMeasure('mean', 'Mean over all replications'),
    whole('replications', 'replications', 'Replications that the procedure took: until it was selected or eliminated, or all.'),
    text('eliminated_by', 'Design point that was better by the required margin.'),
    whole('further_if_unchanged', 'replications', 'Further replications until it is decided about it, should the differences of means stay as they are.'),
    whole('further_at_most', 'replications', 'Further replications until it is decided in any case.'),
  ],
  primaryKey: ['measure', 'design_point'],
};

/** `budget.csv`: optimal computing budget allocation. */
export const budgetTable: Table = {
  name: 'budget',
  description: 'One row per measure and design point: how to share further replications so that the best is found most probably (OCBA).',
  columns: [
    measure, ...point, replications, inUnitOfMeasure('mean', 'Mean over replications'), inUnitOfMeasure('sd', 'Standard deviation between replications'),
    real('share', '', 'Best share of all replications together.'), whole('further', 'replications', 'Replications to add.'),
  ],
  primaryKey: ['measure', 'design_point'],
};

/** `warm_up.csv`: when the beginning of a series is over. */
export const warmUpTable: Table = {
  name: 'warm_up',
  description: 'One row per series and design point: warm-up by MSER-5 and by Welch, of the mean over replications.',
  columns: [
    series, ...point, replications, whole('samples', '', 'Samples of the series.'), real('sample', 'days', 'Time between samples.'),
    real('warmup', 'days', 'Warm-up that the scenario sets.'),
    real('mser_time', 'days', 'Time of the last sample that MSER-5 leaves out; missing for fewer than 50 samples.'),
    flag('mser_at_limit', 'Whether that is half of the series, so that the series is too short to trust it.'),
    whole('welch_half_window', 'samples', "Half-window of Welch's moving average."),
    real('welch_time', 'days', 'Time of the last sample before the smoothed curve stays within the range of its second half.'),
  ],
  primaryKey: ['series', 'design_point'],
};

/** `welch_curve.csv`: the picture by which a warm-up is chosen. */
export const welchCurveTable: Table = {
  name: 'welch_curve',
  description: "One row per series, design point and sample: mean over replications, and Welch's moving average of it.",
  columns: [
    series, ...point, real('time', 'days', 'Time of the sample.'), real('mean', '', 'Mean over replications, in the unit of the series.'),
    real('smoothed', '', 'Moving average; missing for the last samples.'),
  ],
  primaryKey: ['series', 'design_point', 'time'],
};

/** `batch_means.csv`: steady-state means of long runs. */
export const batchMeansTable: Table = {
  name: 'batch_means',
  description: 'One row per series and run: mean after the warm-up with an interval by batch means.',
  columns: [
    series, whole('run_id', '', 'Run, counted from 0 in the order of the experiment.'), ...point, whole('replication', '', 'Replication, counted from 0.'),
    whole('batches', '', 'Batches.'), whole('batch_size', 'samples', 'Samples in each of them.'), real('from_time', 'days', 'Time of the first sample that is used.'),
    real('mean', '', 'Mean of the batch means, in the unit of the series.'),
    real('ci_low', '', 'Lower end of its confidence interval.'), real('ci_high', '', 'Upper end of its confidence interval.'),
    real('lag_one', '', 'Lag-1 autocorrelation of the batch means.'), real('p_independent', '', "One-sided p-value of von Neumann's test of their independence."),
    flag('correlated', 'Warning: the test rejects at 10 %, so the interval is too narrow.'),
  ],
  primaryKey: ['series', 'run_id'],
};
