import { betaOddsQuantile, betaTail } from './beta.js';
import { normalCdf, normalQuantile } from './normal.js';

function requireDegreesOfFreedom(name: string, df: number): void {
  if (!(df > 0)) throw new RangeError(`${name}: expected degrees of freedom > 0, found ${df}`);
}

/**
 * Distribution function of Student's t with df degrees of freedom; relative error below 1e-12 in the lower tail too. The
 * upper tail is studentCdf(-t, df).
 *
 * @param t any number, may be infinite
 * @param df > 0, not necessarily whole; Infinity gives the normal law
 * @throws RangeError on NaN or df <= 0
 * @example studentCdf(2.262157162798205, 9) // 0.975
 */
export function studentCdf(t: number, df: number): number {
  requireDegreesOfFreedom('studentCdf', df);
  if (Number.isNaN(t)) throw new RangeError('studentCdf: expected a number t, found NaN');
  if (df === Infinity) return normalCdf(t);
  const scaled = t / Math.sqrt(df);
  const odds = scaled * scaled;
  if (odds === 0) return 0.5;
  const tail = 0.5 * betaTail(1 / (1 + odds), 1 / (1 + 1 / odds), df / 2, 0.5);
  return t > 0 ? 1 - tail : tail;
}

/**
 * Quantile of Student's t with df degrees of freedom; relative error below 1e-12.
 *
 * T^2 / df is the odds of a Beta(1/2, df/2) variable, whose central and tail probability are both known exactly from p.
 *
 * @param p probability in [0, 1]; 0 gives -Infinity, 1 gives Infinity
 * @param df > 0, not necessarily whole; Infinity gives the normal law
 * @throws RangeError on any other argument
 * @example studentQuantile(0.975, 9) // 2.262157162798205
 */
export function studentQuantile(p: number, df: number): number {
  requireDegreesOfFreedom('studentQuantile', df);
  if (!(p >= 0 && p <= 1)) throw new RangeError(`studentQuantile: expected a probability in [0, 1], found ${p}`);
  if (df === Infinity) return normalQuantile(p);
  if (p === 0.5) return 0;
  if (p === 0 || p === 1) return p === 0 ? -Infinity : Infinity;
  const outside = 2 * Math.min(p, 1 - p);
  const odds = betaOddsQuantile(1 - outside, outside, 0.5, df / 2);
  const t = Math.sqrt(df) * Math.sqrt(odds);
  return p < 0.5 ? -t : t;
}
