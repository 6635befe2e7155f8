import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { smallStudy } from '../experiment/small-study.js';
import { command, execute, resultFiles, workplace, type Ending } from './command.js';

const example = readFileSync(join(import.meta.dirname, '../../docs/plugins/rotating-lead.mjs'), 'utf8');
const experiment = `name: forms
scenario: small.yaml
plugins: [rotating-lead.mjs]
replications: 3
design: factorial
factors: { networks.council.form: [shared, rotating-lead] }
`;
const failing = example.replace('issue.round++;', "throw new Error('the lead is away');");
const withoutVariants = smallStudy.replace(/^variants:[^]*?(?=^headline)/m, '');
const folder = workplace({ 'small.yaml': smallStudy, 'plain.yaml': withoutVariants, 'forms.yaml': experiment, 'rotating-lead.mjs': example, 'failing.mjs': failing });
const rotating = ['--plugin', 'rotating-lead.mjs', '--set', 'networks.council.form=rotating-lead'];
/** Other text, the same code: a comment decides on nothing, but who reads a hash cannot know. */
const changed = `${example}// later\n`;

/** Runs an action while the plugin has been changed. */
async function withChangedPlugin(action: () => Promise<void>): Promise<void> {
  writeFileSync(join(folder, 'rotating-lead.mjs'), changed);
  try {
    await action();
  } finally {
    writeFileSync(join(folder, 'rotating-lead.mjs'), example);
  }
}

function sweep(...flags: readonly string[]): Ending {
  return execute(folder, 'sweep', 'forms.yaml', '--quiet', ...flags);
}

const manifestOf = (out: string): { readonly plugins: unknown; readonly identity: Record<string, string> } =>
  JSON.parse(readFileSync(join(folder, out, 'manifest.json'), 'utf8')) as { readonly plugins: unknown; readonly identity: Record<string, string> };

describe('--plugin', () => {
  it('adds a form that check, follow, why and schema then know', async () => {
    expect(await command(folder, 'check', 'small.yaml', '--set', 'networks.council.form=rotating-lead')).toMatchObject({ code: 2 });
    const checked = await command(folder, 'check', 'small.yaml', ...rotating);
    expect([checked.code, checked.out]).toEqual([0, expect.stringContaining('council (rotating-lead, 2 members)')]);
    const followed = await command(folder, 'follow', 'small.yaml', ...rotating, '--problem', 'joint', '--set', 'organisations.department.knows=all');
    expect([followed.code, followed.out]).toEqual([0, expect.stringContaining('judge the proposal')]);
    expect((await command(folder, 'schema', '--plugin', 'rotating-lead.mjs')).out).toContain('"rotating-lead"');
    expect((await command(folder, 'schema')).out).not.toContain('"rotating-lead"');
    const why = execute(folder, 'why', 'plain.yaml', '--plugin', 'rotating-lead.mjs', '--vary', 'networks.council.form=shared,rotating-lead', '--replications', '2', '--quiet');
    expect(why).toEqual({ code: 0, out: '', err: '' });
  });

  it('says everything that is wrong, in one report', async () => {
    writeFileSync(join(folder, 'wrong.mjs'), 'export default () => ({ forms: [{ name: "lead" }], rules: [] });\n');
    const { code, err } = await command(folder, 'run', 'small.yaml', '--plugin', 'wrong.mjs');
    expect(code).toBe(2);
    expect(err).toContain('wrong.mjs: forms "lead": the name is taken\n');
    expect(err).toContain('wrong.mjs: forms "lead": protocol: expected a function, found nothing\n');
    expect(err).toContain('wrong.mjs: rules: there is no such list; expected forms, ');
  });

  it.each([
    ['throws', 'throw new Error("not today");', 'cannot be imported: not today'],
    ['imports its neighbour', 'import "./rotating-lead.mjs";', 'cannot be imported'],
    ['imports a file by its address', `import 'file:///tmp/other.mjs';`, 'imports another file; a plugin is one file'],
    ['is no JavaScript', 'export default () => ({', 'cannot be imported'],
    ['exports an object', 'export default { forms: [] };', 'expected a default export such as export default (kit) => ({ forms: [...] })'],
  ])('refuses a module that %s', (_, text, message) => {
    writeFileSync(join(folder, 'refused.mjs'), text);
    const { code, err } = execute(folder, 'check', 'small.yaml', '--plugin', 'refused.mjs');
    expect([code, err]).toEqual([2, expect.stringContaining(`refused.mjs: ${message}`)]);
    expect(err).not.toContain('base64');
  });

  it('refuses a file that is not there, and two of one name', async () => {
    expect(await command(folder, 'check', 'small.yaml', '--plugin', 'none.mjs')).toMatchObject({ code: 2, err: expect.stringContaining('none.mjs: no such file') as string });
    expect(await command(folder, 'check', 'small.yaml', ...rotating, ...rotating)).toMatchObject({ code: 2, err: expect.stringContaining('two plugins have this name') as string });
  });

  it('names the plugin in the command that repeats a failed run', () => {
    expect(execute(folder, 'run', 'small.yaml', '--plugin', 'failing.mjs', '--set', 'networks.council.form=rotating-lead', '--replications', '1', '--out', 'failed', '--quiet').code).toBe(1);
    expect(readFileSync(join(folder, 'failed/failures.csv'), 'utf8')).toMatch(/the lead is away.*--plugin failing\.mjs/);
  });
});

