import fc from 'fast-check';

/** A random value of a scenario file, as it would stand there. */
type Arbitrary = fc.Arbitrary<unknown>;

/** A map in which each key may be left out. */
const some = (entries: Readonly<Record<string, Arbitrary>>): fc.Arbitrary<Record<string, unknown>> => fc.record(entries, { requiredKeys: [] });

const share = fc.constantFrom(0, 0.05, 0.3, 0.5, 0.9, 1);
const days = (...values: readonly number[]): fc.Arbitrary<string> => fc.constantFrom(...values.map((value) => `${value} days`));
const anyOf = (...values: readonly unknown[]): Arbitrary => fc.constantFrom(...values);

/** Laws of times around a scale [days], every law of the schema among them. */
const times = (scale: number): Arbitrary =>
  fc.oneof(
    days(0, scale),
    anyOf(
      { law: 'exponential', mean: `${scale} days` },
      { law: 'erlang', stages: 3, mean: `${scale} days` },
      { law: 'gamma', mean: `${scale} days`, cv: 1.5 },
      { law: 'lognormal', mean: `${scale} days`, cv: 0.8 },
      { law: 'normal', mean: `${scale} days`, sd: `${scale} days` },
      { law: 'uniform', min: '0 days', max: `${scale} days` },
      { law: 'beta', mean: `${scale} days`, sd: `${scale / 4} days`, max: `${2 * scale} days` },
      { law: 'triangular', min: '0 days', mode: `${scale / 2} days`, max: `${2 * scale} days` },
      { law: 'discrete', values: [`${scale} days`, `${2 * scale} days`], weights: [3, 1] },
      { law: 'empirical', values: [`${scale} days`, '0 days', `${3 * scale} days`] },
      { law: 'hyperexponential', mean: `${scale} days`, cv: 2 },
      { law: 'pareto', mean: `${scale} days`, shape: 2.5 },
    ),
  );

const difficulty = fc.oneof(
  anyOf({ law: 'exponential', mean: 1 }, { law: 'uniform', min: 0, max: 3 }, { law: 'normal', mean: 1, sd: 1 }, { law: 'discrete', values: [0, 1, 2], weights: [1, 1, 1] }, 1.5),
);

const attention = anyOf('fifo', 'lifo', 'priority', 'random', 'vdt-mix');

function organisation(place: Readonly<Record<string, unknown>>, more: Readonly<Record<string, Arbitrary>> = {}): Arbitrary {
  return fc
    .tuple(
      some({
        staff: anyOf(1, 2, 3, 'unlimited'),
        knows: anyOf(0, 0.5, 0.9, 1, 'all', { level: 1 }),
        coordination_knows: anyOf(0.3, 0.9, 'all'),
        help: times(0.5),
        attention,
        weight: anyOf(0, 1, 5),
        sector: anyOf('public', 'private', 'civil'),
        day_cost: anyOf(0, 100),
        ...more,
      }),
      fc.oneof(times(1), fc.record({ solved: times(1), passed: times(0.5) })),
    )
    .map(([settings, service]) => ({ ...place, service, ...settings }));
}

/** Ministries of which one looks after two domains. */
const ministries = [
  { name: 'people', domains: ['health', 'work'] },
  { name: 'homes', domains: ['housing'] },
];

const arrivals = fc.oneof(
  fc.constantFrom(0, 0.1, 0.6, 1.5).map((rate) => ({ law: 'poisson', rate: `${rate} per day` })),
  anyOf(
    { law: 'renewal', interval: '2 days' },
    { law: 'renewal', interval: { law: 'erlang', stages: 2, mean: '3 days' } },
    { law: 'nonhomogeneous-poisson', rates: [{ from: '0 days', rate: '2 per day' }, { from: '10 days', rate: '0 per day' }], period: '15 days' },
    { law: 'nonhomogeneous-poisson', rates: [{ from: '0 days', rate: '0 per day' }, { from: '20 days', rate: '1 per day' }] },
    { law: 'trace', file: 'trace.csv', columns: { time: { column: 'day', unit: 'days' }, jurisdiction: 'city', domain: 'domains', level: 'level', difficulty: 'difficulty', value: 'value' } },
  ),
);

