import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { commandLine } from '../../src/report/command-line.js';

describe('a command to copy', () => {
  it('leaves words as they are that mean the same in a shell', () =>
    expect(commandLine(['subsidia', 'run', 'étude/2.yaml', '--set', 'time.horizon=1'])).toBe('subsidia run étude/2.yaml --set time.horizon=1'));

  it('puts others in quotes', () => expect(commandLine(['subsidia', 'check', 'my study/x y', ''])).toBe("subsidia check 'my study/x y' ''"));

  it('is read by a shell as it was meant', () => {
    const words = ["it's $HOME", '*', 'a;b', '`id`', '~', 'line\nbreak', '"quoted"', String.raw`back\slash`, '#', '{a,b}', 'Köln'];
    expect(execFileSync('sh', ['-c', `printf '%s|' ${commandLine(words)}`], { encoding: 'utf8' })).toBe(`${words.join('|')}|`);
  });
});
