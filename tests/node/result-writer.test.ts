import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ResultDirectoryError, type DirectoryProblem } from '../../src/node/result-directory.js';
import { openResultWriter, type ResultDefinition, type ResultWriter } from '../../src/node/result-writer.js';
import type { Table } from '../../src/report/table.js';
import { appendMissing, bytesBetweenCuts, contentOf, definition, description, expectedCsv, rowsOf, runs, scratchDirectory, systemTable } from './sample-experiment.js';

let scratch: string;
let directory: string;

beforeEach(() => {
  scratch = scratchDirectory();
  directory = join(scratch, 'results', 'sample');
});

afterEach(() => rmSync(scratch, { recursive: true, force: true }));

/** Opens the directory, does something, and closes it as a program should. */
async function writing(work: (writer: ResultWriter) => Promise<unknown>, changes: Partial<ResultDefinition> = {}): Promise<void> {
  const writer = await openResultWriter(directory, { ...definition, ...changes });
  try {
    await work(writer);
  } finally {
    await writer.close();
  }
}

const writeAll = (changes: Partial<ResultDefinition> = {}): Promise<void> =>
  writing(async (writer) => {
    await appendMissing(writer);
    await writer.finish(description);
  }, changes);

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

async function problemOf(changes: Partial<ResultDefinition> = {}): Promise<DirectoryProblem | undefined> {
  const error: unknown = await openResultWriter(directory, { ...definition, ...changes }).catch((reason: unknown) => reason);
  return error instanceof ResultDirectoryError ? error.problem : undefined;
}

describe('a finished result', () => {
  it('has the CSV files in the order of runs, a data package, a manifest with size and hash of each, provenance, and nothing else', async () => {
    await writeAll();
    const content = contentOf(directory);
    expect(Object.keys(content).sort()).toEqual(['datapackage.json', 'manifest.json', 'provenance.json', 'runs.csv', 'system.csv']);
    expect(content).toMatchObject(expectedCsv);
    const file = (name: string): object => ({ bytes: Buffer.byteLength(content[name]), sha256: sha256(content[name]) });
    expect(JSON.parse(content['manifest.json'])).toEqual({
      seed: '1',
      complete: true,
      files: { 'runs.csv': file('runs.csv'), 'system.csv': file('system.csv'), 'datapackage.json': file('datapackage.json') },
    });
    expect(JSON.parse(content['provenance.json'])).toEqual({ node: 'any' });
    expect(JSON.parse(content['datapackage.json'])).toMatchObject({
      name: 'sample',
      resources: [
        { name: 'runs', path: 'runs.csv', bytes: Buffer.byteLength(content['runs.csv']), hash: `sha256:${sha256(content['runs.csv'])}` },
        { name: 'system', path: 'system.csv' },
      ],
    });
  });

  it('has the same bytes whatever the order in which runs arrive', async () => {
    await writeAll();
    const inOrder = contentOf(directory);
    rmSync(directory, { recursive: true });
    await writing(async (writer) => {
      await appendMissing(writer, [3, 5, 0, 1, 4, 2]);
      await writer.finish(description);
    });
    expect(contentOf(directory)).toEqual(inOrder);
  });

  it('has the tables of the whole experiment too', async () => {
    const table: Table = { name: 'estimates', description: 'One row per measure.', columns: [{ name: 'measure', type: 'string', unit: '', description: 'Measure.' }] };
    await writing(async (writer) => {
      await appendMissing(writer);
      const files = await writer.finish({ ...description, whole: { tables: [table], pieces: [['mean_time\n']] } });
      expect(files.map((file) => file.path)).toEqual(['runs.csv', 'system.csv', 'estimates.csv']);
    });
    const content = contentOf(directory);
    expect(content['estimates.csv']).toBe('measure\nmean_time\n');
    expect(content['manifest.json']).toContain(sha256('measure\nmean_time\n'));
  });

  it('can have fewer runs than planned when a sequential procedure stops, whichever later runs had begun', async () => {
    await writing(async (writer) => {
      for (const run of [4, 0, 2, 1]) await writer.append(run, rowsOf(run));
      await writer.finish({ ...description, runs: 2 });
    });
    expect(contentOf(directory)['runs.csv']).toBe(expectedCsv['runs.csv'].split('\n').slice(0, 3).join('\n') + '\n');
  });

  it('holds rows larger than every buffer', async () => {
    const rows = '1,0.5,1\n'.repeat(400_000);
    await writing(async (writer) => {
      await writer.append(1, new Map([['system', rows]]));
      await writer.append(0, new Map([['system', '0,0.5,1\n']]));
      await writer.finish(description);
    }, { runs: 2 });
    expect(readFileSync(join(directory, 'system.csv'), 'utf8') === `run_id,time,waiting\n0,0.5,1\n${rows}`).toBe(true);
  });

  it('is refused while runs are missing, and can then still be completed', async () => {
    await writing(async (writer) => {
      await writer.append(0, rowsOf(0));
      await writer.append(2, rowsOf(2));
      await expect(writer.finish(description)).rejects.toThrow(new RangeError('the result is not complete: 4 of 6 runs are missing, the first is run 1'));
      await appendMissing(writer);
      await writer.finish(description);
    });
    expect(contentOf(directory)).toMatchObject(expectedCsv);
  });
});

