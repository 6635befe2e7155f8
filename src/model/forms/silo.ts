import { Category } from '../categories.js';
import type { Coordination } from '../coordination.js';
import type { Issue } from '../issue.js';
import { Purpose } from '../purposes.js';
import type { GovernanceForm } from './governance-form.js';

const DUPLICATE = 0;

/**
 * No coordination: each participant solves its own part alone. Since nobody says who does what, somebody may work on a part of somebody
 * else as well (`overlap`), and what they do may contradict.
 */
export const silo: GovernanceForm = {
  name: 'silo',
  summary: 'no coordination: each participant solves its own part alone',
  defaults: { decision: 'unanimity', trustRule: 'dyads' },
  coordinator: { kind: 'none' },
  convenes: false,
  schema: () => ({}),
  protocol: (coordination) => {
    const duplicatedDays = new WeakMap<Issue, number>();
    return {
      steps: ['do what somebody else does too'],
      begin(issue) {
        const duplicates = overlappingWork(coordination, issue);
        if (duplicates.length === 0) {
          coordination.goAlone(issue, 0);
          return;
        }
        issue.pending = duplicates.length;
        duplicatedDays.set(issue, duplicates.reduce((sum, { time }) => sum + time, 0));
        for (const { member, time } of duplicates) coordination.memberWork(issue, member, time, Category.rework, DUPLICATE);
      },
      done(issue) {
        if (--issue.pending === 0) coordination.goAlone(issue, duplicatedDays.get(issue) ?? 0);
      },
    };
  },
};

/** Which participants spend full service on a part that is not theirs, and how long. */
function overlappingWork({ world }: Coordination, issue: Issue): { member: number; time: number }[] {
  const { overlap } = issue.network.spec;
  if (overlap === 0) return [];
  const { problems, parts, model } = world;
  const { kind, kinds } = model.organisations;
  const work: { member: number; time: number }[] = [];
  const allParts = [problems.leadPart[issue.problem], ...issue.parts];
  issue.attendees.forEach((organisation, member) => {
    const key = world.memberKey(organisation);
    for (const part of allParts) {
      const role = parts.role[part];
      const owner = role === 0 ? issue.affected[0] : parts.home[part];
      if (owner === organisation || world.draw(issue.problem, Purpose.overlap, key, role).next() >= overlap) continue;
      const law = kinds.service[kind[organisation]].ownSolved;
      work.push({ member, time: law.sample(world.draw(issue.problem, Purpose.work, model.domainKey[parts.domain[part]], 0)) });
    }
  });
  return work;
}
