// Compiles src/ into dist/ from scratch, so that nothing deleted lingers, and writes the schema that editors use.
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';

const root = new URL('..', import.meta.url);
rmSync(new URL('dist', root), { recursive: true, force: true });
const tsc = spawnSync(process.execPath, [new URL('node_modules/typescript/bin/tsc', root).pathname, '-p', 'tsconfig.json'], { cwd: root, stdio: 'inherit' });
if (tsc.status !== 0) process.exit(tsc.status ?? 1);
chmodSync(new URL('dist/cli/bin.js', root), 0o755);

const { scenarioJsonSchema } = await import(new URL('dist/scenario/json-schema.js', root));
const { catalogue } = await import(new URL('dist/model/catalogue.js', root));
mkdirSync(new URL('schema', root), { recursive: true });
writeFileSync(new URL('schema/scenario.schema.json', root), `${JSON.stringify(scenarioJsonSchema(catalogue), undefined, 2)}\n`);
