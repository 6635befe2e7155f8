import { describe, expect, it } from 'vitest';
import { catalogue as builtIn, type ModelCatalogue } from '../../src/model/catalogue.js';
import { Category } from '../../src/model/categories.js';
import type { GovernanceForm } from '../../src/model/forms/governance-form.js';
import { attributeOf, cases, leftovers, modelOf, nothingLeft, observe, office, watchedCatalogue } from './small-scenarios.js';

// A form as somebody outside would write it, in one file with public names only: a minister decides alone on each issue and is overruled
// by nobody; those affected acknowledge, and carry out what they can live with.

const DECIDE = 0;
const ACKNOWLEDGE = 1;

const minister: GovernanceForm = {
  name: 'minister',
  summary: 'a minister decides alone; those affected acknowledge',
  defaults: { decision: 'hub', trustRule: 'to-hub' },
  coordinator: { kind: 'member', parameter: 'minister' },
  convenes: true,
  schema: ({ member, duration }) => ({
    minister: member.describe('Who decides, such as ministry.work.'),
    deliberation: duration.prefault('1 day').describe('Person time that the minister takes for a decision.'),
  }),
  protocol: (coordination, { spec, hub }) => ({
    begin(issue) {
      coordination.hubWork(issue, -1, spec.form.parameters['deliberation'] as number, Category.communication, DECIDE);
    },
    done(issue, step, member) {
      if (step === DECIDE) {
        coordination.propose(issue, issue.hubPosition, 0);
        coordination.decide(issue);
        issue.pending = issue.attendees.length;
        issue.attendees.forEach((organisation, attendee) => {
          const time = organisation === hub ? 0 : issue.times.acknowledge;
          coordination.memberWork(issue, attendee, time, Category.communication, ACKNOWLEDGE);
        });
        return;
      }
      coordination.judges(issue, member);
      if (--issue.pending === 0) coordination.conclude(issue);
    },
  }),
};

const catalogue: ModelCatalogue = { ...builtIn, forms: [...builtIn.forms, minister] };

describe('a governance form from outside', () => {
  const network = 'form: minister, minister: ministry.work, deliberation: 2 days, trust: 0, positions: { law: uniform, min: 0, max: 4, scale: 2 }, acceptance: { base: 0.1, slope: 0 }';
  const files = cases([0, 'health', 'housing']);

  it('needs one entry in the catalogue: the file knows its parameters, and the run its protocol', () => {
    const run = observe(office({ network }), { catalogue, files });
    const events = run.trace.filter(({ time, kind }) => time > 2 && kind !== 'begin').map(({ time, kind, organisation }) => `${Number(time.toFixed(6))} ${kind} ${organisation}`);
    expect(events).toEqual([
      '4 work state/ministry.work', '4 propose ', '4 decide state/ministry.work', '4.02 work state/ministry.health', '4.02 work state/ministry.housing', '4.02 end state/ministry.health',
    ]);
    const [own, ...others] = ['work', 'health', 'housing'].map((domain) => attributeOf(run, '1', 'position', `ministry.${domain}`));
    const compliance = others.map((position) => Math.max(0, Math.min(1, 1 - (Math.abs(position - own) / 2 - 0.1))));
    expect(run.problemsSeen[0].compliance).toBeCloseTo((compliance[0] + compliance[1]) / 2, 9);
    expect(run.measures).toMatchObject({ inclusiveness: 0, issues_decided: 1, rounds_per_issue: 0 });
  });

  it('is checked like any other', () => {
    expect(() => modelOf(office({ network: network.replace('deliberation', 'deliberations') }), { catalogue, files })).toThrow(/deliberations: unknown key \(did you mean "deliberation"\?\)/);
    expect(() => modelOf(office({ network: network.replace('ministry.work', 'ministry.war') }), { catalogue, files })).toThrow(/minister/);
    expect(() => modelOf(office({ network }), { files })).toThrow(/"minister"/);
  });

  it('leaves nothing behind when deadlines strike', () => {
    for (const deadline of [0.5, 1.5, 3, 4, 4.01]) {
      const watched = watchedCatalogue(catalogue);
      const run = observe(office({ network, problem: `deadline: ${deadline} days` }), { catalogue: watched.catalogue, files });
      expect(run.problemsSeen[0].outcome).toBe('expired');
      expect(leftovers(watched.coordination())).toEqual(nothingLeft);
    }
  });

  it('works with every decision rule, convening rule, trust rule and cost function', () => {
    for (const rule of ['unanimity', 'majority', 'weighted-compromise', 'hub', 'hub-with-assent', 'arbitration', 'qualified-majority', '{ rule: q-majority, quota: 2/3 }']) {
      expect(observe(office({ network: `${network}, decision: ${rule}` }), { catalogue, files }).measures['solved']).toBe(1);
    }
    for (const more of ['convening: all', 'convening: { rule: random, k: 1 }', 'trust_rule: dyads', 'trust_rule: uniform', 'cost: { function: hub, unit: 1 day }']) {
      expect(observe(office({ network: `${network}, ${more}` }), { catalogue, files }).measures['solved']).toBe(1);
    }
  });
});
