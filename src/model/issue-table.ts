import type { Issue } from './issue.js';

/** Open issues by number; numbers of closed ones are used again. */
export class IssueTable {
  private readonly rows: (Issue | undefined)[] = [];
  private readonly free: number[] = [];

  /** Number for the next issue. */
  takeNumber(): number {
    return this.free.pop() ?? this.rows.length;
  }

  add(issue: Issue): void {
    this.rows[issue.id] = issue;
  }

  /** Undefined when the issue with this number has been closed. */
  at(id: number): Issue | undefined {
    return this.rows[id];
  }

  remove(issue: Issue): void {
    this.rows[issue.id] = undefined;
    this.free.push(issue.id);
  }

  *open(): Generator<Issue> {
    for (const issue of this.rows) if (issue !== undefined) yield issue;
  }
}
