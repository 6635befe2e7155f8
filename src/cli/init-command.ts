import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { commandLine } from '../report/command-line.js';
import { slugFrom } from '../scenario/names.js';
import { ExitCode, UsageError, type Io } from './io.js';
import { builtInFolder, builtInScenarios } from './scenario-files.js';
import { schemaText } from './schema-command.js';

const SCHEMA = 'scenario.schema.json';

/**
 * `init`: a copy of a built-in scenario to start from. It gets the name of its folder, so that two copies do not write into the same
 * results, and the schema that editors check it with.
 * @throws UsageError when there is none of that name or the folder exists.
 */
export function initCommand(name: string, folder: string | undefined, io: Io): number {
  if (!builtInScenarios().includes(name)) throw new UsageError(`${name}: no such built-in scenario (there are ${builtInScenarios().join(', ')}); expected: subsidia init SCENARIO FOLDER`);
  const target = (folder ?? name).replace(/(?<=.)\/+$/, '');
  const path = resolve(io.cwd, target);
  if (existsSync(path)) throw new UsageError(`${target}: exists already; choose another folder`);
  cpSync(join(builtInFolder, name), path, { recursive: true });
  const file = join(path, 'scenario.yaml');
  writeFileSync(file, adapted(readFileSync(file, 'utf8'), slugFrom(basename(path)) || name));
  writeFileSync(join(path, SCHEMA), schemaText());
  io.out(`${target}/ holds a copy of ${name}. Edit ${target}/scenario.yaml, then: ${commandLine(['subsidia', 'check', target])}\n`);
  return ExitCode.ok;
}

function adapted(text: string, name: string): string {
  return text.replace(/^(# yaml-language-server: \$schema=).*$/m, `$1${SCHEMA}`).replace(/^name: .*$/m, `name: ${name}`);
}
