import type { Path } from './document.js';
import type { ProblemLog } from './problem-log.js';
import { unknownName } from './reason.js';
import type { HierarchySpec } from './scenario.js';
import type { DeclaredHierarchy } from './sections/hierarchy.js';

/** Looks up the levels that `hierarchy` names. */
export function placeHierarchy(declared: DeclaredHierarchy, levels: readonly string[], log: ProblemLog): HierarchySpec {
  const indexOf = (name: string, path: Path): number => {
    if (!levels.includes(name)) log.report(['hierarchy', ...path], unknownName('a level', name, levels));
    return levels.indexOf(name);
  };
  if (declared.lost === 1 && declared.resend_after === 0) {
    log.report(['hierarchy', 'resend_after'], { expected: 'a time above 0 days where everything is lost', found: '0 days' });
  }
  return {
    delay: declared.delay,
    returnDelay: declared.return_delay ?? declared.delay,
    misrouted: declared.misrouted,
    lost: declared.lost,
    resendAfter: declared.resend_after,
    learning: declared.learning,
    turnover: declared.turnover,
    patience: declared.patience,
    defaultQuality: declared.default_quality,
    ...(declared.pass_the_buck === undefined ? {} : { passTheBuck: declared.pass_the_buck }),
    ...(declared.triage === undefined ? {} : { triage: declared.triage }),
    skipped: declared.skip.map((name, position) => indexOf(name, ['skip', position])),
    idle: Object.entries(declared.idle).map(([name, from]) => ({ level: indexOf(name, ['idle', name]), from })),
  };
}
