import type { Issue } from './issue.js';
import { NOBODY } from './model.js';
import { Purpose } from './purposes.js';
import { tell } from './telling.js';
import type { World } from './world.js';

/** What a decision, its absence, or going alone does to trust, legitimacy, compliance, contradiction and displacement. */
export class Settlement {
  constructor(
    private readonly world: World,
    /** Opens a problem next to a domain of another problem. */
    private readonly displace: (problem: number, domain: number) => void,
  ) {}

  /** A joint decision is carried out; `shares` are the compliance of each attendee, in [0, 1]. */
  together(issue: Issue, shares: readonly number[]): void {
    const { problems } = this.world;
    problems.compliance[issue.problem] = weightedMean(shares, issue.salience);
    const realised: number[] = [];
    let inclusiveness = 0;
    let acceptance = 0;
    for (const organisation of issue.affected) {
      realised.push(this.realisedPosition(issue, organisation, shares));
      const voice = this.voiceOf(issue, organisation);
      inclusiveness += voice;
      if (this.acceptedBy(issue, organisation)) acceptance += voice;
    }
    this.noteContradiction(issue, realised);
    this.noteLegitimacy(issue, inclusiveness, acceptance);
    if (issue.counted && shares.every((share) => share === 1)) issue.ledger.closed++;
    this.updateTrust(issue);
    for (let member = 0; member < shares.length; member++) {
      if (shares[member] < 1) this.mayDisplace(issue, issue.attendees[member]);
    }
  }

  /** Each participant solves its own part by its own lights; what they do may contradict. */
  alone(issue: Issue, duplicatedDays: number): void {
    const { ledger, problems } = this.world;
    const { scale } = issue.network.spec.positions;
    const { positions } = issue;
    problems.compliance[issue.problem] = 1 - meanExcess(positions, scale, issue.network.spec.tolerance);
    this.noteContradiction(issue, positions);
    // Everybody decides for itself and accepts it.
    let own = 0;
    for (let member = 0; member < issue.affected.length; member++) own += 1 / issue.affected.length;
    this.noteLegitimacy(issue, own, own);
    if (issue.counted && duplicatedDays > 0) {
      ledger.duplicated++;
      ledger.duplicatedDays += duplicatedDays;
    }
    for (const organisation of issue.affected) this.mayDisplace(issue, organisation);
  }

  /** Things stay as they are; those who stood apart on a proposal trust each other less. */
  deadlock(issue: Issue): void {
    this.world.ledger.internalLegitimacy.add(this.world.now, 0);
    const proposed = !Number.isNaN(issue.proposal);
    if (proposed) this.updateTrust(issue);
  }

  /** Compliers do what was decided, dissenters something between that and their own position. */
  private realisedPosition(issue: Issue, organisation: number, shares: readonly number[]): number {
    const member = issue.attendees.indexOf(organisation);
    if (member < 0) return issue.proposal;
    return shares[member] * issue.proposal + (1 - shares[member]) * issue.positions[member];
  }

  private noteContradiction(issue: Issue, positions: readonly number[]): void {
    const { ledger, problems } = this.world;
    const { positions: reference } = issue.network.spec;
    let highest = -Infinity;
    let lowest = Infinity;
    for (const position of positions) {
      highest = Math.max(highest, position);
      lowest = Math.min(lowest, position);
    }
    const spread = (highest - lowest) / reference.scale;
    if (!issue.counted || spread <= issue.network.spec.tolerance) return;
    ledger.contradictory++;
    ledger.contradictoryValue += problems.value[issue.problem];
  }

  /** How far positions of those affected decided, and how far those who decided accept it, summed over those affected. */
  private noteLegitimacy(issue: Issue, inclusiveness: number, acceptance: number): void {
    const { ledger, now } = this.world;
    if (issue.counted) issue.ledger.inclusiveness += inclusiveness / issue.affected.length;
    ledger.internalLegitimacy.add(now, acceptance / issue.affected.length);
  }

  /** Attendees share in what their positions decide, a coordinator with a stake in the rest. */
  private voiceOf(issue: Issue, organisation: number): number {
    const asAttendee = issue.attendees.includes(organisation) ? issue.voice : 0;
    return organisation === issue.network.hub ? asAttendee + 1 - issue.voice : asAttendee;
  }

  private acceptedBy(issue: Issue, organisation: number): boolean {
    const member = issue.attendees.indexOf(organisation);
    return member < 0 ? organisation === issue.network.hub : issue.accepts[member];
  }

  /** Dyads that interacted: every pair in a plenary, each attendee with the hub where there is one. */
  private updateTrust(issue: Issue): void {
    const { trust, attendees, accepts } = issue;
    if (trust === undefined) return;
    const { hub } = issue.network;
    for (let i = 0; i < attendees.length; i++) {
      if (hub !== NOBODY) {
        if (accepts[i]) trust.strengthen(attendees[i], hub);
        else trust.weaken(attendees[i], hub);
        continue;
      }
      for (let j = 0; j < i; j++) {
        if (accepts[i] && accepts[j]) trust.strengthen(attendees[i], attendees[j]);
        else trust.weaken(attendees[i], attendees[j]);
      }
    }
  }

  /** An uncoordinated part may push its problem into a neighbouring domain. */
  private mayDisplace(issue: Issue, organisation: number): void {
    const { world } = this;
    const { displacement } = issue.network.spec;
    if (displacement === 0) return;
    const role = issue.affected.indexOf(organisation);
    if (role < 0) return;
    if (world.draw(issue.problem, Purpose.displacement, world.memberKey(organisation), 0).next() >= displacement) return;
    tell(world, 'displace', issue.problem, organisation);
    this.displace(issue.problem, this.domainOf(issue, role));
  }

  /** Domain for which an affected organisation takes part. */
  private domainOf(issue: Issue, role: number): number {
    const { problems, parts } = this.world;
    if (role === 0) return problems.domain(issue.problem, 0);
    const part = issue.parts.find((candidate) => parts.home[candidate] === issue.affected[role]);
    return part === undefined ? problems.domain(issue.problem, 0) : parts.domain[part];
  }
}

function weightedMean(values: readonly number[], weights: readonly number[]): number {
  let sum = 0;
  let total = 0;
  for (let i = 0; i < values.length; i++) {
    sum += weights[i] * values[i];
    total += weights[i];
  }
  return total > 0 ? sum / total : values.reduce((a, b) => a + b, 0) / values.length;
}

/** Mean over pairs of how far positions exceed the tolerance, each at most 1. */
function meanExcess(positions: readonly number[], scale: number, tolerance: number): number {
  let sum = 0;
  let pairs = 0;
  for (let i = 0; i < positions.length; i++) {
    for (let j = 0; j < i; j++) {
      sum += Math.min(1, Math.max(0, Math.abs(positions[i] - positions[j]) / scale - tolerance));
      pairs++;
    }
  }
  return pairs > 0 ? sum / pairs : 0;
}
