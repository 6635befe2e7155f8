import { describe, expect, it } from 'vitest';
import { DesignError, designPoints } from '../../src/experiment/design.js';
import { ScenarioError } from '../../src/scenario/scenario-error.js';
import { parsed, smallStudy } from './small-study.js';

describe('the design points of a study', () => {
  it('are the variants of the file, each with its changes and its own scenario', () => {
    const points = designPoints(parsed());
    expect(points.map(({ index, name }) => [index, name])).toEqual([[0, 'shared'], [1, 'lead']]);
    expect(points[1].changes).toEqual({ 'networks.council.form': 'lead', 'networks.council.lead': 'department.health' });
    expect(points.map(({ scenario }) => scenario.networks[0].form.name)).toEqual(['shared', 'lead']);
  });

  it('are one point with the name of the scenario when variants are left out or there are none', () => {
    const withoutVariants = smallStudy.replace(/^variants:\n( {2}.*\n)+/m, '');
    for (const points of [designPoints(parsed(), { variants: false }), designPoints(parsed(withoutVariants))]) {
      expect(points.map(({ name, changes }) => [name, changes])).toEqual([['small', {}]]);
    }
  });

  it('are all combinations of the varied values, the last factor changing fastest, named by path and value', () => {
    const vary = { 'organisations.ministry.staff': [1, 2], 'networks.council.form': ['shared', 'silo'] };
    const points = designPoints(parsed(), { variants: false, vary });
    expect(points.map(({ name }) => name)).toEqual([
      'organisations.ministry.staff=1 networks.council.form=shared',
      'organisations.ministry.staff=1 networks.council.form=silo',
      'organisations.ministry.staff=2 networks.council.form=shared',
      'organisations.ministry.staff=2 networks.council.form=silo',
    ]);
    expect(points.map(({ index }) => index)).toEqual([0, 1, 2, 3]);
    expect(points[3].changes).toEqual({ 'organisations.ministry.staff': 2, 'networks.council.form': 'silo' });
    expect(points[3].scenario.networks[0].form.name).toBe('silo');
    expect(points[3].scenario.organisations[0].settings.staff).toBe(2);
    expect(points[0].scenario.organisations[0].settings.staff).toBe(1);
  });

  it('are every variant with every combination when both are given', () => {
    const points = designPoints(parsed(), { vary: { 'time.horizon': ['30 days', '40 days'] } });
    expect(points.map(({ name }) => name)).toEqual([
      'shared time.horizon=30 days', 'shared time.horizon=40 days', 'lead time.horizon=30 days', 'lead time.horizon=40 days',
    ]);
    expect(points.map(({ scenario }) => scenario.time.horizon)).toEqual([30, 40, 30, 40]);
  });

  it('name values that are not text as JSON', () => {
    const vary = { 'problems.case.involves.domains': [{ 1: 1 }, { 1: 0.5, 2: 0.5 }] };
    expect(designPoints(parsed(), { variants: false, vary }).map(({ name }) => name)).toEqual([
      'problems.case.involves.domains={"1":1}', 'problems.case.involves.domains={"1":0.5,"2":0.5}',
    ]);
  });

  it('are refused with a path that does not exist or a value that does not fit', () => {
    expect(() => designPoints(parsed(), { vary: { 'organisations.ministry.stuff': [1] } })).toThrow(ScenarioError);
    expect(() => designPoints(parsed(), { vary: { 'organisations.ministry.staff': [1, 0] } })).toThrow(/expected a whole number of at least 1/);
  });

  it('are refused without values and with a value that stands twice', () => {
    expect(() => designPoints(parsed(), { vary: { 'time.horizon': [] } })).toThrow(new DesignError('vary time.horizon: expected at least one value'));
    expect(() => designPoints(parsed(), { vary: { 'organisations.ministry.staff': [1, 2, 1] } })).toThrow(
      new DesignError('vary organisations.ministry.staff: expected different values, found 1 twice'),
    );
  });

  it.each(['seed', 'replications', 'name', 'title', 'headline'])('cannot vary what they share: %s', (path) => {
    expect(() => designPoints(parsed(), { vary: { [path]: [1, 2] } })).toThrow(
      new DesignError(`vary: "${path}" is the same for all design points of a study and cannot be varied`),
    );
  });

  it('cannot come from a variant that sets the seed', () => {
    const text = smallStudy.replace('shared: {}', 'shared: { seed: 3 }');
    expect(() => designPoints(parsed(text))).toThrow(new DesignError('variant "shared": "seed" is the same for all design points of a study and cannot be varied'));
    expect(designPoints(parsed(text), { variants: false })).toHaveLength(1);
  });

  it('are refused beyond ten thousand, before any is made', () => {
    const values = Array.from({ length: 101 }, (_, index) => index + 1);
    const vary = { 'organisations.ministry.staff': values, 'organisations.department.staff': values };
    expect(() => designPoints(parsed(), { variants: false, vary })).toThrow(new DesignError('10201 design points: expected at most 10000'));
  });
});
