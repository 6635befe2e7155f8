import { runAt, seedOf, type Experiment, type Run, type RunOutcome } from '../experiment/experiment.js';
import { runMeasures } from '../model/measures.js';
import { traceKinds, type Observer, type ProblemRecord, type TraceKind } from '../model/observer.js';
import { levelColumns, networkColumns, organisationColumns, systemColumns } from '../model/series.js';
import { commandLine } from '../report/command-line.js';
import { csvRows, type Cell } from '../report/csv.js';
import { failuresTable } from '../report/failures-table.js';
import { runIdColumn, runReference } from '../report/run-reference.js';
import type { Column, Table } from '../report/table.js';
import { cellsOf } from './result-reader.js';
import { RowBuffer } from './row-buffer.js';
import { variedColumns, type VariedColumn } from './varied-columns.js';

/** Tables that are written only when asked for; `organisations` is on by itself for up to 1,000 organisations. */
export const details = ['organisations', 'problems', 'events'] as const;
export type Detail = (typeof details)[number];

const text = (name: string, description: string): Column => ({ name, type: 'string', unit: '', description });
const whole = (name: string, description: string): Column => ({ name, type: 'integer', unit: '', description });
const real = (name: string, unit: string, description: string): Column => ({ name, type: 'number', unit, description });

const timeColumn = real('time', 'days', 'Time since the beginning of the simulation, in days of the calendar of the scenario.');
const plain = ({ name, type, unit, description }: Column): Column => ({ name, type, unit, description });

const problemColumns: readonly (Column & { of(record: ProblemRecord): Cell })[] = [
  { ...text('problem', 'Identity: class, origin and ordinal, or the id of the trace.'), of: (r) => r.problem },
  { ...text('class', 'Problem class.'), of: (r) => r.problemClass },
  { ...text('origin', 'Organisation at which it arose.'), of: (r) => r.origin },
  { ...text('lead_domain', 'Domain it belongs to first of all.'), of: (r) => r.leadDomain },
  { ...whole('domains', 'Number of domains it touches.'), of: (r) => r.domains },
  { ...real('difficulty', '', 'Difficulty z of the lead part.'), of: (r) => r.difficulty },
  { ...real('value', 'value', 'Value of solving it.'), of: (r) => r.value },
  { ...real('arrived', 'days', 'Time of arrival.'), of: (r) => r.arrived },
  { ...real('answered', 'days', 'Time at which somebody knew the answer to the lead part.'), of: (r) => r.answered },
  { ...real('opened', 'days', 'Time at which its issue was opened.'), of: (r) => r.opened },
  { ...real('decided', 'days', 'Time of the decision.'), of: (r) => r.decided },
  { ...real('launched', 'days', 'Time at which its implementation began.'), of: (r) => r.launched },
  { ...real('ended', 'days', 'Time at which its life ended; missing when it is still alive (censored).'), of: (r) => r.ended },
  { ...text('level', 'Level that solved the lead part.'), of: (r) => r.level },
  { ...text('network', 'Network that coordinated it.'), of: (r) => r.network },
  { ...whole('rounds', 'Rounds of coordination.'), of: (r) => r.rounds },
  { ...real('quality', '', 'Quality of the answer: 1 by knowledge, less by default; missing without one.'), of: (r) => r.quality },
  { ...real('compliance', '', 'Compliance with the joint decision, weighted by salience; 1 without one, missing unless solved.'), of: (r) => r.compliance },
  { ...real('scope', '', 'Share of what was decided that clearances have left; 1 without any, missing unless solved.'), of: (r) => r.scope },
  { ...text('outcome', 'How its life ended; missing when it is still alive.'), of: (r) => r.outcome },
];

/** What the tables need to know of the source of an experiment. */
export interface TablesSource {
  readonly detail: readonly Detail[];
  /** The scenario and the changes to it as the user named them, for the command that repeats a run. */
  readonly file: string;
  readonly set: readonly string[];
  readonly plugins?: readonly { readonly file: string }[];
}

/** Collects the rows of one run that are told while it goes on. */
export interface RunListener {
  readonly observer: Observer;
  rows(): readonly (readonly [table: string, text: string])[];
}

