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

/** Gathers what is wrong with the words of a command, so that all of it is reported at once. */
export class UsageFaults {
  readonly #messages: string[] = [];

  /** What an action returns; undefined where it throws a UsageError. */
  gather<Value>(action: () => Value): Value | undefined {
    try {
      return action();
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      this.#messages.push(error.message);
      return undefined;
    }
  }

  /** @throws UsageError with a line for each of them, where there are any */
  throwAny(): void {
    if (this.#messages.length > 0) throw new UsageError(this.#messages.join('\n'));
  }
}

/** Passes on what an action returns; a RangeError about something the user gave becomes a usage error. */
export function asUsage<Value>(action: () => Value): Value {
  try {
    return action();
  } catch (error) {
    throw error instanceof RangeError ? new UsageError(error.message) : error;
  }
}
