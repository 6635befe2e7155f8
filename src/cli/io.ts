/** Where a command reads and writes; tests pass their own. */
export interface Io {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Whether standard error is a terminal, on which progress may be redrawn. */
  readonly terminal: boolean;
  /** Folder against which paths are resolved. */
  readonly cwd: string;
  readonly signal: AbortSignal;
}

/** Exit codes of the command, documented in its help. */
export const ExitCode = { ok: 0, failedRuns: 1, badInput: 2, interrupted: 130 } as const;

/** Input that cannot be used, in words for the person who gave it. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Passes on what an action returns; a RangeError about something the user gave becomes a usage error. */
export function asUsage<Value>(action: () => Value): Value {
  try {
    return action();
  } catch (error) {
    throw error instanceof RangeError ? new UsageError(error.message) : error;
  }
}
