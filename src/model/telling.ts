import type { TraceKind } from './observer.js';
import type { World } from './world.js';
import { NOBODY } from './model.js';

/** Tells the observer, if it listens, what happens to a problem and where. */
export function tell(world: World, kind: TraceKind, problem: number, organisation: number): void {
  world.steps?.mark(kind, problem, organisation);
  if (world.observer?.event === undefined) return;
  const where = organisation === NOBODY ? '' : world.model.organisations.paths[organisation];
  world.observer.event(world.now, kind, nameOfProblem(world, problem), where);
}

/** Identity of a problem in words: its class, where it arose, and its ordinal there, its id in a trace, or its key when it was displaced. */
export function nameOfProblem(world: World, problem: number): string {
  const { problems, model } = world;
  const problemClass = model.classes[problems.problemClass[problem]];
  const ordinal = problems.ordinal[problem];
  if (ordinal >= 0 && problemClass.trace.length > 0) return problemClass.trace[ordinal].id;
  const place = `${problemClass.name}@${model.organisations.paths[problems.origin[problem]]}`;
  return ordinal >= 0 ? `${place}#${ordinal}` : `${place}~${inHex(problems.keyHigh[problem])}${inHex(problems.keyLow[problem])}`;
}

function inHex(word: number): string {
  return (word >>> 0).toString(16).padStart(8, '0');
}