describe('an interrupted result', () => {
  it('has the files of its finished runs when it ends as partial, and resumes to the same bytes', async () => {
    await writeAll();
    const undisturbed = contentOf(directory);
    rmSync(directory, { recursive: true });
    await writing(async (writer) => {
      for (const run of [4, 0, 1]) await writer.append(run, rowsOf(run));
      await writer.finish({ ...description, partial: true });
    });
    const partial = contentOf(directory);
    expect(partial['runs.csv'].match(/^\d/gm)).toEqual(['0', '1', '4']);
    expect(JSON.parse(partial['manifest.json'])).toMatchObject({ complete: false, files: { 'runs.csv': { sha256: sha256(partial['runs.csv']) } } });
    expect(partial).toHaveProperty('.segments/');
    await writing(async (writer) => {
      expect([...writer.finished].sort()).toEqual([0, 1, 4]);
      await appendMissing(writer);
      await writer.finish(description);
    });
    expect(contentOf(directory)).toEqual(undisturbed);
  });

  it('takes more runs after a partial end', async () => {
    await writing(async (writer) => {
      await writer.append(5, rowsOf(5));
      await writer.finish({ ...description, partial: true });
      await appendMissing(writer);
      await writer.finish(description);
    });
    expect(contentOf(directory)).toMatchObject(expectedCsv);
  });

  it('gives the rows of all its runs back in their order, those of an earlier process included', async () => {
    await writing(async (writer) => {
      await writer.append(3, rowsOf(3));
      await writer.append(1, rowsOf(1));
    });
    await writing(async (writer) => {
      await writer.append(2, rowsOf(2));
      for (const table of ['runs', 'system']) {
        const found = [];
        for await (const { run, rows } of writer.rows(table)) found.push([run, rows]);
        expect(found).toEqual([1, 2, 3].map((run) => [run, rowsOf(run).get(table)]));
      }
    });
  });

  it('can be extended by more runs, but not shortened', async () => {
    await writing((writer) => appendMissing(writer, [0, 3]), { runs: 4 });
    await expect(openResultWriter(directory, { ...definition, runs: 3 })).rejects.toThrow(/ holds run 3, but the experiment has 3 runs; /);
    await writeAll();
    expect(contentOf(directory)).toMatchObject(expectedCsv);
  });

  it('repeats failed runs, and only those', async () => {
    await writing(async (writer) => {
      await writer.append(0, rowsOf(0));
      await writer.append(1, new Map([['runs', '1,failed,,\n']]), { failed: true });
      await writer.append(2, new Map([['runs', '2,failed,,\n']]), { failed: true });
      await writer.append(2, rowsOf(2));
    });
    await writing(async (writer) => {
      expect([[...writer.finished], [...writer.failed]]).toEqual([[0, 1, 2], [1]]);
      await expect(writer.append(0, rowsOf(0))).rejects.toThrow(new RangeError('run 0: its rows are there already'));
      await writer.append(1, rowsOf(1));
      expect(writer.failed.size).toBe(0);
      await appendMissing(writer);
      await writer.finish(description);
    });
    expect(contentOf(directory)).toMatchObject(expectedCsv);
  });
});

