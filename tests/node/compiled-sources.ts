import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The present sources of `report` and `node` as JavaScript, which threads and child processes need; `dist` may be of another day. */
export interface CompiledSources {
  /** Where tests put modules of their own; `./node/...js` are the compiled ones. */
  readonly directory: string;
  /** Writes a module next to the sources and returns its URL. */
  module(name: string, text: string): URL;
  remove(): void;
}

export function compileSources(): CompiledSources {
  const directory = mkdtempSync(join(tmpdir(), 'subsidia-compiled-'));
  writeFileSync(join(directory, 'package.json'), '{ "type": "module" }');
  symlinkSync(join(root, 'node_modules'), join(directory, 'node_modules'), 'junction');
  for (const folder of ['report', 'node']) compileFolder(folder, directory);
  compile('version.ts', directory);
  return {
    directory,
    module(name, text) {
      const path = join(directory, name);
      writeFileSync(path, text);
      return pathToFileURL(path);
    },
    remove: () => rmSync(directory, { recursive: true, force: true }),
  };
}

function compileFolder(folder: string, directory: string): void {
  mkdirSync(join(directory, folder));
  for (const name of readdirSync(join(root, 'src', folder)).filter((file) => file.endsWith('.ts'))) compile(join(folder, name), directory);
}

/** Writes a file of the sources as JavaScript under the same path. */
function compile(path: string, directory: string): void {
  const compilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, verbatimModuleSyntax: true };
  const { outputText } = ts.transpileModule(readFileSync(join(root, 'src', path), 'utf8'), { compilerOptions });
  writeFileSync(join(directory, path.replace(/\.ts$/, '.js')), outputText);
}
