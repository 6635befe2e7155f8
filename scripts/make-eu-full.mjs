// Writes the data of scenarios/eu-full:             node scripts/make-eu-full.mjs
// or the scenario at a share of its size elsewhere: node scripts/make-eu-full.mjs --share 0.01 --out /tmp/eu-full-1
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { euFullData } from './eu-full.mjs';

const home = fileURLToPath(new URL('../scenarios/eu-full', import.meta.url));
const { values: { share, out } } = parseArgs({ options: { share: { type: 'string', default: '1' }, out: { type: 'string', default: home } } });
if (Number(share) !== 1 && out === home) throw new RangeError('--share needs --out: scenarios/eu-full itself has its full size');
mkdirSync(join(out, 'data'), { recursive: true });
for (const [path, text] of Object.entries(euFullData(Number(share)))) writeFileSync(join(out, path), text);
if (out !== home) writeFileSync(join(out, 'scenario.yaml'), readFileSync(join(home, 'scenario.yaml'), 'utf8').replace(/^# yaml-language-server.*\n/, ''));
