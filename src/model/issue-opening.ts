import { NO_EVENT } from '../engine/event-list.js';
import type { Issue, NetworkConduct } from './issue.js';
import { NOBODY } from './model.js';
import { Purpose } from './purposes.js';
import { nameOfProblem } from './telling.js';
import type { World } from './world.js';

/** What an issue begins with besides its network's conduct. */
export interface Opening {
  readonly id: number;
  readonly problem: number;
  /** Organisations of the problem's domains, the lead domain's first. */
  readonly affected: readonly number[];
}

/** A new issue: who is convened, where everybody stands, how difficult it is to decide jointly. All of it is drawn by problem and organisation. */
export function openIssue(world: World, conduct: NetworkConduct, opening: Opening): Issue {
  const { network } = conduct;
  const { problem, affected } = opening;
  const hub = memberHub(world, conduct);
  const attendees = network.form.convenes ? convene(world, conduct, problem, affected) : affected;
  const joint = affected.length > 1;
  const positions: number[] = [];
  const salience: number[] = [];
  const exchanges: number[] = [];
  const accepts: boolean[] = [];
  const judged: boolean[] = [];
  for (const organisation of attendees) {
    positions.push(drawPosition(world, conduct, problem, organisation));
    salience.push(drawSalience(world, conduct, problem, organisation));
    exchanges.push(0);
    accepts.push(false);
    judged.push(false);
  }
  const issue: Issue = {
    // Named one by one: V8 makes slow objects of spreads.
    id: opening.id,
    problem,
    affected,
    network,
    protocol: conduct.protocol,
    times: conduct.times,
    trust: conduct.trust,
    ledger: conduct.ledger,
    opened: world.now,
    joint,
    counted: joint && world.counting,
    attendees,
    parts: [],
    positions,
    salience,
    hubPosition: hub === NOBODY ? 0 : drawPosition(world, conduct, problem, hub),
    difficulty: drawCoordinationDifficulty(world, problem, 0),
    attempts: 0,
    mastered: false,
    awaited: 0,
    pending: 0,
    beyondKnowledge: false,
    round: 0,
    exchanges,
    proposal: NaN,
    voice: 1,
    accepts,
    judged,
    decidedAt: undefined,
    jobs: [],
    jobTimes: [],
    meeting: undefined,
    request: NO_EVENT,
    onAdvice: undefined,
    ended: false,
  };
  if (world.observer?.attribute !== undefined) showAttributes(world, issue, hub);
  return issue;
}

/** Coordination difficulty of the n-th attempt at a problem's issue. */
export function drawCoordinationDifficulty(world: World, problem: number, attempt: number): number {
  const law = world.model.classes[world.problems.problemClass[problem]].coordinationDifficulty;
  return world.sample(law, problem, Purpose.coordinationDifficulty, 0, attempt);
}

function convene(world: World, conduct: NetworkConduct, problem: number, affected: readonly number[]): number[] {
  const { convening, spec } = conduct.network;
  return convening.convene(
    {
      affected,
      members: spec.members,
      hub: memberHub(world, conduct),
      lot: (organisation) => drawLot(world, problem, organisation),
      salience: (organisation) => drawSalience(world, conduct, problem, organisation),
    },
    spec.convening.parameters,
  );
}

/** The coordinator where it is a member, which may have a position; NOBODY where there is none or it is a body of its own. */
function memberHub(world: World, { network: { hub } }: NetworkConduct): number {
  return hub !== NOBODY && world.model.organisations.isBody[hub] === 1 ? NOBODY : hub;
}

function drawPosition(world: World, { network }: NetworkConduct, problem: number, organisation: number): number {
  return world.sample(network.positions, problem, Purpose.position, world.memberKey(organisation), 0);
}

function drawSalience(world: World, { network }: NetworkConduct, problem: number, organisation: number): number {
  return world.sample(network.salience, problem, Purpose.salience, world.memberKey(organisation), 0);
}

function drawLot(world: World, problem: number, organisation: number): number {
  const lot = world.draw(problem, Purpose.convening, world.memberKey(organisation), 0).next();
  world.observer?.attribute?.(nameOfProblem(world, problem), `convening lot of ${world.model.organisations.paths[organisation]}`, lot);
  return lot;
}

function showAttributes(world: World, issue: Issue, hub: number): void {
  const { paths } = world.model.organisations;
  const show = (name: string, value: number): void => world.observer?.attribute?.(nameOfProblem(world, issue.problem), name, value);
  issue.attendees.forEach((organisation, member) => {
    show(`position of ${paths[organisation]}`, issue.positions[member]);
    show(`salience of ${paths[organisation]}`, issue.salience[member]);
  });
  if (hub !== NOBODY) show(`position of ${paths[hub]}`, issue.hubPosition);
  show('coordination difficulty', issue.difficulty);
}
