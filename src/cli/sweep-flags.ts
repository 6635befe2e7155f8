import { designNames, parseExperimentFile, type ExperimentFile } from '../experiment/sweep/experiment-file.js';
import type { Path } from '../scenario/document.js';
import { ScenarioError, type Place } from '../scenario/scenario-error.js';
import { readQuantity } from '../scenario/units.js';
import { factorsOf, wholeNumber } from './option-values.js';
import { UsageError } from './io.js';

/** Options that give a design on the command line. */
export interface SweepDesignFlags {
  readonly name?: string;
  readonly design?: string;
  readonly vary?: readonly string[];
  readonly points?: string;
  readonly trajectories?: string;
  readonly levels?: string;
  readonly base?: string;
  readonly matrix?: string;
  readonly candidates?: string;
  readonly plain?: boolean;
  readonly secondOrder?: boolean;
  readonly precision?: string;
  readonly replications?: string;
  readonly independent?: boolean;
}

/**
 * The experiment file, or one made of the command line: what can be written in a file can be said in options, and is read by the same rules.
 * @throws UsageError for options that do not go together, ScenarioError for what is wrong with the design
 */
export function sweepFileOf(flags: SweepDesignFlags, written: ExperimentFile | undefined, scenario = ''): ExperimentFile {
  const { name, design, vary = [], points, trajectories, levels, base, matrix, candidates, plain, secondOrder, precision, replications, independent } = flags;
  if (written !== undefined) {
    requireNoDesign(flags);
    return { ...written, name: name ?? written.name, randomNumbers: independent === true ? 'independent' : written.randomNumbers };
  }
  if (design === undefined && matrix === undefined && vary.length === 0) {
    throw new UsageError(`nothing to vary: name an experiment file (a YAML file with "scenario" and "design"), or use --vary PATH=A,B with --design, one of ${designNames.join(', ')}`);
  }
  const kind = design ?? (matrix === undefined ? 'factorial' : 'matrix');
  const factors = Object.fromEntries(Object.entries(factorsOf(vary)).map(([path, values]) => [path, factorValues(path, values)]));
  const number = (text: string | undefined): number | string | undefined => (text === undefined || Number.isNaN(Number(text)) ? text : Number(text));
  const document = {
    name: name ?? kind,
    scenario,
    ...(independent === true ? { random_numbers: 'independent' } : {}),
    design: kind,
    ...(vary.length === 0 ? {} : { factors }),
    ...(matrix === undefined ? {} : { file: matrix }),
    ...(plain === true ? { scrambled: false } : {}),
    ...(secondOrder === true ? { second_order: true } : {}),
    ...(precision === undefined ? {} : { replications: untilPrecise(precision, replications) }),
    ...Object.fromEntries(Object.entries({ points, trajectories, levels, base, candidates }).filter(([, text]) => text !== undefined).map(([key, text]) => [key, number(text)])),
  };
  const place = (path: Path): Place => ({ file: COMMAND_LINE, change: optionAt(path) });
  try {
    return { ...parseExperimentFile(JSON.stringify(document), COMMAND_LINE), place };
  } catch (error) {
    throw error instanceof ScenarioError ? inOptions(error, kind, Object.keys(factors)) : error;
  }
}

/** @throws UsageError for options of which the experiment file says the same */
function requireNoDesign({ vary, design, points, trajectories, levels, base, matrix, candidates, plain, secondOrder, precision, replications }: SweepDesignFlags): void {
  const ofDesign = { vary, design, points, trajectories, levels, base, matrix, candidates, plain, 'second-order': secondOrder };
  const given = Object.entries(ofDesign).filter(([, value]) => value !== undefined).map(([option]) => `--${option}`);
  const reasons = [
    ...(given.length === 0 ? [] : [`${given.join(', ')}: the experiment file says what is varied; change it there`]),
    ...(precision === undefined ? [] : [`--precision: the experiment file says how many replications are run; write there: ${ruleInFile(precision, replications)}`]),
  ];
  if (reasons.length > 0) throw new UsageError(reasons.join('\n'));
}

