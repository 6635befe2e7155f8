import { describe, expect, it } from 'vitest';
import type { StationAccounts } from '../../src/engine/station-accounts.js';
import { catalogue as builtIn, type ModelCatalogue } from '../../src/model/catalogue.js';
import { Category } from '../../src/model/categories.js';
import { ConservationError } from '../../src/model/conservation.js';
import { ProblemState } from '../../src/model/problem-table.js';
import type { World } from '../../src/model/world.js';
import { cases, office, replicate } from './small-scenarios.js';

/** The built-in forms, and an event at 7.3 that does something to the state behind their back. */
function tampering(tamper: (world: World) => void): ModelCatalogue {
  return {
    ...builtIn,
    forms: builtIn.forms.map((form) => ({
      ...form,
      protocol: (coordination, network) => ({
        ...form.protocol(coordination, network),
        start: () => void coordination.world.simulation.scheduleAt(7.3, () => tamper(coordination.world)),
      }),
    })),
  };
}

/** The books behind a bank, which no program can reach. */
const accountsOf = (bank: World['bank']): StationAccounts => (bank as unknown as { accounts: StationAccounts }).accounts;

const run = (tamper: (world: World) => void): unknown =>
  replicate(office({ network: 'form: shared' }), { catalogue: tampering(tamper), files: cases([0, 'health', 'housing'], [7, 'work'], [20, 'work']) });

describe('books that do not balance stop a run, and say what differs', () => {
  it.each<[string, RegExp, (world: World) => void]>([
    ['a problem is invented', /^problems arrived \(3\) and alive or ended \(2\) differ$/, ({ ledger }) => {
      ledger.arrived++;
    }],
    ['a problem is lost', /^problems arrived \(2\) and alive or ended \(1\) differ$/, ({ ledger }) => {
      ledger.living[0]--;
    }],
    ['a problem ends twice', /^problems arrived \(2\) and alive or ended \(3\) differ$/, ({ ledger }) => {
      ledger.ended[0]++;
    }],
    ['a row is kept', /^problems alive \(0\) and rows in use \(1\) differ$/, ({ problems, now }) => void problems.take(0, 0, now)],
    ['a problem is said to be implemented that is not', /^problems in implementation \(1\) and programmes under way \(0\) differ$/, ({ ledger }) => {
      ledger.living[ProblemState.implementation]++;
      ledger.living[ProblemState.diagnosis]--;
    }],
    ['a local programme is lost', /^local programmes begun \(1\) and under way or ended \(0\) differ$/, ({ ledger }) => {
      ledger.cascades.everBegun++;
    }],
    ['a server is pulled away behind the books', /^state\/ministry\.work: person time by category \(.*\) and busy time \(.*\) differ$/, ({ bank }) => {
      // What an accounting error would do: the category is engaged twice for one server.
      const accounts = accountsOf(bank);
      accounts.engage(accounts.realOf(2), Category.meeting, 1, 7.3);
    }],
    ['an item vanishes from a station', /^state\/ministry\.work: time spent by items \(.*\) and integral of items present \(.*\) differ$/, ({ bank }) => {
      const accounts = accountsOf(bank);
      accounts.depart(accounts.realOf(2), 1, 7.3);
    }],
  ])('%s', (_, message, tamper) => {
    expect(() => run(tamper)).toThrow(ConservationError);
    expect(() => run(tamper)).toThrow(message);
  });

  it('books that balance do not', () => {
    expect(() => run(() => undefined)).not.toThrow();
  });
});
