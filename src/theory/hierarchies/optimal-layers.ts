import { requirePositive } from '../requirement.js';
import { optimalHierarchy, type KnowledgeCosts } from './garicano-hierarchy.js';

/**
 * The number of layers above the producers with the greatest output per head, in an organisation of a given size.
 *
 * With exponential problems a further layer on top pays under the same condition however many there are,
 * c h (1 + ln(1 / (c h))) + h y < 1, so that output per head rises with every layer or with none: without a limit of
 * size the optimum is no hierarchy or an endless one. What ends it is that people are whole: the top layer needs at
 * least one. This returns the L that does best among those whose optimal top layer holds a person.
 *
 * @param costs c and h
 * @param heads people in the organisation, all layers together, at least 1
 * @returns L, 0 where working alone is best
 * @throws RangeError if a cost is not positive and finite, or there is less than one head
 *
 * Source: Garicano (2000), Journal of Political Economy 108(5), 874-904; the limit of size is ours.
 *
 * @example
 * optimalLayers({ learningCost: 0.1, communicationCost: 0.2 }, 1000); // 2
 */
export function optimalLayers(costs: KnowledgeCosts, heads: number): number {
  requirePositive('heads', heads);
  if (heads < 1) throw new RangeError(`heads: expected at least 1, found ${heads}`);
  let layers = 0;
  let output = optimalHierarchy(costs, 0).outputPerHead;
  for (;;) {
    const { layerSizes, outputPerHead } = optimalHierarchy(costs, layers + 1);
    const share = layerSizes[layerSizes.length - 1] / layerSizes.reduce((total, size) => total + size, 0);
    if (outputPerHead <= output || share * heads < 1) return layers;
    output = outputPerHead;
    layers++;
  }
}
