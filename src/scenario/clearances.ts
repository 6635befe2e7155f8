import type { LawSpec } from '../random/law-spec.js';
import { makeLaw } from '../random/make-law.js';
import type { Path } from './document.js';
import type { ProblemLog } from './problem-log.js';
import type { Roster } from './roster.js';
import type { ClearanceSpec } from './scenario.js';
import { HOLDER_WORDS, type DeclaredClearances } from './sections/clearances.js';
import { selectAll } from './selectors.js';

/** Looks up who grants the clearances; undefined when somebody is not valid, which is in the log. */
export function placeClearances(declared: DeclaredClearances, roster: Roster, path: Path, log: ProblemLog): ClearanceSpec | undefined {
  const words: readonly unknown[] = HOLDER_WORDS;
  const selectors = declared.holders.filter((holder) => !words.includes(holder));
  const organisations = selectors.length === 0 ? [] : selectAll(selectors, roster, [...path, 'holders'], log);
  const { clearances, bundles = clearances } = declared;
  if (bundles > clearances) {
    log.report([...path, 'bundles'], { expected: `at most as many bundles as clearances (${clearances})`, found: String(bundles) });
  }
  if (mayNeverEnd(declared)) {
    log.report([...path, 'tries'], { expected: 'a limited number, or a time or gap above 0 days', found: 'unlimited tries that take no time' });
  }
  if (organisations === undefined) return undefined;
  return {
    points: bundles,
    holders: {
      path: declared.holders.includes('path'), participants: declared.holders.includes('participants'), network: declared.holders.includes('network'), organisations,
    },
    agreement: declared.agreement, time: declared.time, parallel: declared.order === 'parallel',
    tries: declared.tries, gap: declared.gap, bandwagon: declared.bandwagon, reduces: declared.refused === 'reduce',
  };
}

/** Whether tries without limit may fail for ever in one instant. */
function mayNeverEnd({ tries, time, gap, agreement }: DeclaredClearances): boolean {
  const succeedsSoon = agreement.name === 'fixed' && (agreement.parameters.probability as number) > 0;
  return tries === Infinity && takesNoTime(time) && takesNoTime(gap) && !succeedsSoon;
}

function takesNoTime(law: LawSpec): boolean {
  return makeLaw(law).cdf(0) === 1;
}
