import { requireWholeNumber } from '../requirement.js';

/** Malone's coordination structures. */
export type CoordinationStructure = 'product-hierarchy' | 'functional-hierarchy' | 'centralised-market' | 'decentralised-market';

/**
 * Messages needed to have one task done:
 *
 * - product hierarchy, 2: the product manager assigns it to the division's own processor, which reports back;
 * - functional hierarchy, 4: the same through the manager of the function, who knows the processors;
 * - centralised market, 4: the same through a broker;
 * - decentralised market, 2m + 2: a call to each of m processors, m bids, an award, a result.
 *
 * @param structure who coordinates
 * @param processors m, those that could do the task, a whole number of at least 1; counts only in a decentralised market
 * @returns messages per task
 * @throws RangeError if m is not a whole number of at least 1
 *
 * Source: Malone (1987), Modeling coordination in organizations and markets, Management Science 33(10), 1317-1332.
 *
 * @example
 * maloneMessages('decentralised-market', 4); // 10
 */
export function maloneMessages(structure: CoordinationStructure, processors: number): number {
  requireWholeNumber('processors', processors, 1);
  switch (structure) {
    case 'product-hierarchy':
      return 2;
    case 'functional-hierarchy':
    case 'centralised-market':
      return 4;
    case 'decentralised-market':
      return 2 * processors + 2;
  }
}