describe('a crash', () => {
  const segments = (): string => join(directory, '.segments');
  const saved = (): string => join(scratch, 'saved');
  let undisturbed: Record<string, string>;

  /** Leaves `saved` with rows and journal of the whole sample, runs in another order than their numbers. */
  beforeEach(async () => {
    await writeAll();
    undisturbed = contentOf(directory);
    rmSync(directory, { recursive: true });
    await writing((writer) => appendMissing(writer, [1, 0, 3, 2, 5, 4]));
    cpSync(segments(), saved(), { recursive: true });
  });

  const order = [1, 0, 3, 2, 5, 4];
  const restore = (): void => {
    rmSync(directory, { recursive: true });
    cpSync(saved(), segments(), { recursive: true });
  };
  const read = (name: string): Uint8Array => new Uint8Array(readFileSync(join(saved(), name)));
  const ends = (bytes: Uint8Array): number[] => [...bytes.keys()].filter((i) => bytes[i] === 10).map((i) => i + 1);

  /** Opens what is left, checks which runs are found, and sometimes completes the result, which must come out as if nothing had happened. */
  async function expectResumed(found: readonly number[], complete: boolean): Promise<void> {
    await writing(async (writer) => {
      expect([...writer.finished]).toEqual(found);
      if (!complete) return;
      await appendMissing(writer);
      await writer.finish(description);
    });
    if (complete) expect(contentOf(directory)).toEqual(undisturbed);
  }

  it('that cuts the journal at any byte loses the runs whose lines are not whole, and nothing else', async () => {
    const journal = read('journal.jsonl');
    const lines = ends(journal);
    for (let size = 0; size <= journal.length; size += bytesBetweenCuts) {
      restore();
      truncateSync(join(segments(), 'journal.jsonl'), size);
      await expectResumed(order.slice(0, Math.max(0, lines.filter((end) => end <= size).length - 1)), size % 17 === 0);
    }
  });

  it('that cuts the rows at any byte loses the runs whose rows are not whole, and nothing else', async () => {
    const size = read('rows').length;
    const rowEnds = order.map((_, i) => order.slice(0, i + 1).reduce((sum, run) => sum + Buffer.byteLength([...rowsOf(run).values()].join('')), 0));
    expect(rowEnds.at(-1)).toBe(size);
    for (let cut = 0; cut <= size; cut += bytesBetweenCuts) {
      restore();
      truncateSync(join(segments(), 'rows'), cut);
      await expectResumed(order.slice(0, rowEnds.filter((end) => end <= cut).length), cut % 7 === 0);
    }
  });

  it('that leaves rows without a journal line, or a line torn by the next, costs only those', async () => {
    writeFileSync(join(segments(), 'rows'), '9,lead,1,true\n', { flag: 'a' });
    writeFileSync(join(segments(), 'journal.jsonl'), '{"run":2,"offset":0}\n{"run"', { flag: 'a' });
    await expectResumed(order, true);
  });

  it('that damages a byte of rows or journal loses that run and later ones', async () => {
    const journal = read('journal.jsonl');
    const lines = ends(journal);
    for (let at = lines[0]; at < journal.length; at += 5 * bytesBetweenCuts) {
      restore();
      const damaged = journal.slice();
      damaged[at] ^= 1;
      writeFileSync(join(segments(), 'journal.jsonl'), damaged);
      await expectResumed(order.slice(0, lines.filter((end) => end <= at).length - 1), at % 3 === 0);
    }
    restore();
    const rows = read('rows');
    rows[Buffer.byteLength([...rowsOf(1).values(), ...rowsOf(0).values()].join(''))] ^= 1;
    writeFileSync(join(segments(), 'rows'), rows);
    await expectResumed([1, 0], true);
  });

  it('that removes the rows loses every run', async () => {
    rmSync(join(segments(), 'rows'));
    await expectResumed([], true);
  });

  it('while the segments of a finished result are removed leaves a finished result', async () => {
    await writing((writer) => writer.finish(description));
    cpSync(saved(), join(directory, '.segments-discarded'), { recursive: true });
    expect(await problemOf()).toBe('finished');
    expect(contentOf(directory)).toEqual(undisturbed);
  });

  it('cannot make one experiment resume as another when the first line of the journal is damaged', async () => {
    const journal = read('journal.jsonl');
    journal[20] ^= 1;
    writeFileSync(join(segments(), 'journal.jsonl'), journal);
    expect(await problemOf()).toBe('damaged');
    await writeAll({ overwrite: true });
    expect(contentOf(directory)).toEqual(undisturbed);
  });
});

