import { NO_EVENT } from '../engine/event-list.js';
import { Priority } from '../engine/priorities.js';
import type { EventKind } from '../engine/simulation.js';
import { hash64, type Hash64 } from '../random/hash.js';
import { mixKey } from '../random/keyed.js';
import { Arrivals } from './arrivals.js';
import { Coordination } from './coordination.js';
import { Diagnosis } from './diagnosis.js';
import { NOBODY } from './model.js';
import { NO_ISSUE, Outcome, outcomes, ProblemState } from './problem-table.js';
import { ProblemRecords } from './problem-records.js';
import { Purpose } from './purposes.js';
import { nameOfProblem, tell } from './telling.js';
import type { World } from './world.js';

/**
 * The life of a problem, in the order of the stages: it arrives, its lead part is diagnosed; when it touches several domains an issue is
 * opened and coordinated; the solution returns to where the problem arose. A deadline can end it anywhere on the way.
 */
export class Life {
  readonly coordination: Coordination;
  private readonly diagnosis: Diagnosis;
  private readonly arrivals: Arrivals;
  private readonly deadline: EventKind;
  private readonly impatience: EventKind;
  private readonly records: ProblemRecords | undefined;
  private readonly key = { high: 0, low: 0 };
  /** Key from which the problems of a class at an organisation derive theirs, by class and organisation. */
  private readonly originKeys = new Map<number, Hash64>();

  constructor(private readonly world: World) {
    this.diagnosis = new Diagnosis(world, {
      solved: (part, organisation) => this.solved(part, organisation),
      returned: (part) => this.returned(part),
      unsolvable: (part) => this.unsolvable(part),
    });
    this.coordination = new Coordination(
      world,
      this.diagnosis,
      {
        settled: (problem) => this.settled(problem),
        beyondKnowledge: (problem) => this.end(problem, Outcome.beyondKnowledge),
        deadlocked: (problem) => this.end(problem, Outcome.deadlocked),
      },
      (problem, domain) => this.displaced(problem, domain),
    );
    this.arrivals = new Arrivals(world, (problemClass, organisation, ordinal) => this.arrive(problemClass, organisation, ordinal));
    this.deadline = world.simulation.define(Priority.expiry, (problem) => this.expire(problem));
    this.impatience = world.simulation.define(Priority.expiry, (problem) => this.decideByDefault(problem));
    this.records = world.observer?.problem && new ProblemRecords(world, world.observer.problem.bind(world.observer));
  }

  start(): void {
    this.arrivals.start();
    this.coordination.start();
  }

  /** Tells the observer of the problems that are still alive at the end of the run. */
  reportLiving(): void {
    for (const problem of this.world.problems.rows()) this.records?.report(problem, undefined);
  }

  private arrive(problemClass: number, organisation: number, ordinal: number): void {
    const { problems, model } = this.world;
    const problem = this.create(problemClass, organisation, ordinal);
    const { trace } = model.classes[problemClass];
    const record = trace.length > 0 ? trace[ordinal] : undefined;
    if (record === undefined) {
      const origin = this.originKey(problemClass, organisation);
      mixKey(origin.high, origin.low, ordinal, this.key);
      this.identify(problem, this.key);
    } else this.identify(problem, hash64(`${model.classes[problemClass].name}:${record.id}`));
    if (record?.domains === undefined) this.drawDomains(problem, this.leadDomain(problem));
    else {
      problems.domainCount[problem] = record.domains.length;
      record.domains.forEach((domain, role) => problems.setDomain(problem, role, domain));
    }
    problems.value[problem] = record?.value ?? model.classes[problemClass].value.sample(this.world.draw(problem, Purpose.value, 0, 0));
    this.begin(problem, record?.entryLevel, record?.difficulty);
  }

  /** An uncoordinated solution has pushed a problem into a domain next to `domain`: it arises in the same jurisdiction, with a key of its own. */
  private displaced(parent: number, domain: number): void {
    const { problems, model, ledger } = this.world;
    const neighbour = (domain + 1) % model.domains;
    const jurisdiction = model.organisations.jurisdiction[problems.origin[parent]];
    const organisation = model.responsible[jurisdiction * model.domains + neighbour];
    if (organisation === NOBODY) return;
    const child = problems.children[parent]++;
    const problem = this.create(problems.problemClass[parent], organisation, -1 - child);
    mixKey(problems.keyHigh[parent], problems.keyLow[parent], child, this.key);
    this.identify(problem, this.key);
    if (this.world.counting) ledger.displaced++;
    this.drawDomains(problem, neighbour);
    problems.value[problem] = 0;
    this.begin(problem, undefined, undefined);
  }

