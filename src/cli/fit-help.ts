import type { Command } from 'commander';

/** Arguments, options and help of `fit`. */
export function describeFit(command: Command): Command {
  return command
    .description('estimate a scenario from an event log and write it, with a report of how well it fits')
    .argument('<log>', 'a CSV file with one event per row')
    .requiredOption('--case <column>', 'column that tells cases apart')
    .requiredOption('--time <column>', 'column with the times: ISO 8601 dates or date-times, or numbers (see --unit)')
    .requiredOption('--activity <column>', 'column with what happened')
    .option('--resource <column>', 'column with who did it')
    .option('--lifecycle <column>', 'column that says start or complete, as lifecycle:transition of XES')
    .option('--jurisdiction <column>', 'column with where a case arises')
    .option('--domain <column>', 'column with what a case is about')
    .option('--by <columns>', 'columns by which laws differ, such as the type of a case')
    .option('--fewest <n>', 'exits from a level that a group of --by needs for laws of its own; with fewer it has those of all (default: 5)')
    .option('--levels <activities>', 'activities that are levels, bottom first; NAME=A+B for several activities of one (default: proposed for confirmation)')
    .option('--ending <activities>', 'activities that end a case, the regular one first')
    .option('--arrival <activities>', 'activities with which a case comes in, before work begins')
    .option('--ignore <activities>', 'activities to leave out; * stands for all others')
    .option('--marks <what>', 'without --lifecycle, what a row of a level says: entry (default) or completion')
    .option('--from <time>', 'beginning of the window of the estimates (default: that of the log)')
    .option('--to <time>', 'end of the window, not included (default: that of the log)')
    .option('--until <time>', 'end of the simulated time (default: that of the log)')
    .option('--arrivals <how>', 'rates (by season and trend) or trace (the real ones); default: rates where they come in at few places')
    .option('--learning <rate>', 'puts learning into the scenario, such as 1%; a log does not tell it (default: none)')
    .option('--variants <name>', 'writes variants to compare with: no-learning, and with --by one-law; NAME is the scenario itself among them')
    .option('--timezone <zone>', 'time zone of date-times without an offset (default: UTC)')
    .option('--unit <unit>', 'times are numbers of hours, days, ...')
    .option('--separator <character>', 'what separates the cells (default: a comma; "tab" for a tabulator)')
    .option('--replications <n>', 'runs of the fitted scenario for the report (default: 20; 0: none)')
    .option('--bootstrap <n>', 'samples for the test of the laws (default: 99; 0: no test)')
    .option('--name <name>', 'name of the scenario (default: that of its folder)')
    .option('--title <title>', 'its title')
    .option('--out <folder>', 'where to write (default: a folder named like the log)')
    .option('--force', 'replace the files of a scenario that is there')
    .option('--yes', 'accept the levels that are proposed')
    .option('--skip-bad-rows', 'go on without rows that cannot be used; they are written to data/rejected.csv')
    .option('--quiet', 'print nothing but errors')
    .addHelpText('after', `
Examples:
  subsidia fit log.csv --case id --time when --activity step
  subsidia fit log.csv --case id --time when --activity step --levels desk,unit,county --ending closed
  subsidia fit log.csv --case id --time when --activity step --lifecycle transition --resource who --levels desk,unit --ending closed
  subsidia fit log.csv --case id --time when --activity step --levels 'desk=register+check,unit=review' --ending closed,withdrawn --ignore '*'
  subsidia fit log.csv --case id --time day --unit days --activity step --levels desk,unit --by type --to 365 --until 730

What is written into the folder:
  scenario.yaml       the scenario, with each estimate, its standard error and n
  README.md           how well it fits, what was assumed, what is not identified
  data/               estimates, fit, open cases, handovers, oddities, arrivals

Exit codes: 0 written; 2 bad input, or levels not confirmed: nothing written.`);
}
