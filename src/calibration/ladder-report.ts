import { incidenceAt } from './cumulative-incidence.js';
import { leftWithin } from './exit-mixture.js';
import { lawInWords, withError } from './ladder-scenario.js';
import type { LadderEstimates, StageEstimate } from './ladder-study.js';
import { markdownTable } from './markdown-table.js';
import { linesByOddity, ODDITY_KINDS } from './oddity.js';
import { mixtureOf } from './stage-fit.js';

/** Estimates of every stage as a Markdown table, standard errors in brackets. */
export function estimatesTable(stages: readonly StageEstimate[]): string {
  return markdownTable(
    ['Level', 'Stays', 'Climbed', 'Closed', 'Censored', 'P(climb)', 'Days to climb', 'Days to close'],
    stages.map(({ level, fit }) => {
      const { climbs, closes, censored } = fit.observed;
      return [
        level, String(climbs + closes + censored), String(climbs), String(closes), String(censored), withError(fit.climbing, 3),
        fit.climbs === undefined ? '-' : lawInWords(fit.climbs), fit.closes === undefined ? '-' : lawInWords(fit.closes),
      ];
    }),
  );
}

/** Shares that have climbed and closed after some years: the laws fitted, and the Aalen-Johansen estimate, which assumes none. */
export function goodnessTable(stages: readonly StageEstimate[], years: readonly number[]): string {
  const header = years.flatMap((year) => [`Climbed, ${year} y`, `Closed, ${year} y`]);
  return markdownTable(['Level', ...header], stages.map(({ level, fit, incidence }) => [
    level,
    ...years.flatMap((year) => {
      const days = 365.25 * year;
      const observed = incidenceAt(incidence, days);
      const fitted = leftWithin(mixtureOf(fit), days);
      return [`${fitted.climbs.toFixed(3)} / ${observed.climbs.toFixed(3)}`, `${fitted.closes.toFixed(3)} / ${observed.closes.toFixed(3)}`];
    }),
  ]));
}

/** Where the log does not follow the ladder, counted by kind. */
export function odditiesTable({ oddities, odditiesInWindow }: LadderEstimates): string {
  const lines = linesByOddity(oddities);
  const inWindow = linesByOddity(odditiesInWindow);
  return markdownTable(
    ['Oddity', 'Events', 'In the window', 'First lines'],
    ODDITY_KINDS.filter((kind) => lines[kind].length > 0).map((kind) => [
      kind, String(lines[kind].length), String(inWindow[kind].length), lines[kind].slice(0, 3).join(', '),
    ]),
  );
}
