import { createInterface } from 'node:readline/promises';
import type { ActivityOrder } from '../calibration/activity-order.js';
import { commandLine } from '../report/command-line.js';
import { terminalTable } from '../report/terminal-table.js';
import type { Io } from './io.js';

/** Asks a question that is answered by yes or no; undefined where nobody can answer. */
export type Ask = (question: string) => Promise<boolean | undefined>;

/** Asks on the terminal, if there is one. */
export function askOnTerminal(io: Io): Ask {
  return async (question) => {
    if (!io.terminal || !process.stdin.isTTY) return undefined;
    const terminal = createInterface({ input: process.stdin, output: process.stderr });
    const answer = await terminal.question(`${question} [y/n] `, { signal: io.signal }).finally(() => terminal.close());
    return /^y(es)?$/i.test(answer.trim());
  };
}

/** What was found about the activities, as a table for whoever is to confirm it. */
export function orderTable(order: ActivityOrder): string {
  let level = 0;
  return terminalTable(['activity', 'proposed', 'events', 'cases', 'first in', 'last in', 'before next'], order.map(({ activity, role, events, cases, first, last, before }) => [
    activity, role === 'level' ? `level ${++level}` : role === 'rare' ? 'ignored (rare)' : 'ending', events, cases, first, last, before === undefined ? '' : `${(100 * before).toFixed(0)} %`,
  ]));
}

/** The options that say what was found. */
export function orderOptions(order: ActivityOrder): string[] {
  const listed = (role: string): string => order.filter((finding) => finding.role === role).map(({ activity }) => (/[",=+]/.test(activity) ? `"${activity.replaceAll('"', '""')}"` : activity)).join(',');
  return [
    '--levels', listed('level'),
    ...(order.some(({ role }) => role === 'ending') ? ['--ending', listed('ending')] : []),
    ...(order.some(({ role }) => role === 'rare') ? ['--ignore', listed('rare')] : []),
  ];
}

/** The command line that confirms it. */
export function confirmation(argv: readonly string[], order: ActivityOrder): string {
  return commandLine(['subsidia', ...argv, ...orderOptions(order)]);
}
