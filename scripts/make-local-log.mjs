// Simulates scenarios/local-services/truth.yaml once, writes its event log, fits a scenario to that log and puts the truth beside the estimates.
// After a build: node scripts/make-local-log.mjs
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { localLog, localServices, withTruth } from './local-services.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = new URL('../scenarios/local-services/', import.meta.url);
const read = (path) => readFileSync(new URL(path, folder), 'utf8');

writeFileSync(new URL('data/log.csv', folder), localLog(read('truth.yaml')));
execFileSync(process.execPath, [fileURLToPath(new URL('../dist/program/subsidia.js', import.meta.url)), ...localServices, '--force', '--quiet'], { cwd: root, stdio: 'inherit' });
writeFileSync(new URL('README.md', folder), withTruth(read('README.md'), read('data/estimates.csv')));
