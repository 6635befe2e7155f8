import { section } from '../piece.js';
import type { ScenarioVocabulary } from '../vocabulary.js';

/** `cost` and who supports those who pay it. */
export function costShape({ nonNegativeLaw, share, text }: ScenarioVocabulary, what: string, whose: string) {
  return {
    cost: nonNegativeLaw.optional().describe(`Money that carrying out ${what} takes, paid by ${whose}; nothing when left out.`),
    co_financing: section({
      share: share.describe('Part of the cost that is paid from above.'),
      level: text.describe('Level whose organisation for the lead domain pays it.'),
    }).optional().describe('Support for those who pay; none when left out.'),
  };
}
