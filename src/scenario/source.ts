import type { Catalogue } from './catalogue.js';
import type { DataFiles } from './data-files.js';
import type { SourceDocument } from './document.js';
import { fileSchema, type FileSchema } from './file-schema.js';
import { KeptExpansions } from './kept-expansions.js';
import type { Scenario } from './scenario.js';
import type { CalendarName } from './units.js';
import { createVocabulary } from './vocabulary.js';

/** All that a scenario is made of. */
export interface Source {
  readonly document: SourceDocument;
  readonly files: DataFiles;
  /** Shared with all that changes make of this source. */
  readonly kept: KeptExpansions;
  /** The schema in a calendar; made once. */
  schema(calendar: CalendarName): FileSchema;
}

export function createSource(document: SourceDocument, catalogue: Catalogue, files: DataFiles): Source {
  const schemas = new Map<CalendarName, FileSchema>();
  return {
    document, files, kept: new KeptExpansions(),
    schema(calendar) {
      const schema = schemas.get(calendar) ?? fileSchema(createVocabulary(calendar, files), catalogue);
      schemas.set(calendar, schema);
      return schema;
    },
  };
}

/** Sources by the scenario made of them; scenarios themselves stay plain data. */
const sources = new WeakMap<Scenario, Source>();

export function rememberSource(scenario: Scenario, source: Source): void {
  sources.set(scenario, source);
}

/** @throws TypeError for a scenario that was not parsed here, e.g. a copy sent between threads */
export function sourceOf(scenario: Scenario): Source {
  const source = sources.get(scenario);
  if (source === undefined) throw new TypeError('this scenario does not come from parseScenario (copies cannot be varied; parse the text again)');
  return source;
}
