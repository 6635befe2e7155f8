import { bargainingSpec } from './bargaining.js';
import type { Path } from './document.js';
import type { ProblemLog } from './problem-log.js';
import type { Roster } from './roster.js';
import type { BudgetSpec, TimeSpec } from './scenario.js';
import type { DeclaredBudgets } from './sections/budgets.js';
import { selectAll } from './selectors.js';

/** Cycles that a run can be meant to have. */
const MOST_CYCLES = 100_000;

/** Looks up who receives revenue; undefined when somebody is not valid, which is in the log. */
export function placeBudgets(declared: DeclaredBudgets, roster: Roster, time: TimeSpec | undefined, log: ProblemLog): BudgetSpec | undefined {
  const { bargaining, carry_over: carryOver, cycle, unit_cost: unitCost, base, inflation, deadline, instalment, unfunded, times } = declared;
  const least = time === undefined ? 0 : time.horizon / MOST_CYCLES;
  if (cycle <= least) log.report(['budgets', 'cycle'], { expected: least > 0 ? `a time above ${least} days, for at most ${MOST_CYCLES} cycles in a run` : 'a time above 0 days', found: `${cycle} days` });
  if (instalment <= cycle / MOST_CYCLES) log.report(['budgets', 'instalment'], { expected: 'a time above 0 days', found: `${instalment} days` });
  for (const [key, amount] of Object.entries({ unit_cost: unitCost, base })) reportExcess(['budgets', key], amount, log);
  declared.revenue.forEach(({ amount }, index) => reportExcess(['budgets', 'revenue', index, 'amount'], amount, log));
  const revenue = declared.revenue.map(({ to, amount }, index) =>
    selectAll(to, roster, ['budgets', 'revenue', index, 'to'], log)?.map((organisation) => ({ organisation, amount })),
  );
  if (revenue.includes(undefined)) return undefined;
  if (time !== undefined) {
    const perCycle = declared.revenue.reduce((sum, { amount }, index) => sum + amount * (revenue[index]?.length ?? 0), 0);
    reportExcess(['budgets', 'revenue'], perCycle * Math.ceil(time.horizon / cycle), log, 'in all cycles together');
  }
  return {
    cycle, revenue: revenue.flatMap((receivers) => receivers ?? []), unitCost, base, inflation, deadline, bargaining: bargainingSpec(bargaining, bargaining.least), instalment, carryOver, unfunded, times,
  };
}

/** Money that one organisation can be meant to have: sums must stay exact to the cent. */
const MOST_MONEY = 1_000_000_000_000;

function reportExcess(path: Path, amount: number, log: ProblemLog, when = ''): void {
  const most = when === '' ? MOST_MONEY : 50 * MOST_MONEY;
  if (amount > most) log.report(path, { expected: `at most ${most}${when === '' ? '' : ` ${when}`}`, found: String(amount), advice: 'count in thousands or millions' });
}
