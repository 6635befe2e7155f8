import { Command, CommanderError } from 'commander';
import { ScenarioError } from '../scenario/scenario-error.js';
import { ResultDirectoryError } from '../node/result-directory.js';
import { version } from '../version.js';
import { checkCommand } from './check-command.js';
import { compareCommand, runCommand, type ExperimentFlags } from './experiment-command.js';
import { initCommand } from './init-command.js';
import { ExitCode, UsageError, type Io } from './io.js';
import { listCommand } from './list-command.js';
import { schemaCommand } from './schema-command.js';

const exitCodes = `
Exit codes: 0 all runs finished; 1 some run failed, or something unexpected; 2 bad input; 130 interrupted.`;

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
  subsidia check my-study                        is the file right, and what does it contain?
  subsidia run my-study                          simulate it
  subsidia compare my-study                      compare its variants over the same problems
${exitCodes}`,
    );

  experimentCommand(program, 'run', 'simulate a scenario and print its headline measures')
    .addHelpText(
      'after',
      `
Examples:
  subsidia run shared-or-lead
  subsidia run my-study --replications 50 --seed 7
  subsidia run my-study --set networks.cabinet.form=silo --until '1 year'
  subsidia run my-study --vary networks.cabinet.rounds=2,4,6 --out results/rounds
  subsidia run my-study --replications 1 --detail problems --detail events
${exitCodes}`,
    )
    .action(async (name: string, flags: ExperimentFlags) => end(await runCommand(name, flags, argv, io)));

  experimentCommand(program, 'compare', "compare a scenario's variants over the same problems")
    .addHelpText(
      'after',
      `
Examples:
  subsidia compare shared-or-lead
  subsidia compare my-study --replications 100 --workers 4
  subsidia compare my-study --set networks.cabinet.trust.mean=0.2

Every variant sees the same problems (common random numbers); differences from the first variant are paired by replication.
${exitCodes}`,
    )
    .action(async (name: string, flags: ExperimentFlags) => end(await compareCommand(name, flags, argv, io)));

  program
    .command('check')
    .description('read a scenario, report every problem in it, and say what it contains')
    .argument('<scenario>', 'a YAML file, a folder with scenario.yaml, or a built-in scenario')
    .option('--set <path=value>', 'change a value of the file; may be repeated', collect, [])
    .addHelpText('after', '\nExample:\n  subsidia check my-study')
    .action((name: string, { set }: { set: string[] }) => end(checkCommand(name, set, io)));

  program
    .command('list')
    .description('list what comes with the program')
    .argument('[what]', 'scenarios, forms, decision-rules, convening-rules, cost-functions, attention-rules or measures', 'scenarios')
    .addHelpText('after', '\nExamples:\n  subsidia list\n  subsidia list forms\n  subsidia list measures')
    .action((what: string) => end(listCommand(what, io)));

  program
    .command('init')
    .description('copy a built-in scenario into a folder of your own')
    .argument('<scenario>', 'name of a built-in scenario')
    .argument('[folder]', 'where to; default: its name')
    .addHelpText('after', '\nExample:\n  subsidia init shared-or-lead my-study')
    .action((name: string, folder: string | undefined) => end(initCommand(name, folder, io)));

  program
    .command('schema')
    .description('print the JSON schema of scenario files, for editors')
    .addHelpText('after', '\nExample:\n  subsidia schema > scenario.schema.json')
    .action(() => end(schemaCommand(io)));

  return program;
}

function experimentCommand(program: Command, name: string, description: string): Command {
  return program
    .command(name)
    .description(description)
    .argument('<scenario>', 'a YAML file, a folder with scenario.yaml, or a built-in scenario')
    .option('--seed <seed>', "seed of the random numbers (default: the file's)")
    .option('--replications <n>', "runs of each design point (default: the file's)")
    .option('--until <time>', "length of a run, such as '2 years' (default: the file's horizon)")
    .option('--set <path=value>', 'change a value of the file; may be repeated', collect, [])
    .option('--vary <path=a,b,c>', 'try several values of a path, in all combinations; may be repeated', collect, [])
    .option('--workers <n>', 'runs at the same time (default: all cores)')
    .option('--out <folder>', `where the CSV files go (default: results/<scenario>/${name})`)
    .option('--overwrite', 'replace a finished result in the folder')
    .option('--detail <table>', 'also write organisations, problems or events; may be repeated', collect, [])
    .option('--quiet', 'print nothing but errors');
}

function collect(value: string, values: string[]): string[] {
  return [...values, value];
}

function explain(error: unknown, io: Io): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? ExitCode.ok : ExitCode.badInput;
  const message = error instanceof Error ? error.message : String(error);
  io.err(`${message}\n`);
  const bad = error instanceof ScenarioError || error instanceof UsageError || error instanceof RangeError || error instanceof ResultDirectoryError;
  return bad ? ExitCode.badInput : ExitCode.failedRuns;
}