const clearances = fc
  .tuple(
    anyOf(0.2, 0.5, '100%', { rule: 'common-shock', alpha: 4, beta: 1 }, { rule: 'commitment', willing: 0.9, unwilling: 0.2 }, { rule: 'position', near: 0.9, far: 0.1, reach: 2 }),
    some({
      holders: anyOf('path', 'participants', 'network', ['network', 'directorate'], ['path', { level: 'national' }]),
      order: anyOf('serial', 'parallel'),
      tries: anyOf(1, 3, 'unlimited'),
      gap: days(0.5, 10),
      bundles: anyOf(1, 3),
      bandwagon: share,
      refused: anyOf('abandon', 'reduce'),
    }),
    anyOf(3, 5),
  )
  .map(([agreement, settings, number]) => ({ agreement, clearances: number, ...settings }));

/** A task by whoever may do it; those it may wait for are given. */
const task = (after: Arbitrary): Arbitrary =>
  fc.record({ work: times(1), by: anyOf('origin', 'solver', 'union/state-1/people', 'directorate.housing'), after, error: anyOf(0, 0.3) }, { requiredKeys: ['work'] });

const project = fc
  .tuple(
    fc.record({ plan: task(fc.constant([])), survey: task(fc.constant([])), build: task(anyOf([], 'plan', ['survey', 'plan'])), pay: task(anyOf('plan', ['build', 'survey'])) }),
    some({ errors: some({ verify: times(0.2), redone: share, rework: anyOf(0, 0.5, 2), quality: share }), messages: times(0.1) }),
  )
  .map(([tasks, settings]) => ({ tasks, ...settings }));

/** Departments of cities have nobody below: problems that go down arise at the directorate. */
const cascade = fc
  .tuple(
    anyOf('national', 'local'),
    fc.record(
      { detail: times(0.5), work: times(1), discretion: share, need: anyOf(0.5, { law: 'normal', mean: 0, sd: 1 }), fit: anyOf(0, 0.5), uniformity: anyOf(0, 0.5), join: anyOf(0.3, 0.6, 1) },
      { requiredKeys: ['work'] },
    ),
    fc.option(clearances, { nil: undefined }),
  )
  .map(([to, { detail, ...settings }, local]) => ({
    to, ...settings, ...local, ...(detail === undefined || to === 'national' ? {} : { detail, through: ['national'] }),
  }));

const implementation = fc
  .record({ first: clearances, second: project, third: cascade }, { requiredKeys: [] })
  .filter((phases) => Object.keys(phases).length > 0)
  .map(({ first, second, third }) => ({ ...first, ...second, ...(third === undefined ? {} : { cascade: third }) }));

const problemClass = fc
  .tuple(
    arrivals,
    some({
      difficulty,
      coordination_difficulty: difficulty,
      involves: anyOf({ domains: { 1: 1 } }, { domains: { 1: 0.5, 2: 0.5 } }, { domains: { 1: 0.2, 2: 0.3, 3: 0.5 } }),
      value: anyOf(0, 1, { law: 'exponential', mean: 2 }),
      deadline: fc.oneof(fc.constant('none'), times(5)),
      implementation,
    }),
    fc.oneof(fc.constant({}), some({ co_financing: fc.record({ share, level: anyOf('supranational', 'national') }) }).chain((support) =>
      anyOf(0, 5, 0.01, { law: 'lognormal', mean: 4, cv: 1 }).map((cost) => ({ cost, ...support })))),
  )
  .map(([process, settings, money]) => {
    const { implementation: phases } = settings;
    const goesDown = typeof phases === 'object' && phases !== null && 'cascade' in phases;
    // A trace tells of cities, in which nothing can go down any more.
    if (goesDown) return { ...money, at: 'directorate', arrivals: { law: 'poisson', rate: '0.4 per day' }, ...settings };
    return { ...money, at: 'department', arrivals: process, ...settings };
  });