/** `--precision` as it is written in an experiment file. */
function ruleInFile(precision: string, most = '200'): string {
  const [measure, share] = precision.includes('=') ? precision.split('=') : ['time_to_decision', precision];
  return `replications: { measure: ${measure.trim()}, precision: ${share.trim()}, at_most: ${most} }`;
}

const COMMAND_LINE = 'command line';

/** Options by the keys of an experiment file that they stand for, where they are called otherwise. */
const optionOf: Readonly<Record<string, string | undefined>> = {
  file: '--matrix', scrambled: '--plain', second_order: '--second-order', random_numbers: '--independent',
};

/** The option that stands for a setting of an experiment file. */
function optionAt([key, ...rest]: Path): string {
  return optionOf[key] ?? (key === 'factors' ? ['--vary', ...rest.slice(0, 1)].join(' ') : `--${key}`);
}

/** The problems of an experiment that was made of options, told of the options instead of places in a file that nobody wrote. */
function inOptions({ problems }: ScenarioError, design: string, varied: readonly string[]): ScenarioError {
  return new ScenarioError(COMMAND_LINE, problems.map(({ file, path, message }) => {
    const [key, ...rest] = path.split('.');
    // Paths of factors have dots of their own, and problems may lie inside a factor.
    const inFactor = rest.join('.');
    const factor = varied.find((candidate) => inFactor === candidate || ['.', '['].some((mark) => inFactor.startsWith(candidate + mark)));
    const change = optionAt(factor === undefined ? [key] : [key, factor]);
    return { file, path: '', change, message: message.startsWith('unknown key') ? `does not go with the design ${design}` : message };
  }));
}

/** `time_to_decision=5%`: replications until that measure is that precise, at most as many as are asked for. */
function untilPrecise(text: string, most: string | undefined): object {
  const split = text.indexOf('=');
  if (split < 1) throw new UsageError(`--precision ${text}: expected MEASURE=SHARE such as time_to_decision=5%`);
  if (most === undefined) throw new UsageError('--precision: expected --replications with the most that are run');
  return { measure: text.slice(0, split).trim(), precision: text.slice(split + 1).trim(), at_most: wholeNumber('--replications', most, 2) };
}

/** `0.1..0.9`, `2..8 days` or `60%..80%`, alone, is a range; with `/5` behind it one of five levels; anything else are levels. */
function factorValues(path: string, values: readonly unknown[]): unknown {
  const text = values.length === 1 && typeof values[0] === 'string' ? values[0].trim() : '';
  const ends = /^([+-]?\.?\d.*?)\s*\.\.(.+)$/.exec(text);
  if (ends === null) return values;
  const [, from, rest] = ends;
  const stepped = /^(.*?)\/\s*(\d+)(.*)$/.exec(rest);
  const to = stepped === null ? rest : `${stepped[1]}${stepped[3]}`;
  if ([from, to].some((end) => readQuantity(end) === undefined)) {
    throw new UsageError(`--vary ${path}=${text}: expected a range such as 0.1..0.9, "2..8 days" or 60%..80%, with /5 behind it for five values of it`);
  }
  // A unit behind both numbers is that of both.
  const unit = /[\d.]$/.test(from) ? unitBehind(to) : '';
  return { from: amountOf(`${from}${unit}`), to: amountOf(to), ...(stepped === null ? {} : { steps: Number(stepped[2]) }) };
}

/** What stands behind a number: ` days`, `%`. */
function unitBehind(quantity: string): string {
  return quantity.trim().replace(/^[+-]?[\d.]+(?:[eE][+-]?\d+)?/, '');
}

/** A number without a unit as a number, as it would stand in a file. */
function amountOf(text: string): number | string {
  return Number.isNaN(Number(text)) ? text.trim() : Number(text);
}