  private identify(problem: number, key: Hash64): void {
    this.world.problems.keyHigh[problem] = key.high;
    this.world.problems.keyLow[problem] = key.low;
  }

  private create(problemClass: number, organisation: number, ordinal: number): number {
    const { problems, ledger, now, counting } = this.world;
    const problem = problems.take(problemClass, organisation, now);
    problems.ordinal[problem] = ordinal;
    problems.counted[problem] = counting ? 1 : 0;
    ledger.arrived++;
    ledger.living[ProblemState.diagnosis]++;
    if (counting) ledger.arrivedCounted++;
    return problem;
  }

  private begin(problem: number, entryLevel: number | undefined, difficulty: number | undefined): void {
    const { world } = this;
    const { problems, parts, model, simulation } = world;
    const { deadline } = model.classes[problems.problemClass[problem]];
    const { patience } = model.hierarchy;
    const domain = problems.domain(problem, 0);
    const home = this.entryPoint(problems.origin[problem], domain, entryLevel);
    const z = difficulty ?? this.drawDifficulty(problem, domain, problems.origin[problem], home);
    const part = parts.take(problem, 0, domain, home, z);
    problems.leadPart[problem] = part;
    // Whoever enters above its origin is a case for others' help from the beginning.
    if (home !== problems.origin[problem]) parts.escalated[part] = 1;
    if (deadline !== undefined) {
      problems.deadlineEvent[problem] = simulation.post(this.deadline, deadline.sample(world.draw(problem, Purpose.deadline, 0, 0)), problem);
    }
    if (patience !== undefined) {
      problems.patienceEvent[problem] = simulation.post(this.impatience, patience.sample(world.draw(problem, Purpose.patience, 0, 0)), problem);
    }
    tell(world, 'arrive', problem, problems.origin[problem]);
    this.records?.arrived(problem, z);
    this.showAttributes(problem, z);
    this.diagnosis.begin(part);
  }

  private showAttributes(problem: number, difficulty: number): void {
    const { observer, problems, now } = this.world;
    if (observer?.attribute === undefined) return;
    const name = nameOfProblem(this.world, problem);
    observer.attribute(name, 'arrival', now);
    observer.attribute(name, 'origin', problems.origin[problem]);
    observer.attribute(name, 'difficulty', difficulty);
    observer.attribute(name, 'value', problems.value[problem]);
    for (let role = 0; role < problems.domainCount[problem]; role++) observer.attribute(name, `domain ${role}`, problems.domain(problem, role));
  }

  private originKey(problemClass: number, organisation: number): Hash64 {
    const { model } = this.world;
    const place = problemClass * model.organisations.count + organisation;
    let key = this.originKeys.get(place);
    if (key === undefined) {
      key = hash64(`${model.classes[problemClass].name}@${model.organisations.paths[organisation]}`);
      this.originKeys.set(place, key);
    }
    return key;
  }

  /** The origin's own domain; by lot where it looks after several. */
  private leadDomain(problem: number): number {
    const { problems, model } = this.world;
    const own = model.scenario.organisations[problems.origin[problem]].domains;
    if (own.length === 1) return own[0];
    return own[Math.floor(this.world.draw(problem, Purpose.leadDomain, 0, 0).next() * own.length)];
  }

  /** How many domains the problem touches, and which besides the lead domain: each subset equally likely. */
  private drawDomains(problem: number, leadDomain: number): void {
    const { world } = this;
    const { problems, model } = world;
    const { domainCount } = model.classes[problems.problemClass[problem]];
    const lot = world.draw(problem, Purpose.domainCount, 0, 0).next();
    let count = 1;
    while (count < domainCount.length && lot > domainCount[count - 1]) count++;
    count = Math.min(count, model.domains);
    problems.domainCount[problem] = count;
    problems.setDomain(problem, 0, leadDomain);
    if (count === 1) return;
    const others = Array.from({ length: model.domains }, (_, domain) => domain).filter((domain) => domain !== leadDomain);
    const source = world.draw(problem, Purpose.domainChoice, 0, 0);
    for (let role = 1; role < count; role++) {
      const choice = Math.floor(source.next() * others.length);
      problems.setDomain(problem, role, others[choice]);
      others.splice(choice, 1);
    }
  }