const hierarchy = some({
  delay: times(1),
  return_delay: times(1),
  ask: times(0.5),
  misrouted: share,
  // What is lost for certain, again and again, never arrives.
  lost: fc.constantFrom(0, 0.2, 0.8),
  resend_after: days(0.5, 5),
  learning: anyOf('none', { rule: 'category', categories: 3, probability: 0.5 }, { rule: 'continuous', rate: 0.3, cost: '1 day' }),
  turnover: anyOf('0 per year', '50% per month'),
  patience: fc.oneof(fc.constant('none'), times(4)),
  default_quality: share,
  pass_the_buck: fc.record({ threshold: anyOf(0, 1, 3), hops: anyOf(0, 1, 3) }),
  triage: fc.record({ coverage: share, error: share, time: times(0.1), confirmation: times(0.1) }),
  skip: anyOf([], ['national']),
  idle: anyOf({}, { national: '15 days' }, { local: '20 days' }, { supranational: '10 days', national: '25 days' }),
});

const form: fc.Arbitrary<object> = fc.oneof(
  fc.constantFrom({ form: 'silo' }, { form: 'shared' }),
  share.map((beta) => ({ form: 'lead', lead: 'LEAD', beta })),
  some({
    staff: anyOf(1, 2),
    levy: share,
    coordination_knowledge: anyOf('all', 1),
    consultations: anyOf(0, 1, 5),
    board: anyOf('held', 'none'),
    board_every: days(20, 63),
    board_length: days(0, 0.5),
  }).map((parameters) => ({ form: 'nao', ...parameters })),
);

const costs = anyOf(
  'emergent',
  'zero',
  { function: 'pairwise', unit: '0.1 days' },
  { function: 'hub', unit: '0.1 days' },
  { function: 'plenary', a: '0.2 days', b: '0.1 days' },
  { function: 'graicunas', unit: '0.01 days' },
  { function: 'malone-messages', unit: '0.1 days', structure: 'decentralised-market' },
  { function: 'table', total: ['0 days', '0.5 days', '1 day'] },
  { function: 'expression', unit: '0.1 days', links: 'n * log(n)' },
);

const protocols = anyOf(
  'concession',
  { name: 'concession', opening: 0.5, step: 0.3 },
  'equal',
  'proportional',
  'nash',
  'kalai-smorodinsky',
  { name: 'rubinstein', discount: [0.9, 0.5], breakdown: 0.1 },
  { name: 'rubinstein', horizon: 'rounds' },
  { name: 'baron-ferejohn', discount: 0.8 },
  'compromise',
  'exchange',
);

const bargaining = (reservation: Readonly<Record<string, Arbitrary>>): Arbitrary =>
  some({
    protocol: protocols,
    agreement: anyOf('unanimity', 'majority', 'qualified-majority', 'hub'),
    rounds: anyOf(1, 3, 40),
    shading: share,
    yielding: share,
    arbitration: anyOf(true, false),
    ...reservation,
  });

const budgets = fc
  .tuple(
    anyOf([{ to: 'directorate', amount: 100 }], [{ to: 'directorate', amount: 30.01 }, { to: { level: 'local' }, amount: 7.77 }]),
    anyOf(0, 3),
    some({
      cycle: days(9, 20),
      base: anyOf(0, 10.33),
      inflation: anyOf(0, 0.2),
      deadline: days(0.5, 4),
      bargaining: bargaining({ least: anyOf(0, 1, { law: 'beta', mean: 0.5, sd: 0.2 }) }),
      instalment: days(1, 5),
      carry_over: share,
      unfunded: anyOf('wait', 'drop'),
      times: some({ write: days(0, 0.5), read: days(0, 0.2), decide: days(0, 1) }),
    }),
  )
  .map(([revenue, unit, settings]) => ({ revenue, unit_cost: unit, ...settings }));

