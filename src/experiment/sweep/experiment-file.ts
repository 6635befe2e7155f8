import { z } from 'zod';
import { runMeasures } from '../../model/measures.js';
import { normaliseSeed } from '../../random/seed.js';
import { createDataFiles } from '../../scenario/data-files.js';
import { EMPTY_FILE, readDocument, type Path } from '../../scenario/document.js';
import { byKey, byShape, isMap, piece, refine, Refusal, refuse, section, unknownKey, type Fault } from '../../scenario/piece.js';
import { createProblemLog, type ProblemLog } from '../../scenario/problem-log.js';
import { mismatch, statement, unknownName } from '../../scenario/reason.js';
import { ScenarioError, type Place } from '../../scenario/scenario-error.js';
import { createVocabulary, readShare } from '../../scenario/vocabulary.js';
import type { RandomNumbers } from '../experiment.js';
import type { StoppingRule } from '../stopping.js';
import { factors, factorsToTry, type FactorSpecs } from './factor-schema.js';

/** One design as written. */
export type DesignSpec =
  | { readonly design: 'factorial' | 'one-at-a-time'; readonly factors: FactorSpecs }
  | { readonly design: 'list'; readonly points: readonly Readonly<Record<string, unknown>>[] }
  | { readonly design: 'matrix'; readonly file: string }
  | { readonly design: 'latin-hypercube'; readonly points: number; readonly candidates: number; readonly factors: FactorSpecs }
  | { readonly design: 'sobol'; readonly points: number; readonly scrambled: boolean; readonly factors: FactorSpecs }
  | { readonly design: 'saltelli'; readonly base: number; readonly second_order: boolean; readonly factors: FactorSpecs }
  | { readonly design: 'morris'; readonly trajectories: number; readonly levels: number; readonly factors: FactorSpecs };

/** A subexperiment: its name where there are several, and its design. */
export interface Subexperiment {
  readonly name: string;
  readonly design: DesignSpec;
}

/** An experiment file, read and checked by itself; whether its paths exist is for the scenario to say. */
export interface ExperimentFile {
  readonly name: string;
  readonly title: string | undefined;
  /** The scenario: a file or folder beside the experiment file, or the name of a built-in one. */
  readonly scenario: string;
  /** Changes to the scenario before any design. */
  readonly set: Readonly<Record<string, unknown>>;
  readonly seed: string | undefined;
  readonly randomNumbers: RandomNumbers;
  /** Replications of every design point, or at most as many where a rule says when they suffice. */
  readonly replications: number | undefined;
  readonly stopping: StoppingRule | undefined;
  readonly detail: readonly string[];
  /** Modules beside the experiment file that add to the catalogue. */
  readonly plugins: readonly string[];
  readonly subexperiments: readonly Subexperiment[];
  /** Where a setting of it stands. */
  readonly place: (path: Path) => Place;
}

const vocabulary = createVocabulary('working', createDataFiles(undefined));
const { count, flag, slug, text } = vocabulary;

const oneOf = <const Names extends readonly string[]>(...names: Names): z.ZodType<Names[number]> => vocabulary.choice(...names);

const point = piece({ type: 'object' }, (value) => (isMap(value) ? value : refuse(mismatch('a map from paths of the scenario to values', value))));

/** All levels of an elementary effects' grid are then as likely. */
const evenCount = refine(count, (value) => (value % 2 === 0 ? value : refuse(mismatch('an even number of levels', value))));

