/** Why a job has no result, in words that are the same on every machine. */
export interface JobFailure {
  /** What was being done: the error's own `stage` where it has one, otherwise `run`; `result` when the result cannot be sent; `worker` when the worker died. */
  readonly stage: string;
  /** The error's message without stack and without paths of this machine. */
  readonly message: string;
}

/** Turns whatever was thrown into a failure. */
export function jobFailure(error: unknown, stage: string): JobFailure {
  const own = error instanceof Error && 'stage' in error && typeof error.stage === 'string' ? error.stage : stage;
  return { stage: own, message: normalisedMessage(error) };
}

/** An absolute path between quotes, where it may contain spaces; the last name is captured. */
const quotedPath = /(['"])(?:file:\/\/)?(?:\/?[A-Za-z]:)?[/\\][^'"\n]*[/\\]([^'"\n/\\]+)\1/g;

/** An absolute path of two names or more, with or without `file://` or a drive; the last name is captured. */
const absolutePath = /(?<![\w.:/\\])(?:file:\/\/)?(?:\/?[A-Za-z]:)?(?:[/\\][^\s/\\'"():,]+)+[/\\]([^\s/\\'"():,]+)/g;

/**
 * The message of an error as it may stand in a result: no stack, no machine path (an absolute path is reduced to its last name).
 *
 * @example normalisedMessage(new Error('/home/ada/waste/arrivals.csv: no such file')) // 'arrivals.csv: no such file'
 */
export function normalisedMessage(error: unknown): string {
  const text = error instanceof Error ? error.message || error.name : String(error);
  return text.replace(/\n\s+at [^\n]*/g, '').replace(quotedPath, '$1$2$1').replace(absolutePath, '$1');
}
