import type { ClearanceSpec } from '../../scenario/scenario.js';
import type { ChainOfCommand } from '../chain-of-command.js';
import type { JointDecision } from '../joint-decision.js';
import type { Programme } from './programme.js';

/** Organisations that grant a programme's clearances, each once, in the order of the settings; those whose level has become idle are left out. */
export function holdersOf({ path, decision, responsible }: Programme, holders: ClearanceSpec['holders'], chain: ChainOfCommand): number[] {
  const found = new Set([
    ...(holders.path ? path : []),
    ...(holders.participants ? decision.participants : []),
    ...(holders.network ? decision.network : []),
    ...holders.organisations,
  ]);
  const awake = [...found].filter((holder) => !chain.isIdle(holder));
  // Without a network, say, whoever is responsible decides on the way.
  return awake.length > 0 ? awake : [responsible];
}

/** How far a holder stands by what was decided, in [0, 1]. Who took no part was not overridden either. */
export function commitmentOf(holder: number, { participants, compliance }: JointDecision): number {
  const participant = participants.indexOf(holder);
  return participant < 0 ? 1 : compliance[participant];
}
