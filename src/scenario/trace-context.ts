import type { DataFiles } from './data-files.js';
import type { Path } from './document.js';
import type { Geography } from './geography.js';
import type { ProblemLog } from './problem-log.js';
import type { Roster } from './roster.js';
import type { TimeSpec } from './scenario.js';

/** What the rows of a trace refer to. */
export interface TraceContext {
  readonly levels: readonly string[];
  readonly domains: readonly string[];
  readonly geography: Geography;
  readonly roster: Roster;
  /** Organisations at which the problems of the class arise. */
  readonly origins: readonly number[];
  readonly time: TimeSpec;
  readonly files: DataFiles;
  /** Path of the arrivals in the scenario file. */
  readonly path: Path;
  readonly log: ProblemLog;
}
