import { describe, expect, test } from 'vitest';
import { complaints, edited, parse, smallest, statements, text } from './scenario-text.js';

describe('a scenario', () => {
  const scenario = parse(text);

  test('is expanded as its rules say', () => {
    expect(scenario.jurisdictions).toHaveLength(1 + 3 + 3 * 4);
    expect(scenario.organisations).toHaveLength(5 * (1 + 3 + 12));
    expect(scenario.problems[0].origins).toEqual(Array.from({ length: 60 }, (_, index) => 20 + index));
    expect(scenario.networks.map((network) => network.path)).toEqual(['cabinet@union/state-1', 'cabinet@union/state-2', 'cabinet@union/state-3']);
  });

  test('keeps what the file says of the study', () => {
    expect(scenario).toMatchObject({
      name: 'shared-or-lead', title: 'Shared governance, lead organisation or NAO?', sources: ['Provan & Kenis 2008', 'Garicano 2000'],
      time: { calendar: 'working', horizon: 750, warmup: 126, sample: 21 }, seed: '2026', replications: 20,
      domains: ['health', 'housing', 'work', 'schools', 'transport'], levels: ['supranational', 'national', 'local'], headline: ['time_to_decision', 'open_problems'],
    });
  });

  test('is frozen to its last leaf', () => {
    const open: string[] = [];
    const visit = (value: unknown, path: string): void => {
      if (typeof value !== 'object' || value === null) return;
      if (!Object.isFrozen(value)) open.push(path);
      for (const [key, part] of Object.entries(value)) visit(part, `${path}.${key}`);
    };
    visit(scenario, '');
    expect(open).toEqual([]);
  });

  test('is plain data', () => {
    expect(structuredClone(scenario)).toEqual(scenario);
  });

  test('is the same each time', () => {
    expect(parse(text)).toEqual(scenario);
  });
});

describe('defaults', () => {
  test('a file needs a name, a horizon, a jurisdiction and an organisation', () => {
    const ask = { law: 'constant', value: 0.5 };
    const delay = { law: 'constant', value: 1 };
    expect(parse(smallest)).toEqual({
      name: 'smallest', title: 'smallest', question: '', sources: [], time: { calendar: 'working', horizon: 10, warmup: 0, sample: 10 }, seed: '1', replications: 20,
      domains: ['general'], levels: ['supranational', 'national', 'local'],
      jurisdictions: [{ rule: 'union', name: 'union', path: 'union', level: 0, parent: -1 }],
      organisations: [{
        rule: 'office', name: 'office', path: 'union/office', jurisdiction: 0, domains: [0],
        settings: {
          staff: 1, dayCost: 1, sector: 'public', weight: 1, knowledge: { z: [Infinity] }, coordinationKnowledge: Infinity,
          service: { solved: delay, passed: delay }, help: { solved: ask, passed: ask }, attention: { name: 'fifo', parameters: {} },
        },
      }],
      problems: [],
      hierarchy: {
        delay, returnDelay: delay, misrouted: 0, lost: 0, resendAfter: 5, learning: { rule: 'none' }, turnover: 0,
        patience: { law: 'constant', value: Infinity }, defaultQuality: 0.5, skipped: [], idle: [],
      },
      networks: [], outcomes: { decay: 0, legitimacyWindow: 250, legitimacyAtStart: 0.5, coProduction: 0, withdrawal: 0 }, headline: [], variants: [],
    });
  });

  test('a sample is a month, or the horizon where that is shorter', () => {
    expect(parse(edited('10 days', '1 year', smallest)).time.sample).toBe(21);
    expect(parse(edited('10 days', '1 year, calendar: civil', smallest)).time.sample).toBe(30.4375);
  });

  test('sections with nothing behind their key are empty', () => {
    expect(parse(`${smallest}hierarchy:\nnetworks:\nvariants:\n`)).toEqual(parse(smallest));
  });
});

describe('seeds', () => {
  test.each([['0', '0'], ['-3', '-3'], ['"0"', '0'], ['2026', '2026'], ['"2026"', '2026'], ['waste', 'waste'], ['9007199254740991', '9007199254740991']])('%s is %s', (written, seed) => {
    expect(parse(`${smallest}seed: ${written}\n`).seed).toBe(seed);
  });

  test.each([
    ['1.5', 'seed: expected a whole number or a text, found 1.5'],
    ['', 'seed: expected a whole number or a text, found nothing'],
    ['""', 'seed: expected a whole number or a text, found ""'],
    ['12345678901234567890', 'seed: expected a seed of at most 15 digits, found 12345678901234567000 (put longer ones into quotes)'],
  ])('%s is refused', (written, message) => {
    expect(statements(`${smallest}seed: ${written}\n`)).toEqual([message]);
  });
});

