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
  const work = accounts.workByCategory();
  for (let organisation = 0; organisation < accounts.everybody.length; organisation++) {
    let byCategory = 0;
    for (let category = 0; category < categories.length; category++) byCategory += work[organisation * categories.length + category];
    const busy = world.bank.busyTime(organisation);
    const spent = world.bank.timeSpent(organisation);
    const present = world.bank.systemTime(organisation);
    if (alike(byCategory, busy) && alike(spent, present)) continue;
    const name = world.model.organisations.paths[organisation];
    equal(`${name}: person time by category`, byCategory, 'busy time', busy);
    equal(`${name}: time spent by items`, spent, 'integral of items present', present);
  }
}

function alike(value: number, expected: number): boolean {
  return Math.abs(value - expected) <= ROUNDING * (1 + Math.abs(value) + Math.abs(expected));
}

function equal(what: string, value: number, other: string, expected: number): void {
  if (!alike(value, expected)) throw new ConservationError(`${what} (${value}) and ${other} (${expected}) differ`);
}
