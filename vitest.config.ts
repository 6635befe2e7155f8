import { defineConfig } from 'vitest/config';

/** Where to write the numbers of passed and failed tests besides printing them; CI adds them up. */
const report = process.env.TEST_REPORT;

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    testTimeout: 60_000,
    // By default one core stays idle, which on two doubles the time.
    maxWorkers: '100%',
    reporters: report === undefined ? ['default'] : ['default', ['json', { outputFile: report }]],
    coverage: { provider: 'v8', include: ['src/**/*.ts'] },
  },
});
