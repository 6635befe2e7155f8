import { describe, expect, test } from 'vitest';
import { complaints, edited, parse, smallest, text } from './scenario-text.js';

describe('text that is no scenario', () => {
  test.each([
    ['an empty file', '', '1:1  expected a scenario, found an empty file'],
    ['a file of comments', '# nothing\n', '1:1  expected a scenario, found an empty file'],
    ['a list', '- a\n- b\n', '1:1  expected a scenario: a map with keys such as "name" and "time", found a list'],
    ['a text', 'hello', '1:1  expected a scenario: a map with keys such as "name" and "time", found "hello"'],
    ['a tab', 'name: x\ntime:\n\thorizon: 1 day\n', '3:1  a tab stands where the line is indented; indent with spaces'],
    ['an open bracket', 'name: [x\ntitle: y\n', '2:1  a bracket opened above is not closed before this line'],
    ['an open quote', 'name: "x\n', '2:1  a quote opened above is not closed'],
    ['a missing colon', 'name: x\ntime\n', '2:1  a key without a colon and a value'],
    ['two scenarios', 'name: x\n---\nname: y\n', '2:1  expected one scenario in the file, found a second after "---"'],
    ['a tag', 'name: !slug x\n', '1:7  expected plain values, found a YAML tag (put texts that begin with "!" into quotes)'],
    ['a reserved character', 'name: @x\n', '1:7  a text begins with a character that YAML keeps for itself; put it into quotes'],
    ['a colon in a text', 'title: Forms: which?\n',
      '1:8  a second key stands where one value is expected; look at the indentation, at missing colons, and put texts that contain ": " into quotes'],
    ['an unknown alias', 'name: *x\n', '1:7  name: expected an anchor &x above this alias, found none'],
    ['an alias in itself', 'domains: &d [*d]\n', '1:14  domains[0]: the alias *d stands inside what it refers to'],
    ['a list as a key', '? [a]\n: b\n', '1:3  expected a plain name before the colon, found a list or map'],
    ['an empty key', '"": b\n', '1:1  expected a plain name before the colon, found ""'],
    ['a key of the language', '__proto__: { a: 1 }\n', '1:1  expected a plain name before the colon, found "__proto__"'],
  ])('%s is refused', (_, scenario, message) => {
    expect(complaints(scenario)).toEqual([message]);
  });

  test.each(['.inf', '-.inf', '.nan', '1e400'])('the number %s is refused', (number) => {
    expect(complaints(edited('value: 1', `value: ${number}`))).toEqual([`33:12  problems.case.value: expected a finite number, found ${number}`]);
  });

  test('a key given twice is refused at its second place', () => {
    expect(complaints(`${smallest}name: again\n`)).toEqual(['7:1  name: "name" is given twice']);
    expect(complaints(edited('{ 1: 0.85,', '{ 1: 0.85, "1": 0.5,'))).toEqual(['32:37  problems.case.involves.domains.1: "1" is given twice']);
  });

  test.each([['[', ']'], ['{a: ', '}'], ['- ', ''], ['? ', '']])('nesting with %s without end is refused, not crashed on', (open, close) => {
    const nested = `name: x\ntitle:\n  ${open.repeat(100_000)}1${close.repeat(100_000)}\n`;
    expect(complaints(nested)).toEqual(['3:1  lists and maps are nested too deeply']);
  });

  test('aliases that multiply without end are refused', () => {
    const levels = ['x0: &a0 [1, 2, 3, 4, 5, 6, 7, 8, 9]'];
    for (let level = 1; level < 9; level++) levels.push(`x${level}: &a${level} [${Array.from({ length: 9 }, () => `*a${level - 1}`).join(', ')}]`);
    expect(complaints(levels.join('\n'))).toEqual(['1:1  more than 1000000 settings, counting what aliases repeat']);
  });

  test('more than 5 million characters are refused with advice', () => {
    const long = `${smallest}# ${'x'.repeat(5_000_000)}\n`;
    expect(complaints(long)).toEqual([
      '1:1  expected at most 5 million characters of YAML, found 6 million characters (write rules with "count", or put long lists into a CSV file and name it under "from")',
    ]);
  });
});

describe('text that is a scenario', () => {
  test('anchors and aliases repeat settings', () => {
    const scenario = parse(smallest.replace('service: 1 day }', 'service: &s 2 days }\n  agency: { in: union, service: *s }'));
    expect(scenario.organisations[1].settings.service.solved).toEqual({ law: 'constant', value: 2 });
  });

  test('a byte order mark and CRLF line ends are accepted', () => {
    expect(parse(`\uFEFF${text.replaceAll('\n', '\r\n')}`)).toEqual(parse(text));
  });
});
