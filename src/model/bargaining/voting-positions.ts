import { constrainedAwards } from '../../theory/bargaining/constrained-awards.js';
import { compromiseOutcome, equalGainExchange, type ContestedIssue } from '../../theory/bargaining/equal-gain-exchange.js';
import type { Negotiation } from './negotiation.js';
import type { Stakes } from './stakes.js';

/** Divisions that claimants propose, by proposer and claimant. Trading changes them. */
export type Proposals = number[][];

/** Everybody proposes its best division: it pays nothing, or gets all it asks for; the others share the rest by weight, or by what they ask for. */
export function proposalsOf({ total, burden, ideal, weight }: Stakes): Proposals {
  const keys = burden ? weight : ideal;
  return ideal.map((best, proposer) => {
    const own = Math.min(best, total);
    const others = keys.reduce((sum, key, i) => (i === proposer ? sum : sum + key), 0);
    return keys.map((key, i) => {
      if (i === proposer) return own;
      return others > 0 ? ((total - own) * key) / others : (total - own) / (keys.length - 1);
    });
  });
}

/** What proposals come to: the mean weighted by capability and salience; by capability alone where the matter is nobody's concern. */
export function compromiseOf(stakes: Stakes, proposals: Proposals): number[] {
  const amounts = stakes.ideal.map((_, claimant) => compromiseOutcome(contested(stakes, proposals, claimant)));
  // Nobody can pay more than it has; the others then pay the rest in proportion.
  return amounts.some((amount, i) => amount > stakes.limit[i]) ? constrainedAwards(stakes.total, stakes.limit, amounts) : amounts;
}

/** A trade of votes between two organisations that both take part in two negotiations. */
export interface Trade {
  /** Places of the two in the first negotiation. */
  readonly parties: readonly [number, number];
  /** Gain of each [salience x cents]. */
  readonly gain: number;
  /** Votes as agreed. */
  carryOut(): void;
}

/** The equal-gain exchange that is worth most to its two parties, of all between two negotiations; undefined when none is worth anything. */
export function bestTrade(first: Negotiation, second: Negotiation, proposals: readonly [Proposals, Proposals]): Trade | undefined {
  let best: Trade | undefined;
  first.claimants.forEach((organisation, i) => {
    first.claimants.forEach((partner, j) => {
      const [iThere, jThere] = [second.claimants.indexOf(organisation), second.claimants.indexOf(partner)];
      if (i === j || iThere < 0 || jThere < 0) return;
      const trade = tradeOf(first, second, proposals, { here: [i, j], there: [iThere, jThere] });
      if (trade !== undefined && trade.gain > (best?.gain ?? 0)) best = trade;
    });
  });
  return best;
}

/** Places of a pair in the two negotiations. */
interface Pair {
  readonly here: readonly [number, number];
  readonly there: readonly [number, number];
}

/** The first of the pair gets a better amount here and votes for a better amount of the other there. */
function tradeOf(first: Negotiation, second: Negotiation, [here, there]: readonly [Proposals, Proposals], pair: Pair): Trade | undefined {
  const [i, j] = pair.here;
  const [iThere, jThere] = pair.there;
  const everybody = [...new Set([...first.claimants, ...second.claimants])];
  const demand = contestedBy(everybody, first, contested(first.stakes, here, i));
  const inReturn = contestedBy(everybody, second, contested(second.stakes, there, jThere));
  const exchange = equalGainExchange(demand, inReturn, everybody.indexOf(first.claimants[i]), everybody.indexOf(first.claimants[j]));
  if (exchange === undefined) return undefined;
  return {
    parties: [i, j],
    gain: exchange.gain,
    carryOut() {
      move(here[j], i, j, exchange.firstPosition);
      move(there[iThere], jThere, iThere, exchange.secondPosition);
    },
  };
}

/** A proposer now proposes another amount for somebody, at its own expense. */
function move(proposal: number[], claimant: number, proposer: number, amount: number): void {
  proposal[proposer] -= amount - proposal[claimant];
  proposal[claimant] = amount;
}

/** What a claimant's amount should be, in the eyes of all. */
function contested({ weight, salience }: Stakes, proposals: Proposals, claimant: number): ContestedIssue {
  const known = weight.some((capability, i) => capability * salience[i] > 0);
  return {
    positions: proposals.map((proposal) => proposal[claimant]),
    capability: weight.some((capability) => capability > 0) ? weight : weight.map(() => 1),
    salience: known ? salience : salience.map(() => 1),
  };
}

/** The same among more actors: who takes no part has no salience. */
function contestedBy(everybody: readonly number[], { claimants }: Negotiation, issue: ContestedIssue): ContestedIssue {
  const of = (values: readonly number[], otherwise: number): number[] =>
    everybody.map((organisation) => {
      const place = claimants.indexOf(organisation);
      return place < 0 ? otherwise : values[place];
    });
  return { positions: of(issue.positions, 0), capability: of(issue.capability, 0), salience: of(issue.salience, 0) };
}
