/** What is shared out among claimants: a cost that they bear, or a pool of money that they want. Amounts in cents. */
export interface Stakes {
  /** What the amounts must sum to. */
  readonly total: number;
  /** Whether less is better (a cost) or more (a pool). */
  readonly burden: boolean;
  /** The best each can hope for: to pay nothing, or to get all it asks. */
  readonly ideal: readonly number[];
  /** What each would rather accept than do without an agreement; nobody else sees it. */
  readonly reservation: readonly number[];
  /** The most each can bear or get, whatever it would like. */
  readonly limit: readonly number[];
  /** Bargaining weight. */
  readonly weight: readonly number[];
  /** How much it matters to each. */
  readonly salience: readonly number[];
}

/** How much better an amount is for a claimant than its reservation; negative when it is worse. */
export function gainOf({ burden, reservation }: Stakes, claimant: number, amount: number): number {
  return burden ? reservation[claimant] - amount : amount - reservation[claimant];
}

/** Amount with which a claimant gains so much. */
export function amountOf({ burden, reservation }: Stakes, claimant: number, gain: number): number {
  return burden ? reservation[claimant] - gain : reservation[claimant] + gain;
}

/** Gains that the claimants have to share among them; negative when no division leaves everybody as well off as without an agreement. */
export function surplusOf({ total, burden, reservation }: Stakes): number {
  const reserved = reservation.reduce((sum, amount) => sum + amount, 0);
  return burden ? reserved - total : total - reserved;
}

/** The most each can gain. */
export function largestGains(stakes: Stakes): number[] {
  return stakes.ideal.map((amount, claimant) => Math.max(0, gainOf(stakes, claimant, amount)));
}

/** Stakes as claimants declare them while each holds back a share of its room: the rest is what they bargain over openly. */
export function declared(stakes: Stakes, held: number): Stakes {
  const { ideal, reservation } = stakes;
  return { ...stakes, reservation: reservation.map((amount, i) => amount + held * (ideal[i] - amount)) };
}

/** Amounts from gains. */
export function amountsOf(stakes: Stakes, gains: readonly number[]): number[] {
  return gains.map((gain, claimant) => amountOf(stakes, claimant, gain));
}

/** Amounts in which gains share out the surplus, by a rule of the surplus and the largest gains; undefined when there is no surplus to share. */
export function sharingSurplus(stakes: Stakes, gains: (surplus: number, largest: readonly number[]) => readonly number[]): readonly number[] | undefined {
  const surplus = surplusOf(stakes);
  return surplus < 0 ? undefined : amountsOf(stakes, gains(surplus, largestGains(stakes)));
}
