/** A design that cannot be run, in words for the person who asked for it. */
export class DesignError extends Error {
  override readonly name = 'DesignError';

  /** @param key of the design in its file that is to blame, where it is one */
  constructor(message: string, readonly key?: string) {
    super(message);
  }
}
