import { Priority } from '../engine/priorities.js';
import { Accounts } from './accounts.js';
import { checkConservation } from './conservation.js';
import { Life } from './life.js';
import { runMeasures } from './measures.js';
import type { Model } from './model.js';
import type { Observer } from './observer.js';
import { levelColumns, networkColumns, organisationColumns, Series, systemColumns } from './series.js';
import { SeriesTable, type SeriesRow } from './series-table.js';
import { Trend } from './trend.js';
import { World } from './world.js';

export interface ReplicationOptions {
  /** Normalised seed (`normaliseSeed`). */
  readonly seed: string;
  /** From 0. Replication i is the same whether it runs alone or among others. */
  readonly replication: number;
  readonly observer?: Observer;
}

export type { SeriesRow };

/** Everything one replication yields. */
export interface Replication {
  /** End-of-run measures by name. */
  readonly measures: Readonly<Record<string, number | undefined>>;
  /** One row per sample: time, then `systemColumns`. */
  readonly system: readonly SeriesRow[];
  /** One row per sample and level: time and index of the level, then `levelColumns`. */
  readonly levels: readonly SeriesRow[];
  /** One row per sample and network: time and index of the network, then `networkColumns`. */
  readonly networks: readonly SeriesRow[];
  /** One row per organisation, bodies included, under `organisationColumns`. */
  readonly organisations: readonly SeriesRow[];
  /** Events run, and problems arrived in all. */
  readonly events: number;
  readonly problems: number;
}

/**
 * Simulates a model once.
 * @throws ConservationError when the books do not balance (a defect); RangeError when a law or formula yields an impossible time.
 *
 * @example
 * const { measures } = runReplication(model, { seed: '2026', replication: 0 });
 * console.log(measures.time_to_decision);
 */
export function runReplication(model: Model, { seed, replication, observer }: ReplicationOptions): Replication {
  const { horizon, warmup, sample } = model.scenario.time;
  const world = new World(model, seed, replication, observer);
  const life = new Life(world);
  const trend = new Trend(model.organisations.count);
  const accounts = new Accounts(world, life, trend);
  const series = new Series(accounts);
  const system = new SeriesTable(1, systemColumns);
  const levels = new SeriesTable(2, levelColumns);
  const networks = new SeriesTable(2, networkColumns);

  const observe = (): void => {
    const { now } = world;
    checkConservation(accounts);
    if (now >= horizon / 2) trend.add(now - horizon / 2, (organisation) => world.bank.queueLength(organisation));
    system.add([now], accounts);
    const taken = series.sample();
    taken.levels.forEach((level, index) => levels.add([now, index], level));
    taken.networks.forEach((network, index) => networks.add([now, index], network));
  };

  const endWarmup = (): void => {
    world.bank.resetStatistics();
    world.ledger.restart();
    series.restart();
  };

  life.start();
  // The warm-up ends before anything else that happens at its time is counted, so the change comes first and not last.
  if (warmup > 0) world.simulation.scheduleAt(warmup, endWarmup, Priority.release);
  world.simulation.every(sample, observe, { priority: Priority.observation });
  world.simulation.run({ until: horizon });
  if (system.last !== horizon) observe();
  censor(world, life);
  life.reportLiving();

  return {
    measures: Object.fromEntries(runMeasures.map((measure) => [measure.name, measure.of(accounts)])),
    // Rows are made for who asks for them: many runs are read for their measures alone.
    get system() {
      return system.rows;
    },
    get levels() {
      return levels.rows;
    },
    get networks() {
      return networks.rows;
    },
    organisations: accounts.everybody.map((organisation) => organisationColumns.map((column) => column.of({ accounts, organisation }))),
    events: world.simulation.eventsRun,
    problems: world.ledger.arrived,
  };
}

/** What is still open when observation ends is censored, not forgotten. */
function censor(world: World, life: Life): void {
  const { problems, ledger, now } = world;
  for (const problem of problems.rows()) {
    if (problems.counted[problem] === 1) ledger.timeToOutcome.addRunning(now - problems.arrival[problem]);
  }
  for (const issue of life.coordination.openIssues()) {
    if (issue.counted && issue.decidedAt === undefined) ledger.timeToDecision.addRunning(now - issue.opened);
  }
  for (const negotiation of life.negotiations()) {
    if (negotiation.counted) ledger.bargaining.timeToAgreement.addRunning(now - negotiation.opened);
  }
  life.implementation.censor();
}
