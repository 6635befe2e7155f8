import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readProvenance } from '../../src/node/provenance.js';
import { scratchDirectory } from './sample-experiment.js';

let scratch: string;

beforeEach(() => {
  scratch = scratchDirectory();
});

afterEach(() => rmSync(scratch, { recursive: true, force: true }));

function git(...args: readonly string[]): string {
  const identity = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org'];
  const { status, stdout, stderr } = spawnSync('git', [...identity, ...args], { cwd: scratch, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return stdout.trim();
}

const hasGit = spawnSync('git', ['--version']).status === 0;

describe('the provenance of a result', () => {
  it('tells Node, platform, command line, start and duration', () => {
    const started = Date.now() - 1500;
    const { seconds, ...rest } = readProvenance(scratch, ['subsidia', 'run', 'waste'], started);
    expect(rest).toEqual({
      commit: '',
      node: process.versions.node,
      platform: `${process.platform}-${process.arch}`,
      commandLine: ['subsidia', 'run', 'waste'],
      started: new Date(started).toISOString(),
    });
    expect(seconds).toBeGreaterThanOrEqual(1.5);
    expect(seconds).toBeLessThan(60);
  });

  it('has no commit in a directory that does not exist', () => {
    expect(readProvenance(join(scratch, 'absent'), [], 0).commit).toBe('');
  });

  it.skipIf(!hasGit)('tells the commit and whether the files are as committed (skipped without git)', () => {
    git('init', '--quiet');
    writeFileSync(join(scratch, 'scenario.yaml'), 'name: waste\n');
    expect(readProvenance(scratch, [], 0)).toMatchObject({ commit: '' });
    git('add', '.');
    git('commit', '--quiet', '--message', 'Scenario');
    const commit = git('rev-parse', 'HEAD');
    expect(commit).toMatch(/^[0-9a-f]{40}/);
    expect(readProvenance(scratch, [], 0)).toMatchObject({ commit, clean: true });
    writeFileSync(join(scratch, 'scenario.yaml'), 'name: water\n');
    expect(readProvenance(scratch, [], 0)).toMatchObject({ commit, clean: false });
  });
});
