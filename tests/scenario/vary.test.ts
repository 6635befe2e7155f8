import { describe, expect, test } from 'vitest';
import { variantScenario, varyScenario } from '../../src/scenario/vary.js';
import { complaints, complaintsOf, edited, parse, smallest, text } from './scenario-text.js';

const base = parse(text);
const vary = (changes: Readonly<Record<string, unknown>>): readonly string[] => complaintsOf(() => varyScenario(base, changes));

describe('varying a scenario', () => {
  test('equals editing its text', () => {
    const edit = edited('rate: 0.5 per day', 'rate: 0.7 per day', edited('form: shared', 'form: lead\n    lead: ministry.health'));
    const varied = varyScenario(base, {
      'networks.cabinet.form': 'lead', 'networks.cabinet.lead': 'ministry.health', 'problems.case.arrivals.rate': '0.7 per day',
    });
    // Without the variants, one of which takes another form.
    expect({ ...varied, variants: [] }).toEqual(parse(edit.replace(/variants:[^]*?\n\n/, '')));
  });

  test('leaves the original as it was', () => {
    const before = structuredClone(base);
    varyScenario(base, { 'networks.cabinet.rounds': 2, 'sources[0]': 'Ostrom 1990' });
    expect(base).toEqual(before);
  });

  test('shares the expansions of sections that stay as they are, and only these', () => {
    const lead = variantScenario(base, 'lead');
    expect(lead.networks[0].form.name).toBe('lead');
    expect(lead.organisations).toBe(base.organisations);
    expect(lead.jurisdictions).toBe(base.jurisdictions);
    const stronger = varyScenario(base, { 'organisations.ministry.staff': 7 });
    expect(stronger.jurisdictions).toBe(base.jurisdictions);
    expect(stronger.organisations.find(({ rule }) => rule === 'ministry')?.settings.staff).toBe(7);
    // Knowledge is a share of what problems there are, and times depend on the calendar.
    for (const change of [{ 'problems.case.difficulty.mean': 2 }, { 'time.calendar': 'civil' }, { 'hierarchy.ask': '9 days' }]) {
      const varied = varyScenario(base, change);
      expect(varied.organisations).not.toBe(base.organisations);
      expect(varied.jurisdictions).toBe(base.jurisdictions);
    }
    const split = varyScenario(base, { 'jurisdictions.state.count': 5 });
    expect(split.jurisdictions.length).toBeGreaterThan(base.jurisdictions.length);
    expect(split.organisations.length).toBeGreaterThan(base.organisations.length);
  });

  test('may be repeated on what came of it', () => {
    const once = varyScenario(base, { 'networks.cabinet.rounds': 2 });
    const twice = varyScenario(once, { 'networks.cabinet.persuasion': 0.1 });
    expect(twice.networks[0]).toMatchObject({ rounds: 2, persuasion: 0.1 });
  });

  test('reaches settings that the file leaves to their default', () => {
    expect(varyScenario(base, { 'networks.cabinet.times.notice': '0 days', 'outcomes.decay': '10% per year' })).toMatchObject({ outcomes: { decay: 0.0004 } });
  });

  test('reaches entries of lists, by brackets or dots', () => {
    expect(varyScenario(base, { 'sources[1]': 'Beggs 2001' }).sources).toEqual(['Provan & Kenis 2008', 'Beggs 2001']);
    expect(varyScenario(base, { 'headline.0': 'open_problems' }).headline).toEqual(['open_problems', 'open_problems']);
  });

  test('takes a setting away with null', () => {
    const nao = parse(edited('form: shared', 'form: nao\n    levy: 5%').replace(/variants:[^]*?\n\n/, ''));
    expect(varyScenario(nao, { 'networks.cabinet.levy': null }).networks[0].form.parameters).toMatchObject({ levy: 0 });
    expect(varyScenario(nao, { 'networks.cabinet.levy': null, 'networks.cabinet.form': 'shared' }).networks[0].form).toEqual({ name: 'shared', parameters: {} });
  });

  test('later changes of the value given do not change the scenario', () => {
    const trust = { law: 'constant', value: 0.3 };
    const varied = varyScenario(base, { 'networks.cabinet.trust': trust });
    trust.value = 0.9;
    expect(varyScenario(varied, { 'networks.cabinet.rounds': 2 }).networks[0].trust.law).toEqual({ law: 'constant', value: 0.3 });
  });

  test.each<[Readonly<Record<string, unknown>>, string]>([
    [{ 'networks.cabinett.form': 'lead' }, 'change networks.cabinett.form=lead  networks.cabinett.form: there is no "cabinett" in networks (did you mean "cabinet"?)'],
    [{ 'netwrks.cabinet.form': 'lead' }, 'change netwrks.cabinet.form=lead  netwrks: unknown key (did you mean "networks"?)'],
    [{ 'networks.cabinet.frm': 'lead' }, 'change networks.cabinet.frm=lead  networks.cabinet.frm: unknown key (did you mean "form"?)'],
    [{ 'networks.cabinet.tims.notice': '1 day' }, 'change networks.cabinet.tims.notice=1 day  networks.cabinet.tims: unknown key (did you mean "times"?)'],
    [{ 'networks.cabinet.form.name': 'lead' }, 'change networks.cabinet.form.name=lead  networks.cabinet.form.name: networks.cabinet.form is "shared" and has no settings of its own'],
    [{ 'networks.cabinet.rounds': 0 }, 'change networks.cabinet.rounds=0  networks.cabinet.rounds: expected a whole number of at least 1, found 0'],
    [{ 'networks.cabinet.rounds': Infinity }, 'change networks.cabinet.rounds=Infinity  networks.cabinet.rounds: expected a finite number, a text, true or false, a list or a map, found Infinity'],
    [{ 'networks.cabinet.rounds': undefined }, 'change networks.cabinet.rounds=nothing  networks.cabinet.rounds: expected a finite number, a text, true or false, a list or a map, found nothing'],
    [{ 'networks.cabinet.trust': { law: 'beta', mean: NaN } }, 'change networks.cabinet.trust=a map (key: value)  networks.cabinet.trust: expected a finite number, a text, true or false, a list or a map, found NaN'],
    [{ 'networks.cabinet.lvy': null }, 'change networks.cabinet.lvy=nothing  networks.cabinet.lvy: there is no "lvy" in networks.cabinet'],
    [{ 'sources[2]': 'x' }, 'change sources[2]=x  sources[2]: sources has 2 entries, from [0] on, and no [2]'],
    [{ 'sources[0]': null }, 'change sources[0]=nothing  sources[0]: an entry of a list cannot be taken away; give the whole list'],
    [{ 'networks..form': 1 }, 'change networks..form=1  networks..form: expected a path such as networks.cabinet.form, found "networks..form"'],
    [{ '': 1 }, 'change =1  expected a path such as networks.cabinet.form, found ""'],
    [{ 'variants.lead': {} }, 'change variants.lead=a map (key: value)  variants.lead: variants are not settings; they cannot be changed'],
    [{ 'jurisdictions.state.count': 1, 'organisations.ministry.in': 'state-2' },
      'change organisations.ministry.in=state-2  organisations.ministry.in: expected a jurisdiction: "union", "state", "city" or "state-1", found "state-2" (did you mean "state-1"?)'],
  ])('%o is refused', (changes, message) => {
    expect(vary(changes)).toEqual([message]);
  });

  test('a problem elsewhere is placed at the change that brought it about', () => {
    expect(vary({ seed: 3, 'networks.cabinet.form': 'lead' }))
      .toEqual(['change networks.cabinet.form=lead  networks.cabinet.lead: missing, expected an organisation of the network such as "ministry.health"']);
  });

  test('a copy cannot be varied', () => {
    expect(() => varyScenario(structuredClone(base), {})).toThrow(TypeError);
  });
});

