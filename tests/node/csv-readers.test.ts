import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openResultWriter } from '../../src/node/result-writer.js';
import { csvRows, type Cell } from '../../src/report/csv.js';
import { description, runsTable, scratchDirectory } from './sample-experiment.js';

const python = '/usr/bin/python3';
const hasPandas = spawnSync(python, ['-c', 'import pandas']).status === 0;
const hasR = spawnSync('Rscript', ['--version']).status === 0;

/** Quotes, commas, line feeds and letters beyond ASCII in text; numbers large, small and in need of 17 digits; each kind missing once. */
const cells: readonly (readonly Cell[])[] = [
  [0, 'shared, "équipe"', 1 / 3, true],
  [1, 'two\nlines', undefined, false],
  [2, undefined, 1.5e-300, true],
  [3, 'lead', -123456789.25, false],
];

let directory: string;

beforeAll(async () => {
  directory = scratchDirectory();
  const writer = await openResultWriter(directory, { tables: [runsTable], identity: { experiment: 'readers' }, runs: cells.length });
  for (const [run, row] of cells.entries()) await writer.append(run, new Map([['runs', csvRows(runsTable, [row])]]));
  await writer.finish(description);
  await writer.close();
});

afterAll(() => rmSync(directory, { recursive: true, force: true }));

function output(command: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C.UTF-8' } });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

describe('a CSV file of a result', () => {
  it.skipIf(!hasPandas)('is read by pandas with defaults: types, text, numbers and missing cells (skipped without pandas)', () => {
    const program = `
import json, sys, pandas
frame = pandas.read_csv(sys.argv[1])
print(json.dumps({
  'types': {name: str(kind) for name, kind in frame.dtypes.items()},
  'rows': frame.astype(object).where(frame.notna(), None).values.tolist(),
}))`;
    const read = JSON.parse(output(python, ['-c', program, join(directory, 'runs.csv')])) as { types: unknown; rows: Cell[][] };
    expect(read.types).toEqual({ run_id: 'int64', variant: expect.stringMatching(/^(object|str)$/) as string, mean_time: 'float64', saturated: 'bool' });
    expectSameCells(read.rows);
  });

  // Base R 4.2 leaves true and false as text, which as.logical understands; readr reads them as logical.
  it.skipIf(!hasR)('is read by read.csv of R with defaults: types, text, numbers and missing cells (skipped without R)', () => {
    const program = `
frame <- read.csv(commandArgs(TRUE)[1])
quoted <- function(x) ifelse(is.na(x), "null", encodeString(x, quote = '"'))
cells <- list(frame$run_id, ifelse(frame$variant == "", "null", quoted(frame$variant)),
  ifelse(is.na(frame$mean_time), "null", sprintf("%.17g", frame$mean_time)), ifelse(as.logical(frame$saturated), "true", "false"))
cat(sapply(frame, class), sep = "\\n")
cat("\\n[", paste0("[", do.call(paste, c(cells, sep = ",")), "]", collapse = ","), "]", sep = "")`;
    const lines = output('Rscript', ['-e', program, join(directory, 'runs.csv')]).split('\n');
    expect(lines.slice(0, 3)).toEqual(['integer', 'character', 'numeric']);
    expectSameCells(JSON.parse(lines.at(-1) ?? '') as Cell[][]);
  });
});

/** Readers other than ours may be off by a few units in the last place, since they multiply by powers of ten in floating point. */
function expectSameCells(rows: readonly (readonly (Cell | null)[])[]): void {
  expect(rows).toHaveLength(cells.length);
  for (const [i, row] of cells.entries()) {
    for (const [j, cell] of row.entries()) {
      const found = rows[i][j] ?? undefined;
      if (typeof cell === 'number' && typeof found === 'number') expect(Math.abs(found - cell)).toBeLessThanOrEqual(1e-14 * Math.abs(cell));
      else expect(found).toBe(cell);
    }
  }
}