describe('time', () => {
  test.each([
    ['{ horizon: 0 days }', 'time.horizon: the horizon must be longer than 0 days'],
    ['{ horizon: 10 days, warmup: 2 weeks }', 'time.warmup: the warmup must end before the horizon: shorten it or lengthen the horizon'],
    ['{ horizon: 10 days, sample: 0 days }', 'time.sample: the time between samples must be longer than 0 days'],
    ['{ horizon: 1e9 years }', 'time.horizon: expected at most 1000000 samples in a run, found about 12000000000'],
    ['{ horizon: 1 year, sample: 1e-7 days }', 'time.sample: expected at most 1000000 samples in a run, found about 2500000000'],
    ['{ horizon: 10 days, sample: 11 days }', 'time.sample: the time between samples is longer than the horizon'],
    ['{ warmup: 1 day }', 'time.horizon: missing, expected a length of time such as "0.5 days"'],
    ['{ horizon: 10 days, calendar: lunar }', 'time.calendar: expected one of these: "working" or "civil", found "lunar"'],
    ['{ horizon: 10 days, start: 2023-02-29 }', 'time.start: expected an ISO date such as "2024-01-01", found "2023-02-29"'],
    ['10 days', 'time: expected a map such as { horizon: 3 years, warmup: 6 months }, found "10 days"'],
  ])('%s is refused', (written, message) => {
    expect(statements(edited('{ horizon: 10 days }', written, smallest))).toEqual([message]);
  });
});

describe('the hierarchy', () => {
  const hierarchy = (written: string) => parse(`${smallest}hierarchy: ${written}\n`).hierarchy;

  test('is taken as written', () => {
    expect(hierarchy(`{ delay: 2 days, return_delay: 1 h, misrouted: 2%, lost: 1%, resend_after: 1 week, turnover: 10% per year, patience: { law: exponential, mean: 1 month },
      default_quality: 0.3, pass_the_buck: { threshold: 12 }, triage: { coverage: 0.6, error: 5%, confirmation: 6 min }, skip: [national], idle: { national: 1 year, local: 0 days } }`)).toEqual({
      delay: { law: 'constant', value: 2 }, returnDelay: { law: 'constant', value: 0.125 }, misrouted: 0.02, lost: 0.01, resendAfter: 5, learning: { rule: 'none' },
      turnover: 0.0004, patience: { law: 'exponential', mean: 21 }, defaultQuality: 0.3, passTheBuck: { threshold: 12, hops: 1 },
      triage: { coverage: 0.6, error: 0.05, time: { law: 'constant', value: 0 }, confirmation: { law: 'constant', value: expect.closeTo(0.0125, 15) as number } },
      skipped: [1], idle: [{ level: 1, from: 250 }, { level: 2, from: 0 }],
    });
  });

  test('may learn', () => {
    expect(hierarchy('{ learning: { rule: category, categories: 20, probability: 0.5 } }').learning).toEqual({ rule: 'category', categories: 20, probability: 0.5 });
    expect(hierarchy('{ learning: { rule: continuous, rate: 0.1, cost: 1 h } }').learning).toEqual({ rule: 'continuous', rate: 0.1, cost: 0.125 });
  });

  test('what organisations ask is their help by default', () => {
    expect(parse(`${smallest}hierarchy: { ask: { law: exponential, mean: 2 h } }\n`).organisations[0].settings.help)
      .toEqual({ solved: { law: 'exponential', mean: 0.25 }, passed: { law: 'exponential', mean: 0.25 } });
  });

  test.each([
    ['{ skip: [nationl] }', 'hierarchy.skip[0]: expected a level: "supranational", "national" or "local", found "nationl" (did you mean "national"?)'],
    ['{ idle: { nationl: 1 day } }', 'hierarchy.idle.nationl: expected a level: "supranational", "national" or "local", found "nationl" (did you mean "national"?)'],
    ['{ idle: { national: 3 } }', 'hierarchy.idle.national: expected a length of time with its unit, found 3 (write "3 days")'],
    ['{ lost: 100%, resend_after: 0 days }', 'hierarchy.resend_after: expected a time above 0 days where everything is lost, found 0 days'],
    ['{ idle: national }', 'hierarchy.idle: expected a map (key: value), found "national"'],
    ['{ learning: categories }', 'hierarchy.learning: expected a learning rule: "none", "category" or "continuous", found "categories" (did you mean "category"?)'],
    ['{ learning: category }', 'hierarchy.learning: expected category with its parameters, found only its name (write { rule: category, ... })'],
    ['{ learning: { rule: category, categories: 3 } }', 'hierarchy.learning.probability: missing, expected a share between 0 and 1 such as 0.7 or 70%'],
    ['{ pass_the_buck: { threshold: -1 } }', 'hierarchy.pass_the_buck.threshold: expected a whole number of at least 0, found -1'],
    ['{ dealy: 1 day }', 'hierarchy.dealy: unknown key (did you mean "delay"?)'],
    ['[]', 'hierarchy: expected a map (key: value), found an empty list'],
  ])('%s is refused', (written, message) => {
    expect(statements(`${smallest}hierarchy: ${written}\n`)).toEqual([message]);
  });
});

