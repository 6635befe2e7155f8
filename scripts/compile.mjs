// What all builds share: compiling with TypeScript, and gathering modules into few files.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

export const root = new URL('..', import.meta.url);

/** Compiles a project; ends the process when it has errors, which the compiler has told. */
export function compile(project) {
  const { status } = spawnSync(process.execPath, [fileURLToPath(new URL('node_modules/typescript/bin/tsc', root)), '-p', project], { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

/**
 * Gathers each entry's modules into one file and what entries share into others beside it, all in `folder`; packages stay where they are. V8 makes
 * faster programs of few large modules than of 500 small ones, and Node starts them in half the time.
 *
 * `folder` must be as deep below the package as the entries, because some modules find files from where they stand themselves.
 */
export async function gather(entries, folder) {
  const bundle = await rolldown({ cwd: fileURLToPath(root), input: entries, platform: 'node', external: /^[a-z@]/ });
  await bundle.write({ dir: folder, format: 'esm', entryFileNames: '[name].js', chunkFileNames: '[name].js' });
  await bundle.close();
}
