import { formatNumber } from '../report/number-format.js';
import { terminalTable } from '../report/terminal-table.js';
import type { Judgement } from './judgement.js';
import type { Row } from './row.js';

/** Digits of expected and obtained values: as many as the tables in the literature print. */
const DIGITS = 7;
const header = ['id', 'system', 'parameters', 'quantity', 'expected', 'obtained', 'deviation', 'allowed', 'verdict'];

/** The judgements as lines of text for a terminal. */
export function validationTable(judgements: readonly Judgement[]): string {
  return terminalTable(header, judgements.map(cellsOf));
}

/** The judgements as a Markdown document: what was compared, with which result, and where the expected values come from. */
export function validationDocument(judgements: readonly Judgement[], seed: string): string {
  const failed = judgements.filter(({ verdict }) => verdict !== 'agrees').length;
  const simulated = judgements.filter(({ row }) => row.evidence.kind === 'simulated').length;
  return `# Validation

Written by \`subsidia validate --write\` with seed ${seed}; not to be edited by hand. Comparisons: ${judgements.length}, of them simulated:
${simulated}, not in agreement: ${failed}.

Allowed is the largest deviation from the expected value. For exact results it is the rounding of the value in print, or a relative 1e-9. A
simulated value must lie in its two-sided Student interval, whose level is chosen so that a right program fails in any row with probability
.001 (Bonferroni over the simulated rows), and rest on enough events: otherwise the verdict is imprecise. Statements must be the same.

${markdownTable(header, judgements.map(cellsOf))}

## Sources

${markdownTable(['id', 'source'], sourcesOf(judgements.map(({ row }) => row)))}
`;
}

function cellsOf({ row, deviation, allowed, verdict }: Judgement): string[] {
  const { id, system, parameters, quantity, unit, evidence } = row;
  const what = [id, system, parameters, unit === '' ? quantity : `${quantity} [${unit}]`];
  if (evidence.kind === 'statement') return [...what, evidence.expected, evidence.obtained, '', '', verdict];
  return [...what, formatNumber(evidence.expected, DIGITS), formatNumber(evidence.obtained, DIGITS), short(deviation), short(allowed), verdict];
}

/** Deviations need two digits; those of exact formulas are often rounding errors. */
function short(deviation: number): string {
  return formatNumber(deviation, 2);
}

function sourcesOf(rows: readonly Row[]): string[][] {
  const sources = new Map<string, Set<string>>();
  for (const { id, source } of rows) sources.set(id, (sources.get(id) ?? new Set()).add(source));
  return [...sources].map(([id, texts]) => [id, [...texts].join('; ')]);
}

function markdownTable(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(titles), line(titles.map(() => '---')), ...rows.map(line)].join('\n');
}
