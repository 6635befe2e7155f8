import { resolve } from 'node:path';
import { writeText } from '../node/text-files.js';
import { normaliseSeed } from '../random/seed.js';
import { validate, validationCases, validationDocument, validationTable, type ValidationCase } from '../validation/index.js';
import { asUsage, ExitCode, UsageError, type Io } from './io.js';

/** What the options of `validate` hold. */
export interface ValidateFlags {
  readonly only?: string;
  readonly seed?: string;
  readonly write?: string;
}

/**
 * `validate`: compares the program with published and exact results and prints a line for each.
 *
 * @param all the cases there are
 * @returns the exit code, 1 when any comparison does not agree
 * @throws UsageError for an unknown id or an impossible seed; Error when the file cannot be written
 */
export async function validateCommand({ only, seed = '1', write }: ValidateFlags, io: Io, all = validationCases): Promise<number> {
  asUsage(() => normaliseSeed(seed));
  const judgements = validate({
    cases: only === undefined ? all : casesNamed(only.split(','), all),
    seed,
    onCase: ({ id, title }) => {
      if (io.terminal) io.err(`${id}: ${title}\n`);
    },
  });
  const failed = judgements.filter(({ verdict }) => verdict !== 'agrees').length;
  io.out(validationTable(judgements));
  io.out(`\nComparisons: ${judgements.length}, not in agreement: ${failed}.\n`);
  if (write !== undefined) await writeText(resolve(io.cwd, write), validationDocument(judgements, seed));
  return failed === 0 ? ExitCode.ok : ExitCode.failedRuns;
}

function casesNamed(ids: readonly string[], all: readonly ValidationCase[]): readonly ValidationCase[] {
  const known = [...new Set(all.map(({ id }) => id))];
  const stranger = ids.find((id) => !known.includes(id));
  if (stranger !== undefined) throw new UsageError(`--only ${stranger}: expected one or more of ${known.join(', ')}`);
  return all.filter(({ id }) => ids.includes(id));
}
