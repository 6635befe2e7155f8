/** What may differ between guard networks; every text stands in the scenario file as it is written. */
export interface GuardSettings {
  readonly service?: string;
  readonly staff?: string;
  /** Rate of problems that concern one organisation alone. */
  readonly operations?: string;
  /** [days] */
  readonly horizon?: number;
  /** [days] */
  readonly warmup?: number;
  /** Settings of the network besides its form. */
  readonly settings?: string;
}

/** Forms as they are written in a guard network: no stake, consultation, levy or board that would tell them apart. */
export const guardForms = {
  silo: 'silo',
  shared: 'shared',
  lead: 'lead, lead: member.d0',
  nao: 'nao, consultations: 0, levy: 0%, board: none',
} as const;

/**
 * The scenario file of a network of n organisations, one for each domain. All of them have operations of their own, by default at half
 * their capacity, and open .02 issues a day that touch a second domain.
 *
 * @param form a form with its parameters, as in `guardForms`
 */
export function guardNetwork(n: number, form: string, given: GuardSettings = {}): string {
  const { service = '{ law: exponential, mean: 1 day }', staff = '1', operations = '0.46 per day', horizon = 1000, warmup = 0, settings = '' } = given;
  return [
    'name: guard',
    `time: { horizon: ${horizon} days, warmup: ${warmup} days, sample: ${horizon / 200} days }`,
    `domains: [${Array.from({ length: n }, (_, i) => `d${i}`).join(', ')}]`,
    'levels: [national]',
    'jurisdictions: { state: { level: national } }',
    `organisations: { member: { in: state, per: domain, staff: ${staff}, service: ${service} } }`,
    'problems:',
    `  operations: { at: member, arrivals: { law: poisson, rate: ${operations} } }`,
    '  joint: { at: member, arrivals: { law: poisson, rate: 0.02 per day }, involves: { domains: { 2: 1 } }, value: { law: uniform, min: 1, max: 3 } }',
    'hierarchy: { delay: 0 days }',
    'networks:',
    `  net: { members: member, form: ${form}, ${settings} }`,
  ].join('\n');
}

/** Settings under which nothing tells the forms apart: no time, full trust, no dispersion. */
export const nothingToDecide =
  'trust: 1, positions: { law: constant, value: 0, scale: 1 }, times: { write: 0 days, read: 0 days, verify: 0 days, decide: 0 days, acknowledge: 0 days, intervention: 0 days, meeting: 0 days, notice: 0 days }';

/** Trust that never changes and positions that never differ, so that loads follow from times and rates alone. */
export const frozenTrust = 'trust: 0.5, trust_change: { gain: 0, loss: 0 }, positions: { law: constant, value: 0, scale: 1 }';

/**
 * Five ministries that coordinate under a lead organisation or an administrative body, with escalation, deadlines, dissent, verification,
 * advice from above and displacement; and an office of one person that no problem ever reaches, which may be that lead.
 */
export function twinNetwork(form: string, members: string): string {
  return [
    'name: twins',
    'time: { horizon: 400 days }',
    'domains: [a, b, c, d, e]',
    'levels: [supranational, national]',
    'jurisdictions: { union: { level: supranational }, state: { level: national, in: union } }',
    'organisations:',
    '  commission: { in: union, per: domain, help: { law: exponential, mean: 1 day }, coordination_knows: 1 }',
    '  ministry: { in: state, per: domain, staff: 2, service: { law: exponential, mean: 1 day }, knows: 0.9, coordination_knows: 0.5 }',
    '  office: { in: state, domains: [a], service: 1 day, coordination_knows: { level: 1.5 } }',
    'problems:',
    '  case: { at: ministry, arrivals: { law: poisson, rate: 0.3 per day }, involves: { domains: { 1: 0.5, 2: 0.3, 3: 0.2 } }, deadline: { law: exponential, mean: 20 days } }',
    'hierarchy: { delay: 0.5 days }',
    'networks:',
    `  cabinet: { members: ${members}, form: ${form}, convening: { rule: random, k: 3 }, trust: { law: beta, mean: 0.5, sd: 0.2 }, trust_change: { gain: 0.05, loss: 0.1, drift: 1 per year }, rounds: 3, acceptance: { base: 0.1, slope: 0.4 }, displacement: 10%, salience: { law: uniform, min: 0, max: 2 } }`,
  ].join('\n');
}

/** The twin that is a lead organisation without operations or stake. */
export const leadTwin = twinNetwork('lead, lead: office, beta: 0', '[ministry, office]');

/** The twin that is an administrative body of one person with the same knowledge. */
export const naoTwin = twinNetwork('nao, staff: 1, levy: 0%, consultations: 0, board: none, board_every: 100 years, coordination_knowledge: 1.5', 'ministry');
