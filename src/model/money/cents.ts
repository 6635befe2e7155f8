/** The most that anything can cost, in the unit of account: sums of cents stay exact in doubles. */
const MOST_MONEY = 1e12;

/**
 * Money is kept in whole cents, which doubles add exactly up to 9 x 10^13 in the unit of account.
 * @throws RangeError for more than 10^12
 */
export function cents(money: number): number {
  if (!(money <= MOST_MONEY)) throw new RangeError(`money: expected at most ${MOST_MONEY}, found ${money}; count in thousands or millions`);
  return Math.round(money * 100);
}

/** Cents in the unit of account. */
export function money(inCents: number): number {
  return inCents / 100;
}

/**
 * Rounds amounts to whole cents that sum to the total exactly, by largest remainders (Hamilton); equal ones in order.
 * @param total whole number of cents that the amounts sum to but for rounding
 */
export function wholeCents(total: number, amounts: readonly number[]): number[] {
  // An amount that is whole but for rounding must not lose a cent to it.
  const whole = amounts.map((amount) => Math.floor(amount + 1e-6));
  const order = amounts.map((_, i) => i).sort((a, b) => amounts[b] - whole[b] - (amounts[a] - whole[a]) || a - b);
  let rest = total - whole.reduce((sum, amount) => sum + amount, 0);
  if (!(Math.abs(rest) <= amounts.length)) throw new RangeError(`wholeCents: expected amounts that sum to ${total}, found a difference of ${rest}`);
  for (let k = 0; rest !== 0; k = (k + 1) % order.length) {
    whole[order[k]] += Math.sign(rest);
    rest -= Math.sign(rest);
  }
  return whole;
}
