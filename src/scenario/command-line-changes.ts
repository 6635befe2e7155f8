import { applyChanges, type Change } from './changes.js';
import { readYaml, type SourceDocument } from './document.js';
import { statement, type Reason } from './reason.js';
import { problemAt, type Place, type Problem } from './scenario-error.js';

/** A document with `a.b=value` changes; the values are YAML. Problems are placed at `--set a.b=value`. */
export function applySettings(document: SourceDocument, settings: readonly string[]): { readonly document: SourceDocument; readonly problems: readonly Problem[] } {
  const changes: Change[] = [];
  const problems: Problem[] = [];
  for (const setting of settings) {
    const place: Place = { file: document.file, change: `--set ${setting}` };
    const read = readSetting(setting);
    if ('path' in read) changes.push({ ...read, place: () => place });
    else problems.push(problemAt(place, '', read));
  }
  const applied = applyChanges(document, changes);
  return { document: applied.document, problems: [...problems, ...applied.problems] };
}

function readSetting(setting: string): { readonly path: string; readonly value: unknown } | Reason {
  const equals = setting.indexOf('=');
  if (equals < 0) return statement('expected a path, "=" and a value, such as networks.cabinet.form=lead');
  const text = setting.slice(equals + 1);
  if (text.trim() === '') return statement('expected a value after "="; write null to take the setting away');
  const read = readYaml(text, '');
  return 'problems' in read ? statement(read.problems[0].message) : { path: setting.slice(0, equals).trim(), value: read.value };
}
