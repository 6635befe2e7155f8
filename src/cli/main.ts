import { Command, CommanderError } from 'commander';
import { DesignError } from '../experiment/design.js';
import { designNames } from '../experiment/sweep/experiment-file.js';
import { details } from '../node/experiment-tables.js';
import { PluginError } from '../node/plugins.js';
import { ResultDirectoryError, type DirectoryProblem } from '../node/result-directory.js';
import { ScenarioError } from '../scenario/scenario-error.js';
import { version } from '../version.js';
import { analyseCommand, type AnalyseFlags } from './analyse-command.js';
import { checkCommand, type CheckFlags } from './check-command.js';
import { experimentCommand, type ExperimentFlags } from './experiment-command.js';
import { fitCommand } from './fit-command.js';
import { describeFit } from './fit-help.js';
import type { FitFlags } from './fit-options.js';
import { followCommand, type FollowFlags } from './follow-command.js';
import { initCommand } from './init-command.js';
import { ExitCode, UsageError, type Io } from './io.js';
import { listCommand, listTopics } from './list-command.js';
import { mergeCommand, type MergeFlags } from './merge-command.js';
import type { PluginFlags } from './plugins.js';
import { rerunCommand, type RerunFlags } from './rerun-command.js';
import { schemaCommand } from './schema-command.js';
import { sweepCommand, type SweepFlags } from './sweep-command.js';
import { validateCommand, type ValidateFlags } from './validate-command.js';
import type { ExperimentCommand } from './summary-text.js';
import { whyCommand, type WhyFlags } from './why-command.js';

const exitCodes = `
Exit codes:
  0    everything went well
  1    some runs failed (they are in failures.csv), or something unexpected
  2    bad input: nothing was simulated
  130  interrupted; the same command goes on from there`;

const pluginOption = 'a JavaScript module with forms or rules of your own; may be repeated';
const scenarioArgument = 'a YAML file, a folder with scenario.yaml, or a built-in scenario';

/**
 * The command line.
 * @param argv arguments after the program's name
 * @returns the exit code
 */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  let code: number = ExitCode.ok;
  const program = createProgram(argv, io, (result) => {
    code = result;
  });
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return code;
  } catch (error) {
    return explain(error, io);
  }
}

