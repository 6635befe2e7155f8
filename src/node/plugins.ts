import { basename } from 'node:path';
import { catalogue, type ModelCatalogue } from '../model/catalogue.js';
import { CatalogueError, extendedCatalogue, type CatalogueAdditions } from '../model/extended-catalogue.js';
import { pluginKit } from '../model/plugin-kit.js';
import type { Identity } from './run-journal.js';
import { sha256 } from './sha256.js';
import { readText } from './text-files.js';

/** A plugin as it goes into a result and to the workers. */
export interface PluginSource {
  /** The file as it was named. */
  readonly file: string;
  /** Of its text in UTF-8, without a byte order mark. */
  readonly sha256: string;
  readonly text: string;
}

/** Plugins that cannot be used, with everything that is wrong with them. */
export class PluginError extends Error {
  override readonly name = 'PluginError';
}

/**
 * @param file its name in messages and results
 * @throws PluginError for a file that cannot be read
 */
export function readPlugin(path: string, file: string): PluginSource {
  try {
    const text = readText(path);
    return { file, sha256: sha256(text), text };
  } catch (error) {
    throw new PluginError(`${file}: ${messageOf(error).replace(`${path}: `, '')}`, { cause: error });
  }
}

/**
 * The built-in catalogue with what plugins add to it. Each is imported from its text, so that all threads run what was hashed, and so
 * that a plugin is one file: there is nothing beside it that it could import.
 *
 * @throws PluginError with all that is wrong with the first plugin that cannot be used
 */
export async function catalogueWith(plugins: readonly PluginSource[] = []): Promise<ModelCatalogue> {
  requireNames(plugins);
  let extended = catalogue;
  for (const plugin of plugins) extended = withPlugin(extended, plugin, await defaultExport(plugin));
  return extended;
}

/** Names and hashes of plugins, as parts of what identifies a result. */
export function pluginIdentity(plugins: readonly PluginSource[] = []): Identity {
  return Object.fromEntries(plugins.map(({ file, sha256: hash }) => [`plugin ${basename(file)}`, hash]));
}

/**
 * The plugins that a result was made with, out of those that are given: code is never run out of a result's folder.
 *
 * @param given what the user has named
 * @throws PluginError that says which plugin is missing, has changed, or was not used
 */
export function pluginsAgain(directory: string, made: readonly PluginSource[] = [], given: readonly PluginSource[] = []): readonly PluginSource[] {
  const again = made.map((plugin) => underItsName(plugin.file, given.find(({ sha256: hash }) => hash === plugin.sha256)));
  const problems = made.filter((_, index) => again[index] === undefined).map(({ file, sha256: hash }) => {
    const changed = given.some((other) => basename(other.file) === basename(file));
    const reason = changed ? `--plugin ${basename(file)} is not the file that it was made with` : `expected --plugin with ${basename(file)}, which it was made with`;
    return `${directory}: ${reason} (SHA-256 ${hash}; its text is in experiment.json)`;
  });
  const strangers = given.filter((plugin) => !made.some(({ file, sha256: hash }) => hash === plugin.sha256 || basename(file) === basename(plugin.file)));
  problems.push(...strangers.map(({ file }) => `${directory}: made without the plugin ${basename(file)}`));
  if (problems.length > 0) throw new PluginError(problems.join('\n'));
  return again.filter((plugin) => plugin !== undefined);
}

/** A copy may be called otherwise by now; results tell plugins apart by the names they had. */
function underItsName(file: string, plugin: PluginSource | undefined): PluginSource | undefined {
  return plugin === undefined || basename(plugin.file) === basename(file) ? plugin : { ...plugin, file };
}

function requireNames(plugins: readonly PluginSource[]): void {
  const names = plugins.map(({ file }) => basename(file));
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice !== undefined) throw new PluginError(`${twice}: two plugins have this name; results tell plugins apart by their file names`);
}

async function defaultExport({ file, text }: PluginSource): Promise<unknown> {
  if (/\b(?:from|import)\s*\(?\s*['"`]file:/.test(text)) throw new PluginError(`${file}: imports another file; a plugin is one file`);
  try {
    const module = (await import(/* @vite-ignore */ `data:text/javascript;base64,${Buffer.from(text).toString('base64')}`)) as { readonly default?: unknown };
    return module.default;
  } catch (error) {
    throw new PluginError(`${file}: cannot be imported: ${importFailure(file, error)}`, { cause: error });
  }
}

/** The module's own message without its address, which is the whole text, and where to look further. */
function importFailure(file: string, error: unknown): string {
  const message = messageOf(error).replace(/'?data:text\/javascript;base64,[\w+/=]*'?/g, 'the plugin');
  return error instanceof SyntaxError ? `${message} (node --check ${file} says where)` : `${message} (a plugin is one file and imports no other)`;
}

function withPlugin(known: ModelCatalogue, { file }: PluginSource, plugin: unknown): ModelCatalogue {
  if (typeof plugin !== 'function') throw new PluginError(`${file}: expected a default export such as export default (kit) => ({ forms: [...] })`);
  try {
    return extendedCatalogue(known, (plugin as (kit: typeof pluginKit) => CatalogueAdditions)(pluginKit));
  } catch (error) {
    const problems = error instanceof CatalogueError ? error.problems : [messageOf(error)];
    throw new PluginError(problems.map((problem) => `${file}: ${problem}`).join('\n'), { cause: error });
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
