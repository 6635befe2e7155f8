import type { Issue } from './issue.js';
import type { ProblemRecord } from './observer.js';
import { Outcome, outcomes } from './problem-table.js';
import { nameOfProblem } from './telling.js';
import { NOBODY } from './model.js';
import type { World } from './world.js';

interface Memory {
  readonly difficulty: number;
  answered: number | undefined;
  issue: Issue | undefined;
  launched: number | undefined;
}

/** Remembers, for living problems only, what `problems.csv` wants to know of their lives. */
export class ProblemRecords {
  private readonly memories = new Map<number, Memory>();

  constructor(
    private readonly world: World,
    private readonly tell: (record: ProblemRecord) => void,
  ) {}

  arrived(problem: number, difficulty: number): void {
    this.memories.set(problem, { difficulty, answered: undefined, issue: undefined, launched: undefined });
  }

  answered(problem: number): void {
    const memory = this.memories.get(problem);
    if (memory !== undefined) memory.answered = this.world.now;
  }

  launched(problem: number): void {
    const memory = this.memories.get(problem);
    if (memory !== undefined) memory.launched = this.world.now;
  }

  /** An issue has opened; one organisation that looks after all the domains has nothing to decide jointly. */
  opened(issue: Issue): void {
    const memory = this.memories.get(issue.problem);
    if (memory !== undefined && issue.joint) memory.issue = issue;
  }

  /** Ends the record of a problem; without an outcome it is still alive at the end of the run. */
  report(problem: number, outcome: string | undefined): void {
    const { problems, model, now } = this.world;
    const memory = this.memories.get(problem);
    this.memories.delete(problem);
    const solver = problems.solver[problem];
    const issue = memory?.issue;
    const solved = outcome === outcomes[Outcome.solved];
    this.tell({
      problem: nameOfProblem(this.world, problem),
      problemClass: model.classes[problems.problemClass[problem]].name,
      origin: model.organisations.paths[problems.origin[problem]],
      leadDomain: model.scenario.domains[problems.domain(problem, 0)],
      domains: problems.domainCount[problem],
      difficulty: memory?.difficulty ?? NaN,
      value: problems.value[problem],
      arrived: problems.arrival[problem],
      answered: memory?.answered,
      opened: issue?.opened,
      decided: issue?.decidedAt,
      launched: memory?.launched,
      ended: outcome === undefined ? undefined : now,
      level: solver === NOBODY ? undefined : model.scenario.levels[model.organisations.level[solver]],
      network: issue === undefined || issue.network === model.uncoordinated ? undefined : issue.network.spec.path,
      rounds: issue?.round,
      quality: solver === NOBODY ? undefined : problems.quality[problem],
      compliance: solved ? problems.compliance[problem] : undefined,
      scope: solved ? problems.scope[problem] : undefined,
      outcome,
    });
  }
}
