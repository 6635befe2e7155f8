/**
 * A form's reference to members of its network, as written. It stands in the parameters until the network is expanded;
 * then indexes of organisations take its place.
 */
export class MemberReference {
  constructor(
    readonly selectors: readonly string[],
    /** `one`: exactly one member per instance of the network, replaced by its index; `some`: replaced by a list of indexes. */
    readonly number: 'one' | 'some',
  ) {}
}
