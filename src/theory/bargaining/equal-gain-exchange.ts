import { requireFinite, requireNonNegative } from '../requirement.js';

/** Where actors stand on an issue; arrays run over the actors. */
export interface ContestedIssue {
  readonly positions: readonly number[];
  /** s: how much the issue matters to each, zero or more. */
  readonly salience: readonly number[];
  /** c: what each can bring to bear, zero or more. */
  readonly capability: readonly number[];
}

/** Two concessions that make each other worthwhile. */
export interface Exchange {
  /** How far the outcome of the first issue moves, by the concession of the second actor; signed. */
  readonly firstShift: number;
  /** How far the outcome of the second issue moves, by the concession of the first actor; signed. */
  readonly secondShift: number;
  /** Position on the first issue that the second actor votes for now. */
  readonly firstPosition: number;
  /** Position on the second issue that the first actor votes for now. */
  readonly secondPosition: number;
  /** Gain of each of the two, the same for both [salience x distance]. */
  readonly gain: number;
}

/**
 * Outcome of an issue that is decided by compromise: sum(c s x) / sum(c s).
 *
 * @throws RangeError if a number is not finite or negative where it may not be, lengths differ, or nobody has any weight
 *
 * Source: Van den Bos (1991), Dutch EC Decision Making; Stokman and Van Oosten (1994), in Bueno de Mesquita and Stokman, European
 * Community Decision Making, chapter 5.
 *
 * @example
 * compromiseOutcome({ positions: [0, 100], salience: [1, 0.5], capability: [1, 2] }); // 50
 */
export function compromiseOutcome(issue: ContestedIssue): number {
  const total = totalWeight(issue);
  return issue.positions.reduce((sum, position, i) => sum + issue.capability[i] * issue.salience[i] * position, 0) / total;
}

/**
 * The exchange of votes between two actors on two issues from which both gain the same. The first actor demands a move on the first issue
 * and concedes on the second, the second actor the reverse. A concession moves the outcome by |dx| s c / sum(s c); the ratio of the two
 * moves, dq / dp = (s_ip + s_jp) / (s_iq + s_jq), makes gains equal. They go as far as one of them reaches the position that the other
 * demands, or an outcome does.
 *
 * @param first issue p, on which actor `i` demands
 * @param second issue q, on which actor `j` demands
 * @returns the exchange; undefined when it would not be to their advantage: one of them has nothing to give or to want, or the issues matter
 * to both in the same proportion or the wrong one
 * @throws RangeError if the issues are impossible (see `compromiseOutcome`), or i and j are not two of their actors
 *
 * Source: Stokman and Van Oosten (1994), The exchange of voting positions, in Bueno de Mesquita and Stokman (eds), European Community
 * Decision Making, Yale University Press, chapter 5, equations 5.8-5.13.
 *
 * @example
 * const health = { positions: [0, 100], salience: [0.8, 0.2], capability: [1, 1] };
 * const housing = { positions: [0, 100], salience: [0.2, 0.8], capability: [1, 1] };
 * equalGainExchange(health, housing, 0, 1).gain; // 12
 */
export function equalGainExchange(first: ContestedIssue, second: ContestedIssue, i: number, j: number): Exchange | undefined {
  const actors = first.positions.length;
  for (const actor of [i, j]) {
    if (!(Number.isInteger(actor) && actor >= 0 && actor < actors)) throw new RangeError(`equalGainExchange: expected actors from 0 to ${actors - 1}, found ${actor}`);
  }
  if (i === j || second.positions.length !== actors) throw new RangeError('equalGainExchange: expected two different actors of the same two issues');
  const ratio = (first.salience[i] + first.salience[j]) / (second.salience[i] + second.salience[j]);
  const onFirst = largestMove(first, i, j);
  const onSecond = largestMove(second, j, i);
  const dp = Math.min(Math.abs(onFirst), Math.abs(onSecond) / ratio);
  const dq = dp * ratio;
  const gain = first.salience[i] * dp - second.salience[i] * dq;
  if (!(gain > 0 && dq < Infinity)) return undefined;
  return {
    firstShift: Math.sign(onFirst) * dp,
    secondShift: Math.sign(onSecond) * dq,
    firstPosition: conceded(first, j, Math.sign(onFirst) * dp),
    secondPosition: conceded(second, i, Math.sign(onSecond) * dq),
    gain,
  };
}

/** How far the conceder can move the outcome towards the demander's position, signed: neither it nor the outcome goes past that. */
function largestMove(issue: ContestedIssue, demander: number, conceder: number): number {
  const outcome = compromiseOutcome(issue);
  const wanted = issue.positions[demander] - outcome;
  // Whoever stands on the demander's side of the outcome would gain by its own concession: nothing to exchange.
  if (Math.sign(issue.positions[conceder] - outcome) === Math.sign(wanted)) return 0;
  const given = (issue.positions[demander] - issue.positions[conceder]) * influence(issue, conceder);
  return Math.abs(wanted) < Math.abs(given) ? wanted : given;
}

/** Position from which an actor's vote moves the outcome by `shift`. */
function conceded(issue: ContestedIssue, actor: number, shift: number): number {
  return issue.positions[actor] + shift / influence(issue, actor);
}

/** How far the outcome moves for each unit that an actor moves. */
function influence(issue: ContestedIssue, actor: number): number {
  return (issue.capability[actor] * issue.salience[actor]) / totalWeight(issue);
}

function totalWeight({ positions, salience, capability }: ContestedIssue): number {
  if (salience.length !== positions.length || capability.length !== positions.length) {
    throw new RangeError(`issue: expected a salience and a capability for each of ${positions.length} positions, found ${salience.length} and ${capability.length}`);
  }
  let total = 0;
  positions.forEach((position, i) => {
    requireFinite(`position of actor ${i}`, position);
    requireNonNegative(`salience of actor ${i}`, salience[i]);
    requireNonNegative(`capability of actor ${i}`, capability[i]);
    total += salience[i] * capability[i];
  });
  if (!(total > 0)) throw new RangeError('issue: expected somebody with salience and capability above 0, found nobody');
  return total;
}
