export interface NelderMeadOptions {
  /** First displacement of each coordinate: one for all or one each (default 10 % of the coordinate, 0.1 where it is 0). */
  readonly initialStep?: number | readonly number[];
  /** Largest distance of a vertex from the best, per coordinate, relative to max(1, |coordinate|) (default 1e-8). */
  readonly pointTolerance?: number;
  /** Largest excess of a vertex's value over the best, relative to max(1, |value|) (default 1e-12). */
  readonly valueTolerance?: number;
  /** Default 1,000 per coordinate. */
  readonly maximumIterations?: number;
}

export interface Minimum {
  /** Best point found. */
  readonly point: number[];
  /** f at that point. */
  readonly value: number;
  /** Iterations used. */
  readonly iterations: number;
  /** Whether both tolerances were met; when false, `point` is the best seen, not a minimum. */
  readonly converged: boolean;
}

interface Vertex {
  readonly point: readonly number[];
  readonly value: number;
}

type Evaluate = (point: readonly number[]) => Vertex;

function evaluator(f: (point: readonly number[]) => number): Evaluate {
  return (point) => {
    const value = f(point);
    if (Number.isNaN(value)) throw new RangeError(`nelderMead: f is NaN at [${point.join(', ')}]; return Infinity outside its domain`);
    return { point, value };
  };
}

function initialSimplex(evaluate: Evaluate, start: readonly number[], initialStep: number | readonly number[] | undefined): Vertex[] {
  const first = evaluate(start);
  if (!Number.isFinite(first.value)) {
    throw new RangeError(`nelderMead: expected a finite f at the start [${start.join(', ')}], found ${first.value}`);
  }
  const displacement = (i: number): number => {
    if (typeof initialStep === 'number') return initialStep;
    return initialStep?.[i] ?? (start[i] === 0 ? 0.1 : 0.1 * Math.abs(start[i]));
  };
  const displaced = start.map((_, i) => evaluate(start.map((x, j) => (j === i ? x + displacement(i) : x))));
  return [first, ...displaced];
}

function centroid(vertices: readonly Vertex[]): number[] {
  return vertices[0].point.map((_, i) => vertices.reduce((sum, { point }) => sum + point[i], 0) / vertices.length);
}

/** from + factor (to - from) */
function along(from: readonly number[], to: readonly number[], factor: number): number[] {
  return from.map((x, i) => x + factor * (to[i] - x));
}

function hasConverged(simplex: readonly Vertex[], pointTolerance: number, valueTolerance: number): boolean {
  const best = simplex[0];
  const worst = simplex[simplex.length - 1];
  if (!(worst.value - best.value <= valueTolerance * Math.max(1, Math.abs(best.value)))) return false;
  return simplex.every(({ point }) =>
    point.every((x, i) => Math.abs(x - best.point[i]) <= pointTolerance * Math.max(1, Math.abs(best.point[i]))),
  );
}

/** The vertex to put in place of the worst, or undefined when the simplex must shrink. `simplex` is sorted. */
function replacement(simplex: readonly Vertex[], evaluate: Evaluate): Vertex | undefined {
  // Gao and Han's coefficients; with two coordinates they are Nelder and Mead's 1, 2, 1/2, 1/2.
  const n = Math.max(2, simplex.length - 1);
  const contraction = 0.75 - 0.5 / n;
  const worst = simplex[simplex.length - 1];
  const centre = centroid(simplex.slice(0, -1));
  const reflected = evaluate(along(centre, worst.point, -1));
  if (reflected.value < simplex[0].value) {
    const expanded = evaluate(along(centre, worst.point, -1 - 2 / n));
    return expanded.value < reflected.value ? expanded : reflected;
  }
  if (reflected.value < simplex[simplex.length - 2].value) return reflected;
  const outside = reflected.value < worst.value;
  const contracted = evaluate(along(centre, worst.point, outside ? -contraction : contraction));
  const accepted = outside ? contracted.value <= reflected.value : contracted.value < worst.value;
  return accepted ? contracted : undefined;
}

/**
 * A local minimum of f without derivatives, by the simplex method of Nelder and Mead (1965) with the ordering rules of
 * Lagarias et al. (1998, SIAM J. Optim. 9) and the dimension-dependent coefficients of Gao and Han (2012, Comput. Optim.
 * Appl. 51). It can stop short of a minimum: start again from its result when that matters.
 *
 * @param f function of a point; Infinity marks points outside its domain
 * @param start first vertex; f must be finite there
 * @throws RangeError when start is empty, f is not finite at start, or f is NaN anywhere
 * @example nelderMead(([x]) => (x - 3) * (x - 3), [1]).point // about [3]
 */
export function nelderMead(
  f: (point: readonly number[]) => number,
  start: readonly number[],
  options: NelderMeadOptions = {},
): Minimum {
  const { pointTolerance = 1e-8, valueTolerance = 1e-12, maximumIterations = 1000 * start.length } = options;
  if (start.length === 0) throw new RangeError('nelderMead: expected at least one coordinate, found none');
  const evaluate = evaluator(f);
  let simplex = initialSimplex(evaluate, start, options.initialStep);
  // The sort is stable, so of equal vertices the older stays ahead, as Lagarias et al. prescribe.
  const sort = (): unknown => simplex.sort((u, v) => (u.value < v.value ? -1 : Number(u.value > v.value)));
  const shrinkage = 1 - 1 / Math.max(2, start.length);
  sort();
  let iterations = 0;
  for (; iterations < maximumIterations && !hasConverged(simplex, pointTolerance, valueTolerance); iterations++) {
    const best = simplex[0];
    const vertex = replacement(simplex, evaluate);
    simplex = vertex
      ? [...simplex.slice(0, -1), vertex]
      : simplex.map((old, i) => (i === 0 ? best : evaluate(along(best.point, old.point, shrinkage))));
    sort();
  }
  const best = simplex[0];
  return { point: [...best.point], value: best.value, iterations, converged: hasConverged(simplex, pointTolerance, valueTolerance) };
}
