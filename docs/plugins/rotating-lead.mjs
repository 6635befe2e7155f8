/**
 * A lead organisation that rotates: the members take turns in coordinating, one issue each. Who coordinates has a stake in it, as under
 * the built-in form "lead", but nobody has the role for long.
 *
 * @type {import('subsidia').Plugin}
 */
export default ({ Category }) => {
  // The steps of the protocol, in the order in which an issue meets them.
  const WRITE = 0;
  const READ = 1;
  const DECIDE = 2;
  const JUDGE = 3;

  return {
    forms: [
      {
        name: 'rotating-lead',
        summary: 'lead organisation that rotates: the members coordinate in turn, one issue each',
        defaults: { decision: 'majority', trustRule: 'dyads' },
        coordinator: { kind: 'none' },
        convenes: true,
        schema: ({ share }) => ({
          beta: share.prefault(0.5).describe("Weight of the lead's own position in what it proposes, the rest is the compromise of all; 0.5 when left out."),
        }),
        protocol: rotatingLead,
      },
    ],
  };

  function rotatingLead(coordination, network) {
    const { members, rounds, form } = network.spec;
    const { beta } = form.parameters;
    const { coordinationKnowledge } = coordination.world.model.organisations;
    // This function is called for each network and replication, so that what stands here begins afresh with each.
    const leads = new WeakMap();
    let turn = 0;

    /** Position among the attendees of the next member in turn that takes part; the first attendee where none does. */
    function nextLead({ attendees }) {
      for (let skipped = 0; skipped < members.length; skipped++) {
        const lead = attendees.indexOf(members[(turn + skipped) % members.length]);
        if (lead < 0) continue;
        turn = (turn + skipped + 1) % members.length;
        return lead;
      }
      return 0;
    }

    /** Gives the same work to all but the lead; returns how many they are. */
    function askOthers(issue, time, category, step) {
      issue.pending = issue.attendees.length - 1;
      issue.attendees.forEach((_, member) => {
        if (member !== leads.get(issue)) coordination.memberWork(issue, member, time, category, step);
      });
      return issue.pending;
    }

    function workOutDecision(issue, category) {
      coordination.memberWork(issue, leads.get(issue), issue.times.decide, category, DECIDE);
    }

    function goOn(issue) {
      if (issue.round < rounds) workOutDecision(issue, Category.rework);
      else coordination.exhaust(issue);
    }

    function propose(issue) {
      const lead = leads.get(issue);
      coordination.propose(issue, (1 - beta) * coordination.compromise(issue) + beta * issue.positions[lead], 1 - beta);
      coordination.standsBy(issue, lead);
      if (askOthers(issue, issue.times.acknowledge, Category.communication, JUDGE) === 0) coordination.conclude(issue);
    }

    function count(issue) {
      if (coordination.adopted(issue)) {
        coordination.conclude(issue);
        return;
      }
      issue.attendees.forEach((_, member) => coordination.persuade(issue, member));
      goOn(issue);
    }

    return {
      steps: ['write a report', 'read a report', 'decide', 'judge the proposal'],
      begin(issue) {
        leads.set(issue, nextLead(issue));
        if (askOthers(issue, issue.times.write, Category.communication, WRITE) === 0) workOutDecision(issue, Category.communication);
      },
      done(issue, step, member) {
        switch (step) {
          case WRITE:
            coordination.memberWork(issue, leads.get(issue), issue.times.read, Category.communication, READ);
            break;
          case READ:
            if (--issue.pending === 0) workOutDecision(issue, Category.communication);
            break;
          case DECIDE:
            issue.round++;
            coordination.attempt(issue, coordinationKnowledge[issue.attendees[member]], () => propose(issue), () => goOn(issue));
            break;
          case JUDGE:
            coordination.judges(issue, member);
            if (--issue.pending === 0) count(issue);
        }
      },
    };
  }
};
