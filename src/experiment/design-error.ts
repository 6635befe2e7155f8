/** A design that cannot be run, in words for the person who asked for it. */
export class DesignError extends Error {
  override readonly name = 'DesignError';
}