/** Designs by name, each with its keys. */
const designs: Readonly<Record<DesignSpec['design'], () => z.ZodType<DesignSpec>>> = {
  factorial: () => section({ design: z.literal('factorial'), factors: factorsToTry }),
  'one-at-a-time': () => section({ design: z.literal('one-at-a-time'), factors: factorsToTry }),
  list: () => section({ design: z.literal('list'), points: point.array().min(1) }),
  matrix: () => section({ design: z.literal('matrix'), file: text }),
  'latin-hypercube': () => section({ design: z.literal('latin-hypercube'), points: count, candidates: count.prefault(1), factors }),
  sobol: () => section({ design: z.literal('sobol'), points: count, scrambled: flag.prefault(true), factors }),
  saltelli: () => section({ design: z.literal('saltelli'), base: count, second_order: flag.prefault(false), factors }),
  morris: () => section({ design: z.literal('morris'), trajectories: count, levels: evenCount.prefault(4), factors }),
};

/** Keys of any of the designs. */
const designKeys: readonly string[] = ['design', 'factors', 'points', 'file', 'candidates', 'scrambled', 'base', 'second_order', 'trajectories', 'levels'];

/** Names of the designs. */
export const designNames = Object.keys(designs) as readonly DesignSpec['design'][];

const design: z.ZodType<DesignSpec> = byKey({
  key: 'design',
  expected: 'a design such as { design: factorial, factors: { networks.cabinet.rounds: [2, 4] } }',
  branches: designs,
  explainUnknown: (name) => unknownName('a design', name, designNames),
});

const measure = piece({ enum: runMeasures.map(({ name }) => name) }, (value) => {
  const names = runMeasures.map(({ name }) => name);
  return typeof value === 'string' && names.includes(value) ? value : refuse(unknownName('a measure', value, names));
});

function shareWhere(expected: string, holds: (value: number) => boolean): z.ZodType<number> {
  return piece({ type: ['number', 'string'] }, (written): number | Refusal => {
    const read = readShare(written, expected);
    return read instanceof Refusal || holds(read) ? read : refuse(mismatch(expected, written));
  });
}

/** How many replications: a number, or until a measure is precise enough. */
const replications = byShape('a number of replications, or { measure, precision, at_most }', {
  single: refine(count, (most) => ({ most, stopping: undefined as StoppingRule | undefined })),
  map: refine(
    section({
      measure: measure.describe('Measure that must be precise at every design point.'),
      precision: shareWhere('a share above 0 such as 5%', (value) => value > 0).prefault('5%').describe('Half-width of its interval as a share of the mean.'),
      confidence: shareWhere('a share above 0 and below 1 such as 95%', (value) => value > 0 && value < 1).prefault('95%').describe('Confidence of the interval.'),
      at_least: count.optional().describe('Replications before which nothing is decided; 10, or at_most if that is less, when left out.'),
      at_most: count.describe('Replications after which the experiment ends in any case.'),
    }),
    ({ measure: name, precision, confidence, at_least: least, at_most: most }) => {
      const atLeast = least ?? Math.min(USUAL_LEAST, most);
      const faults = [
        ...(least !== undefined && least < 2 ? [fewerThanTwo('at_least', least)] : []),
        ...(most < 2 ? [fewerThanTwo('at_most', most)] : []),
        ...(most < atLeast ? [{ path: ['at_most'], reason: mismatch(`at least as many as "at_least" (${atLeast})`, most) }] : []),
      ];
      return faults.length > 0 ? new Refusal(faults) : { most, stopping: { measure: name, precision, confidence, atLeast } };
    },
  ),
});

/** Replications before which a precision is not looked at, where there may be as many. */
const USUAL_LEAST = 10;

function fewerThanTwo(key: string, found: number): Fault {
  return { path: [key], reason: mismatch('at least 2, without which there is no interval', found) };
}

const seed = piece({ type: ['integer', 'string'] }, (value) => {
  try {
    return normaliseSeed(value as number | string);
  } catch {
    return refuse(mismatch('a whole number or a word', value));
  }
});

const changes = piece({ type: 'object' }, (value) => (isMap(value) ? value : refuse(mismatch('a map from paths of the scenario to values', value))));

