// Compiles src/ into build/, gathers that into the program in dist/, and writes the schema that editors use; from scratch, so that nothing deleted
// lingers.
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { compile, gather, root } from './compile.mjs';

for (const folder of ['build', 'dist']) rmSync(new URL(folder, root), { recursive: true, force: true });
compile('tsconfig.json');
await gather(
  {
    subsidia: 'build/cli/bin.js', index: 'build/index.js', node: 'build/node/index.js',
    'worker-main': 'build/node/worker-main.js', 'run-worker': 'build/node/run-worker.js', 'contrast-worker': 'build/node/contrast-worker.js',
  },
  'dist/program',
);
chmodSync(new URL('dist/program/subsidia.js', root), 0o755);

const { scenarioJsonSchema } = await import(new URL('build/scenario/json-schema.js', root));
const { catalogue } = await import(new URL('build/model/catalogue.js', root));
mkdirSync(new URL('schema', root), { recursive: true });
writeFileSync(new URL('schema/scenario.schema.json', root), `${JSON.stringify(scenarioJsonSchema(catalogue), undefined, 2)}\n`);
