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

  /** A joint decision is carried out; `compliance` of each attendee is in [0, 1]. */
  together(issue: Issue, compliance: (member: number) => number): void {
    const { problems } = this.world;
    const shares = issue.attendees.map((_, member) => compliance(member));
    problems.compliance[issue.problem] = weightedMean(shares, issue.salience);
    const realised = issue.affected.map((organisation) => this.realisedPosition(issue, organisation, shares));
    this.noteContradiction(issue, realised);
    this.noteLegitimacy(issue, (organisation) => this.voiceOf(issue, organisation), (member) => issue.accepts[member]);
    if (issue.counted && shares.every((share) => share === 1)) issue.ledger.closed++;
    this.updateTrust(issue, (member) => issue.accepts[member] === 1);
    issue.attendees.forEach((organisation, member) => {
      if (shares[member] < 1) this.mayDisplace(issue, organisation);
    });
  }

  /** Each participant solves its own part by its own lights; what they do may contradict. */
  alone(issue: Issue, duplicatedDays: number): void {
    const { ledger, problems } = this.world;
    const { scale } = issue.network.spec.positions;
    const positions = issue.affected.map((organisation) => issue.positions[issue.attendees.indexOf(organisation)]);
    problems.compliance[issue.problem] = 1 - meanExcess(positions, scale, issue.network.spec.tolerance);
    this.noteContradiction(issue, positions);
    this.noteLegitimacy(issue, () => 1 / issue.affected.length, () => 1);
    if (issue.counted && duplicatedDays > 0) {
      ledger.duplicated++;
      ledger.duplicatedDays += duplicatedDays;
    }
    for (const organisation of issue.affected) this.mayDisplace(issue, organisation);
  }

  /** Things stay as they are; those who stood apart trust each other less. */
  deadlock(issue: Issue): void {
    this.noteLegitimacy(issue, () => 0, () => 0);
    this.updateTrust(issue, (member) => issue.accepts[member] === 1);
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
    const spread = (Math.max(...positions) - Math.min(...positions)) / reference.scale;
    if (!issue.counted || spread <= issue.network.spec.tolerance) return;
    ledger.contradictory++;
    ledger.contradictoryValue += problems.value[issue.problem];
  }

  /** Whose position decided, as a share of those affected, and whether they accept it. */
  private noteLegitimacy(issue: Issue, voice: (organisation: number) => number, accepts: (member: number) => number): void {
    const { ledger, now } = this.world;
    let inclusiveness = 0;
    let acceptance = 0;
    for (const organisation of issue.affected) {
      const member = issue.attendees.indexOf(organisation);
      inclusiveness += voice(organisation);
      if (member >= 0) acceptance += voice(organisation) * accepts(member);
    }
    if (issue.counted) issue.ledger.inclusiveness += inclusiveness / issue.affected.length;
    ledger.internalLegitimacy.add(now, acceptance / issue.affected.length);
  }

  private voiceOf(issue: Issue, organisation: number): number {
    if (!issue.attendees.includes(organisation)) return 0;
    return organisation === issue.network.hub ? 1 : issue.voice;
  }

  /** Dyads that interacted: every pair in a plenary, each attendee with the hub where there is one. */
  private updateTrust(issue: Issue, agrees: (member: number) => boolean): void {
    const { trust, attendees } = issue;
    if (trust === undefined) return;
    const { hub } = issue.network;
    for (let i = 0; i < attendees.length; i++) {
      if (hub !== NOBODY) {
        if (agrees(i)) trust.strengthen(attendees[i], hub);
        else trust.weaken(attendees[i], hub);
        continue;
      }
      for (let j = 0; j < i; j++) {
        if (agrees(i) && agrees(j)) trust.strengthen(attendees[i], attendees[j]);
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

function weightedMean(values: readonly number[], weights: ArrayLike<number>): number {
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
