// When is which form of network the right one? Runs scenarios/contingencies/experiment.yaml into results/contingencies/ and says which form does best on which
// measure in each cell, with intervals and ties, beside what Provan and Kenis (2008, table 1) expect:
//
//     node scripts/contingencies.mjs [--replications 20] [--out results/contingencies]
//
// Nothing is tuned to agree. The experiment resumes where it was interrupted.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { compareWithBest } from '../build/statistics/multiple-comparisons-with-best.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const FORMS = ['shared', 'lead', 'nao'];
/** Measures on which forms compete, and what is better. */
const MEASURES = {
  time_to_decision: 'minimise',
  decided_share: 'maximise',
  person_days_per_issue: 'minimise',
  inclusiveness: 'maximise',
  public_value: 'maximise',
};

/** A contingency: the column of runs.csv, its values in words, and the form that Provan and Kenis expect at each of them. */
export const contingencies = [
  {
    name: 'participants', column: 'domains', of: (text) => String(JSON.parse(text).length), levels: ['3', '6', '12'],
    expected: { 3: 'shared (few)', 6: 'lead (a moderate number)', 12: 'nao (moderate to many)' },
  },
  {
    name: 'trust', column: 'networks_network_trust_mean', of: String, levels: ['0.2', '0.5', '0.8'],
    expected: { 0.2: 'lead (low density)', 0.5: 'nao (moderate density)', 0.8: 'shared (high density)' },
  },
  {
    name: 'dispersion', column: 'networks_network_positions_sd', of: String, levels: ['5', '15', '40'],
    expected: { 5: 'shared (high consensus)', 15: 'nao (moderately high consensus)', 40: 'lead (moderately low consensus)' },
  },
  {
    name: 'need_for_competence', column: 'problems_joint_coordination_difficulty_mean', of: String, levels: ['0.5', '3'],
    expected: { 0.5: 'shared (low), lead (moderate)', 3: 'nao (high)' },
  },
];

/** Which forms are among the best in each cell, by measure: rows for best-forms.csv. */
export function bestForms(runs) {
  const cells = new Map();
  for (const run of runs) {
    const rule = run.networks_network_trust_rule === 'uniform' ? 'one' : "each form's own";
    const key = JSON.stringify([rule, ...contingencies.map(({ column, of }) => of(run[column]))]);
    const cell = cells.get(key) ?? new Map(FORMS.map((form) => [form, []]));
    cells.set(key, cell);
    const form = FORMS.find((name) => new RegExp(`(^|: |\\s)${name}(\\s|$)`).test(run.variant));
    cell.get(form)[Number(run.replication)] = run;
  }
  return [...cells].flatMap(([key, cell]) => {
    const [rule, ...levels] = JSON.parse(key);
    return Object.entries(MEASURES).flatMap(([measure, goal]) => {
      const values = FORMS.map((form) => cell.get(form).map((run) => (run[measure] === '' ? undefined : Number(run[measure]))));
      // A measure that is missing, as the time to a decision where nothing is decided, cannot win: the cell then has no comparison on it.
      if (values.some((series) => series.includes(undefined))) return [];
      const compared = compareWithBest(values, goal);
      return compared.map(({ interval, difference, low, high, amongBest }, index) => ({
        trust_rule: rule,
        ...Object.fromEntries(contingencies.map(({ name }, at) => [name, levels[at]])),
        measure, goal, form: FORMS[index], n: interval.n, mean: interval.mean, ci_low: interval.low, ci_high: interval.high,
        difference_from_best_other: difference, difference_low: low, difference_high: high, among_best: amongBest,
      }));
    });
  });
}

/** How often each form is the only best one, and how often it ties, at each level of each contingency. */
export function summary(rows) {
  const lines = ['# When is which form of network the right one?', '', 'Written by `node scripts/contingencies.mjs`. A form is among the best of a cell when no other is significantly better', '(multiple comparisons with the best, 95 % per cell and measure); **alone** counts the cells in which it is the only one.', ''];
  for (const rule of [...new Set(rows.map(({ trust_rule }) => trust_rule))]) {
    lines.push(`## Trust rule: ${rule}`, '');
    for (const measure of Object.keys(MEASURES)) {
      lines.push(`### ${measure} (${MEASURES[measure]})`, '', '| contingency | level | expected by Provan and Kenis | cells | shared: best (alone) | lead | nao |', '|---|---|---|---|---|---|---|');
      for (const { name, levels, expected } of contingencies) {
        for (const level of levels) {
          const here = rows.filter((row) => row.trust_rule === rule && row.measure === measure && row[name] === level);
          const cells = new Map();
          for (const row of here) {
            const key = contingencies.map((each) => row[each.name]).join();
            cells.set(key, [...(cells.get(key) ?? []), row]);
          }
          const counts = FORMS.map((form) => {
            const best = [...cells.values()].filter((cell) => cell.some((row) => row.form === form && row.among_best));
            const alone = best.filter((cell) => cell.filter((row) => row.among_best).length === 1);
            return `${best.length} (${alone.length})`;
          });
          lines.push(`| ${name} | ${level} | ${expected[level]} | ${cells.size} | ${counts.join(' | ')} |`);
        }
      }
      lines.push('');
    }
  }
  return `${lines.join('\n')}`;
}

function main() {
  const { values } = parseArgs({ options: { replications: { type: 'string' }, out: { type: 'string', default: join(root, 'results/contingencies') } } });
  const more = values.replications === undefined ? [] : ['--replications', values.replications];
  const command = [join(root, 'dist/program/subsidia.js'), 'sweep', join(root, 'scenarios/contingencies/experiment.yaml'), '--out', join(values.out, 'experiment'), ...more];
  const { status } = spawnSync(process.execPath, [...command, '--overwrite'], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
  const rows = bestForms(parse(readFileSync(join(values.out, 'experiment', 'runs.csv'), 'utf8'), { columns: true }));
  writeFileSync(join(values.out, 'best-forms.csv'), stringify(rows, { header: true, cast: { boolean: String } }));
  writeFileSync(join(values.out, 'summary.md'), summary(rows));
  console.log(`which form does best where: ${join(values.out, 'best-forms.csv')} and summary.md`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main();
