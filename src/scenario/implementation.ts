import { placeCascade, type CascadeContext } from './cascade.js';
import { placeClearances } from './clearances.js';
import type { Path } from './document.js';
import type { ImplementationSpec } from './scenario.js';
import type { DeclaredImplementation } from './sections/implementation.js';
import { placeProject } from './tasks.js';

/** Looks up what the implementation of a class refers to; what is not valid is in the log and left out. */
export function placeImplementation(declared: DeclaredImplementation, path: Path, context: CascadeContext): ImplementationSpec {
  const clearances = declared.clearances && placeClearances(declared.clearances, context.roster, path, context.log);
  const project = declared.project && placeProject(declared.project, path, context);
  const cascade = declared.cascade && placeCascade(declared.cascade, [...path, 'cascade'], context);
  return {
    ...(clearances === undefined ? {} : { clearances }),
    ...(project === undefined ? {} : { project }),
    ...(cascade === undefined ? {} : { cascade }),
  };
}
