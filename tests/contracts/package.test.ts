import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { version } from '../../src/version.js';

const root = join(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

interface Manifest {
  readonly version: string;
  readonly files: readonly string[];
  readonly bin: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, Readonly<Record<string, string>>>>;
}
const manifest = JSON.parse(read('package.json')) as Manifest;

describe('the version', () => {
  it('is the same in package.json and in the program', () => {
    expect(version).toBe(manifest.version);
  });

  it('is the one that CITATION.cff cites and that CHANGELOG.md tells about first', () => {
    expect(/^version: "?([^"\n]+)"?$/m.exec(read('CITATION.cff'))?.[1]).toBe(version);
    expect(/^## \[?([^\]\s]+)/m.exec(read('CHANGELOG.md'))?.[1]).toBe(version);
  });
});

describe('the package', () => {
  it('points to files that the build makes', () => {
    const targets = [...Object.values(manifest.bin), ...Object.values(manifest.exports).flatMap((entry) => Object.values(entry)), ...manifest.files];
    expect(targets.filter((target) => !existsSync(join(root, target))), 'build first: npm run build').toEqual([]);
  });

  it('has a command that the system can execute', () => {
    for (const file of Object.values(manifest.bin)) {
      expect(read(file)).toMatch(/^#!\/usr\/bin\/env node\n/);
      if (process.platform !== 'win32') expect(statSync(join(root, file)).mode & 0o111).toBe(0o111);
    }
  });

  it('has types that a strict program can use which knows Node, and nothing else of ours', () => {
    const folder = mkdtempSync(join(tmpdir(), 'subsidia-types-'));
    try {
      mkdirSync(join(folder, 'node_modules/@types'), { recursive: true });
      symlinkSync(root, join(folder, 'node_modules/subsidia'), 'junction');
      symlinkSync(join(root, 'node_modules/@types/node'), join(folder, 'node_modules/@types/node'), 'junction');
      const program = "import { Simulation } from 'subsidia';\nimport { readProvenance } from 'subsidia/node';\nexport const all: [Simulation, typeof readProvenance] = [new Simulation(), readProvenance];\n";
      writeFileSync(join(folder, 'program.mts'), program);
      const tsc = join(root, 'node_modules/typescript/bin/tsc');
      const { stdout } = spawnSync(process.execPath, [tsc, '--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2022', '--types', 'node', 'program.mts'], { cwd: folder, encoding: 'utf8' });
      expect(stdout).toBe('');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('contains program, schema and scenarios with their data, and nothing of the workshop', () => {
    const { stdout, status } = spawnSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: root, encoding: 'utf8', shell: process.platform === 'win32' });
    expect(status).toBe(0);
    const [{ files }] = JSON.parse(stdout) as [{ files: { path: string }[] }];
    const packed = files.map(({ path }) => path);
    for (const path of [
      ...['subsidia', 'index', 'node', 'worker-main', 'run-worker', 'contrast-worker'].map((name) => `dist/program/${name}.js`),
      'dist/types/index.d.ts', 'dist/types/node/index.d.ts', 'schema/scenario.schema.json',
      'scenarios/shared-or-lead/scenario.yaml', 'scenarios/shared-or-lead/README.md', 'scenarios/eu-infringements/data/arrivals.csv', 'README.md', 'LICENSE',
    ]) expect(packed).toContain(path);
    expect(packed.filter((path) => /^(src|build|tests|bench|results|scripts|dist-bench|coverage|node_modules)\//.test(path))).toEqual([]);
  });
});
