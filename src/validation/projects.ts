import { criticalPath, type ProjectTask } from '../theory/projects/critical-path.js';
import { exact, type Row, type ValidationCase } from './row.js';
import { recordRun } from './scenario-runs.js';

/** A project whose longest chain is known. */
interface KnownProject {
  readonly name: string;
  readonly tasks: readonly ProjectTask[];
  /** As printed, in the unit of the durations. */
  readonly makespan: number;
  readonly source: string;
}

/** Tasks by a short name, a duration and the names of those before, each a letter. */
function lettered(...rows: readonly (readonly [name: string, duration: number, after: string])[]): readonly ProjectTask[] {
  return rows.map(([name, duration, after]) => ({ name, duration, after: Array.from(after) }));
}

const projects: readonly KnownProject[] = [
  {
    name: 'construction of a plant, 14 tasks',
    tasks: lettered(
      ['A', 2, ''], ['B', 4, 'A'], ['C', 10, 'B'], ['D', 6, 'C'], ['E', 4, 'C'], ['F', 5, 'E'], ['G', 7, 'D'],
      ['H', 9, 'EG'], ['I', 7, 'C'], ['J', 8, 'FI'], ['K', 4, 'J'], ['L', 5, 'J'], ['M', 2, 'H'], ['N', 6, 'KL'],
    ),
    makespan: 44,
    source: 'Hillier and Lieberman, Introduction to Operations Research, 7th ed. (2001), chapter 10',
  },
  {
    name: 'four tasks one after another',
    tasks: lettered(['A', 1, ''], ['B', 2, 'A'], ['C', 3, 'B'], ['D', 4, 'C']),
    makespan: 10,
    source: 'sum',
  },
  {
    name: 'four tasks side by side',
    tasks: lettered(['A', 1, ''], ['B', 2, ''], ['C', 3, ''], ['D', 4, '']),
    makespan: 4,
    source: 'maximum',
  },
];

/** The project as the implementation of one problem, by an office in which nobody waits for staff. */
function scenarioOf(tasks: readonly ProjectTask[]): string {
  const written = tasks.map(({ name, duration, after }) => `${name}: { work: ${duration} weeks, after: [${after.join(', ')}] }`);
  return `
name: project
time: { horizon: 1000 days, sample: 1000 days }
levels: [local]
jurisdictions: { city: { level: local } }
organisations: { office: { in: city, staff: unlimited, service: 0 days } }
problems:
  plant:
    at: office
    arrivals: { law: renewal, interval: 600 days }
    implementation: { tasks: { ${written.join(', ')} } }
`;
}

/** Days in a week of the working calendar. */
const WEEK = 5;

/** Weeks from launch to end of the first problem. */
function simulatedMakespan(tasks: readonly ProjectTask[], seed: string): number {
  const [{ launched, ended }] = recordRun(scenarioOf(tasks), seed).problems;
  return ((ended ?? NaN) - (launched ?? NaN)) / WEEK;
}

export const projectCases: readonly ValidationCase[] = [
  {
    id: 'VDT1',
    title: 'Makespan of a project without errors and messages, and with free staff',
    run: (seed) => projects.flatMap(({ name, tasks, makespan, source }): readonly Row[] => {
      const row = (quantity: string, obtained: number): Row => ({
        id: 'VDT1', system: 'project', parameters: name, quantity, unit: 'weeks', source, evidence: exact(makespan, obtained),
      });
      return [row('critical path', criticalPath(tasks).makespan), row('makespan', simulatedMakespan(tasks, seed))];
    }),
  },
];
