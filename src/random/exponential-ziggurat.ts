import type { UniformSource } from './uniform-source.js';

/** Layers of equal area; their number is a power of two, so that the layer takes whole bits of the uniform. */
const LAYERS = 256;
/** Where the tail begins, and the area of every layer, of 256 layers under e^-x (Marsaglia and Tsang 2000). */
const TAIL = 7.697117470131487;
const AREA = 0.003949659822581572;

/** Right ends of the layers from the bottom one, which the tail makes wider, up to 0; and the density at them. */
const ends = new Float64Array(LAYERS + 1);
const heights = new Float64Array(LAYERS + 1);
/** Share of each layer's width that lies under the density at any height of the layer. */
const inside = new Float64Array(LAYERS);

ends[0] = AREA / Math.exp(-TAIL);
ends[1] = TAIL;
for (let layer = 2; layer < LAYERS; layer++) ends[layer] = -Math.log(Math.exp(-ends[layer - 1]) + AREA / ends[layer - 1]);
for (let layer = 0; layer <= LAYERS; layer++) heights[layer] = Math.exp(-ends[layer]);
for (let layer = 0; layer < LAYERS; layer++) inside[layer] = ends[layer + 1] / ends[layer];

/**
 * Draws from the exponential law of mean 1 by the ziggurat of G. Marsaglia and W. W. Tsang (2000, "The ziggurat method for generating random variables",
 * Journal of Statistical Software 5(8)): one uniform and no logarithm in 98.9 % of draws, half the time of inversion. Exact in distribution, with 45 bits
 * below each layer's width.
 *
 * Not for variates that are to stay alike when a parameter changes: the draw is not a monotone function of the uniform, and some draws take several. The laws
 * of `makeLaw` therefore use inversion.
 *
 * @example
 * const source = createStream('1', 0, 'arrivals');
 * const draw = exponentialZiggurat(source);
 * const gap = draw() / rate;
 */
export function exponentialZiggurat(source: UniformSource): () => number {
  return () => {
    for (;;) {
      const scaled = source.next() * LAYERS;
      const layer = scaled | 0;
      const share = scaled - layer;
      const x = share * ends[layer];
      if (share < inside[layer]) return x;
      // The law has no memory: beyond the tail's beginning it is itself again.
      if (layer === 0) return TAIL - Math.log(1 - source.next());
      if (heights[layer] + source.next() * (heights[layer + 1] - heights[layer]) < Math.exp(-x)) return x;
    }
  };
}
