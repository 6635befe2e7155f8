import { defineConfig } from 'vitest/config';

/** Where to write the numbers of passed and failed tests besides printing them; CI adds them up. */
const report = process.env.TEST_REPORT;

/** Tests that replace modules by their own: they need the modules to themselves. */
const replacing = ['tests/node/failing-disk.test.ts'];

export default defineConfig({
  test: {
    testTimeout: 60_000,
    // By default one core stays idle, which on two doubles the time.
    maxWorkers: '100%',
    pool: 'threads',
    reporters: report === undefined ? ['default'] : ['default', ['json', { outputFile: report }]],
    coverage: { provider: 'v8', include: ['src/**/*.ts'] },
    projects: [
      // All share what they import, which otherwise takes a fifth of the time.
      { extends: true, test: { name: 'shared', include: ['tests/**/*.test.ts'], exclude: replacing, isolate: false } },
      { extends: true, test: { name: 'apart', include: replacing } },
    ],
  },
});
