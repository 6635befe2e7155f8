import type { Spell } from './case-history.js';
import { dayNumber, isoDate } from './civil-date.js';
import { durationsInWindow, type StageDuration } from './stage-duration.js';

/**
 * Stays in a stage cut at the turns of the years within a window, the piece of each year with its weight: a piece begins late,
 * at the age the stay has by then, and is censored at the end of its year. With equal weights the likelihood is that of the whole
 * stays; with falling weights for earlier years estimates follow what happens lately, without forgetting the rest.
 *
 * Dates count as noon of their day, so the window and the years begin and end at midnight between two days.
 *
 * @param from day since 1970-01-01
 * @param to day since 1970-01-01, not included
 * @param weightOf weight of a calendar year, >= 0
 * @throws RangeError when the window is empty
 * @example staysByYear(spells, 0, from, to, (year) => recencyWeight(2008 - year, 2))
 */
export function staysByYear(spells: readonly Spell[], stage: number, from: number, to: number, weightOf: (year: number) => number): StageDuration[] {
  const own = spells.filter((spell) => spell.stage === stage);
  const pieces: StageDuration[] = [];
  for (let begin = from; begin < to;) {
    const year = Number(isoDate(begin).slice(0, 4));
    const end = Math.min(to, dayNumber(`${year + 1}-01-01`));
    const weight = weightOf(year);
    if (weight > 0) {
      for (const piece of durationsInWindow(own, stage, begin - MIDNIGHT, end - MIDNIGHT)) pieces.push({ ...piece, count: piece.count * weight });
    }
    begin = end;
  }
  return pieces;
}

/** From noon of a day back to its beginning [days]. */
const MIDNIGHT = 0.5;

/**
 * Weight of what lies some years back: halved every `halfLife` years.
 *
 * @param halfLife years, > 0; Infinity for equal weights
 * @example recencyWeight(4, 2) // 0.25
 */
export function recencyWeight(yearsBack: number, halfLife: number): number {
  return Math.exp((-Math.LN2 * yearsBack) / halfLife);
}
