// Console blocks of the documents: ```console, lines that begin with "$ " are commands, what follows is what they print.
// A block of YAML whose first line is "# FOLDER/FILE.yaml, step N" is put into that file first, as its reader would do.
// `node scripts/console-blocks.mjs FILE...` runs every command and writes its real output into the file; a test does the same and compares.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const BLOCK = /```console\n([\s\S]*?)```/g;
const STEP = /```yaml\n# (?<file>[\w./-]+\.yaml), step (?<number>\d+)[^\n]*\n(?<body>[\s\S]*?)```/g;
const EITHER = new RegExp(`${STEP.source}|${BLOCK.source}`, 'g');

/** The commands of a document, block by block. */
export function commandsOf(text) {
  return [...text.matchAll(BLOCK)].map(([, body]) => body.split('\n').filter((line) => line.startsWith('$ ')).map((line) => line.slice(2)));
}

/** The file of a document's steps as it is after each of them: step 1 is a whole file, the sections of a later one replace those of the same name. */
export function stepsOf(text) {
  const sections = new Map();
  return [...text.matchAll(STEP)].map(({ groups: { file, number, body } }) => {
    if (number === '1') sections.clear();
    for (const section of body.split(/^(?=[a-z_]+:)/m)) sections.set(section.slice(0, section.indexOf(':')), section);
    return { file, number: Number(number), yaml: [...sections.values()].join('') };
  });
}

/** The document with the output of every command as it is now. All blocks share one empty folder, so that a tutorial can go on. */
export function withRealOutput(text) {
  const folder = mkdtempSync(join(tmpdir(), 'subsidia-document-'));
  try {
    const bin = join(folder, '.bin');
    mkdirSync(bin);
    symlinkSync(join(root, 'dist/program/subsidia.js'), join(bin, 'subsidia'));
    const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}`, COLUMNS: '80' };
    const steps = stepsOf(text);
    return text.replaceAll(EITHER, (block, file, _number, _sections, body) => {
      if (file !== undefined) {
        writeFileSync(join(folder, file), steps.shift().yaml);
        return block;
      }
      const commands = body.split('\n').filter((line) => line.startsWith('$ '));
      return `\`\`\`console\n${commands.map((line) => `${line}\n${run(line.slice(2), folder, env)}`).join('')}\`\`\``;
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(command, folder, env) {
  // The commands of the README's first screen belong to the repository; everything else happens in the empty folder.
  const start = /^npm (ci && npm )?start$/.exec(command) !== null;
  const script = start ? 'node dist/program/subsidia.js compare scenarios/shared-or-lead' : command;
  const { stdout, stderr, status } = spawnSync('bash', ['-c', `${script} 2>&1`], { cwd: start ? root : folder, env, encoding: 'utf8' });
  // A tutorial shows what works; only `check` is there to refuse.
  if (status !== 0 && !command.startsWith('subsidia check ')) throw new Error(`$ ${command}\nended with exit code ${status}:\n${stdout}${stderr}`);
  return `${stdout}${stderr}`.replace(/\n*$/, '\n');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  for (const file of process.argv.slice(2)) writeFileSync(file, withRealOutput(readFileSync(file, 'utf8')));
}