const header = {
  name: slug,
  title: text.optional(),
  question: text.optional(),
  scenario: text,
  set: changes.prefault({}),
  seed: seed.optional(),
  random_numbers: oneOf('common', 'independent').prefault('common'),
  replications: replications.optional(),
  detail: oneOf('organisations', 'problems', 'events').array().prefault([]),
  plugins: text.array().prefault([]),
} as const;

/** What a document is that has the wrong shape, for messages. */
const EXPERIMENT = 'an experiment: a map with "name", "scenario" and "design"';

/**
 * Whether a text is an experiment file rather than a scenario: it names a scenario, or has a design, which scenarios never have; or it is empty,
 * where nothing but an experiment is asked for first of all.
 */
export function isExperimentText(file: string, content: string): boolean {
  const document = readDocument(content, file);
  if (!('root' in document)) return document.some(({ found }) => found === EMPTY_FILE);
  return ['scenario', 'design', 'subexperiments'].some((key) => key in document.root);
}

/**
 * Reads an experiment file.
 * @param file its name in messages
 * @throws ScenarioError with all its problems, each with line and column
 */
export function parseExperimentFile(content: string, file: string): ExperimentFile {
  const document = readDocument(content, file, { name: EXPERIMENT, map: EXPERIMENT });
  if (!('root' in document)) throw new ScenarioError(file, document);
  const log = createProblemLog(document);
  const { root } = document;
  const read = <Name extends keyof typeof header>(name: Name): z.output<(typeof header)[Name]> | undefined =>
    log.read(header[name] as z.ZodType<z.output<(typeof header)[Name]>>, root[name], [name]);
  const known = [...Object.keys(header), 'subexperiments'];
  const own = Object.fromEntries(Object.entries(root).filter(([key]) => !known.includes(key)));
  const repeated = read('replications');
  const parsed = {
    name: read('name') ?? '', title: read('title'), scenario: read('scenario') ?? '', set: read('set') ?? {}, seed: read('seed'),
    randomNumbers: read('random_numbers') ?? 'common', detail: read('detail') ?? [], plugins: read('plugins') ?? [], replications: repeated?.most, stopping: repeated?.stopping,
    subexperiments: subexperimentsOf(root['subexperiments'], own, known, log), place: document.place,
  };
  read('question');
  if (log.problems.length > 0) throw new ScenarioError(file, log.problems);
  return parsed;
}

const BESIDE_SUBEXPERIMENTS = statement('stands beside "subexperiments": put the design with all its keys there, under a name of its own');

function subexperimentsOf(several: unknown, own: Readonly<Record<string, unknown>>, known: readonly string[], log: ProblemLog): Subexperiment[] {
  if (several === undefined) {
    if (!('design' in own)) {
      log.report(['design'], statement(`expected "design", one of ${designNames.join(', ')}, or "subexperiments" with a design each`));
      for (const key of Object.keys(own)) if (key !== 'factors' && key !== 'points') log.report([key], unknownKey(key, [...known, 'design', 'factors']));
      return [];
    }
    const [strange, meant] = [false, true].map((isOfDesigns) => Object.entries(own).filter(([key]) => designKeys.includes(key) === isOfDesigns));
    for (const [key] of strange) log.report([key], unknownKey(key, [...known, ...designKeys]));
    const only = log.read(design, Object.fromEntries(meant), []);
    return only === undefined ? [] : [{ name: '', design: only }];
  }
  for (const key of Object.keys(own)) log.report([key], designKeys.includes(key) ? BESIDE_SUBEXPERIMENTS : unknownKey(key, known));
  if (!isMap(several) || Object.keys(several).length === 0) {
    log.report(['subexperiments'], mismatch('a map from names to designs', several));
    return [];
  }
  return Object.entries(several).flatMap(([name, written]): Subexperiment[] => {
    const valid = log.read(slug, name, ['subexperiments', name]);
    const found = log.read(design, written, ['subexperiments', name]);
    return valid === undefined || found === undefined ? [] : [{ name, design: found }];
  });
}
