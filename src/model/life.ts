import { NO_EVENT } from '../engine/event-list.js';
import { Priority } from '../engine/priorities.js';
import type { EventKind } from '../engine/simulation.js';
import type { Hash64 } from '../random/hash.js';
import { mixKey } from '../random/keyed.js';
import type { TraceRecord } from '../scenario/scenario.js';
import { Arrivals } from './arrivals.js';
import { BargainingTable } from './bargaining/bargaining-table.js';
import type { Negotiation } from './bargaining/negotiation.js';
import { Bills } from './bills.js';
import { BudgetCycle } from './budget-cycle.js';
import { Citizens } from './citizens.js';
import { Coordination } from './coordination.js';
import { CostSharing } from './cost-sharing.js';
import { Diagnosis } from './diagnosis.js';
import { Implementation } from './implementation/implementation.js';
import type { JointDecision } from './joint-decision.js';
import { NOBODY } from './model.js';
import { NO_ISSUE, Outcome, outcomes, ProblemState } from './problem-table.js';
import { ProblemAttributes } from './problem-attributes.js';
import { ProblemRecords } from './problem-records.js';
import { Purpose } from './purposes.js';
import { tell } from './telling.js';
import type { World } from './world.js';

/**
 * The life of a problem, in the order of the stages: it arrives, its lead part is diagnosed; when it touches several domains an issue is
 * opened and coordinated; those who decided bargain over its cost; the solution returns to where the problem arose and is implemented. A deadline can end it anywhere on the way.
 */
export class Life {
  readonly coordination: Coordination;
  private readonly diagnosis: Diagnosis;
  readonly implementation: Implementation;
  private readonly costSharing: CostSharing;
  private readonly budgets: BudgetCycle | undefined;
  private readonly table: BargainingTable;
  /** Joint decisions on their way back to where the problem arose, of classes that are to be implemented. */
  private readonly decisions = new Map<number, JointDecision>();
  private readonly attributes: ProblemAttributes;
  private readonly citizens: Citizens;
  private readonly arrivals: Arrivals;
  private readonly deadline: EventKind;
  private readonly impatience: EventKind;
  private readonly records: ProblemRecords | undefined;
  /** Key of a displaced problem while it is made. */
  private readonly key = { high: 0, low: 0 };

  constructor(private readonly world: World) {
    this.citizens = new Citizens(world);
    this.diagnosis = new Diagnosis(world, this.citizens, {
      solved: (part, organisation) => this.solved(part, organisation),
      returned: (part) => this.returned(part),
      unsolvable: (part) => this.unsolvable(part),
    });
    this.coordination = new Coordination(
      world,
      this.diagnosis,
      {
        opened: (issue) => this.records?.opened(issue),
        settled: (problem, decision) => {
          if (this.endsWithAnswer(problem)) this.goDown(problem);
          else this.settle(problem, decision());
        },
        beyondKnowledge: (problem) => this.end(problem, Outcome.beyondKnowledge),
        deadlocked: (problem) => this.end(problem, Outcome.deadlocked),
      },
      (problem, domain) => this.displaced(problem, domain),
    );
    this.table = new BargainingTable(world);
    const bills = new Bills(world, this.table);
    this.costSharing = new CostSharing(world, bills, {
      funded: (problem, decision) => this.funded(problem, decision),
      dropped: (problem) => this.end(problem, Outcome.dropped),
    });
    this.budgets = world.model.scenario.budgets && new BudgetCycle(world, this.table, world.model.scenario.budgets, () => bills.moneyCame());
    this.implementation = new Implementation(world, bills, {
      completed: (problem) => this.end(problem, Outcome.solved),
      abandoned: (problem) => this.end(problem, Outcome.abandoned),
    });
    this.attributes = new ProblemAttributes(world);
    this.arrivals = new Arrivals(world, (problemClass, organisation, ordinal, key) => this.arrive(problemClass, organisation, ordinal, key));
    this.deadline = world.simulation.define(Priority.expiry, (problem) => this.expire(problem));
    this.impatience = world.simulation.define(Priority.expiry, (problem) => this.decideByDefault(problem));
    this.records = world.observer?.problem && new ProblemRecords(world, world.observer.problem.bind(world.observer));
  }

  /** Negotiations over costs and budgets under way. */
  negotiations(): Iterable<Negotiation> {
    return this.table.running();
  }

  start(): void {
    this.budgets?.start();
    this.arrivals.start();
    this.coordination.start();
  }

  /** Tells the observer of the problems that are still alive at the end of the run. */
  reportLiving(): void {
    for (const problem of this.world.problems.rows()) this.records?.report(problem, undefined);
  }