describe('plugins of an experiment file', () => {
  const whole = sweep('--workers', '1', '--out', 'by-1');

  it('give the same bytes with 1, 2 and 7 workers, and stand in the manifest with their SHA-256', () => {
    expect(whole).toEqual({ code: 0, out: '', err: '' });
    for (const workers of ['2', '7']) expect(sweep('--workers', workers, '--out', `by-${workers}`)).toEqual({ code: 0, out: '', err: '' });
    expect(resultFiles(join(folder, 'by-2'))).toEqual(resultFiles(join(folder, 'by-1')));
    expect(resultFiles(join(folder, 'by-7'))).toEqual(resultFiles(join(folder, 'by-1')));
    const hash = createHash('sha256').update(readFileSync(join(folder, 'rotating-lead.mjs'))).digest('hex');
    expect(manifestOf('by-1').plugins).toEqual([{ file: 'rotating-lead.mjs', sha256: hash }]);
    const rows = readFileSync(join(folder, 'by-1/runs.csv'), 'utf8');
    expect(rows).toContain('rotating-lead');
    expect(rows).not.toContain('failed');
  });

  it('are looked up beside it', () => {
    mkdirSync(join(folder, 'elsewhere'));
    expect(execute(join(folder, 'elsewhere'), 'sweep', '../forms.yaml', '--dry-run').code).toBe(0);
  });

  it('must be there again, and the same, for rerun and analyse', async () => {
    cpSync(join(folder, 'by-1'), join(folder, 'again'), { recursive: true });
    const bare = await command(folder, 'rerun', 'again', '--run', '1');
    expect([bare.code, bare.err]).toEqual([2, expect.stringContaining('again: expected --plugin with rotating-lead.mjs')]);
    expect(execute(folder, 'rerun', 'again', '--run', '1', '--plugin', 'rotating-lead.mjs').out).toContain('run 1 gives the same rows');
    expect(await command(folder, 'analyse', 'again')).toMatchObject({ code: 2, err: expect.stringContaining('rotating-lead.mjs') as string });
    expect(await command(folder, 'analyse', 'again', '--plugin', 'rotating-lead.mjs', '--quiet')).toMatchObject({ code: 0 });
    const stranger = await command(folder, 'rerun', 'again', '--run', '1', '--plugin', 'rotating-lead.mjs', '--plugin', 'failing.mjs');
    expect([stranger.code, stranger.err]).toEqual([2, expect.stringContaining('made without the plugin failing.mjs')]);
    await withChangedPlugin(async () => {
      const other = await command(folder, 'rerun', 'again', '--run', '1', '--plugin', 'rotating-lead.mjs');
      expect([other.code, other.err]).toEqual([2, expect.stringContaining('--plugin rotating-lead.mjs is not the file that it was made with')]);
    });
  });

  it('never run out of a result: its text there may be anything', () => {
    cpSync(join(folder, 'by-1'), join(folder, 'kept'), { recursive: true });
    const path = join(folder, 'kept/experiment.json');
    writeFileSync(path, readFileSync(path, 'utf8').replace('export default', "throw new Error('run from the result'); export default"));
    expect(execute(folder, 'rerun', 'kept', '--run', '0', '--plugin', 'rotating-lead.mjs')).toMatchObject({ code: 0, err: '' });
  });

  it('refuse to resume with another text, by name', async () => {
    sweep('--out', 'resumed', '--shard', '1/2');
    await withChangedPlugin(async () => {
      const { code, err } = await command(folder, 'sweep', 'forms.yaml', '--out', 'resumed', '--shard', '1/2');
      expect([code, err]).toEqual([2, expect.stringContaining('not the same plugin rotating-lead.mjs')]);
    });
  });

  it('merge to the result of one machine, and not with shards of another text', async () => {
    for (const part of ['1/2', '2/2']) sweep('--out', 'parts', '--shard', part);
    expect(await command(folder, 'merge', 'parts')).toMatchObject({ code: 2, err: expect.stringContaining('expected --plugin with rotating-lead.mjs') as string });
    expect(await command(folder, 'merge', 'parts', '--plugin', 'rotating-lead.mjs', '--quiet')).toMatchObject({ code: 0, err: '' });
    expect(resultFiles(join(folder, 'parts/merged'))).toEqual(resultFiles(join(folder, 'by-1')));
    writeFileSync(join(folder, 'copy.mjs'), example);
    expect(await command(folder, 'merge', 'parts', '--plugin', 'copy.mjs', '--out', 'by-copy', '--quiet')).toMatchObject({ code: 0, err: '' });
    expect(resultFiles(join(folder, 'by-copy'))).toEqual(resultFiles(join(folder, 'by-1')));
    cpSync(join(folder, 'parts'), join(folder, 'mixed'), { recursive: true });
    rmSync(join(folder, 'mixed/merged'), { recursive: true });
    rmSync(join(folder, 'mixed/shard-2-of-2'), { recursive: true });
    await withChangedPlugin(async () => {
      expect(sweep('--out', 'other', '--shard', '2/2').code).toBe(0);
      renameSync(join(folder, 'other/shard-2-of-2'), join(folder, 'mixed/shard-2-of-2'));
      const { code, err } = await command(folder, 'merge', 'mixed', '--plugin', 'rotating-lead.mjs');
      expect([code, err]).toEqual([2, expect.stringContaining('not the same plugin rotating-lead.mjs')]);
    });
  });
});
