import { z } from 'zod';
import type { Catalogue } from '../catalogue.js';
import { section } from '../piece.js';
import type { ScenarioVocabulary } from '../vocabulary.js';
import { budgetBargaining } from './bargaining.js';
import { selectorSchema } from './selectors.js';

export type DeclaredBudgets = z.output<ReturnType<typeof budgetsSection>>;

/** `budgets`: where money comes from, and how it goes down the lines of command. */
export function budgetsSection(vocabulary: ScenarioVocabulary, catalogue: Catalogue) {
  const { choice, duration, nonNegative, share } = vocabulary;
  const time = (days: number, meaning: string) => duration.prefault(`${days} days`).describe(`${meaning}; ${days} days when left out.`);
  return section({
    cycle: duration.prefault('1 year').describe('Time from one budget to the next, the first at time 0; 1 year when left out.'),
    revenue: z.array(section({
      to: selectorSchema(vocabulary).describe('Organisations that receive it.'),
      amount: nonNegative.describe('Money that each of them receives from outside at the beginning of every cycle.'),
    })).min(1).describe('Money from outside: taxes, contributions.'),
    unit_cost: nonNegative.describe('Money needed for each problem in an in-tray: demand is this times the backlog.'),
    base: nonNegative.prefault(0).describe('Money that every organisation needs in a cycle, whatever its backlog; 0 when left out.'),
    inflation: nonNegative.prefault(0).describe('Part by which everybody asks for more than it needs, 0.2 for a fifth more; 0 when left out.'),
    deadline: duration.prefault('1 month').describe('Time that demands have at each level on their way up; who is late gets asked for what it got last. 1 month when left out.'),
    bargaining: budgetBargaining(vocabulary, catalogue).prefault({}).describe('How a treasurer and its organisations divide its money.'),
    instalment: duration.prefault('1 month').describe('While a division is not settled, the old shares are paid on in instalments for this time each; 1 month when left out.'),
    carry_over: share.prefault(1).describe('Part of unspent money that may be kept at the end of a cycle; the rest lapses. 1 when left out.'),
    unfunded: choice('wait', 'drop').prefault('wait').describe('What happens to a decision for which the money is not there: it waits for the next payment, or is dropped; wait when left out.'),
    times: section({
      write: time(0.05, 'Person time to write a demand, an offer or a report'),
      read: time(0.08, 'Person time to read one'),
      decide: time(0.25, 'Person time to decide on one'),
    }).prefault({}).describe('Time that each act of budgeting takes.'),
  });
}