  private arrive(problemClass: number, organisation: number, ordinal: number, key: Hash64): void {
    const { attributes } = this;
    // What a trace has recorded has been brought.
    if (this.world.model.classes[problemClass].trace.length === 0 && !this.citizens.bring(key)) return;
    const problem = this.create(problemClass, organisation, ordinal, key);
    const record = attributes.recordOf(problem);
    if (record?.domains === undefined) attributes.drawDomains(problem, attributes.leadDomain(problem));
    else attributes.setDomains(problem, record.domains);
    this.world.problems.value[problem] = record?.value ?? attributes.drawValue(problem);
    this.begin(problem, record);
  }

  /** An uncoordinated solution has pushed a problem into a domain next to `domain`: it arises in the same jurisdiction, with a key of its own. */
  private displaced(parent: number, domain: number): void {
    const { problems, model, ledger } = this.world;
    const neighbour = (domain + 1) % model.domains;
    const jurisdiction = model.organisations.jurisdiction[problems.origin[parent]];
    const organisation = model.responsible[jurisdiction * model.domains + neighbour];
    if (organisation === NOBODY) return;
    const child = problems.children[parent]++;
    mixKey(problems.keyHigh[parent], problems.keyLow[parent], child, this.key);
    const problem = this.create(problems.problemClass[parent], organisation, -1 - child, this.key);
    if (this.world.counting) ledger.displaced++;
    // That domain alone: what touched several again could displace for ever.
    this.attributes.setDomains(problem, [neighbour]);
    problems.value[problem] = 0;
    this.begin(problem, undefined);
  }

  private create(problemClass: number, organisation: number, ordinal: number, key: Hash64): number {
    const { problems, ledger, now, counting } = this.world;
    const problem = problems.take(problemClass, organisation, now);
    problems.keyHigh[problem] = key.high;
    problems.keyLow[problem] = key.low;
    problems.ordinal[problem] = ordinal;
    problems.counted[problem] = counting ? 1 : 0;
    ledger.arrived++;
    this.world.steadiness.change(now, 1);
    ledger.living[ProblemState.diagnosis]++;
    if (counting) ledger.arrivedCounted++;
    return problem;
  }

  private begin(problem: number, record: TraceRecord | undefined): void {
    const { world, attributes } = this;
    const { problems, parts } = world;
    const domain = problems.domain(problem, 0);
    const origin = problems.origin[problem];
    const home = record?.entryLevel === undefined ? origin : attributes.entryPoint(origin, domain, record.entryLevel);
    const difficulty = record?.difficulty ?? attributes.drawDifficulty(problem, domain, home);
    const part = parts.take(problem, 0, domain, home, difficulty);
    problems.leadPart[problem] = part;
    // Whoever enters above its origin is a case for others' help from the beginning.
    if (home !== origin) parts.escalated[part] = 1;
    this.limit(problem);
    if (world.observer !== undefined) {
      tell(world, 'arrive', problem, origin);
      this.records?.arrived(problem, difficulty);
      attributes.show(problem, difficulty);
    }
    this.diagnosis.begin(part);
  }

  /** Sets the times at which a problem expires and is decided by default. */
  private limit(problem: number): void {
    const { problems, model, simulation } = this.world;
    const { deadline } = model.classes[problems.problemClass[problem]];
    const { patience } = model.hierarchy;
    if (deadline !== undefined) {
      const time = this.world.sample(deadline, problem, Purpose.deadline, 0, 0);
      problems.deadlineEvent[problem] = simulation.post(this.deadline, time, problem);
    }
    if (patience !== undefined) {
      const time = this.world.sample(patience, problem, Purpose.patience, 0, 0);
      problems.patienceEvent[problem] = simulation.post(this.impatience, time, problem);
    }
  }

  /** A limit of time no longer holds. Most problems have none, or not any more. */
  private lift(limit: Float64Array, problem: number): void {
    if (limit[problem] === NO_EVENT) return;
    this.world.simulation.cancel(limit[problem]);
    limit[problem] = NO_EVENT;
  }

  private solved(part: number, organisation: number): void {
    const { parts } = this.world;
    const problem = parts.problem[part];
    if (parts.role[part] > 0) this.diagnosis.sendDown(part, organisation);
    else this.answered(problem, organisation);
  }

  /** Somebody has an answer to the lead part: patience is no longer needed, and other domains come in now. */
  private answered(problem: number, organisation: number): void {
    const { problems } = this.world;
    this.lift(problems.patienceEvent, problem);
    problems.solver[problem] = organisation;
    this.records?.answered(problem);
    if (problems.domainCount[problem] > 1) {
      this.enter(problem, ProblemState.coordination);
      this.coordination.open(problem, organisation);
    } else if (this.endsWithAnswer(problem)) this.goDown(problem);
    else this.settle(problem, { participants: [organisation], compliance: [1], network: [], conduct: undefined });
  }

  private returned(part: number): void {
    const { parts } = this.world;
    if (parts.role[part] > 0) this.coordination.partReturned(part);
    else this.implement(parts.problem[part]);
  }

