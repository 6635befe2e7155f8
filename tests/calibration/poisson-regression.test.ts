import { describe, expect, it } from 'vitest';
import { poissonRegression } from '../../src/calibration/poisson-regression.js';

const counts = [12, 15, 9, 20, 25, 18, 30, 28, 22, 35, 41, 33];
const exposures = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const design = counts.map((_, i) => [1, (i + 1) / 12]);

describe('a Poisson regression', () => {
  // R 4.2.2: m <- glm(y ~ x + offset(log(e)), family = poisson); coef(summary(m)); vcov(m); sum(residuals(m, "pearson")^2);
  // logLik(m) + sum(lfactorial(y)). R's covariance is that of its last step but one, which is off by 2e-9.
  it('has the coefficients, covariance, Pearson statistic and likelihood of R', () => {
    const fit = poissonRegression(counts, exposures, design);
    expect(fit.coefficients[0]).toBeCloseTo(-0.9425239651, 8);
    expect(fit.coefficients[1]).toBeCloseTo(1.1911110210, 8);
    expect(fit.covariance[0][0]).toBeCloseTo(0.02198574285, 7);
    expect(fit.covariance[0][1]).toBeCloseTo(-0.02893836688, 7);
    expect(fit.covariance[1][1]).toBeCloseTo(0.04523337769, 7);
    expect(fit.pearson).toBeCloseTo(11.19117082, 6);
    expect(fit.dispersion).toBeCloseTo(11.19117082 / 10, 7);
    expect(fit.logLikelihood).toBeCloseTo(644.165106025, 6);
    expect(fit.aic).toBeCloseTo(4 - 2 * 644.165106025, 6);
  });

  it('with a constant alone is the total over the time', () => {
    const { coefficients, covariance } = poissonRegression([3, 5, 1], [1, 2, 1], [[1], [1], [1]]);
    expect(Math.exp(coefficients[0])).toBeCloseTo(9 / 4, 12);
    expect(covariance[0][0]).toBeCloseTo(1 / 9, 12);
  });

  it('is refused when the counts do not identify the coefficients', () => {
    expect(() => poissonRegression([0, 0], [1, 1], [[1], [1]])).toThrow('expected at least one count above 0');
    expect(() => poissonRegression([1, 2], [1, 1], [[1, 2], [1, 2]])).toThrow('do not identify');
    // All of one kind are 0: its coefficient is minus infinity.
    expect(() => poissonRegression([4, 0], [1, 1], [[1, 0], [1, 1]])).toThrow('do not identify');
  });
});