/** The tables to which every run of an experiment adds rows, and how its rows are written. */
export class ExperimentTables {
  readonly tables: readonly Table[];
  private readonly runs: Table;
  private readonly varied: readonly VariedColumn[];

  constructor(
    private readonly experiment: Experiment,
    private readonly source: TablesSource,
  ) {
    this.varied = variedColumns(experiment.scenario, experiment.points, [...setUp, ...observed].map(({ name }) => name));
    this.runs = { ...runsTable, columns: [...setUp, ...this.varied.map(({ column }) => column), ...observed] };
    const wanted = (detail: Detail, table: Table): Table[] => (source.detail.includes(detail) ? [table] : []);
    this.tables = [
      this.runs,
      systemTable,
      levelsTable,
      ...(mayHaveNetworks(experiment) ? [networksTable] : []),
      failuresTable,
      ...wanted('organisations', organisationsTable),
      ...wanted('problems', problemsTable),
      ...wanted('events', traceTable),
    ];
  }

  /** What listens to a run for the tables that were asked for, and their CSV rows once the run has ended; undefined when nobody asked. */
  listener(run: number): RunListener | undefined {
    const problems = this.tables.includes(problemsTable) ? new RowBuffer(problemsTable) : undefined;
    const events = this.tables.includes(traceTable) ? new RowBuffer(traceTable) : undefined;
    if (problems === undefined && events === undefined) return undefined;
    let event = 0;
    const observer: Observer = {
      ...(problems === undefined ? {} : { problem: (record: ProblemRecord) => problems.add([run, ...problemColumns.map((column) => column.of(record))]) }),
      ...(events === undefined
        ? {}
        : { event: (time: number, kind: TraceKind, subject: string, organisation: string) => events.add([run, event++, time, kind, subject, organisation]) }),
    };
    const buffers = { [problemsTable.name]: problems, [traceTable.name]: events };
    return { observer, rows: () => Object.entries(buffers).flatMap(([table, buffer]) => (buffer === undefined ? [] : [[table, buffer.text()] as const])) };
  }

  /** CSV rows of a finished run by table, without those that a listener has. */
  rowsOf(runNumber: number, outcome: RunOutcome): Map<string, string> {
    const run = runAt(this.experiment, runNumber);
    const rows = new Map([['runs', csvRows(this.runs, [this.runRow(run, outcome)])]]);
    if (!outcome.ok) {
      const failure = [run.run, run.point.index, run.replication, outcome.stage, outcome.message, this.rerunCommand(run)];
      return rows.set(failuresTable.name, csvRows(failuresTable, [failure]));
    }
    const { model, result } = outcome;
    const id = run.run;
    const add = (table: Table, cells: Iterable<readonly Cell[]>): void => {
      if (this.tables.includes(table)) rows.set(table.name, csvRows(table, cells));
    };
    const { levels } = model.scenario;
    add(systemTable, result.system.map((row) => [id, ...row]));
    add(levelsTable, result.levels.map(([time, level, ...cells]) => [id, time, levels[level ?? 0], ...cells]));
    add(networksTable, result.networks.map(([time, network, ...cells]) => [id, time, model.networks[network ?? 0].spec.path, ...cells]));
    add(
      organisationsTable,
      result.organisations.map((cells, organisation) => [
        id,
        model.organisations.paths[organisation],
        levels[model.organisations.level[organisation]],
        ...cells,
      ]),
    );
    return rows;
  }

  /** What reads measures back from a row of `runs.csv` with its line feed; a run that has failed has none. */
  measureReader(wanted: readonly string[] = runMeasures.map(({ name }) => name)): (row: string) => Record<string, number | undefined> {
    const names = this.runs.columns.map(({ name }) => name);
    const status = names.indexOf('status');
    // Measures and parameters may have one name; those of the measures are the last ones.
    const places = wanted.map((name) => [name, names.lastIndexOf(name)] as const);
    return (row) => {
      const cells = cellsOf(row);
      if (cells[status] !== 'ok') return {};
      const measures: Record<string, number | undefined> = {};
      for (const [name, at] of places) measures[name] = cells[at] === '' ? undefined : Number(cells[at]);
      return measures;
    };
  }

