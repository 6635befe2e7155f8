import type { CaseResult, Row, Target } from './results.js';

/** A case as text: rates in millions per second, and how many times each rate ours is. */
export function caseTable({ title, unit, rows }: CaseResult, reference: string): string {
  const against = rows.find(({ program }) => program === reference);
  const width = Math.max(...rows.map(({ program }) => program.length));
  const lines = rows.map((row) => `  ${row.program.padEnd(width)} ${row.rate.toPrecision(3).padStart(8)} ${ratios(row, rows[0], against)}`.trimEnd());
  return [`${title} (million ${unit} per second)`, ...lines].join('\n');
}

function ratios(row: Row, first: Row, reference: Row | undefined): string {
  const { rates: { length }, ratio } = row;
  const runs = length < first.rates.length ? `  ${length} of ${first.rates.length} runs` : '';
  if (row === first) return reference === undefined ? '' : `  ${(reference.ratio).toFixed(2)} of the reference`;
  return `  ${first.program} is ${ratio.toPrecision(3)} times as fast${runs}`;
}

/** A target as a line of text. */
export function targetLine({ what, found, bound, goal, aim, unit, met }: Target): string {
  const digits = unit === '' ? 2 : unit === '%' ? 1 : 0;
  const aimed = aim === undefined ? '' : `, aim ${aim}`;
  return `${met ? 'met    ' : 'NOT MET'}  ${what}: ${found.toFixed(digits)}${unit === '' ? '' : ` ${unit}`} (${bound} ${goal}${unit === '' ? '' : ` ${unit}`}${aimed})`;
}
