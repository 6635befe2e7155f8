import { z } from 'zod';
import { dataFilePieces } from '../data-file-pieces.js';
import { section } from '../piece.js';
import type { ScenarioVocabulary } from '../vocabulary.js';

export type DeclaredJurisdiction = z.output<ReturnType<typeof jurisdictionRule>>;

/** One rule of `jurisdictions`: which there are at one level, and within which others. */
export function jurisdictionRule({ count, slug, text }: ScenarioVocabulary) {
  const { filePath, columnName, delimiter } = dataFilePieces;
  return section({
    level: text.describe('Level of these jurisdictions, one of "levels".'),
    in: text.optional().describe('What contains them: another rule (then they are in each of its jurisdictions), or one jurisdiction by its name or path. A jurisdiction of the top has none.'),
    count: count.optional().describe('How many there are in each; they are called state-1, state-2 ... after the rule.'),
    names: z.array(slug).min(1).optional().describe('Their names, instead of a count.'),
    from: section({
      file: filePath.describe('CSV file, relative to this file.'),
      column: columnName.optional().describe('Column with their names; spaces and accents are replaced.'),
      count: columnName.optional().describe('Column with how many there are in the jurisdiction of each row, instead of names; they are called state-1, state-2 ... after the rule.'),
      in: columnName.optional().describe('Column with the jurisdiction that contains each, where "in" of the rule does not say it for all.'),
      delimiter: delimiter.optional().describe('What separates the cells (a comma when left out).'),
    }).optional().describe('A CSV file with their names or numbers, instead of a count.'),
  });
}