function createProgram(argv: readonly string[], io: Io, end: (code: number) => void): Command {
  const program = new Command('subsidia')
    .description('Simulates how organisations at several levels solve, coordinate and decide policy problems.')
    .version(version)
    .exitOverride()
    .configureOutput({ writeOut: io.out, writeErr: io.err })
    .showHelpAfterError('(add --help for examples)')
    .addHelpText(
      'after',
      `
Examples:
  subsidia list                                  what comes with the program
  subsidia init shared-or-lead my-study          a scenario of your own to start from
  subsidia fit --help                            a scenario from an event log
  subsidia check my-study                        is the file right, and what does it contain?
  subsidia run my-study                          simulate it
  subsidia compare my-study                      compare its variants over the same problems
  subsidia sweep experiment.yaml                 a design of hundreds or thousands of runs
  subsidia analyse results/my-study/factorial    what a finished result says
  subsidia follow my-study --variant lead        what one problem waits for, and where
  subsidia why my-study shared lead              what their difference is made of
  subsidia run --help                            more about a command, with examples
${exitCodes}`,
    );

  const runExperiment = (command: ExperimentCommand) => async (name: string, flags: ExperimentFlags): Promise<void> =>
    end(await experimentCommand(command, name, flags, argv, io));

  experimentOf(program, 'run', 'simulate a scenario and print its headline measures')
    .addHelpText(
      'after',
      `
Examples:
  subsidia run shared-or-lead
  subsidia run my-study --replications 50 --seed 7
  subsidia run my-study --set networks.cabinet.form=silo --until '1 year'
  subsidia run my-study --vary networks.cabinet.rounds=2,4,6 --out results/rounds
  subsidia run my-study --vary 'time.horizon=1 year,2 years' --vary organisations.ministry.staff=1,2
  subsidia run my-study --replications 1 --detail problems --detail events
${filesText}
${exitCodes}`,
    )
    .action(runExperiment('run'));

  experimentOf(program, 'compare', "compare a scenario's variants over the same problems")
    .addHelpText(
      'after',
      `
Examples:
  subsidia compare shared-or-lead
  subsidia compare my-study --replications 100 --workers 4
  subsidia compare my-study --set networks.cabinet.trust.mean=0.2
  subsidia compare my-study --vary organisations.ministry.staff=1,2

Every variant sees the same problems (common random numbers). Differences from
the first variant are paired by replication; p-values are adjusted by Holm for
the number of comparisons in the table.
${filesText}
${exitCodes}`,
    )
    .action(runExperiment('compare'));

  program
    .command('sweep')
    .description('run a designed experiment: factorial, Latin hypercube, Sobol points, Morris ...')
    .argument('<experiment>', 'an experiment file (YAML with "scenario" and "design"), or a scenario with --vary')
    .option('--name <name>', "name of the experiment (default: the file's, or that of the design)")
    .option('--design <design>', `${designNames.join(', ')} (default: factorial)`)
    .option('--vary <path=values>', "a factor and its values, such as 'networks.cabinet.rounds=2,4,6', or a range such as 'networks.cabinet.trust.mean=0.1..0.9', '2..8 days' or '60%..80%' (with /5 behind it: five values of it); may be repeated", collect)
    .option('--points <n>', 'points of latin-hypercube and sobol')
    .option('--candidates <n>', 'latin hypercubes of which the one that fills the space best is taken (default: 1)')
    .option('--plain', 'sobol points as they are (default: scrambled by the seed)')
    .option('--base <n>', 'base points of saltelli')
    .option('--second-order', 'saltelli with the points for pairs of factors')
    .option('--trajectories <n>', 'trajectories of morris')
    .option('--levels <n>', 'levels of morris')
    .option('--matrix <file>', 'CSV file of a design matrix: a column for each path, a row for each point')
    .option('--independent', 'random numbers of its own for each design point (default: common ones)')
    .option('--seed <seed>', 'seed of the random numbers')
    .option('--replications <n>', 'runs of each design point; with --precision the most')
    .option('--precision <measure=share>', 'replicate until the interval of a measure is this precise at every point, such as time_to_decision=5%')
    .option('--until <time>', 'length of a run')
    .option('--set <path=value>', 'change a value of the scenario; may be repeated', collect)
    .option('--plugin <file>', pluginOption, collect)
    .option('--workers <n>', 'runs at the same time (default: all cores); results are the same for any number')
    .option('--shard <part/parts>', 'run only one part of the design points, such as 2/8; subsidia merge puts the parts together')
    .option('--shards <parts>', 'the part that the scheduler says (Slurm, Kubernetes, GNU parallel), of so many')
    .option('--out <folder>', 'where the files go (default: results/<scenario>/<experiment>)')
    .option('--overwrite', 'replace whatever result is in the folder')
    .option('--parquet', 'write every table as a Parquet file too')
    .option('--dry-run', 'only say how many points and runs, and about how much time and disk')
    .option('--retry-failed', 'run again what has failed, and nothing else')
    .option('--detail <table>', `also write ${details.slice(0, -1).join(', ')} or ${details.slice(-1).join('')}; may be repeated`, collect)
    .option('--quiet', 'print nothing but errors')
    .addHelpText(
      'after',
      `
Examples:
  subsidia sweep experiment.yaml
  subsidia sweep experiment.yaml --dry-run
  subsidia sweep experiment.yaml --shard 2/8
  subsidia sweep shared-or-lead --vary variant=shared,lead --vary networks.cabinet.rounds=2,4,6
  subsidia sweep shared-or-lead --design latin-hypercube --points 100 --vary networks.cabinet.trust.mean=0.1..0.9
  subsidia sweep shared-or-lead --vary 'hierarchy.delay=2..8 days/4' --vary organisations.ministry.knows=60%..80%/3

Interrupted or killed, the same command goes on from there and ends with the same
files. Points with the same settings, and factors without effect, are refused
before the first run.
${exitCodes}`,
    )
    .action(async (name: string, flags: SweepFlags) => end(await sweepCommand(name, flags, argv, io)));

  program
    .command('analyse')
    .description('analyse a finished result: what its design calls for, or what is asked')
    .argument('<folder>', 'folder of a result')
    .option('--measure <name>', "which measure (default: the scenario's headline measures; the first of them with --best, --select and --budget); may be repeated", collect)
    .option('--against <point>', 'design point, by name or number, that the others are compared with (default: the first)')
    .option('--best <goal>', 'which design points may be the best: minimise or maximise')
    .option('--select <goal>', 'select the best with the replications that are there: minimise or maximise')
    .option('--indifference <d>', 'with --select: smallest difference from the best that matters, in the unit of the measure')
    .option('--first-stage <n>', 'with --select: replications before any design point is dropped (default: 10)')
    .option('--budget <n>', 'with --select or --best: how to share so many further replications')
    .option('--warm-up', 'when the beginning of the runs is over (MSER-5, Welch)')
    .option('--batch-means', 'steady-state means of single long runs')
    .option('--series <column>', 'with --warm-up and --batch-means: column of system.csv (default: open_problems); may be repeated', collect)
    .option('--window <n>', "with --warm-up: samples on each side in Welch's moving average (default: a tenth of them)")
    .option('--batches <n>', 'with --batch-means: number of batches (default: 10)')
    .option('--out <folder>', 'where the CSV files go (default: analysis in the folder), which holds the last analysis')
    .option('--plugin <file>', 'a plugin that the result was made with; may be repeated', collect)
    .option('--quiet', 'print nothing but errors')
    .addHelpText(
      'after',
      `
Examples:
  subsidia analyse results/shared-or-lead/factorial
  subsidia analyse results/shared-or-lead/factorial --measure time_to_decision --against 'lead rounds=2'
  subsidia analyse results/shared-or-lead/factorial --best minimise --measure time_to_decision
  subsidia analyse results/my-study/run --select minimise --indifference 0.5 --budget 200
  subsidia analyse results/my-study/run --warm-up --series open_problems --series solved

Without --best, --select, --budget, --warm-up and --batch-means the design decides:
  always             means of replications with intervals
  points, variants   differences from the first, p-values adjusted by Holm
  factorial          main effects and two-factor interactions
  one-at-a-time      differences from the base
  saltelli           Sobol indices
  morris             mu*, mu and sigma
Shards, unfinished results, and designs in which runs are missing are refused.

Exit codes: 0 everything went well; 1 runs are missing because they failed;
2 bad input: nothing was analysed.`,
    )
    .action(async (name: string, flags: AnalyseFlags) => end(await analyseCommand(name, flags, io)));

  program
    .command('merge')
    .description('put the shards of an experiment together')
    .argument('<folders...>', 'the folder in which the shards are, or the folders of all of them')
    .option('--out <folder>', 'where the files go (default: merged, beside the shards)')
    .option('--overwrite', 'replace whatever result is in the folder')
    .option('--parquet', 'write every table as a Parquet file too')
    .option('--plugin <file>', 'a plugin that the result was made with; may be repeated', collect)
    .option('--quiet', 'print nothing but errors')
    .addHelpText('after', `\nExample:\n  subsidia merge results/shared-or-lead/rounds\n\nThe files are those that one machine would have written.\n${exitCodes}`)
    .action(async (names: string[], flags: MergeFlags) => end(await mergeCommand(names, flags, argv, io)));

  program
    .command('rerun')
    .description('repeat one run of a result, and see whether it gives the same rows')
    .argument('<folder>', 'folder of a result')
    .option('--run <id>', 'run_id of the run')
    .option('--detail <table>', `also write ${details.slice(0, -1).join(', ')} or ${details.slice(-1).join('')}; may be repeated`, collect)
    .option('--out <folder>', 'where the files go (default: rerun-<id> in the folder)')
    .option('--overwrite', 'replace whatever result is in the folder')
    .option('--plugin <file>', 'a plugin that the result was made with; may be repeated', collect)
    .option('--quiet', 'print nothing but errors')
    .addHelpText('after', `\nExample:\n  subsidia rerun results/shared-or-lead/compare --run 17 --detail events\n${exitCodes}`)
    .action(async (name: string, flags: RerunFlags) => end(await rerunCommand(name, flags, argv, io)));

  program
    .command('follow')
    .description('show the life of one problem: every hour, at whom and why')
    .argument('<scenario>', scenarioArgument)
    .option('--problem <which>', 'its name in problems.csv; first, median, slowest, joint (the median of those that need a joint decision), contrast (the one that two variants treat most differently); or an outcome, such as deadlocked (default: slowest)')
    .option('--variant <name>', 'follow it under a variant of the file; twice, to compare two', collect)
    .option('--vary <path=a,b>', 'follow it under two values of a path', collect)
    .option('--replication <n>', 'which replication, counted from 0 (default: 0)')
    .option('--seed <seed>', "seed of the random numbers (default: the file's)")
    .option('--until <time>', "length of the run (default: the file's horizon)")
    .option('--set <path=value>', 'change a value of the file; may be repeated', collect)
    .option('--plugin <file>', pluginOption, collect)
    .option('--unit <unit>', 'days or hours (default: hours for lives below two days)')
    .option('--csv <file>', 'also write the rows as a CSV file')
    .addHelpText(
      'after',
      `
Examples:
  subsidia follow shared-or-lead
  subsidia follow shared-or-lead --variant shared --variant lead --problem joint
  subsidia follow my-study --problem deadlocked --set networks.council.rounds=1
  subsidia follow my-study --problem 'state-1/city-2/department.health#17'
  subsidia follow my-study --vary organisations.department.staff=1,2 --csv life.csv

It is the same problem under both variants (common random numbers). Where parts
are worked on at the same time, the timeline follows the one that comes back
last; the others stand below it.

Exit codes: 0 everything went well; 1 the run failed; 2 bad input.`,
    )
    .action(async (name: string, flags: FollowFlags) => end(await followCommand(name, flags, io)));

  program
    .command('why')
    .description('take the difference between two variants apart')
    .argument('<scenario>', scenarioArgument)
    .argument('[variants...]', 'two variants of the file (or design points of --vary); may be left out where there are only two')
    .option('--measure <name>', "which measure (default: the file's first headline measure); may be repeated", collect)
    .option('--replications <n>', "runs of each design point (default: the file's)")
    .option('--seed <seed>', "seed of the random numbers (default: the file's)")
    .option('--until <time>', "length of a run (default: the file's horizon)")
    .option('--set <path=value>', 'change a value of the file; may be repeated', collect)
    .option('--plugin <file>', pluginOption, collect)
    .option('--vary <path=a,b>', 'design points by values of a path; may be repeated', collect)
    .option('--workers <n>', 'runs at the same time (default: all cores); results are the same for any number')
    .option('--csv <file>', 'also write the numbers as a CSV file, without --measure for all headline measures')
    .option('--quiet', 'print nothing but errors')
    .addHelpText(
      'after',
      `
Examples:
  subsidia why shared-or-lead shared lead
  subsidia why shared-or-lead lead nao --measure person_days_per_issue
  subsidia why oakland friendly persistent --csv why.csv
  subsidia why my-study shared lead --replications 50 --until '1 year'

What the two set differently (form, decision rule, trust rule, any other path) is
switched step by step; and what takes time under both (calendar, reading,
verification, own operations ...) is taken away from both. All of it over the
same problems, with intervals; shares and remainder sum to the difference.

Exit codes: 0 everything went well; 1 some runs failed; 2 bad input;
130 interrupted, nothing is kept.`,
    )
    .action(async (name: string, variants: string[], flags: WhyFlags) => end(await whyCommand(name, variants, flags, io)));

  program
    .command('check')
    .description('read a scenario, report every problem in it, and say what it contains')
    .argument('<scenario>', scenarioArgument)
    .option('--set <path=value>', 'change a value of the file; may be repeated', collect)
    .option('--plugin <file>', pluginOption, collect)
    .addHelpText('after', `\nExamples:\n  subsidia check my-study\n  subsidia check my-study --set networks.cabinet.form=lead\n${exitCodes}`)
    .action(async (name: string, flags: CheckFlags) => end(await checkCommand(name, flags, io)));

  program
    .command('list')
    .description('list what comes with the program, or with plugins')
    .argument('[what]', listTopics.join(', '), 'scenarios')
    .option('--plugin <file>', pluginOption, collect)
    .addHelpText('after', `\nExamples:\n  subsidia list\n  subsidia list forms\n  subsidia list measures\n${exitCodes}`)
    .action(async (what: string, flags: PluginFlags) => end(await listCommand(what, flags, io)));

  program
    .command('init')
    .description('copy a built-in scenario into a folder of your own')
    .argument('<scenario>', 'name of a built-in scenario')
    .argument('[folder]', 'where to; default: its name')
    .addHelpText('after', `\nExample:\n  subsidia init shared-or-lead my-study\n${exitCodes}`)
    .action((name: string, folder: string | undefined) => end(initCommand(name, folder, io)));

  describeFit(program.command('fit'))
    .action(async (log: string, flags: FitFlags) => end(await fitCommand(log, flags, argv, io)));

  program
    .command('schema')
    .description('print the JSON schema of scenario files, with which editors check and complete them')
    .option('--plugin <file>', pluginOption, collect)
    .addHelpText('after', '\nExample:\n  subsidia schema > scenario.schema.json')
    .action(async (flags: PluginFlags) => end(await schemaCommand(flags, io)));

  program
    .command('validate')
    .description('compare the program with published and exact results')
    .option('--only <ids>', 'rows to compare, separated by commas (default: all)')
    .option('--seed <seed>', 'seed of the simulated rows', '1')
    .option('--write <file>', 'also write the comparison as a document')
    .addHelpText('after', `\nExamples:\n  subsidia validate\n  subsidia validate --only Q1,KH13\n\nExit codes: 0 everything agrees; 1 something does not; 2 bad input.`)
    .action(async (flags: ValidateFlags) => end(await validateCommand(flags, io)));

  return program;
}

