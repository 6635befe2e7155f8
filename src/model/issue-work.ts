import { removeAt } from '../engine/array-removal.js';
import type { Category } from './categories.js';
import type { Issue } from './issue.js';
import type { LiveTable } from './live-table.js';
import { tell } from './telling.js';
import type { Task, World } from './world.js';

/** Work that issues cause in in-trays: given out, accounted to the issue's network when it is done, dropped when nobody waits for it any more. */
export class IssueWork {
  constructor(
    private readonly world: World,
    private readonly issues: LiveTable<Issue>,
  ) {}

  /** A kind of work, what follows when it is done, and what it is in words. */
  define(done: (issue: Issue, detail: number) => void, label: (issue: Issue, detail: number) => string = () => ''): Task {
    return this.world.defineTask(
      (id, detail, job) => {
        const issue = this.issues.at(id);
        if (issue === undefined) return;
        this.account(issue, job);
        done(issue, detail);
      },
      (id) => this.issues.at(id)?.problem,
      (id, detail) => {
        const issue = this.issues.at(id);
        return issue === undefined ? '' : label(issue, detail);
      },
    );
  }

  /** Puts work for an issue into an organisation's in-tray; `time` is person time [days]. */
  give(issue: Issue, organisation: number, time: number, category: Category, task: Task, detail = 0): void {
    issue.jobs.push(this.world.assign(organisation, time, category, task, issue.id, detail));
    issue.jobTimes.push(time);
  }

  /** Nobody waits for the issue's work any more; what has begun is finished and counts as spent on it. */
  abandon(issue: Issue): void {
    const { world } = this;
    issue.jobs.forEach((job, index) => {
      if (issue.counted && world.bank.isInService(job)) issue.ledger.personTime += issue.jobTimes[index];
      world.abandon(job);
    });
  }

  /** Books a finished work item's time and waiting to the network. */
  private account(issue: Issue, job: number): void {
    const index = issue.jobs.indexOf(job);
    const time = issue.jobTimes[index];
    removeAt(issue.jobs, index);
    removeAt(issue.jobTimes, index);
    tell(this.world, 'work', issue.problem, this.world.bank.stationOf(job));
    if (!issue.counted) return;
    issue.ledger.personTime += time;
    issue.ledger.waitingInTrays += this.world.bank.waitOf(job);
  }
}