describe('variants', () => {
  test('stand in the scenario as written, in their order', () => {
    expect(base.variants).toEqual([
      { name: 'shared', changes: {} },
      { name: 'lead', changes: { 'networks.cabinet.form': 'lead', 'networks.cabinet.lead': 'ministry.health' } },
      { name: 'nao', changes: { 'networks.cabinet.form': 'nao', 'networks.cabinet.staff': 1, 'networks.cabinet.levy': '2%' } },
    ]);
  });

  test('are the scenario with their changes, and have no variants themselves', () => {
    const lead = variantScenario(base, 'lead');
    expect(lead).toEqual({ ...varyScenario(base, base.variants[1].changes), variants: [] });
    expect(lead.networks.map((network) => network.form)).toEqual([5, 10, 15].map((member) => ({ name: 'lead', parameters: { lead: member, stake: 0.5 } })));
    expect(variantScenario(base, 'shared')).toEqual({ ...base, variants: [] });
  });

  test('may be varied, and taken from a varied scenario', () => {
    expect(varyScenario(variantScenario(base, 'nao'), { 'networks.cabinet.levy': '5%' }).networks[0].form.parameters.levy).toBe(0.05);
    expect(variantScenario(varyScenario(base, { 'networks.cabinet.rounds': 2 }), 'nao').networks[0]).toMatchObject({ rounds: 2, form: { name: 'nao' } });
  });

  test('may be without changes', () => {
    expect(parse(edited('shared: {}', 'shared:')).variants[0]).toEqual({ name: 'shared', changes: {} });
  });

  test('an unknown one is named with the nearest', () => {
    expect(complaintsOf(() => variantScenario(base, 'leed'))).toEqual(['47:1  variants.leed: there is no such variant (did you mean "lead"?)']);
  });

  test.each([
    ['a path that does not exist', 'networks.cabinet.staff: 1', 'networks.cabnet.staff: 1', '50:39  networks.cabnet.staff: there is no "cabnet" in networks (did you mean "cabinet"?) (in variant "nao")'],
    ['a value that does not fit', 'networks.cabinet.levy: 2%', 'networks.cabinet.levy: 2', '50:66  networks.cabinet.levy: expected a share between 0 and 1 such as 0.7 or 70%, found 2 (write "2%") (in variant "nao")'],
    ['a key inside the value', 'networks.cabinet.staff: 1', 'networks.cabinet.trust: { law: beta, meen: 1 }', '50:76  networks.cabinet.trust.meen: unknown key (did you mean "mean"?) (in variant "nao")'],
    ['a parameter left out', ', networks.cabinet.lead: ministry.health', '', '49:11  networks.cabinet.lead: missing, expected an organisation of the network such as "ministry.health" (in variant "lead")'],
    ['a variant that is no map', 'shared: {}', 'shared: lead', '48:3  variants.shared: expected a map from paths to values such as { networks.cabinet.form: lead }, found "lead"'],
    ['a variant of variants', 'shared: {}', 'shared: { variants.lead: {} }', '48:13  variants.lead: variants are not settings; they cannot be changed (in variant "shared")'],
  ])('%s is reported at its line', (_, passage, replacement, message) => {
    expect(complaints(edited(passage, replacement))).toEqual([message]);
  });

  test('problems of the file itself are not repeated for each variant', () => {
    expect(complaints(edited('rate: 0.5 per day', 'rate: 0.5'))).toHaveLength(1);
    expect(complaints(edited('form: shared', 'form: shared\n    levy: 2%'))).toEqual(['43:5  networks.cabinet.levy: "levy" belongs to form nao, this network is shared']);
  });
});

