import { requireWholeNumber } from '../requirement.js';

/**
 * Graicunas: relationships a superior with n subordinates has to keep in mind, direct single, direct group and cross ones,
 * n (2^{n-1} + n - 1).
 *
 * @param n subordinates, a whole number of at least 1
 * @returns relationships; exact up to n = 49, rounded to a double beyond
 * @throws RangeError if n is not a whole number of at least 1, or so large (above 1015) that the count overflows a double
 *
 * Source: Graicunas (1933), Relationship in organization, in Gulick and Urwick (1937), Papers on the Science of Administration.
 *
 * @example
 * graicunasRelationships(8); // 1080
 */
export function graicunasRelationships(n: number): number {
  requireWholeNumber('n', n, 1);
  let groups = 1;
  for (let member = 1; member < n && groups < Infinity; member++) groups *= 2;
  const relationships = n * (groups + n - 1);
  if (relationships === Infinity) throw new RangeError(`n: expected at most 1015 subordinates (the count overflows beyond), found ${n}`);
  return relationships;
}
