import { cpSync, existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ExitCode, UsageError, type Io } from './io.js';
import { builtInFolder, builtInScenarios } from './scenario-files.js';

/** `init`: a copy of a built-in scenario to start from. @throws UsageError when there is none of that name or the folder exists. */
export function initCommand(name: string, folder: string | undefined, io: Io): number {
  if (!builtInScenarios().includes(name)) throw new UsageError(`${name}: no such built-in scenario (there are ${builtInScenarios().join(', ')})`);
  const target = folder ?? name;
  const path = resolve(io.cwd, target);
  if (existsSync(path)) throw new UsageError(`${target}: exists already; choose another folder`);
  cpSync(join(builtInFolder, name), path, { recursive: true });
  io.out(`${target}/ holds a copy of ${name}. Edit ${target}/scenario.yaml, then: subsidia check ${target}\n`);
  return ExitCode.ok;
}
