// Compiles the benchmarks with the program into dist-bench/, gathered into few files as the program is that users run.
import { rmSync } from 'node:fs';
import { compile, gather, root } from './compile.mjs';

rmSync(new URL('dist-bench', root), { recursive: true, force: true });
compile('tsconfig.bench.json');
const programs = ['run', 'program', 'observation', 'memory', 'scale', 'soak', 'sweep', 'fit-log'];
await gather(Object.fromEntries(programs.map((name) => [name, `dist-bench/bench/${name}.js`])), 'dist-bench/program');
