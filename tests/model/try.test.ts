import { test } from 'vitest';
import { cases, observe, office } from './small-scenarios.js';
test('try', () => {
  for (const form of ['shared', 'lead, lead: ministry.health', 'nao', 'silo']) {
  const run = observe(office({ network: `form: ${form}, trust: 1` }), { files: cases([0, 'health', 'housing'], [1, 'work']) });
  console.log(form, run.trace.map((e) => `${e.time} ${e.kind} ${e.problem} ${e.organisation}`).join('\n'));
  console.log(Object.fromEntries(Object.entries(run.measures).filter(([, v]) => v !== 0)));
  console.log([...run.attributes].join('\n'))
  }
});
