import { applyChanges, type Change } from './changes.js';
import { readYaml, type Path, type SourceDocument } from './document.js';
import { statement, type Reason } from './reason.js';
import { problemAt, type Place, type Problem } from './scenario-error.js';

/** A change `a.b=value` whose value is YAML; what is wrong with it is placed at `--set a.b=value`, or where it stands otherwise. */
export type Setting = string | PlacedSetting;

/** A change that stands in another file or under another option. */
export interface PlacedSetting {
  readonly setting: string;
  /** Where the change itself, or a setting inside its value, stands; in no file but that of the scenario, unless said otherwise. */
  readonly place: (inside: Path) => Partial<Place>;
}

/** A document with changes, in their order. */
export function applySettings(document: SourceDocument, settings: readonly Setting[]): { readonly document: SourceDocument; readonly problems: readonly Problem[] } {
  const changes: Change[] = [];
  const problems: Problem[] = [];
  for (const { setting, place } of settings.map((given) => placed(given, document.file))) {
    const read = readSetting(setting);
    if ('path' in read) changes.push({ ...read, place });
    else problems.push(problemAt(place([]), '', read));
  }
  const applied = applyChanges(document, changes);
  return { document: applied.document, problems: [...problems, ...applied.problems] };
}

function placed(given: Setting, file: string): { readonly setting: string; readonly place: (inside: Path) => Place } {
  if (typeof given === 'string') return { setting: given, place: () => ({ file, change: `--set ${given}` }) };
  return { setting: given.setting, place: (inside) => ({ file, ...given.place(inside) }) };
}

function readSetting(setting: string): { readonly path: string; readonly value: unknown } | Reason {
  const equals = setting.indexOf('=');
  if (equals < 0) return statement('expected a path, "=" and a value, such as networks.cabinet.form=lead');
  const text = setting.slice(equals + 1);
  if (text.trim() === '') return statement('expected a value after "="; write null to take the setting away');
  const read = readYaml(text, '');
  return 'problems' in read ? statement(read.problems[0].message) : { path: setting.slice(0, equals).trim(), value: read.value };
}
