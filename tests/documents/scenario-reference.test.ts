import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { withReference } from '../../scripts/scenario-reference.mjs';
import { catalogue } from '../../src/model/catalogue.js';
import { scenarioJsonSchema } from '../../src/scenario/json-schema.js';

describe('docs/scenario-files.md', () => {
  it('describes the keys of the schema as it is now', () => {
    const page = readFileSync(join(import.meta.dirname, '../../docs/scenario-files.md'), 'utf8');
    const schema = JSON.parse(JSON.stringify(scenarioJsonSchema(catalogue))) as Record<string, unknown>;
    expect(page).toBe(withReference(page, schema));
  });
});
