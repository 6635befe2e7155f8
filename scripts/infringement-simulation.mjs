// Runs scenarios of the infringement procedure within this process and measures what became of the cases, in the same way as the real ones.
import { openingName } from '../build/calibration/case-stays.js';
import { dayNumber } from '../build/calibration/civil-date.js';
import { tracedHistories } from '../build/calibration/held-out-trace.js';
import { infringementStudy } from '../build/calibration/infringement-study.js';
import { experimentRunner, planExperiment } from '../build/experiment/experiment.js';
import { catalogue } from '../build/model/catalogue.js';
import { parseScenario } from '../build/scenario/parse-scenario.js';
import { variantScenario, varyScenario } from '../build/scenario/vary.js';

/** Index of the stage of an organisation: its jurisdiction is called as the level, or is a member state. */
function stageOf(organisation) {
  const jurisdiction = organisation.split('/').at(-2);
  return Math.max(0, infringementStudy.levels.indexOf(jurisdiction));
}

/**
 * A scenario file with its data files.
 *
 * @param {string} text the scenario
 * @param {(path: string) => string} readText its data files
 * @param {{ variant?: string, changes?: Record<string, unknown> }} options a variant of the file, and changes by path
 */
export function readScenario(text, readText, { variant, changes = {} } = {}) {
  const scenario = parseScenario(text, { catalogue, readText });
  return varyScenario(variant === undefined ? scenario : variantScenario(scenario, variant), changes);
}

/**
 * Runs a scenario and hands the histories of each replication to `measure`; results in the order of the replications.
 *
 * @param episodes real ones, for the attributes of the cases
 * @param year last year of the histories
 */
export function simulate(scenario, episodes, year, replications, measure) {
  const attributes = new Map(episodes.map(({ caseId, ordinal, attributes: own }) => [openingName(caseId, ordinal), own]));
  const plan = {
    start: dayNumber(infringementStudy.start), until: dayNumber(`${year + 1}-01-01`), stageOf, attributesOf: (subject) => attributes.get(subject),
  };
  const experiment = planExperiment(scenario, { replications, variants: false });
  const run = experimentRunner(experiment, catalogue);
  return Array.from({ length: replications }, (_, replication) => {
    const events = [];
    const outcome = run(replication, {
      event: (time, kind, subject, organisation) => {
        if (kind === 'receive' || kind === 'end') events.push({ time, kind, subject, organisation });
      },
    });
    if (!outcome.ok) throw new Error(`${scenario.name}, replication ${replication}: ${outcome.message}`);
    return measure(tracedHistories(events, plan), outcome.result);
  });
}
