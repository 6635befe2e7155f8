import { NO_EVENT } from '../engine/event-list.js';
import { Priority } from '../engine/priorities.js';
import type { EventKind } from '../engine/simulation.js';
import { Category } from './categories.js';
import { ChainOfCommand } from './chain-of-command.js';
import type { Issue } from './issue.js';
import type { LiveTable } from './live-table.js';
import type { IssueWork } from './issue-work.js';
import { NOBODY } from './model.js';
import { Purpose } from './purposes.js';
import { superiors } from './superiors.js';
import { tell } from './telling.js';
import type { Task, World } from './world.js';

/** Help from above: superiors advise on issues beyond the competence at hand, and arbitrate where the rounds are over. */
export class Recourse {
  private readonly chain: ChainOfCommand;
  private readonly asking: EventKind;
  private readonly advice: Task;
  private readonly arbitration: Task;

  constructor(
    private readonly world: World,
    private readonly issues: LiveTable<Issue>,
    private readonly work: IssueWork,
    /** What an arbiter's decision means. */
    private readonly impose: (issue: Issue) => void,
  ) {
    this.chain = new ChainOfCommand(world);
    this.asking = world.simulation.define(Priority.delivery, (issue, adviser) => this.asked(issue, adviser));
    this.advice = work.define((issue) => issue.onAdvice?.(), () => 'advise on the coordination');
    this.arbitration = work.define((issue, arbiter) => this.arbitrated(issue, arbiter), () => 'arbitrate');
  }

  /**
   * Asks the nearest superior with enough coordination knowledge: the question travels up and takes its helping time; `advised` follows.
   * @returns false where nobody above knows
   */
  ask(issue: Issue, advised: () => void): boolean {
    const { coordinationKnowledge } = this.world.model.organisations;
    for (const superior of this.superiors(issue)) {
      if (coordinationKnowledge[superior] < issue.difficulty) continue;
      const delay = this.world.model.hierarchy.delay.sample(this.draw(issue, superior, 2 * issue.attempts));
      issue.onAdvice = advised;
      issue.request = this.world.simulation.post(this.asking, delay, issue.id, superior);
      this.world.steps?.delayed(issue.request, 'transit', issue.problem, superior, issue.network.hub === NOBODY ? issue.affected[0] : issue.network.hub, 'question');
      return true;
    }
    return false;
  }

  /**
   * The nearest superior reads everybody's case and decides.
   * @returns false where there is nobody above
   */
  arbitrate(issue: Issue): boolean {
    for (const superior of this.superiors(issue)) {
      const { read, decide } = issue.times;
      this.work.give(issue, superior, read * issue.attendees.length + decide, Category.rework, this.arbitration, superior);
      return true;
    }
    return false;
  }

  /** Organisations above whoever coordinates, without a coordinator above the organisation of the lead domain. */
  private superiors(issue: Issue): Iterable<number> {
    const from = issue.network.hub === NOBODY ? issue.affected[0] : issue.network.hub;
    return superiors(this.world.model, this.chain, from, this.world.problems.domain(issue.problem, 0));
  }

  private asked(id: number, adviser: number): void {
    const issue = this.issues.at(id);
    if (issue === undefined) return;
    this.world.steps?.over(issue.request, 'done');
    issue.request = NO_EVENT;
    const { kind, kinds } = this.world.model.organisations;
    const time = kinds.service[kind[adviser]].helpSolved.sample(this.draw(issue, adviser, 2 * issue.attempts + 1));
    this.work.give(issue, adviser, time, Category.helping, this.advice);
  }

  private arbitrated(issue: Issue, arbiter: number): void {
    if (issue.counted) issue.ledger.arbitrated++;
    tell(this.world, 'arbitrate', issue.problem, arbiter);
    this.impose(issue);
  }

  private draw(issue: Issue, adviser: number, visit: number) {
    return this.world.draw(issue.problem, Purpose.advice, this.world.memberKey(adviser), visit);
  }
}