describe('a directory', () => {
  it('that holds something else is refused and left alone, even to overwrite', async () => {
    mkdirSync(directory, { recursive: true });
    writeFileSync(join(directory, 'thesis.txt'), 'chapter 1');
    await expect(openResultWriter(directory, definition)).rejects.toThrow(`${directory} holds files that are not a result; choose an empty or a new directory`);
    expect(await problemOf({ overwrite: true })).toBe('foreign');
    expect(contentOf(directory)).toEqual({ 'thesis.txt': 'chapter 1' });
  });

  it('that is a file, or lies below one, is refused with a reason', async () => {
    mkdirSync(join(scratch, 'results'));
    writeFileSync(directory, '');
    await expect(openResultWriter(directory, definition)).rejects.toThrow(`${directory}: is a file or lies below one, expected a directory (ENOTDIR)`);
    await expect(openResultWriter(join(directory, 'deeper'), definition)).rejects.toThrow('(ENOTDIR)');
  });

  it('with hidden files of others is as good as empty', async () => {
    mkdirSync(directory, { recursive: true });
    writeFileSync(join(directory, '.gitkeep'), '');
    await writeAll();
    expect(contentOf(directory)).toMatchObject({ ...expectedCsv, '.gitkeep': '' });
  });

  it('with an unfinished result of another experiment or with other tables is refused', async () => {
    await writing((writer) => writer.append(0, rowsOf(0)));
    await expect(openResultWriter(directory, { ...definition, identity: { experiment: 'another' } })).rejects.toThrow(
      `${directory} holds an unfinished result of another experiment: not the same experiment; choose another directory, or overwrite it to start again`,
    );
    const renamed: Table = { ...systemTable, columns: systemTable.columns.map((column) => (column.name === 'waiting' ? { ...column, name: 'busy' } : column)) };
    expect(await problemOf({ tables: [definition.tables[0], renamed] })).toBe('identity');
    await writing((writer) => {
      expect([...writer.finished]).toEqual([0]);
      return Promise.resolve();
    });
  });

  it('with an unfinished result of another experiment begins anew when it is to be overwritten', async () => {
    await writing(async (writer) => {
      await writer.append(0, rowsOf(1));
      await writer.finish({ ...description, partial: true });
    });
    await writing(async (writer) => {
      expect(writer.finished.size).toBe(0);
      await appendMissing(writer);
      await writer.finish(description);
    }, { identity: { experiment: 'another' }, overwrite: true });
    expect(contentOf(directory)).toMatchObject(expectedCsv);
  });

  it('with a finished result is refused unless it is to be overwritten, and then keeps the former files until the new are complete', async () => {
    await writing(async (writer) => {
      await writer.append(0, rowsOf(3));
      await writer.finish(description);
    }, { runs: 1 });
    writeFileSync(join(directory, 'plot.svg'), '<svg/>');
    const former = contentOf(directory);
    await expect(openResultWriter(directory, definition)).rejects.toThrow(`${directory} holds a finished result; choose another directory, or overwrite it`);
    expect(contentOf(directory)).toEqual(former);

    const tables = [definition.tables[0]];
    const append = (writer: ResultWriter, run: number): Promise<void> => writer.append(run, new Map([['runs', rowsOf(run).get('runs') ?? '']]));
    await writing(async (writer) => {
      for (const run of [2, 1, 0]) await append(writer, run);
      await writer.flush();
      expect(contentOf(directory)).toMatchObject(former);
    }, { tables, overwrite: true });
    await writing(async (writer) => {
      expect([...writer.finished]).toEqual([2, 1, 0]);
      for (const run of [3, 4, 5]) await append(writer, run);
      expect(contentOf(directory)).toMatchObject(former);
      await writer.finish(description);
    }, { tables });
    const { 'runs.csv': runsCsv, 'plot.svg': plot, ...others } = contentOf(directory);
    expect([runsCsv, plot]).toEqual([expectedCsv['runs.csv'], '<svg/>']);
    expect(Object.keys(others).sort()).toEqual(['datapackage.json', 'manifest.json', 'provenance.json']);
  });
});

describe('a call that cannot be right', () => {
  it.each([0, -1, 2.5, NaN])('is refused with %d runs', async (count) => {
    await expect(openResultWriter(directory, { ...definition, runs: count })).rejects.toThrow(new RangeError(`runs: expected a positive integer, found ${count}`));
    expect(existsSync(directory)).toBe(false);
  });

  it('is refused with tables that do not fit together, before anything is written', async () => {
    await expect(openResultWriter(directory, { ...definition, tables: [systemTable] })).rejects.toThrow(/foreign key refers to the table "runs"/);
    expect(existsSync(directory)).toBe(false);
  });

  it('is refused for a run, a table or rows that do not exist', async () => {
    await writing(async (writer) => {
      for (const run of [-1, runs, 0.5]) await expect(writer.append(run, new Map())).rejects.toThrow(new RangeError(`run ${run}: expected an integer from 0 to 5`));
      await expect(writer.append(0, new Map([['levels', '']]))).rejects.toThrow(new RangeError('there is no table "levels" to which runs add rows'));
      await expect(writer.append(0, new Map([['runs', '0,lead,1,true']]))).rejects.toThrow(new RangeError('rows of table "runs": expected a line feed at the end'));
      await expect(writer.rows('levels').next()).rejects.toThrow(RangeError);
      await expect(writer.finish({ ...description, runs: 7, partial: true })).rejects.toThrow(new RangeError('runs: expected an integer from 1 to 6, found 7'));
      expect(writer.finished.size).toBe(0);
    });
  });

  it('is refused after the result has been finished or closed', async () => {
    let writer = await openResultWriter(directory, definition);
    await appendMissing(writer);
    await writer.finish(description);
    await expect(writer.append(0, rowsOf(0))).rejects.toThrow(new Error(`${directory}: the result has been finished or closed`));
    await writer.close();
    await writer.close();
    writer = await openResultWriter(directory, { ...definition, overwrite: true });
    await writer.close();
    await expect(writer.finish(description)).rejects.toThrow('has been finished or closed');
  });
});
