import { describe, expect, it } from 'vitest';
import { settingAt, settingDifferences } from '../../src/experiment/setting-differences.js';

const inShort = (a: object, b: object, ignored: readonly string[] = []): string[] =>
  settingDifferences(a as Record<string, unknown>, b as Record<string, unknown>, ignored).map((each) => `${each.path}: ${JSON.stringify(each.a)} ${JSON.stringify(each.b)}`);

describe('two versions of a file differ', () => {
  it.each<[string, object, object, readonly string[]]>([
    ['nowhere when they say the same', { time: { horizon: '1 year' } }, { time: { horizon: '1 year' } }, []],
    ['in single settings', { time: { horizon: '1 year', sample: '1 day' } }, { time: { horizon: '2 years', sample: '1 day' } }, ['time.horizon: "1 year" "2 years"']],
    ['in settings that one leaves out, with those around them', { networks: { cabinet: {} } }, { networks: { cabinet: { times: { notice: '1 day' } } } }, ['networks.cabinet.times.notice: undefined "1 day"']],
    ['in laws of another kind as a whole', { a: { law: 'constant', value: 1 } }, { a: { law: 'normal', mean: 1 } }, ['a: {"law":"constant","value":1} {"law":"normal","mean":1}']],
    ['in one parameter of the same law', { a: { law: 'normal', mean: 1, sd: 1 } }, { a: { law: 'normal', mean: 2, sd: 1 } }, ['a.mean: 1 2']],
    ['in a law where the other has a number', { a: { law: 'normal', mean: 1 } }, { a: 1 }, ['a: {"law":"normal","mean":1} 1']],
    ['in lists as a whole', { domains: ['a', 'b'] }, { domains: ['a', 'c'] }, ['domains: ["a","b"] ["a","c"]']],
    ['in an organisation that one of them lacks, as a whole', { organisations: {} }, { organisations: { office: { staff: 1 } } }, ['organisations.office: undefined {"staff":1}']],
  ])('%s', (_, a, b, expected) => {
    expect(inShort(a, b)).toEqual(expected);
  });

  it('in prose too, unless that is to be ignored', () => {
    expect(inShort({ title: 'a', variants: { x: {} } }, { title: 'b', variants: { y: {} } }, ['title', 'variants'])).toEqual([]);
  });
});

it('a setting is found at its path', () => {
  const settings = { networks: { cabinet: { times: { notice: '1 day' } } } };
  expect([settingAt(settings, 'networks.cabinet.times.notice'), settingAt(settings, 'networks.council.times'), settingAt(settings, 'networks.cabinet.times.notice.x')])
    .toEqual(['1 day', undefined, undefined]);
});