  /** Where a problem enters: its origin, or the organisation of the given level in the origin's chain (delayed entry). */
  private entryPoint(origin: number, domain: number, entryLevel: number | undefined): number {
    const { organisations, domains } = this.world.model;
    let at = origin;
    while (entryLevel !== undefined && organisations.level[at] > entryLevel) {
      const parent = organisations.parent[at * domains + domain];
      if (parent === NOBODY) break;
      at = parent;
    }
    return at;
  }

  /** Difficulty of the lead part; of a problem first seen above its origin it is known that those below could not solve it. */
  private drawDifficulty(problem: number, domain: number, origin: number, home: number): number {
    const { world } = this;
    const { problems, model } = world;
    const law = model.classes[problems.problemClass[problem]].difficulty;
    const source = world.draw(problem, Purpose.difficulty, model.domainKey[domain], 0);
    if (home === origin) return law.sample(source);
    const { organisations, domains } = model;
    let below = origin;
    while (organisations.parent[below * domains + domain] !== home) below = organisations.parent[below * domains + domain];
    const known = law.cdf(organisations.knowledge[below * domains + domain]);
    return law.quantile(known + source.next() * (1 - known));
  }

  private solved(part: number, organisation: number): void {
    const { parts } = this.world;
    const problem = parts.problem[part];
    if (parts.role[part] > 0) this.diagnosis.sendDown(part, organisation);
    else this.answered(problem, organisation);
  }

  /** Somebody has an answer to the lead part: patience is no longer needed, and other domains come in now. */
  private answered(problem: number, organisation: number): void {
    const { problems, simulation } = this.world;
    simulation.cancel(problems.patienceEvent[problem]);
    problems.patienceEvent[problem] = NO_EVENT;
    problems.solver[problem] = organisation;
    this.records?.answered(problem);
    if (problems.domainCount[problem] > 1) {
      this.enter(problem, ProblemState.coordination);
      this.coordination.open(problem, organisation);
      if (problems.issue[problem] !== NO_ISSUE) this.records?.opened(problem, this.coordination.issueOf(problem));
    } else this.goDown(problem);
  }

  private returned(part: number): void {
    const { parts } = this.world;
    if (parts.role[part] > 0) this.coordination.partReturned(part);
    else this.end(parts.problem[part], Outcome.solved);
  }

  private unsolvable(part: number): void {
    const { parts } = this.world;
    if (parts.role[part] > 0) this.coordination.partUnsolvable(part);
    else this.end(parts.problem[part], Outcome.beyondKnowledge);
  }

  private settled(problem: number): void {
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
    const { problems, parts, ledger, simulation, now } = world;
    ledger.living[problems.state[problem]]--;
    ledger.ended[outcome]++;
    const value = problems.value[problem];
    const delivered = outcome === Outcome.solved ? value * this.worth(problem) : 0;
    if (value > 0) ledger.externalLegitimacy.add(now, delivered / value);
    if (problems.counted[problem] === 1) {
      ledger.endedCounted[outcome]++;
      ledger.timeToOutcome.addEnded(now - problems.arrival[problem]);
      ledger.attainable += value;
      ledger.delivered += delivered;
      ledger.due++;
      if (outcome === Outcome.solved) ledger.met++;
    }
    tell(world, 'end', problem, problems.origin[problem]);
    this.records?.report(problem, outcomes[outcome]);
    simulation.cancel(problems.deadlineEvent[problem]);
    simulation.cancel(problems.patienceEvent[problem]);
    const part = problems.leadPart[problem];
    this.diagnosis.abandon(part);
    parts.release(part);
    problems.release(problem);
  }

  /** Share of its value that a solution is worth: quality x compliance x timeliness. */
  private worth(problem: number): number {
    const { problems, model, now } = this.world;
    const timeliness = Math.exp(-model.scenario.outcomes.decay * (now - problems.arrival[problem]));
    return problems.quality[problem] * problems.compliance[problem] * timeliness;
  }
}
