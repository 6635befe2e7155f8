import { relative, resolve } from 'node:path';
import { catalogue, type ModelCatalogue } from '../model/catalogue.js';
import { catalogueWith, readPlugin, type PluginSource } from '../node/plugins.js';
import type { Io } from './io.js';

/** The option of every command that reads scenarios. */
export interface PluginFlags {
  readonly plugin?: readonly string[];
}

/** Plugins, and the catalogue with what they add. */
export interface LoadedPlugins {
  readonly plugins: readonly PluginSource[];
  readonly catalogue: ModelCatalogue;
}

/** No plugins, and the built-in catalogue. */
export const noPlugins: LoadedPlugins = { plugins: [], catalogue };

/** @throws PluginError */
export function readPlugins(files: readonly string[], io: Io): PluginSource[] {
  return files.map((file) => readPlugin(resolve(io.cwd, file), relative(io.cwd, resolve(io.cwd, file))));
}

/** @throws PluginError */
export async function loadPlugins(files: readonly string[], io: Io): Promise<LoadedPlugins> {
  if (files.length === 0) return noPlugins;
  const plugins = readPlugins(files, io);
  return { plugins, catalogue: await catalogueWith(plugins) };
}

/** The part of an experiment's source that says what plugins it needs; none where there are none. */
export function sourcePlugins({ plugins }: LoadedPlugins): { readonly plugins?: readonly PluginSource[] } {
  return plugins.length === 0 ? {} : { plugins };
}
