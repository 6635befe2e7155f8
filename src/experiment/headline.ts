import type { Scenario } from '../scenario/scenario.js';

const standard = ['solved', 'time_to_outcome', 'time_to_decision', 'decided_share', 'utilisation', 'coordination_share', 'open_problems'] as const;

/** The measures that are shown of a scenario: those of its headline, or the usual ones where it names none. */
export function headlineOf({ headline }: Scenario): readonly string[] {
  return headline.length > 0 ? headline : standard;
}
