import { reasonInWords, type Reason } from './reason.js';

/** Where something stands: in a file, or in a change made outside every file. */
export interface Place {
  readonly file: string;
  /** From 1. Absent for what was changed from outside the file. */
  readonly line?: number;
  /** From 1. Absent for rows of data files. */
  readonly column?: number;
  /** The change from outside as the user wrote it, e.g. `--set networks.cabinet.form=lead`. */
  readonly change?: string;
  /** The variant in which the problem arises, where the file itself is free of it. */
  readonly variant?: string;
}

/** One thing wrong with a scenario. */
export interface Problem extends Place {
  /** Path of the setting, e.g. `organisations.ministry.staff`; empty for the file as a whole. */
  readonly path: string;
  readonly expected?: string;
  readonly found?: string;
  /** The valid name nearest to the one found. */
  readonly nearest?: string;
  /** The sentence without its place. */
  readonly message: string;
}

export function problemAt(place: Place, path: string, reason: Reason): Problem {
  return {
    ...place,
    path,
    ...(reason.expected === undefined ? {} : { expected: reason.expected }),
    ...(reason.found === undefined ? {} : { found: reason.found }),
    ...(reason.nearest === undefined ? {} : { nearest: reason.nearest }),
    message: reasonInWords(reason),
  };
}

/**
 * Everything that is wrong with a scenario, at once. `message` is ready to be shown:
 *
 *     scenarios/waste/scenario.yaml: 2 problems
 *       12:5  organisations.ministry.staff: expected a whole number of at least 1, or "unlimited", found 0
 *       15:7  organisations.ministry.service.meen: unknown key (did you mean "mean"?)
 */
export class ScenarioError extends Error {
  override readonly name = 'ScenarioError';
  readonly problems: readonly Problem[];

  constructor(file: string, problems: readonly Problem[]) {
    const ordered = inReadingOrder(file, problems);
    super(formatProblems(file, ordered));
    this.problems = ordered;
  }
}

/** Problems shown per file; the others are counted. */
const SHOWN_OF_SCENARIO = 100;
const SHOWN_OF_DATA = 20;

function formatProblems(file: string, problems: readonly Problem[]): string {
  const lines = [`${file}: ${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}`];
  for (const name of new Set(problems.map((problem) => problem.file))) {
    const group = problems.filter((problem) => problem.file === name);
    const shown = group.slice(0, name === file ? SHOWN_OF_SCENARIO : SHOWN_OF_DATA);
    lines.push(...shown.map((problem) => formatProblem(file, problem)));
    if (shown.length < group.length) lines.push(`  ... and ${group.length - shown.length} more in ${name}`);
  }
  return lines.join('\n');
}

function formatProblem(file: string, problem: Problem): string {
  const subject = problem.path === '' ? '' : `${problem.path}: `;
  const variant = problem.variant === undefined ? '' : ` (in variant "${problem.variant}")`;
  return `  ${placeInWords(file, problem)}  ${subject}${problem.message}${variant}`;
}

/** `12:5` in the scenario itself, `data/cases.csv:17` elsewhere, or the change from outside. */
function placeInWords(file: string, place: Place): string {
  if (place.change !== undefined) return place.change;
  const position = [place.line, place.column].filter((number) => number !== undefined).join(':');
  if (place.file === file) return position === '' ? '-' : position;
  return position === '' ? place.file : `${place.file}:${position}`;
}

/** The scenario's own problems first, from top to bottom; equal ones once. */
function inReadingOrder(file: string, problems: readonly Problem[]): Problem[] {
  const rank = (problem: Problem): number => (problem.file !== file ? 2 : problem.change !== undefined ? 1 : 0);
  const unique = [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
  return unique.sort((a, b) =>
    rank(a) - rank(b) || (a.file < b.file ? -1 : a.file > b.file ? 1 : 0)
    || (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0));
}
