import { polynomial } from './polynomial.js';

const SQRT_HALF = 0.7071067811865476;
const INVERSE_SQRT_PI = 0.5641895835477563;

/**
 * Cody (1969), Rational Chebyshev approximations for the error function, Mathematics of Computation 23, 631-637:
 * erf(x) = x P(x^2) / Q(x^2) up to 0.46875; erfc(x) = exp(-x^2) P(x) / Q(x) up to 4; beyond, in 1 / x^2. Ascending powers.
 */
const ERF_NEAR = {
  numerator: [3209.3775891384694, 377.485237685302, 113.86415415105016, 3.1611237438705655, 0.18577770618460315],
  denominator: [2844.236833439171, 1282.6165260773723, 244.02463793444417, 23.601290952344122, 1],
};
const ERFC_MIDDLE = {
  numerator: [
    1230.3393547979972, 2051.0783778260716, 1712.0476126340707, 881.952221241769, 298.6351381974001,
    66.11919063714163, 8.883149794388377, 0.5641884969886701, 2.1531153547440383e-8,
  ],
  denominator: [
    1230.3393548037495, 3439.3676741437216, 4362.619090143247, 3290.7992357334597, 1621.3895745666903,
    537.1811018620099, 117.6939508913125, 15.744926110709835, 1,
  ],
};
const ERFC_FAR = {
  numerator: [
    0.0006587491615298378, 0.016083785148742275, 0.12578172611122926, 0.36034489994980445, 0.30532663496123236,
    0.016315387137302097,
  ],
  denominator: [0.0023352049762686918, 0.06051834131244132, 0.5279051029514285, 1.8729528499234673, 2.568520192289822, 1],
};

/** Where Cody's first interval ends. */
const NEAR = 0.46875;

interface RationalFunction {
  readonly numerator: readonly number[];
  readonly denominator: readonly number[];
}

function rational(f: RationalFunction, x: number): number {
  return polynomial(f.numerator, x) / polynomial(f.denominator, x);
}

/** exp(x^2) erfc(x) for x >= 0.46875. */
function scaledComplement(x: number): number {
  if (x <= 4) return rational(ERFC_MIDDLE, x);
  const inverse = 1 / (x * x);
  return (INVERSE_SQRT_PI - inverse * rational(ERFC_FAR, inverse)) / x;
}

/** exp(-x^2 / 2), the square split so that its rounding does not reach the exponential. */
function gaussian(x: number): number {
  const head = Math.trunc(x * 16) / 16;
  return Math.exp(-0.5 * head * head) * Math.exp(-0.5 * (x - head) * (x + head));
}

/**
 * Error function, 2 / sqrt(pi) times the integral of exp(-t^2) from 0 to x; relative error about 1e-15.
 *
 * @param x any number, may be infinite
 * @throws RangeError when x is NaN
 * @example errorFunction(1) // 0.8427007929497149
 */
export function errorFunction(x: number): number {
  if (Number.isNaN(x)) throw new RangeError('errorFunction: expected a number, found NaN');
  const size = Math.abs(x);
  if (size <= NEAR) return x * rational(ERF_NEAR, x * x);
  // From 6 on erfc is below 1e-16.
  const complement = size < 6 ? Math.exp(-x * x) * scaledComplement(size) : 0;
  return x > 0 ? 1 - complement : complement - 1;
}

/**
 * Distribution function of the standard normal law; relative error about 1e-15 in the lower tail too, down to the smallest
 * numbers. The upper tail is normalCdf(-z).
 *
 * @param z any number, may be infinite
 * @throws RangeError when z is NaN
 * @example normalCdf(-1.6448536269514722) // 0.05
 */
export function normalCdf(z: number): number {
  if (Number.isNaN(z)) throw new RangeError('normalCdf: expected a number, found NaN');
  const x = Math.abs(z) * SQRT_HALF;
  if (x <= NEAR) return 0.5 + 0.5 * z * SQRT_HALF * rational(ERF_NEAR, 0.5 * z * z);
  const tail = x < 28 ? 0.5 * gaussian(Math.abs(z)) * scaledComplement(x) : 0;
  return z > 0 ? 1 - tail : tail;
}

/** Wichura (1988), Algorithm AS 241 (PPND16), Applied Statistics 37, 477-484. Ascending powers. */
const CENTRAL = {
  numerator: [
    3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987,
    67265.7709270087, 33430.57558358813, 2509.0809287301227,
  ],
  denominator: [
    1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271,
    28729.085735721943, 5226.495278852854,
  ],
};
const INTERMEDIATE = {
  numerator: [
    1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684,
    0.2417807251774506, 0.022723844989269184, 0.0007745450142783414,
  ],
  denominator: [
    1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008,
    0.015198666563616457, 0.0005475938084995345, 1.0507500716444169e-9,
  ],
};
const TAIL = {
  numerator: [
    6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487, 0.026532189526576124,
    0.0012426609473880784, 2.7115555687434876e-5, 2.0103343992922881e-7,
  ],
  denominator: [
    1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133,
    1.8463183175100548e-5, 1.421511758316446e-7, 2.0442631033899397e-15,
  ],
};

/**
 * Quantile of the standard normal law; relative error about 1e-15.
 *
 * @param p probability in [0, 1]; 0 gives -Infinity, 1 gives Infinity
 * @throws RangeError when p is not in [0, 1]
 * @example normalQuantile(0.975) // 1.959963984540054
 */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`normalQuantile: expected a probability in [0, 1], found ${p}`);
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) return q * rational(CENTRAL, 0.180625 - q * q);
  if (p === 0 || p === 1) return q * Infinity;
  const r = Math.sqrt(-Math.log(Math.min(p, 1 - p)));
  const z = r <= 5 ? rational(INTERMEDIATE, r - 1.6) : rational(TAIL, r - 5);
  return q < 0 ? -z : z;
}
