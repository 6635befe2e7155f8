import type { NetworkConduct } from './issue.js';

/** What a joint decision leaves for its implementation: who took part, how far each stands by it, and in which network. */
export interface JointDecision {
  readonly participants: readonly number[];
  /** Compliance of each participant, in [0, 1]. */
  readonly compliance: readonly number[];
  /** How far the decision lies from each participant's position, in units of the reference scale; left out where everybody acts on its own. */
  readonly distance?: readonly number[];
  /** Members of the network in which it was decided; nobody where there was none. */
  readonly network: readonly number[];
  /** How it was decided; undefined where one organisation decided alone. */
  readonly conduct: NetworkConduct | undefined;
}
