import { hash64 } from '../../random/hash.js';
import type { Law } from '../../random/law.js';
import type { LawSpec } from '../../random/law-spec.js';
import type { ClearanceSpec, ErrorSpec, ImplementationSpec, ProjectSpec, TaskSpec } from '../../scenario/scenario.js';
import type { AgreementRule } from '../rules/agreement-rules.js';

/** What a programme has to go through, phase by phase; what is undefined is passed over. */
export interface ProgrammeModel {
  readonly clearances: ClearanceModel | undefined;
  readonly project: ProjectModel | undefined;
}

export interface ClearanceModel {
  readonly spec: ClearanceSpec;
  readonly agreement: AgreementRule;
  readonly time: Law;
  readonly gap: Law;
}

export interface ProjectModel {
  readonly tasks: readonly TaskModel[];
  readonly errors: ErrorSpec;
  readonly verify: Law;
  /** Undefined where nobody reads what the task before has found. */
  readonly messages: Law | undefined;
}

export interface TaskModel {
  /** Fixed 32-bit identity in draws, from its name. */
  readonly key: number;
  readonly by: TaskSpec['by'];
  readonly work: Law;
  readonly error: number;
  /** Number of tasks it waits for, and the indexes of those that wait for it. */
  readonly predecessors: number;
  readonly successors: readonly number[];
}

/** What the compiler lends: rules by name, and one law object per specification. */
export interface Compilation {
  readonly agreementRule: (name: string) => AgreementRule;
  readonly law: (spec: LawSpec) => Law;
}

export function compileImplementation({ clearances, project }: ImplementationSpec, compilation: Compilation): ProgrammeModel {
  return {
    clearances: clearances && compileClearances(clearances, compilation),
    project: project && compileProject(project, compilation),
  };
}

function compileClearances(spec: ClearanceSpec, { agreementRule, law }: Compilation): ClearanceModel {
  return { spec, agreement: agreementRule(spec.agreement.name), time: law(spec.time), gap: law(spec.gap) };
}

function compileProject({ tasks, errors, messages }: ProjectSpec, { law }: Compilation): ProjectModel {
  const successors: number[][] = tasks.map(() => []);
  tasks.forEach(({ after }, task) => {
    for (const before of after) successors[before].push(task);
  });
  return {
    errors,
    verify: law(errors.verify),
    messages: messages && law(messages),
    tasks: tasks.map(({ name, by, work, error, after }, task) => ({
      key: hash64(name).low, by, work: law(work), error, predecessors: after.length, successors: successors[task],
    })),
  };
}
