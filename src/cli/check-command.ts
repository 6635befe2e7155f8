import type { ArrivalSpec, Scenario } from '../scenario/scenario.js';
import { makeLaw } from '../random/make-law.js';
import { formatNumber } from '../report/number-format.js';
import { assumptionNotices } from './assumption-notices.js';
import { ExitCode, type Io } from './io.js';
import { loadPlugins, type PluginFlags } from './plugins.js';
import { counted } from './prose.js';
import { loadScenario, planLoaded } from './scenario-files.js';

/** Options of `check`, as commander parses them. */
export interface CheckFlags extends PluginFlags {
  readonly set?: readonly string[];
}

/**
 * `check`: reads a scenario and says what it contains. Variants are checked with the file; after `--set` only what `run` takes.
 * @throws ScenarioError with every problem of the file, UsageError for what makes a design impossible.
 */
export async function checkCommand(name: string, { set = [], plugin = [] }: CheckFlags, io: Io): Promise<number> {
  const loaded = loadScenario(name, set, io, await loadPlugins(plugin, io));
  const { points } = planLoaded(loaded, { variants: set.length === 0 });
  const { scenario, file } = loaded;
  io.out(`${file}: no problems found\n\n${describe(scenario).map((line) => `  ${line}\n`).join('')}`);
  io.err(assumptionNotices(points, loaded.extensions.catalogue));
  return ExitCode.ok;
}

function describe(scenario: Scenario): string[] {
  const { time, levels, organisations, jurisdictions, networks, variants } = scenario;
  return [
    scenario.title,
    `runs ${formatNumber(time.horizon)} days (${time.calendar} calendar), of which ${formatNumber(time.warmup)} are warm-up; a sample every ${formatNumber(time.sample)} days; ${scenario.replications} replications`,
    ...levels.map((level, index) => {
      const here = organisations.filter(({ jurisdiction }) => jurisdictions[jurisdiction].level === index).length;
      return `${level}: ${counted(jurisdictions.filter((jurisdiction) => jurisdiction.level === index).length, 'jurisdiction')}, ${counted(here, 'organisation')}`;
    }),
    ...scenario.problems.map((problemClass) => `problems "${problemClass.name}": ${arrivalsText(problemClass.arrivals, problemClass.origins.length, time.horizon)}`),
    networks.length === 0 ? 'no networks' : `${counted(networks.length, 'network')}: ${summary(networks.map(({ rule, form, members }) => `${rule} (${form.name}, ${members.length} members)`))}`,
    variants.length === 0 ? 'no variants' : `variants: ${variants.map((variant) => variant.name).join(', ')}`,
  ];
}

function arrivalsText(arrivals: ArrivalSpec, origins: number, horizon: number): string {
  const at = `at ${counted(origins, 'organisation')}`;
  switch (arrivals.law) {
    case 'poisson':
      return `about ${formatNumber(arrivals.rate * origins * horizon)} in a run, ${at}`;
    case 'renewal':
      return `about ${formatNumber((origins * horizon) / makeLaw(arrivals.interval).mean)} in a run, ${at}`;
    case 'nonhomogeneous-poisson':
      return `at changing rates, ${at}`;
    case 'trace':
      return `${arrivals.records.length} recorded`;
  }
}

/** Equal descriptions once, with their number. */
function summary(texts: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].map(([text, times]) => (times === 1 ? text : `${times} x ${text}`)).join(', ');
}
