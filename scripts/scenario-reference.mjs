// Writes docs/scenario-files.md: every key of scenario files with its meaning, from the schema that also reads them.
// After a build: node scripts/scenario-reference.mjs
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { replaceSection } from '../dist/calibration/index.js';

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
    const hasKeys = branchesOf(definition).some((branch) => branch.properties !== undefined);
    lines.push(`### ${title}`, '');
    if (hasKeys) describe(title, definition, 4, lines);
    else lines.push(written(definition), '');
  }
  return lines;
}

/** A table of the keys of a map, then the same for every map below it. */
function describe(title, node, depth, lines) {
  const maps = branchesOf(node).filter((branch) => branch.properties !== undefined);
  for (const map of maps) {
    const variant = maps.length > 1 ? titleOf(map) : '';
    const heading = lines.includes(`### ${title}`) ? [] : [`${'#'.repeat(depth)} ${title}`];
    table(variant === '' ? heading : [`With ${variant}:`], map, lines);
  }
  for (const [key, value] of uniqueProperties(maps)) {
    const path = title === 'The file itself' ? `\`${key}\`` : `${title}, \`${key}\``;
    const inner = entriesOf(value);
    if (inner !== undefined) describe(`${path}, each`, inner, 4, lines);
    else if (branchesOf(value).some((branch) => branch.properties !== undefined)) describe(path, value, 4, lines);
  }
}

function table(heading, map, lines) {
  lines.push(...heading.flatMap((line) => [line, '']), '| key | meaning |', '|---|---|');
  const required = new Set(map.required ?? []);
  for (const [key, value] of Object.entries(map.properties)) {
    lines.push(`| \`${key}\`${required.has(key) ? ' (needed)' : ''} | ${written(value)} |`);
  }
  lines.push('');
}

/** What tells a branch from its siblings: the constants it prescribes. */
function titleOf(branch) {
  const constants = Object.entries(branch.properties).filter(([, value]) => value.const !== undefined);
  return constants.map(([key, value]) => `\`${key}: ${value.const}\``).join(', ');
}

function uniqueProperties(maps) {
  return new Map(maps.flatMap((map) => Object.entries(map.properties)));
}

function branchesOf(node) {
  return node.anyOf ?? node.oneOf ?? [node];
}

function entriesOf(node) {
  const entries = node.additionalProperties;
  return typeof entries === 'object' && (entries.properties !== undefined || entries.anyOf !== undefined) ? entries : undefined;
}

function written(node) {
  const reference = node.allOf?.[0]?.$ref ?? node.$ref;
  const link = reference === undefined ? '' : ` See [${reference.split('/').pop().replaceAll('-', ' ')}](#${reference.split('/').pop()}).`;
  const one = node.const === undefined ? '' : `Always \`${node.const}\`. `;
  const choice = node.enum === undefined || node.enum.length < 2 ? '' : ` One of ${node.enum.map((value) => `\`${value}\``).join(', ')}.`;
  return `${one}${(node.description ?? '').replaceAll('|', '\\|').replaceAll('\n', ' ')}${choice}${link}`.trim();
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const schema = JSON.parse(readFileSync(fileURLToPath(new URL('schema/scenario.schema.json', folder)), 'utf8'));
  writeFileSync(document, withReference(readFileSync(document, 'utf8'), schema));
}