  /** The solution is where the problem arose: it is worth something now, or has to be implemented first. */
  private implement(problem: number): void {
    const { problems, model } = this.world;
    const { implementation } = model.classes[problems.problemClass[problem]];
    if (implementation === undefined) {
      this.end(problem, Outcome.solved);
      return;
    }
    this.enter(problem, ProblemState.implementation);
    this.records?.launched(problem);
    const decision = this.decisions.get(problem);
    if (decision === undefined) throw new RangeError('the problem comes back without a decision');
    this.implementation.launch(problem, implementation, decision);
  }

  private unsolvable(part: number): void {
    const { parts } = this.world;
    if (parts.role[part] > 0) this.coordination.partUnsolvable(part);
    else this.end(parts.problem[part], Outcome.beyondKnowledge);
  }

  /** Whether nothing has to be paid or implemented: most problems, for which a decision need not be written down. */
  private endsWithAnswer(problem: number): boolean {
    const { cost, implementation } = this.world.model.classes[this.world.problems.problemClass[problem]];
    return cost === undefined && implementation === undefined;
  }

  private settle(problem: number, decision: JointDecision): void {
    const { problems, model } = this.world;
    if (model.classes[problems.problemClass[problem]].cost === undefined) {
      this.funded(problem, decision);
      return;
    }
    this.enter(problem, ProblemState.bargaining);
    this.costSharing.begin(problem, decision);
  }

  /** What has been decided is paid for, if it costs anything, and goes back to where the problem arose. */
  private funded(problem: number, decision: JointDecision): void {
    const { problems, model } = this.world;
    if (model.classes[problems.problemClass[problem]].implementation !== undefined) this.decisions.set(problem, decision);
    this.goDown(problem);
  }

  private goDown(problem: number): void {
    const { problems } = this.world;
    this.enter(problem, ProblemState.returning);
    this.diagnosis.sendDown(problems.leadPart[problem], problems.solver[problem]);
  }

  /** Nobody has answered within the problem's patience: its origin decides by default, less well. */
  private decideByDefault(problem: number): void {
    const { world } = this;
    const { problems, parts, ledger } = world;
    const part = problems.leadPart[problem];
    problems.patienceEvent[problem] = NO_EVENT;
    this.diagnosis.abandon(part);
    problems.quality[problem] = world.model.scenario.hierarchy.defaultQuality;
    if (problems.counted[problem] === 1) ledger.defaulted++;
    tell(world, 'default', problem, parts.home[part]);
    this.answered(problem, parts.home[part]);
  }

  private expire(problem: number): void {
    const { problems } = this.world;
    problems.deadlineEvent[problem] = NO_EVENT;
    tell(this.world, 'expire', problem, problems.origin[problem]);
    if (problems.issue[problem] !== NO_ISSUE) this.coordination.abandon(problem);
    this.costSharing.abandon(problem);
    this.implementation.abandon(problem);
    this.end(problem, Outcome.expired);
  }

  private enter(problem: number, state: ProblemState): void {
    const { problems, ledger } = this.world;
    ledger.living[problems.state[problem]]--;
    ledger.living[state]++;
    problems.state[problem] = state;
  }

  private end(problem: number, outcome: Outcome): void {
    const { world } = this;
    const { problems, parts, ledger, now } = world;
    ledger.living[problems.state[problem]]--;
    ledger.ended[outcome]++;
    world.steadiness.change(now, -1);
    const value = problems.value[problem];
    const worth = outcome === Outcome.solved ? value * this.worth(problem) : 0;
    const delivered = worth * this.timeliness(problem);
    if (value > 0) ledger.externalLegitimacy.add(now, delivered / value);
    if (problems.counted[problem] === 1) {
      ledger.endedCounted[outcome]++;
      ledger.timeToOutcome.addEnded(now - problems.arrival[problem]);
      ledger.attainable += value;
      ledger.delivered += delivered;
      ledger.delayed += worth - delivered;
      ledger.due++;
      if (outcome === Outcome.solved) ledger.met++;
    }
    tell(world, 'end', problem, problems.origin[problem]);
    this.records?.report(problem, outcomes[outcome]);
    this.lift(problems.deadlineEvent, problem);
    this.lift(problems.patienceEvent, problem);
    const part = problems.leadPart[problem];
    this.diagnosis.abandon(part);
    this.decisions.delete(problem);
    parts.release(part);
    problems.release(problem);
  }

  /** Share of its value that a solution is worth if it comes at once: quality x compliance x scope. */
  private worth(problem: number): number {
    const { quality, compliance, scope } = this.world.problems;
    return quality[problem] * compliance[problem] * scope[problem];
  }

  /** What waiting has left of it. */
  private timeliness(problem: number): number {
    const { problems, model, now } = this.world;
    const { decay } = model.scenario.outcomes;
    return decay === 0 ? 1 : Math.exp(-decay * (now - problems.arrival[problem]));
  }
}
