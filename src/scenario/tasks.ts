import type { Path } from './document.js';
import type { Geography } from './geography.js';
import type { ProblemLog } from './problem-log.js';
import { quote, statement, unknownName, type Reason } from './reason.js';
import type { Roster } from './roster.js';
import type { ProjectSpec, TaskSpec } from './scenario.js';
import { PERFORMER_WORDS, type DeclaredProject, type DeclaredTask } from './sections/tasks.js';
import { selectAll } from './selectors.js';

/** What the tasks of a class refer to. */
export interface ProjectContext {
  readonly roster: Roster;
  readonly geography: Geography;
  /** Organisations at which problems of the class arise. */
  readonly origins: readonly number[];
  readonly log: ProblemLog;
}

/** Looks up who does each task and what it waits for; undefined when something is not valid, which is in the log. */
export function placeProject({ tasks, errors, messages }: DeclaredProject, path: Path, context: ProjectContext): ProjectSpec | undefined {
  const { log } = context;
  const names = Object.keys(tasks);
  const known = reportUnknown(tasks, [...path, 'tasks'], log);
  const cycle = known ? cycleAmong(tasks) : undefined;
  if (cycle !== undefined) {
    log.report([...path, 'tasks', cycle[0], 'after'], statement(cycle.length === 2 ? `${quote(cycle[0])} waits for itself` : `these wait for each other: ${cycle.join(' after ')}`));
  }
  for (const [name, { error }] of Object.entries(tasks)) {
    if (error < 1 || errors.redone < 1) continue;
    log.report([...path, 'tasks', name, 'error'], { expected: 'a probability below 1 where wrong results are always redone', found: '1' });
  }
  const placed = Object.entries(tasks).map(([name, task]): TaskSpec | undefined => {
    const by = placePerformer(task, [...path, 'tasks', name, 'by'], context);
    return by && { name, by, work: task.work, error: task.error, after: task.after.map((before) => names.indexOf(before)) };
  });
  if (!known || cycle !== undefined || !placed.every((task) => task !== undefined)) return undefined;
  return { tasks: placed, errors, ...(messages === undefined ? {} : { messages }) };
}

/** Whether every task that others wait for exists. */
function reportUnknown(tasks: DeclaredProject['tasks'], path: Path, log: ProblemLog): boolean {
  const names = Object.keys(tasks);
  const unknown = Object.entries(tasks).flatMap(([name, { after }]) => after.filter((before) => !names.includes(before)).map((before) => [name, before] as const));
  for (const [name, before] of unknown) log.report([...path, name, 'after'], unknownName('a task', before, names));
  return unknown.length === 0;
}

/** The names along one cycle of waiting, its first name repeated at the end; undefined when there is none. */
function cycleAmong(tasks: DeclaredProject['tasks']): readonly string[] | undefined {
  const settled = new Set<string>();
  const chain: string[] = [];
  const follow = (name: string): readonly string[] | undefined => {
    if (settled.has(name)) return undefined;
    if (chain.includes(name)) return [...chain.slice(chain.indexOf(name)), name];
    chain.push(name);
    for (const before of tasks[name].after) {
      const cycle = follow(before);
      if (cycle !== undefined) return cycle;
    }
    chain.pop();
    settled.add(name);
    return undefined;
  };
  for (const name of Object.keys(tasks)) {
    const cycle = follow(name);
    if (cycle !== undefined) return cycle;
  }
  return undefined;
}

function placePerformer({ by }: DeclaredTask, path: Path, context: ProjectContext): TaskSpec['by'] | undefined {
  const word = PERFORMER_WORDS.find((candidate) => by.includes(candidate));
  if (word !== undefined) return word;
  const organisations = selectAll(by, context.roster, path, context.log);
  if (organisations === undefined) return undefined;
  const places = new Set(context.origins.map((origin) => context.roster.specs[origin].jurisdiction));
  for (const place of places) {
    const reason = whyNoPerformer(organisations, place, context);
    if (reason === undefined) continue;
    context.log.report(path, reason);
    return undefined;
  }
  return organisations;
}

/** Of several organisations exactly one must be nearest to where a problem arises: in its jurisdiction, or in one that contains it. */
function whyNoPerformer(organisations: readonly number[], place: number, { roster, geography }: ProjectContext): Reason | undefined {
  if (organisations.length === 1) return undefined;
  const placeOf = (organisation: number): number => roster.specs[organisation].jurisdiction;
  const around = organisations.filter((organisation) => geography.contains(placeOf(organisation), place));
  // A jurisdiction has a larger index than those that contain it.
  const nearest = around.reduce((deepest, organisation) => Math.max(deepest, placeOf(organisation)), -1);
  const there = around.filter((organisation) => placeOf(organisation) === nearest);
  if (there.length === 1) return undefined;
  const expected = `one organisation in ${quote(geography.specs[place].path)}, or in the nearest jurisdiction above`;
  return { expected, found: there.length === 0 ? 'none' : there.slice(0, 3).map((organisation) => quote(roster.specs[organisation].path)).join(', ') };
}
