import type { z } from 'zod';
import { pathInWords, type Path, type SourceDocument } from './document.js';
import { readingProblems } from './issues.js';
import type { Reason } from './reason.js';
import { problemAt, type Problem } from './scenario-error.js';

/** Collects the problems of one document, each at its place. */
export interface ProblemLog {
  readonly problems: readonly Problem[];
  report(path: Path, reason: Reason): void;
  /** A problem in a row of a data file that the setting at `path` names. */
  reportRow(path: Path, row: { readonly file: string; readonly line: number }, reason: Reason): void;
  /** Reads what stands at `path`; undefined when it is not valid, its problems then being in the log. */
  read<Value>(schema: z.ZodType<Value>, value: unknown, path: Path): Value | undefined;
}

export function createProblemLog(document: SourceDocument): ProblemLog {
  const problems: Problem[] = [];
  const folder = document.file.slice(0, document.file.lastIndexOf('/') + 1);
  const log: ProblemLog = {
    problems,
    report(path, reason) {
      problems.push(problemAt(document.place(path), pathInWords(path), reason));
    },
    reportRow(path, { file, line }, reason) {
      const { variant } = document.place(path);
      problems.push(problemAt({ file: folder + file, line, ...(variant === undefined ? {} : { variant }) }, pathInWords(path), reason));
    },
    read(schema, value, path) {
      const result = schema.safeParse(value);
      if (result.success) return result.data;
      for (const problem of readingProblems(result.error.issues, value)) {
        const full = [...path, ...problem.path];
        if (problem.row === undefined) log.report(full, problem.reason);
        else log.reportRow(full, problem.row, problem.reason);
      }
      return undefined;
    },
  };
  return log;
}
