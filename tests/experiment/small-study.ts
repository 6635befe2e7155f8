import { catalogue } from '../../src/model/catalogue.js';
import { parseScenario } from '../../src/scenario/parse-scenario.js';
import type { Scenario } from '../../src/scenario/scenario.js';

/** Two cities with two departments each, two ministries above them, two variants; a run takes some milliseconds. */
export const smallStudy = `name: small
title: A small study
time: { horizon: 60 days, warmup: 10 days, sample: 10 days }
seed: 7
replications: 4
domains: [health, work]
levels: [national, local]
jurisdictions:
  state: { level: national }
  city: { level: local, in: state, count: 2 }
organisations:
  ministry: { in: state, per: domain, staff: 1, knows: 0.95 }
  department: { in: city, per: domain, staff: 1, knows: 0.7, service: { law: exponential, mean: 0.5 days } }
problems:
  case:
    at: department
    arrivals: { law: poisson, rate: 0.4 per day }
    difficulty: { law: exponential, mean: 1 }
    involves: { domains: { 1: 0.6, 2: 0.4 } }
    deadline: 40 days
hierarchy: { delay: 1 day, ask: 0.3 days }
networks:
  council:
    members: department
    per: city
    form: shared
    trust: { law: beta, mean: 0.5, sd: 0.1 }
    positions: { law: normal, mean: 50, sd: 15, scale: 20 }
variants:
  shared: {}
  lead: { networks.council.form: lead, networks.council.lead: department.health }
headline: [time_to_decision, open_problems]
`;

/** Seventy departments and problems that sometimes concern nearly all of them: a formula that is wrong for such numbers only fails while it runs. */
export const failingStudy = `name: failing
time: { horizon: 20 days }
replications: 2
domains: [${Array.from({ length: 70 }, (_, index) => `d${index + 1}`).join(', ')}]
levels: [local]
jurisdictions: { city: { level: local } }
organisations:
  department: { in: city, per: domain, staff: 1, knows: all, service: 1 hour }
problems:
  case:
    at: department.d1
    arrivals: { law: poisson, rate: 5 per day }
    difficulty: { law: exponential, mean: 1 }
    involves: { domains: { 1: 0.97, 68: 0.03 } }
networks:
  council:
    members: department
    form: shared
    cost: { function: expression, links: 200 - n, unit: 1 minute }
    trust: 0.5
    positions: { law: normal, mean: 50, sd: 15, scale: 20 }
headline: [solved, open_problems]
`;

/** The change of the failing study under which its runs fail. */
export const wrongFormula = 'networks.council.cost.links=66 - n';

export function parsed(text: string = smallStudy, set: readonly string[] = []): Scenario {
  return parseScenario(text, { catalogue, file: 'small.yaml', set });
}
