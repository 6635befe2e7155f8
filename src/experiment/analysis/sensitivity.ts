import { createStream } from '../../random/stream.js';
import type { BootstrapOptions } from '../../statistics/bootstrap.js';
import { elementaryEffects, morrisMeasures, type MorrisMeasures } from '../../statistics/elementary-effects.js';
import { sobolIndices, type SobolIndices } from '../../statistics/sobol-indices.js';
import type { DesignRecord } from '../sweep/sweep-plan.js';
import { pointMeans, type CompleteValues } from './complete-values.js';
import { morrisPlaces, saltelliPlaces } from './design-structure.js';

/** Resamples by a stream of their own, named after what is resampled, so that intervals are the same every time. */
function bootstrapOf(seed: string, kind: string, { name }: DesignRecord, measure: string): BootstrapOptions {
  const source = createStream(seed, 0, JSON.stringify(['bootstrap', kind, name, measure]));
  return { uniform: () => source.next() };
}

/**
 * Sobol indices of first and total order, and of pairs where the design has them, of a Saltelli design with bootstrap intervals; the replications of a point are averaged, so that they
 * are indices of the mean.
 *
 * @param values of the measure by design point of the experiment
 * @param seed of the experiment
 * @throws RangeError for a design of fewer than two base points
 */
export function sobolAnalysis(design: DesignRecord, values: CompleteValues, measure: string, seed: string): SobolIndices {
  const places = saltelliPlaces(design);
  const means = pointMeans(design.points.map((point) => values[point]));
  const matrix = (wanted: string, factor?: number): number[] => {
    const rows = [...places.keys()].filter((row) => places[row].matrix === wanted && places[row].factor === factor);
    return rows.sort((a, b) => places[a].sample - places[b].sample).map((row) => means[row]);
  };
  const mixed = (wanted: 'AB' | 'BA'): number[][] => design.factors.map((_, factor) => matrix(wanted, factor));
  const hasPairs = places.some((place) => place.matrix === 'BA');
  const saltelli = { a: matrix('A'), b: matrix('B'), ab: mixed('AB'), ...(hasPairs ? { ba: mixed('BA') } : {}) };
  return sobolIndices(saltelli, bootstrapOf(seed, 'sobol', design, measure));
}

/**
 * Morris's mu, mu* and sigma with bootstrap intervals over trajectories, none of one trajectory; the replications of a point are averaged.
 * Effects are per unit of a factor's coordinate, which goes from 0 to 1 over its range.
 *
 * @param values of the measure by design point of the experiment
 * @param seed of the experiment
 */
export function morrisAnalysis(design: DesignRecord, values: CompleteValues, measure: string, seed: string): MorrisMeasures[] {
  const { places, coordinates } = morrisPlaces(design);
  const means = pointMeans(design.points.map((point) => values[point]));
  const trajectories = 1 + places.reduce((last, { trajectory }) => Math.max(last, trajectory), 0);
  const effects = Array.from({ length: trajectories }, (_, wanted) => {
    const rows = [...places.keys()].filter((row) => places[row].trajectory === wanted).sort((a, b) => places[a].step - places[b].step);
    return elementaryEffects(rows.map((row) => ({ coordinates: coordinates[row], value: means[row] })));
  });
  return morrisMeasures(effects, trajectories < 2 ? undefined : bootstrapOf(seed, 'morris', design, measure));
}
