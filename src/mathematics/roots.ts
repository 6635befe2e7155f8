export interface RootOptions {
  /** Absolute error of the root beyond rounding (default 1e-12). */
  readonly tolerance?: number;
  /** Evaluations of f after the two ends (default 200). */
  readonly maximumIterations?: number;
}

function finiteValue(f: (x: number) => number, x: number): number {
  const value = f(x);
  if (!Number.isFinite(value)) throw new RangeError(`findRoot: expected a finite f(${x}), found ${value}`);
  return value;
}

/** The step p / q of inverse quadratic interpolation, or of the secant where only two points differ. */
function interpolate(a: number, fa: number, b: number, fb: number, c: number, fc: number): { p: number; q: number } {
  const middle = 0.5 * (c - b);
  const s = fb / fa;
  if (a === c) return { p: 2 * middle * s, q: 1 - s };
  const t = fa / fc;
  const r = fb / fc;
  return { p: s * (2 * middle * t * (t - r) - (b - a) * (r - 1)), q: (t - 1) * (r - 1) * (s - 1) };
}

/**
 * A root of a continuous function between two points where its signs differ, by Brent's method: never leaves the bracket,
 * and usually converges superlinearly.
 *
 * Source: Brent (1973), Algorithms for Minimization without Derivatives, chapter 4, procedure zero.
 *
 * @param f continuous and finite on [low, high]
 * @param low one end of the bracket
 * @param high the other end
 * @returns a point within 4 eps |x| + tolerance of a sign change of f
 * @throws RangeError when f has the same sign at both ends, is not finite, or the iterations run out
 * @example findRoot((x) => x * x - 2, 0, 2) // 1.414213562373095
 */
export function findRoot(f: (x: number) => number, low: number, high: number, options: RootOptions = {}): number {
  const { tolerance = 1e-12, maximumIterations = 200 } = options;
  let [a, b] = [low, high];
  let [fa, fb] = [finiteValue(f, a), finiteValue(f, b)];
  if (fa === 0) return a;
  if (fa > 0 === fb > 0 && fb !== 0) {
    throw new RangeError(`findRoot: expected f of different signs at ${low} and ${high}, found ${fa} and ${fb}`);
  }
  // b is the best estimate, [b, c] brackets the root, a is the previous b.
  let [c, fc] = [a, fa];
  let step = b - a;
  let previousStep = step;
  for (let i = 0; i <= maximumIterations; i++) {
    if (fb > 0 === fc > 0) {
      [c, fc] = [a, fa];
      step = b - a;
      previousStep = step;
    }
    if (Math.abs(fc) < Math.abs(fb)) {
      [a, b, c] = [b, c, b];
      [fa, fb, fc] = [fb, fc, fb];
    }
    const smallest = 2 * Number.EPSILON * Math.abs(b) + 0.5 * tolerance;
    const middle = 0.5 * (c - b);
    if (Math.abs(middle) <= smallest || fb === 0) return b;
    let { p, q } = interpolate(a, fa, b, fb, c, fc);
    if (p > 0) q = -q;
    p = Math.abs(p);
    const shrinking = Math.abs(previousStep) >= smallest && Math.abs(fa) > Math.abs(fb);
    if (shrinking && 2 * p < Math.min(3 * middle * q - Math.abs(smallest * q), Math.abs(previousStep * q))) {
      previousStep = step;
      step = p / q;
    } else {
      step = middle;
      previousStep = middle;
    }
    [a, fa] = [b, fb];
    b += Math.abs(step) > smallest ? step : Math.sign(middle) * smallest;
    fb = finiteValue(f, b);
  }
  throw new RangeError(`findRoot: no convergence to ${tolerance} in ${maximumIterations} iterations on [${low}, ${high}]`);
}
