import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseExperimentFile } from '../../src/experiment/sweep/experiment-file.js';
import { runExperiment } from '../../src/experiment/experiment.js';
import { catalogue } from '../../src/model/catalogue.js';
import { extendedCatalogue } from '../../src/model/extended-catalogue.js';
import type { GovernanceForm } from '../../src/model/forms/governance-form.js';
import type { Issue } from '../../src/model/issue.js';
import { pluginKit, type Plugin } from '../../src/model/plugin-kit.js';
import { parseScenario } from '../../src/scenario/parse-scenario.js';
import { smallStudy } from '../experiment/small-study.js';

const folder = join(import.meta.dirname, '../../docs');
const text = readFileSync(join(folder, 'plugins.md'), 'utf8');
const example = readFileSync(join(folder, 'plugins/rotating-lead.mjs'), 'utf8');
const blocks = (language: string): string[] => text.split('\n```').filter((part) => part.startsWith(`${language}\n`)).map((part) => `${part.slice(language.length + 1)}\n`);

async function pluginOf(code: string): Promise<Plugin> {
  const module = (await import(/* @vite-ignore */ `data:text/javascript;base64,${Buffer.from(code).toString('base64')}`)) as { readonly default: Plugin };
  return module.default;
}

/** Everybody knows everything and is of one mind; acts and diagnosis take no time. */
const timeless = [
  'organisations.department.knows=all', 'organisations.department.service=0 days', 'networks.council.times={ write: 0 h, read: 0 h, decide: 0 h, acknowledge: 0 h }',
  'networks.council.positions={ law: constant, value: 50, scale: 20 }', 'networks.council.form=rotating-lead',
];

describe('docs/plugins.md', () => {
  it('shows the form that stands beside it, word for word', () => {
    expect(blocks('js')).toContain(example);
  });

  it('has a decision rule that needs two of three', async () => {
    const plugin = await pluginOf(blocks('js')[0]);
    const rule = extendedCatalogue(catalogue, plugin(pluginKit)).decisionRules.at(-1);
    expect(rule?.name).toBe('two-thirds');
    expect([[true, true, false], [true, false, false], [true, true, true]].map((accepts) => rule?.adopts({ accepts, weights: accepts.map(() => 1) }, {}))).toEqual([true, false, true]);
  });

  it('has an experiment that is read as it stands', () => {
    expect(parseExperimentFile(blocks('yaml')[0], 'rotation.yaml').plugins).toEqual(['rotating-lead.mjs']);
  });
});

describe('the rotating lead', () => {
  it('decides at once where nothing takes time and all are of one mind, like the built-in forms', async () => {
    const mine = extendedCatalogue(catalogue, (await pluginOf(example))(pluginKit));
    const [outcome] = runExperiment(parseScenario(smallStudy, { catalogue: mine, set: timeless }), { replications: 1, variants: false }, mine).outcomes;
    expect(outcome).toMatchObject({ ok: true, result: { measures: { time_to_decision: 0, decided_share: 1 } } });
  });

  it('gives the members of each network their turns, one after the other', async () => {
    const mine = extendedCatalogue(catalogue, (await pluginOf(example))(pluginKit));
    const set = [...timeless.filter((change) => !change.includes('times')), 'networks.council.times={ write: 0 h, read: 0 h, decide: 1 h, acknowledge: 0 h }'];
    const deciding: string[] = [];
    const scenario = parseScenario(smallStudy, { catalogue: mine, set });
    const counted = { ...mine, forms: mine.forms.map((form) => (form.name === 'rotating-lead' ? counting(form) : form)) };
    runExperiment(scenario, { replications: 1, variants: false }, counted);
    expect(new Set(deciding).size).toBe(4);
    const [first, second] = ['0', '1'].map((city) => deciding.filter((entry) => entry.startsWith(`${city}:`)));
    for (const city of [first, second]) expect(city.every((entry, index) => index === 0 || entry !== city[index - 1])).toBe(true);

    function counting(form: GovernanceForm): GovernanceForm {
      const protocol: GovernanceForm['protocol'] = (coordination, network) => {
        const own = form.protocol(coordination, network);
        // Step 2 is to decide.
        const done = (issue: Issue, step: number, member: number): void => {
          if (step === 2) deciding.push(`${network.index}:${issue.attendees[member]}`);
          own.done(issue, step, member);
        };
        return { ...own, done };
      };
      return { ...form, protocol };
    }
  });
});
