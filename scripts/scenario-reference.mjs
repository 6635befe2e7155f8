// Writes docs/scenario-files.md: every key of scenario files with its meaning, from the schema that also reads them.
// After a build: node scripts/scenario-reference.mjs
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { replaceSection } from '../build/calibration/index.js';

const folder = new URL('../', import.meta.url);
const document = new URL('docs/scenario-files.md', folder);

/** The page with its generated part as the schema is now. */
export function withReference(page, schema) {
  return replaceSection(page, 'reference', `\n${reference(schema).join('\n')}\n`);
}

function reference(schema) {
  const lines = [];
  describe('The file itself', schema, 3, lines);
  lines.push('## Choices and laws', '');
  for (const [name, definition] of Object.entries(schema.definitions)) {
    const title = name.replaceAll('-', ' ');
    lines.push(`### ${title}`, '');
    if (mapsOf(definition).length > 0) describe(title, definition, 4, lines);
    else lines.push(written(definition), '');
  }
  return lines;
}

/** The keys of a map, of each of its kinds where there are several, then the same for every map below it. */
function describe(title, node, depth, lines) {
  const maps = mapsOf(node);
  const common = maps.length > 1 ? commonKeys(maps) : [];
  if (!lines.includes(`### ${title}`)) lines.push(`${'#'.repeat(depth)} ${title}`, '');
  if (common.length > 0) table(maps[0], common, lines);
  for (const map of maps) describeKind(map, maps.length > 1, common, lines);
  for (const [key, value] of new Map(maps.flatMap((map) => Object.entries(map.properties)))) {
    const path = title === 'The file itself' ? `\`${key}\`` : `${title}, \`${key}\``;
    const entries = mapsOf(value).length > 0 ? undefined : entriesOf(value);
    if (entries !== undefined) describe(`${path}, each`, entries, 4, lines);
    else if (mapsOf(value).length > 0) describe(path, value, 4, lines);
  }
}

/** One kind of a map by what is peculiar to it; a kind without parameters of its own is a line. */
function describeKind(map, severalKinds, common, lines) {
  const peculiar = Object.keys(map.properties).filter((key) => !common.includes(key));
  const constant = peculiar.find((key) => map.properties[key].const !== undefined);
  if (!severalKinds || constant === undefined) {
    if (peculiar.length > 0) table(map, peculiar, lines);
    return;
  }
  const rest = peculiar.filter((key) => key !== constant);
  const { const: name, description = '' } = map.properties[constant];
  lines.push(`\`${constant}: ${name}\`${description === '' || description.startsWith('Name of') ? '' : `: ${cell(description)}`}`, '');
  if (rest.length > 0) table(map, rest, lines);
}

function commonKeys(maps) {
  const [first, ...others] = maps.map(({ properties }) => properties);
  return Object.keys(first).filter((key) => others.every((other) => other[key]?.description === first[key].description && other[key]?.const === first[key].const));
}

function table(map, keys, lines) {
  const required = new Set(map.required ?? []);
  lines.push('| key | meaning |', '|---|---|');
  for (const key of keys) lines.push(`| \`${key}\`${required.has(key) ? ' (needed)' : ''} | ${written(map.properties[key])} |`);
  lines.push('');
}

/** Everything that may stand in a place, alternatives of alternatives included. */
function branchesOf(node) {
  return (node.anyOf ?? node.oneOf)?.flatMap(branchesOf) ?? [node];
}

function mapsOf(node) {
  return branchesOf(node).filter((branch) => branch.properties !== undefined);
}

/** What stands under every name of a map with free names, or in every place of a list. */
function entriesOf(node) {
  const entries = branchesOf(node).flatMap((branch) => [branch.additionalProperties, branch.items]);
  return entries.find((entry) => typeof entry === 'object' && mapsOf(entry).length > 0);
}

function cell(text) {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

function written(node) {
  const reference = node.allOf?.[0]?.$ref ?? node.$ref;
  const link = reference === undefined ? '' : ` See [${reference.split('/').pop().replaceAll('-', ' ')}](#${reference.split('/').pop()}).`;
  const one = node.const === undefined ? '' : `Always \`${node.const}\`. `;
  const choice = node.enum === undefined || node.enum.length < 2 ? '' : ` One of ${node.enum.map((value) => `\`${value}\``).join(', ')}.`;
  return `${one}${cell(node.description ?? '')}${choice}${link}`.trim();
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const schema = JSON.parse(readFileSync(fileURLToPath(new URL('schema/scenario.schema.json', folder)), 'utf8'));
  writeFileSync(document, withReference(readFileSync(document, 'utf8'), schema));
}
