import type { Results } from '../bench/results.js';

/** docs/performance.md from what `npm run bench` found. */
export function performanceDocument(results: Results): string;
