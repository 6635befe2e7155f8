import type { DesignPoint } from '../experiment/design.js';
import type { ModelCatalogue } from '../model/catalogue.js';
import { compile } from '../model/compile.js';
import { assumedLoadNotices } from '../model/measures/assumed-load.js';
import type { Scenario } from '../scenario/scenario.js';

/** Notices that are shown at each design point; the others are counted. */
const MOST_SHOWN = 3;

/**
 * A line for whoever an assumed cost of coordination saturates by itself, at each design point: its results say more of the assumption
 * than of the form.
 */
export function assumptionNotices(points: readonly DesignPoint[], catalogue: ModelCatalogue): string {
  return points
    .flatMap(({ name, scenario }) => {
      const where = points.length > 1 ? `${name}: ` : '';
      const notices = noticesOf(scenario, catalogue);
      const more = notices.length - MOST_SHOWN;
      return [...notices.slice(0, MOST_SHOWN), ...(more > 0 ? [`... and ${more} more organisations`] : [])].map((notice) => `notice: ${where}${notice}\n`);
    })
    .join('');
}

function noticesOf(scenario: Scenario, catalogue: ModelCatalogue): string[] {
  // Compiling a large scenario takes seconds, and where costs emerge there is nothing to say.
  if (scenario.networks.every(({ cost }) => cost.name === 'emergent')) return [];
  try {
    return assumedLoadNotices(compile(scenario, catalogue));
  } catch (error) {
    // A formula that fails for some numbers of participants is told by the runs that meet such an issue.
    if (error instanceof RangeError) return [];
    throw error;
  }
}
