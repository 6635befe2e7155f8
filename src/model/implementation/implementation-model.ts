import { hash64 } from '../../random/hash.js';
import type { Law } from '../../random/law.js';
import type { LawSpec } from '../../random/law-spec.js';
import type { CascadeSpec, ClearanceSpec, ErrorSpec, ImplementationSpec, ProjectSpec, TaskSpec } from '../../scenario/scenario.js';
import type { AgreementRule } from '../rules/agreement-rules.js';
import type { CascadeLevels } from './cascade-plan.js';

/** What a programme has to go through, phase by phase; what is undefined is passed over. */
export interface ProgrammeModel {
  readonly clearances: ClearanceModel | undefined;
  /** What it costs, of a local programme. */
  readonly funding: FundingModel | undefined;
  readonly project: ProjectModel | undefined;
  readonly cascade: CascadeModel | undefined;
  /** Person time of carrying it out, of a local programme. */
  readonly work: Law | undefined;
}

export interface ClearanceModel {
  readonly spec: ClearanceSpec;
  readonly agreement: AgreementRule;
  readonly time: Law;
  readonly gap: Law;
  /** The organisations named as holders, by their jurisdictions. */
  readonly holdersIn: ReadonlyMap<number, readonly number[]>;
}

export interface FundingModel {
  readonly cost: Law;
  readonly coFinancing: CascadeSpec['coFinancing'];
}

export interface ProjectModel {
  readonly tasks: readonly TaskModel[];
  readonly errors: ErrorSpec;
  readonly verify: Law;
  /** Undefined where nobody reads what the task before has found. */
  readonly messages: Law | undefined;
}

export interface TaskModel {
  readonly name: string;
  /** Fixed 32-bit identity in draws, from its name. */
  readonly key: number;
  readonly by: TaskSpec['by'];
  readonly work: Law;
  readonly error: number;
  /** Number of tasks it waits for, and the indexes of those that wait for it. */
  readonly predecessors: number;
  readonly successors: readonly number[];
}

export interface CascadeModel {
  readonly spec: CascadeSpec;
  readonly levels: CascadeLevels;
  readonly detail: Law;
  readonly need: Law;
  /** What each jurisdiction that carries it out has to go through. */
  readonly local: ProgrammeModel;
}

/** What the compiler lends: rules by name, and one law object per specification. */
export interface Compilation {
  readonly agreementRule: (name: string) => AgreementRule;
  readonly law: (spec: LawSpec) => Law;
  /** Jurisdiction of an organisation. */
  readonly placeOf: (organisation: number) => number;
}

export function compileImplementation({ clearances, project, cascade }: ImplementationSpec, compilation: Compilation): ProgrammeModel {
  return {
    clearances: clearances && compileClearances(clearances, compilation),
    funding: undefined,
    project: project && compileProject(project, compilation),
    cascade: cascade && compileCascade(cascade, compilation),
    work: undefined,
  };
}

function compileClearances(spec: ClearanceSpec, { agreementRule, law, placeOf }: Compilation): ClearanceModel {
  const holdersIn = new Map<number, number[]>();
  for (const organisation of spec.holders.organisations) {
    const place = placeOf(organisation);
    const there = holdersIn.get(place);
    if (there === undefined) holdersIn.set(place, [organisation]);
    else there.push(organisation);
  }
  return { spec, holdersIn, agreement: agreementRule(spec.agreement.name), time: law(spec.time), gap: law(spec.gap) };
}

function compileCascade(spec: CascadeSpec, compilation: Compilation): CascadeModel {
  const { law } = compilation;
  return {
    spec, detail: law(spec.detail), need: law(spec.need),
    levels: { to: spec.to, through: new Set(spec.through) },
    local: {
      clearances: spec.clearances && compileClearances(spec.clearances, compilation),
      funding: spec.cost && { cost: law(spec.cost), coFinancing: spec.coFinancing },
      project: undefined,
      cascade: undefined,
      work: law(spec.work),
    },
  };
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
      name, key: hash64(name).low, by, work: law(work), error, predecessors: after.length, successors: successors[task],
    })),
  };
}