function network(members: string, per: string): fc.Arbitrary<object> {
  return fc
    .tuple(
      form,
      some({
        convening: anyOf('affected', 'all', { rule: 'random', k: 2 }, { rule: 'top-salience', k: 2 }),
        decision: anyOf('unanimity', 'majority', { rule: 'q-majority', quota: '2/3' }, 'qualified-majority', 'weighted-compromise', 'hub', 'hub-with-assent', 'arbitration'),
        trust_rule: anyOf('dyads', 'to-hub', 'uniform'),
        trust: anyOf(0, 0.5, 1, { law: 'beta', mean: 0.3, sd: 0.2, centralisation: 0.5 }, { law: 'constant', value: 0.8, across_sectors: { law: 'uniform', min: 0, max: 0.5 } }),
        positions: anyOf({ law: 'normal', mean: 50, sd: 30, scale: 20 }, { law: 'constant', value: 3, scale: 1 }),
        salience: anyOf(0, 1, { law: 'exponential', mean: 1 }),
        times: some({ write: days(0, 0.1), read: days(0, 0.2), verify: days(0, 0.3), decide: days(0, 0.5), meeting: days(0, 0.5), intervention: days(0, 0.1), notice: days(0, 3), approve: days(0, 0.5) }),
        acceptance: fc.record({ base: anyOf(0, 0.6), slope: anyOf(0, 1.4) }),
        persuasion: share,
        rounds: anyOf(1, 2, 6),
        trust_change: fc.record({ gain: share, loss: share, drift: anyOf('0 per year', '2 per year') }),
        beyond_competence: anyOf('escalate', 'repeat'),
        cost: costs,
        tolerance: anyOf(0, 1),
        overlap: share,
        displacement: anyOf(0, 0.2, 1),
        bargaining: bargaining({ willingness: anyOf(0.8, 1.5, { law: 'lognormal', mean: 1.2, cv: 0.5 }) }),
        oversight: anyOf('directorate.health', 'union/state-1/people'),
        fund: fc.record({ levy: share, covers: share }),
      }),
    )
    .map(([chosen, settings]) => ({ members, per, ...settings, ...chosen }));
}

/** Rows of the trace that scenarios may use: domains of one or several, entry at several levels, simultaneous arrivals. */
export const randomTrace = `day,city,domains,level,difficulty,value
0,union/state-1/city-1,health,,0.5,1
3,union/state-1/city-1,work,national,,
3,union/state-2/city-2,health;work,,2,0
3.5,union/state-2/city-2,work,supranational,,4
20,union/state-1/city-1,work;health,local,9,
35,union/state-2/city-2,health,national,0.1,1
`;

/** Small scenario files over the whole schema, as JSON, which is YAML too. */
export const randomScenario: fc.Arbitrary<string> = fc
  .record({
    time: fc.record({ horizon: fc.constant('40 days'), warmup: days(0, 15), sample: days(7, 40) }),
    directorate: organisation({ in: 'union', per: 'domain' }),
    ministry: organisation({ in: 'state', list: ministries }),
    department: organisation({ in: 'city', per: 'domain' }, { parent: fc.constant('directorate') }),
    classes: fc.array(problemClass, { minLength: 1, maxLength: 2 }),
    hierarchy,
    cabinet: fc.option(network('ministry', 'state'), { nil: undefined }),
    council: fc.option(network('department', 'city'), { nil: undefined }),
    assembly: fc.option(network('directorate', 'union'), { nil: undefined }),
    budgets: fc.option(budgets, { nil: undefined }),
    outcomes: some({
      decay: anyOf('0 per year', '3 per year'), legitimacy_window: days(5, 250), legitimacy_at_start: share, co_production: share, withdrawal: share,
      shock: fc.constant({ from: '10 days', until: '20 days' }),
    }),
  })
  .map(({ time, directorate, ministry, department, classes, hierarchy: chain, cabinet, council, assembly, budgets: money, outcomes }) => {
    // There is nothing to levy without budgets.
    const funded = (rule: object): object => (money === undefined ? { ...rule, fund: undefined } : rule);
    const led = (rule: object, lead: string): unknown => JSON.parse(JSON.stringify(funded(rule)).replace('LEAD', lead));
    const networks = {
      ...(cabinet === undefined ? {} : { cabinet: led(cabinet, 'homes') }),
      ...(council === undefined ? {} : { council: led(council, 'department.health') }),
      ...(assembly === undefined ? {} : { assembly: led(assembly, 'directorate.work') }),
    };
    return JSON.stringify({
      name: 'random',
      time,
      domains: ['health', 'work', 'housing'],
      jurisdictions: { union: { level: 'supranational' }, state: { level: 'national', in: 'union', count: 2 }, city: { level: 'local', in: 'state', names: ['city-1', 'city-2'] } },
      organisations: { directorate, ministry, department },
      problems: Object.fromEntries(classes.map((rule, index) => [`class-${index + 1}`, rule])),
      hierarchy: chain,
      networks,
      ...(money === undefined ? {} : { budgets: money }),
      outcomes,
    });
  });
