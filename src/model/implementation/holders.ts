import type { ChainOfCommand } from '../chain-of-command.js';
import type { JointDecision } from '../joint-decision.js';
import { NOBODY } from '../model.js';
import type { ClearanceRequest } from '../rules/agreement-rules.js';
import type { ClearanceModel } from './implementation-model.js';
import type { Programme } from './programme.js';

/** Where a holder stands on what is to be cleared. */
export type HolderStand = Pick<ClearanceRequest, 'commitment' | 'distance'>;

/** Organisations that grant a programme's clearances, each once, in the order of the settings; those whose level has become idle are left out. */
export function holdersOf(programme: Programme, model: ClearanceModel, parentOf: Int32Array, chain: ChainOfCommand): number[] {
  const { path, decision, responsible } = programme;
  const { holders } = model.spec;
  const found = new Set([
    ...(holders.path ? path : []),
    ...(holders.participants ? decision.participants : []),
    ...(holders.network ? decision.network : []),
    ...namedHolders(programme, model, parentOf),
  ]);
  const awake = [...found].filter((holder) => !chain.isIdle(holder));
  // Without a network, say, whoever is responsible decides on the way.
  return awake.length > 0 ? awake : [responsible];
}

/** All organisations named; for a local programme those in its jurisdiction, or in one that contains it. */
function namedHolders({ place }: Programme, { spec, holdersIn }: ClearanceModel, parentOf: Int32Array): readonly number[] {
  if (place === NOBODY) return spec.holders.organisations;
  const found: number[] = [];
  for (let at = place; at !== NOBODY; at = parentOf[at]) found.push(...(holdersIn.get(at) ?? []));
  return found.sort((a, b) => a - b);
}

/** How a holder took part in a decision; who did not was not overridden either. */
export function standOf(holder: number, { participants, compliance, distance }: JointDecision): HolderStand {
  const participant = participants.indexOf(holder);
  return participant < 0 ? { commitment: 1, distance: 0 } : { commitment: compliance[participant], distance: distance?.[participant] ?? 0 };
}
