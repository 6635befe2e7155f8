/**
 * How the property tests of the engine search for counterexamples: always the same cases, unless the environment asks for others
 * (`PROPERTY_SEED=7 PROPERTY_RUNS=10000 npx vitest run tests/engine`).
 */
export const propertyRuns = {
  seed: Number(process.env['PROPERTY_SEED'] ?? 1),
  numRuns: Number(process.env['PROPERTY_RUNS'] ?? 200),
};