describe('settings from the command line', () => {
  test('are changes whose values are YAML', () => {
    const edit = edited('{ law: exponential, mean: 2 days }', '{ law: erlang, stages: 2, mean: 1 day }', edited('seed: 2026', 'seed: 7', edited('form: shared', 'form: shared\n    rounds: 3')));
    expect(parse(text, { set: ['networks.cabinet.rounds=3', 'hierarchy.delay={ law: erlang, stages: 2, mean: 1 day }', 'seed=7'] })).toEqual(parse(edit));
  });

  test('come before the changes of a variant', () => {
    const scenario = parse(text, { set: ['networks.cabinet.rounds=2', 'networks.cabinet.form=silo'] });
    expect(variantScenario(scenario, 'nao').networks[0]).toMatchObject({ rounds: 2, form: { name: 'nao' } });
  });

  test('leave the variants to be checked when they are taken', () => {
    const scenario = parse(text, { set: ['networks.cabinet.form=nao', 'networks.cabinet.levy=1%'] });
    expect(complaintsOf(() => variantScenario(scenario, 'lead')))
      .toEqual(['49:11  networks.cabinet.levy: "levy" belongs to form nao, this network is lead (in variant "lead")']);
  });

  test.each([
    ['networks.cabinet.rounds=0', '--set networks.cabinet.rounds=0  networks.cabinet.rounds: expected a whole number of at least 1, found 0'],
    ['networks.cabin.rounds=1', '--set networks.cabin.rounds=1  networks.cabin.rounds: there is no "cabin" in networks (did you mean "cabinet"?)'],
    ['networks.cabinet.round=1', '--set networks.cabinet.round=1  networks.cabinet.round: unknown key (did you mean "rounds"?)'],
    ['rounds', '--set rounds  expected a path, "=" and a value, such as networks.cabinet.form=lead'],
    ['seed=', '--set seed=  expected a value after "="; write null to take the setting away'],
    ['seed=[', '--set seed=[  a bracket opened above is not closed'],
    ['title=null', undefined],
  ])('%s', (setting, message) => {
    expect(complaints(text, { set: [setting] })).toEqual(message === undefined ? [] : [message]);
  });

  test('problems of the file keep their places', () => {
    expect(complaints(`${smallest}wrong: 1\n`, { set: ['seed=1', 'outcomes.dcay=1'] }))
      .toEqual(['7:1  wrong: unknown key', '--set outcomes.dcay=1  outcomes.dcay: unknown key (did you mean "decay"?)']);
  });
});
