import type { z } from 'zod';
import type { Catalogue } from '../catalogue.js';
import { byPresence, refine, refuse, Refusal, section } from '../piece.js';
import type { ScenarioVocabulary } from '../vocabulary.js';
import { cascadeSection, type DeclaredCascade } from './cascade.js';
import { clearanceShape, type DeclaredClearances } from './clearances.js';
import { projectShape, type DeclaredProject } from './tasks.js';

/** What has to be done before a solution is worth anything, as declared; names are not yet looked up. */
export interface DeclaredImplementation {
  readonly clearances: DeclaredClearances | undefined;
  readonly project: DeclaredProject | undefined;
  readonly cascade: DeclaredCascade | undefined;
}

/** `implementation` of a class of problems: clearances, then tasks, then a cascade. Each may be left out, not all. */
export function implementationSection(vocabulary: ScenarioVocabulary, catalogue: Catalogue): z.ZodType<DeclaredImplementation> {
  const clearances = clearanceShape(vocabulary, catalogue);
  const project = projectShape(vocabulary);
  const rest = {
    ...project,
    cascade: cascadeSection(vocabulary, catalogue).optional().describe('How the programme goes down to jurisdictions that carry it out, when its own clearances and tasks are done; not at all when left out.'),
  };
  const phases = (values: Declared<typeof rest>, granted: DeclaredClearances | undefined): DeclaredImplementation | Refusal => {
    const { tasks, errors, messages, cascade } = values;
    if (tasks === undefined) {
      const lonely = [...(errors === undefined ? [] : ['errors']), ...(messages === undefined ? [] : ['messages'])];
      if (lonely.length > 0) return new Refusal(lonely.map((key) => ({ reason: { expected: 'tasks to which this belongs', found: 'none' }, path: [key] })));
      if (granted === undefined && cascade === undefined) return refuse({ expected: 'clearances, tasks or a cascade', found: 'none of them' });
    }
    return { clearances: granted, cascade, project: tasks && { tasks, errors: errors ?? project.errors.unwrap().parse({}), messages } };
  };
  const withClearances = refine(section({ ...clearances, ...rest }), (values): DeclaredImplementation | Refusal => phases(values, values));
  const without = refine(section(rest), (values): DeclaredImplementation | Refusal => phases(values, undefined));
  return byPresence(Object.keys(clearances), withClearances, without);
}

type Declared<Shape extends z.core.$ZodLooseShape> = z.output<z.ZodObject<{ -readonly [Key in keyof Shape]: Shape[Key] }>>;
