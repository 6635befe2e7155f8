import { count, days, ratio, share, type Measure } from './measure.js';

/** Programmes launched after the warm-up, their clearances, their tasks and their cascades. */
export const implementationMeasures: readonly Measure[] = [
  count('programmes_launched', 'Programmes whose implementation began.', ({ ledger }) => ledger.launched),
  count('programmes_completed', 'Programmes that were carried out, with reduced scope included.', ({ ledger }) => ledger.completed),
  share('completion_share', 'Completed programmes as a share of those that ended: completed, abandoned, or struck by their deadline.', ({ ledger }) =>
    ratio(ledger.completed, ledger.completed + ledger.failed),
  ),
  count('clearance_tries', 'Requests for a clearance.', ({ ledger }) => ledger.tries),
  count('clearances_granted', 'Clearances granted.', ({ ledger }) => ledger.cleared),
  {
    name: 'tries_per_clearance',
    type: 'number',
    unit: '',
    range: '1 or more',
    description: 'Requests per clearance that was granted or refused for good.',
    of: ({ ledger }) => ratio(ledger.tries, ledger.cleared + ledger.refused),
  },
  days(
    'time_to_implement',
    'Mean time from launch to completion, of programmes completed within half of the time observed; running programmes are censored. To be read beside completion_share.',
    ({ ledger, restriction }) => ledger.timeToImplement.meanOfEnded(restriction),
  ),
  days(
    'project_makespan',
    'Mean time from the beginning of the first task to the end of the last one, of projects completed within half of the time observed; running ones are censored.',
    ({ ledger, restriction }) => ledger.projects.makespan.meanOfEnded(restriction),
  ),
  count('tasks_done', 'Tasks done for good.', ({ ledger }) => ledger.projects.done),
  share('task_rework_share', 'Times that a task was done again, as a share of all times that one was done.', ({ ledger: { projects } }) => ratio(projects.reworked, projects.tries)),
  share('task_accepted_share', 'Tasks of which a wrong result was accepted, as a share of tasks done.', ({ ledger: { projects } }) => ratio(projects.accepted, projects.done)),
  count('programmes_detailed', 'Jurisdictions that have detailed a programme for those below, summed over programmes.', ({ ledger }) => ledger.cascades.detailed),
  count('local_programmes_begun', 'Local programmes begun.', ({ ledger }) => ledger.cascades.begun),
  count('local_programmes_completed', 'Local programmes completed before the whole was complete or given up.', ({ ledger }) => ledger.cascades.completed),
  share('local_completion_share', 'Completed local programmes as a share of those that ended: completed, not cleared, or dropped because enough others were complete or the whole was given up.', ({ ledger: { cascades } }) =>
    ratio(cascades.completed, cascades.completed + cascades.failed + cascades.dropped),
  ),
  share('local_worth', 'Mean worth of completed local programmes, each counted once: what misfit, lack of uniformity and refused clearances have left.', ({ ledger: { cascades } }) => ratio(cascades.worth, cascades.completed)),
  {
    name: 'local_misfit',
    type: 'number',
    unit: '',
    range: '0 or more',
    description: 'Mean distance of what is implemented locally from what is needed there, in units of the reference scale.',
    of: ({ ledger: { cascades } }) => ratio(cascades.misfit, cascades.completed),
  },
  {
    name: 'local_divergence',
    type: 'number',
    unit: '',
    range: '0 or more',
    description: 'Mean distance of what is implemented locally from the uniform rule, in units of the reference scale.',
    of: ({ ledger: { cascades } }) => ratio(cascades.divergence, cascades.completed),
  },
  days(
    'time_to_join',
    'Mean time from the beginning of a cascade to its join, of those joined within half of the time observed; running ones are censored.',
    ({ ledger, restriction }) => ledger.cascades.timeToJoin.meanOfEnded(restriction),
  ),
  days('join_delay', 'Mean time that a completed local programme waits until enough others are complete, of cascades that joined.', ({ ledger: { cascades } }) => ratio(cascades.waitedForJoin, cascades.joined)),
];
