const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or directory',
  EISDIR: 'is a directory, expected a file',
  ENOTDIR: 'is a file or lies below one, expected a directory',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space left on the device',
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'the file would be larger than allowed',
};

/** The system's code of a failed file operation, such as `ENOENT`; undefined for any other error. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/**
 * An error that names the file and the reason in words, with the original one as its cause. Errors that do not come from the system are
 * returned as they are.
 *
 * @example fileError(error, 'data/trace.csv').message // 'data/trace.csv: no such file or directory (ENOENT)'
 */
export function fileError(error: unknown, path: string): Error {
  const code = errorCode(error);
  if (code === undefined) return error instanceof Error ? error : new Error(String(error));
  return new Error(`${path}: ${reasons[code] ?? 'the system reports an error'} (${code})`, { cause: error });
}
