/** Points of the unit cube, in order. */
type Trajectory = readonly (readonly number[])[];

/**
 * How far two trajectories are apart: the sum of the Euclidean distances between every point of the one and every point of the other
 * (Campolongo, Cariboni and Saltelli, 2007, equation 10).
 *
 * @example trajectoryDistance([[0, 0], [0, 1]], [[1, 0], [1, 1]]) // 4.828..., 2 + 2 sqrt(2)
 */
export function trajectoryDistance(one: Trajectory, other: Trajectory): number {
  let sum = 0;
  for (const a of one) for (const b of other) sum += distance(a, b);
  return sum;
}

/**
 * Chooses trajectories that are far apart: with a large D, the root of the sum of the squares of the distances between all pairs chosen
 * (Campolongo, Cariboni and Saltelli, 2007). Trying all subsets, as they did, is out of reach beyond a few. Here the two that are farthest apart
 * are taken first, then each time the one that adds most to D^2; at last one chosen is exchanged for one left as long as that makes D
 * larger. No exchange improves the choice that comes out, yet it may not be the best of all. It takes the distances of all pairs.
 *
 * @param count at most as many as there are trajectories
 * @returns indexes of the chosen ones, ascending
 */
export function farApart(trajectories: readonly Trajectory[], count: number): number[] {
  const squares = trajectories.map((one, i) => trajectories.slice(0, i).map((other) => square(trajectoryDistance(one, other))));
  const between = (i: number, j: number): number => (i === j ? 0 : squares[Math.max(i, j)][Math.min(i, j)]);
  const chosen = oneByOne(trajectories.length, count, between);
  let exchange = bestExchange(trajectories.length, chosen, between);
  while (exchange !== undefined) {
    chosen.delete(exchange.out);
    chosen.add(exchange.in);
    exchange = bestExchange(trajectories.length, chosen, between);
  }
  return [...chosen].sort((a, b) => a - b);
}

type Squares = (i: number, j: number) => number;

function oneByOne(trajectories: number, count: number, between: Squares): Set<number> {
  const all = Array.from({ length: trajectories }, (_, index) => index);
  // The first is one of the two that are farthest apart; the second is then the other.
  let gains = all.map((i) => all.reduce((largest, j) => Math.max(largest, between(i, j)), 0));
  const chosen = new Set<number>();
  while (chosen.size < count) {
    const left = all.filter((index) => !chosen.has(index));
    chosen.add(left.reduce((best, candidate) => (gains[candidate] > gains[best] ? candidate : best)));
    gains = all.map((index) => sumTo(index, chosen, between));
  }
  return chosen;
}

/** The exchange that adds most to D^2; undefined when none adds more than rounding. */
function bestExchange(trajectories: number, chosen: ReadonlySet<number>, between: Squares): { readonly out: number; readonly in: number } | undefined {
  const gains = Array.from({ length: trajectories }, (_, index) => sumTo(index, chosen, between));
  let best: { readonly out: number; readonly in: number } | undefined;
  let most = 1e-9 * [...chosen].reduce((sum, index) => sum + gains[index], 0);
  for (const out of chosen) {
    for (let index = 0; index < trajectories; index++) {
      const gain = gains[index] - between(index, out) - gains[out];
      if (!chosen.has(index) && gain > most) [best, most] = [{ out, in: index }, gain];
    }
  }
  return best;
}

function sumTo(index: number, chosen: ReadonlySet<number>, between: Squares): number {
  let sum = 0;
  for (const other of chosen) sum += between(index, other);
  return sum;
}

function square(x: number): number {
  return x * x;
}

function distance(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (let axis = 0; axis < a.length; axis++) sum += square(a[axis] - b[axis]);
  return Math.sqrt(sum);
}
