import type { Scenario } from '../scenario/scenario.js';

/** All that a run depends on as one text: the checked scenario without its prose. Scenarios of one identity give the same numbers. */
export function scenarioIdentity({ name, title, question, sources, seed, replications, headline, variants, ...rest }: Scenario): string {
  return JSON.stringify(rest, (_, value: unknown) => (typeof value === 'number' && !Number.isFinite(value) ? String(value) : value));
}
