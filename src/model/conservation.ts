import type { Accounts } from './accounts.js';
import { categories } from './categories.js';
import { ProblemState } from './problem-table.js';

/** The books of a replication do not balance: a defect of the program, never of a scenario. */
export class ConservationError extends Error {
  override readonly name = 'ConservationError';
}

/** Rounding that sums of many doubles may leave, relative to their size. */
const ROUNDING = 1e-6;

/**
 * What must hold at every sample, checked in every run: problems are neither lost nor invented, every minute of a station belongs to one
 * category of work, Little's law holds as an identity at each station, and money is neither lost nor made, to the cent.
 * @throws ConservationError that names the books that differ.
 */
export function checkConservation(accounts: Accounts): void {
  const { ledger, world } = accounts;
  const ended = ledger.ended.reduce((sum, count) => sum + count, 0);
  equal('problems arrived', ledger.arrived, 'alive or ended', accounts.open + ended);
  equal('problems alive', accounts.open, 'rows in use', world.problems.live);
  equal('problems in implementation', ledger.living[ProblemState.implementation], 'programmes under way', accounts.life.implementation.open);
  equal('local programmes begun', ledger.cascades.everBegun, 'under way or ended', accounts.life.implementation.openLocally + ledger.cascades.everEnded);
  const { purses } = world;
  // Whole cents: nothing may be missing, and nobody may have less than nothing.
  if (purses.missing !== 0) throw new ConservationError(`${purses.missing} cents of money issued are missing`);
  if (purses.least < 0) throw new ConservationError(`somebody has ${purses.least} cents`);
  for (const organisation of accounts.organisations()) {
    const name = world.model.organisations.paths[organisation];
    let byCategory = 0;
    for (let category = 0; category < categories.length; category++) byCategory += world.bank.categoryTime(organisation, category);
    equal(`${name}: person time by category`, byCategory, 'busy time', world.bank.busyTime(organisation));
    equal(`${name}: time spent by items`, world.bank.timeSpent(organisation), 'integral of items present', world.bank.systemTime(organisation));
  }
}

function equal(what: string, value: number, other: string, expected: number): void {
  if (Math.abs(value - expected) <= ROUNDING * (1 + Math.abs(value) + Math.abs(expected))) return;
  throw new ConservationError(`${what} (${value}) and ${other} (${expected}) differ`);
}
