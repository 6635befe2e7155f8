/** Files, journal and worker threads: what `subsidia` has for programs that run on Node rather than in a browser. */
export { jobFailure, normalisedMessage, type JobFailure } from './job-failure.js';
export { catalogueWith, PluginError, readPlugin, type PluginSource } from './plugins.js';
export { readProvenance, type Provenance } from './provenance.js';
export type { WholeTables } from './result-assembly.js';
export { ResultDirectoryError, type DirectoryProblem } from './result-directory.js';
export { openResultWriter, type ResultDefinition, type ResultDescription, type ResultWriter } from './result-writer.js';
export { sha256 } from './sha256.js';
export { readText, writeText } from './text-files.js';
export { runPool, type JobOutcome, type PoolReport, type PoolTask } from './worker-pool.js';
