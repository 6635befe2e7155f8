import { designNames, parseExperimentFile, type ExperimentFile } from '../experiment/sweep/experiment-file.js';
import { factorsOf } from './option-values.js';
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
  readonly independent?: boolean;
}

/**
 * The experiment file, or one made of the command line: what can be written in a file can be said in options, and is read by the same rules.
 * @throws UsageError for options that do not go together, ScenarioError for what is wrong with the design
 */
export function sweepFileOf(flags: SweepDesignFlags, written: ExperimentFile | undefined, scenario = ''): ExperimentFile {
  const { name, design, vary = [], points, trajectories, levels, base, matrix, independent } = flags;
  const given = Object.entries({ design, points, trajectories, levels, base, matrix }).find(([, value]) => value !== undefined);
  if (written !== undefined) {
    if (given !== undefined || vary.length > 0) throw new UsageError(`--${given?.[0] ?? 'vary'}: the experiment file says what is varied; change it there`);
    return { ...written, name: name ?? written.name, randomNumbers: independent === true ? 'independent' : written.randomNumbers };
  }
  if (design === undefined && matrix === undefined && vary.length === 0) {
    throw new UsageError(`nothing to vary: name an experiment file (a YAML file with "scenario" and "design"), or use --vary PATH=A,B with --design, one of ${designNames.join(', ')}`);
  }
  const kind = design ?? (matrix === undefined ? 'factorial' : 'matrix');
  const number = (text: string | undefined): number | string | undefined => (text === undefined || Number.isNaN(Number(text)) ? text : Number(text));
  const document = {
    name: name ?? kind,
    scenario,
    ...(independent === true ? { random_numbers: 'independent' } : {}),
    design: kind,
    ...(vary.length === 0 ? {} : { factors: Object.fromEntries(Object.entries(factorsOf(vary)).map(([path, values]) => [path, factorValues(values)])) }),
    ...(matrix === undefined ? {} : { file: matrix }),
    ...Object.fromEntries(Object.entries({ points, trajectories, levels, base }).filter(([, text]) => text !== undefined).map(([key, text]) => [key, number(text)])),
  };
  return parseExperimentFile(JSON.stringify(document), 'command line');
}

/** `0.1..0.9`, alone, is a range; with `/5` behind it one of five levels; anything else are levels. */
function factorValues(values: readonly unknown[]): unknown {
  const text = values.length === 1 && typeof values[0] === 'string' ? values[0] : '';
  const range = /^(-?[\d.]+(?:e-?\d+)?)\.\.(-?[\d.]+(?:e-?\d+)?)(?:\/(\d+))?\s*([A-Za-z%].*)?$/.exec(text.trim());
  if (range === null) return values;
  const [, from, to] = range;
  const steps = range.at(3);
  const unit = range.at(4);
  return { from: Number(from), to: Number(to), ...(steps === undefined ? {} : { steps: Number(steps) }), ...(unit === undefined ? {} : { unit }) };
}
