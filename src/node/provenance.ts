import { spawnSync } from 'node:child_process';

/** How and where a result was made. Nothing in it may influence a number, and it is not compared between results. */
export interface Provenance {
  /** Commit of the directory that was asked about; empty when it is not under git or git is absent. */
  readonly commit: string;
  /** Whether every tracked file is as committed and no other file is there; left out when `commit` is empty. */
  readonly clean?: boolean;
  /** Version of Node, such as `20.19.0`. */
  readonly node: string;
  /** Operating system and processor, such as `linux-x64`. */
  readonly platform: string;
  readonly commandLine: readonly string[];
  /** Start in UTC, ISO 8601. */
  readonly started: string;
  /** Wall-clock duration until now [s]. */
  readonly seconds: number;
}

/**
 * Describes the present process for `provenance.json`.
 *
 * @param directory where git is asked, usually the one that holds the scenario
 * @param commandLine the command and its arguments as given
 * @param started wall-clock time at the start [ms since 1970], from `Date.now()`
 * @example readProvenance('scenarios/waste', ['subsidia', 'run', 'scenarios/waste'], started)
 */
export function readProvenance(directory: string, commandLine: readonly string[], started: number): Provenance {
  const commit = git(directory, 'rev-parse', '--verify', 'HEAD');
  return {
    commit: commit?.trim() ?? '',
    ...(commit === undefined ? {} : { clean: git(directory, 'status', '--porcelain') === '' }),
    node: process.versions.node,
    platform: `${process.platform}-${process.arch}`,
    commandLine,
    started: new Date(started).toISOString(),
    seconds: (Date.now() - started) / 1000,
  };
}

function git(directory: string, ...args: readonly string[]): string | undefined {
  const result = spawnSync('git', args, { cwd: directory, encoding: 'utf8', timeout: 10_000 });
  return result.status === 0 ? result.stdout : undefined;
}