const filesText = `
Files, and what a row of each is (datapackage.json explains every column):
  runs.csv           a run: what was set, and every measure at its end
  system.csv         a run at a time
  levels.csv         a level of a run at a time
  networks.csv       a network of a run at a time
  organisations.csv  an organisation of a run (up to 1,000, or --detail)
  problems.csv       a problem of a run (--detail problems)
  trace.csv          an event of a run (--detail events)
  estimates.csv      a measure at a design point: mean, interval, quantiles
  comparisons.csv    the same, as paired difference from the first point
  failures.csv       a run that failed: why, and how to repeat it
manifest.json says what went in, provenance.json when, where and how.
With --parquet, every table is there as a Parquet file too.`;

function experimentOf(program: Command, name: ExperimentCommand, description: string): Command {
  return program
    .command(name)
    .description(description)
    .argument('<scenario>', scenarioArgument)
    .option('--seed <seed>', "seed of the random numbers, a whole number or a word (default: the file's)")
    .option('--replications <n>', "runs of each design point (default: the file's)")
    .option('--until <time>', "length of a run, such as '2 years' (default: the file's horizon)")
    .option('--set <path=value>', 'change a value of the file; may be repeated', collect)
    .option('--plugin <file>', pluginOption, collect)
    .option('--vary <path=a,b,c>', 'try several values of a path, in all combinations; may be repeated; a value that contains a comma stands in quotes', collect)
    .option('--workers <n>', 'runs at the same time (default: all cores); results are the same for any number')
    .option('--out <folder>', `where the files go (default: results/<name of the scenario>/${name}, which always holds the last result)`)
    .option('--overwrite', 'replace whatever result is in the folder')
    .option('--parquet', 'write every table as a Parquet file too')
    .option('--detail <table>', `also write ${details.slice(0, -1).join(', ')} or ${details.slice(-1).join('')}; may be repeated`, collect)
    .option('--quiet', 'print nothing but errors');
}

function collect(value: string, values: readonly string[] = []): string[] {
  return [...values, value];
}

const ANOTHER_FOLDER = '--out FOLDER chooses another folder';
const START_AGAIN = `(${ANOTHER_FOLDER}, --overwrite starts again in this one)\n`;

/** What helps where a result cannot be written, unless the message says it itself. */
const waysOut: Readonly<Partial<Record<DirectoryProblem, string>>> = {
  finished: START_AGAIN, identity: START_AGAIN, damaged: START_AGAIN, unusable: `(${ANOTHER_FOLDER})\n`,
};

function explain(error: unknown, io: Io): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? ExitCode.ok : ExitCode.badInput;
  io.err(`${error instanceof Error ? error.message : String(error)}\n`);
  if (error instanceof ResultDirectoryError) io.err(waysOut[error.problem] ?? '');
  const bad = [ScenarioError, UsageError, DesignError, ResultDirectoryError, PluginError].some((kind) => error instanceof kind);
  return bad ? ExitCode.badInput : ExitCode.failedRuns;
}