  /** A command whose last run is the given one, into a folder of its own. */
  private rerunCommand({ run, point, replication }: Run): string {
    const { experiment, source } = this;
    const changes = Object.entries(point.changes).map(([path, value]) => `${path}=${JSON.stringify(value)}`);
    return commandLine([
      'subsidia', 'run', source.file,
      ...[...source.set, ...changes].flatMap((change) => ['--set', change]),
      ...(source.plugins ?? []).flatMap(({ file }) => ['--plugin', file]),
      '--seed', seedOf(experiment, point),
      '--replications', `${replication + 1}`,
      '--out', `results/${experiment.scenario.name}/run-${run}-again`,
    ]);
  }

  private runRow({ run, point, replication }: Run, outcome: RunOutcome): Cell[] {
    return [
      run,
      point.index,
      point.name,
      replication,
      seedOf(this.experiment, point),
      outcome.ok ? 'ok' : 'failed',
      ...this.varied.map((column) => column.of(point)),
      ...runMeasures.map(({ name }) => (outcome.ok ? outcome.result.measures[name] : undefined)),
      outcome.ok ? outcome.result.events : undefined,
    ];
  }
}

/** Whether any design point has networks, told without making the scenarios of all of them. */
function mayHaveNetworks({ scenario, points }: Experiment): boolean {
  return scenario.networks.length > 0 || points.some(({ changes }) => Object.keys(changes).some((path) => path.startsWith('networks')));
}

const setUp: readonly Column[] = [
  runIdColumn,
  whole('design_point', 'Design point, counted from 0.'),
  text('variant', 'Name of the variant or design point; the variant of the file alone is file_variant, where that is something else.'),
  whole('replication', 'Replication, counted from 0; equal numbers share their random numbers across design points.'),
  text('seed', 'Seed of the run: that of the experiment, followed by the name of the design point where points draw random numbers of their own.'),
  text('status', '"ok" or "failed"; failed runs are explained in failures.csv.'),
];

const observed: readonly Column[] = [...runMeasures.map(plain), whole('events', 'Events of the simulation.')];

const runsTable: Omit<Table, 'columns'> = {
  name: 'runs',
  description: 'One row per run: what was set, and every end-of-run measure. Measures look at the time after the warm-up.',
  primaryKey: ['run_id'],
};

const systemTable: Table = {
  name: 'system',
  description: 'One row per run and sample: the system as a whole.',
  primaryKey: ['run_id', 'time'],
  foreignKeys: [runReference],
  columns: [runIdColumn, timeColumn, ...systemColumns.map(plain)],
};

const levelsTable: Table = {
  name: 'levels',
  description: 'One row per run, sample and level.',
  primaryKey: ['run_id', 'time', 'level'],
  foreignKeys: [runReference],
  columns: [runIdColumn, timeColumn, text('level', 'Level of government.'), ...levelColumns.map(plain)],
};

const networksTable: Table = {
  name: 'networks',
  description: 'One row per run, sample and network.',
  primaryKey: ['run_id', 'time', 'network'],
  foreignKeys: [runReference],
  columns: [runIdColumn, timeColumn, text('network', 'Network, with the jurisdiction it belongs to.'), ...networkColumns.map(plain)],
};

const organisationsTable: Table = {
  name: 'organisations',
  description: 'One row per run and organisation at the end of the run; sums and means since the warm-up.',
  primaryKey: ['run_id', 'organisation'],
  foreignKeys: [runReference],
  columns: [runIdColumn, text('organisation', 'Path of the organisation.'), text('level', 'Its level.'), ...organisationColumns.map(plain)],
};

const problemsTable: Table = {
  name: 'problems',
  description: 'One row per run and problem: its life.',
  primaryKey: ['run_id', 'problem'],
  foreignKeys: [runReference],
  columns: [runIdColumn, ...problemColumns.map(plain)],
};

const traceTable: Table = {
  name: 'trace',
  description: 'One row per event of the policy process, in order.',
  primaryKey: ['run_id', 'event'],
  foreignKeys: [runReference],
  columns: [
    runIdColumn,
    whole('event', 'Number of the event within the run.'),
    timeColumn,
    text('kind', `What happened: ${Object.entries(traceKinds).map(([kind, meaning]) => `${kind} (${meaning})`).join(', ')}.`),
    text('subject', 'Problem concerned.'),
    text('organisation', 'Organisation concerned.'),
  ],
};