describe('the settings of a study', () => {
  test.each([
    ['name: 3', 'name: expected a name of letters, digits, "-" and "_" that begins with a letter, found 3'],
    ['title: [a]', 'title: expected a text, found a list'],
    ['sources: [{ a: 1 }]', 'sources[0]: expected a text, found a map (key: value)'],
    ['replications: 0', 'replications: expected a whole number of at least 1, found 0'],
    ['domains: [health, health]', 'domains[1]: domain "health" is given twice'],
    ['domains: []', 'domains: expected a list with at least 1 entry, found an empty list'],
    ['domains: health', 'domains: expected a list, found "health"'],
    ['levels: [supranational, supranational]', 'levels[1]: level "supranational" is given twice'],
    ['headline: [open_problem]', 'headline[0]: expected a measure: "time_to_decision" or "open_problems", found "open_problem" (did you mean "open_problems"?)'],
    ['outcomes: { legitimacy_window: 0 days }', 'outcomes: legitimacy_window must be longer than 0 days'],
    ['seeds: 3', 'seeds: unknown key (did you mean "seed"?)'],
    ['problems: 3', 'problems: expected a map from names to rules, found 3'],
  ])('%s is refused', (line, message) => {
    expect(statements(`${line.startsWith('name') ? smallest.replace(/^name.*\n/, '') : smallest}${line}\n`)).toEqual([message]);
  });
});

describe('all problems at once', () => {
  test('one mistake in each section', () => {
    const mistakes: readonly (readonly [string, string])[] = [
      ['seed: 2026', 'seed: 1.5'], ['sample: 1 month', 'sample: 1'], ['in: union, count: 3', 'in: union, count: 0.5'], ['staff: 2, knows: 0.99', 'staf: 2, knows: 0.99'],
      ['rate: 0.5 per day', 'rate: 0.5'], ['ask: 0.5 days', 'ask: 0.5'], ['form: shared', 'form: share'], ['levy: 2%', 'levy: 2'], ['[time_to_decision', '[time_to_decison'],
    ];
    expect(complaints(mistakes.reduce((scenario, [passage, replacement]) => edited(passage, replacement, scenario), text)).map((line) => line.split(': ')[0])).toEqual([
      '6:45  time.sample', '7:1  seed', '14:40  jurisdictions.state.count', '18:42  organisations.directorate.staf', '30:31  problems.case.arrivals.rate',
      '36:57  hierarchy.ask', '42:5  networks.cabinet.form', '50:66  networks.cabinet.levy', '52:12  headline[0]',
    ]);
  });
});

describe('large scenarios', () => {
  test('a hundred thousand organisations by count are parsed within three seconds of work and share their settings', () => {
    const large = edited('count: 3', 'count: 27', edited('count: 4 }', 'count: 741 }'));
    const begin = process.cpuUsage();
    const { organisations } = parse(large);
    const { user, system } = process.cpuUsage(begin);
    expect(organisations).toHaveLength(5 * (1 + 27 + 27 * 741));
    expect(new Set(organisations.map((organisation) => organisation.settings)).size).toBe(3);
    expect((user + system) / 1e6).toBeLessThan(3);
  });
});
