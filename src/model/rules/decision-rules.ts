import type { CatalogueEntry } from '../../scenario/catalogue.js';

/** Who accepts a proposal. Arrays run over those who take part; the coordinator's own vote is not among them unless it takes part itself. */
export interface Vote {
  readonly accepts: ArrayLike<number | boolean>;
  /** Weights such as population; zero or more. */
  readonly weights: ArrayLike<number>;
}

/**
 * What turns a proposal into a decision.
 *
 * - `byAuthority`: the decision exists as soon as whoever decides has decided; dissent shows in compliance only.
 * - otherwise `adopts` judges the vote, round after round.
 * - `arbitrated`: after the last round without adoption an arbiter imposes the compromise instead of leaving things as they are.
 */
export interface DecisionRule extends CatalogueEntry {
  readonly byAuthority: boolean;
  readonly arbitrated: boolean;
  adopts(vote: Vote, parameters: Readonly<Record<string, unknown>>): boolean;
}

const none = (): Record<string, never> => ({});

/** Share of the total weight held by those who accept; 0 when nobody takes part. */
function acceptingShare(vote: Vote, weighted: boolean): number {
  let accepting = 0;
  let total = 0;
  for (let i = 0; i < vote.accepts.length; i++) {
    const weight = weighted ? vote.weights[i] : 1;
    total += weight;
    if (vote.accepts[i]) accepting += weight;
  }
  return total > 0 ? accepting / total : 0;
}

function opponents(vote: Vote): number {
  let count = 0;
  for (let i = 0; i < vote.accepts.length; i++) if (!vote.accepts[i]) count++;
  return count;
}

/** Those with weight; everybody, where nobody has any. */
function votersOf({ accepts, weights }: Vote): Vote {
  const voters = Array.from(weights, (_, i) => i).filter((i) => weights[i] > 0);
  return voters.length === 0 ? { accepts, weights } : { accepts: voters.map((i) => accepts[i]), weights: voters.map((i) => weights[i]) };
}

const unanimity: DecisionRule = {
  name: 'unanimity',
  summary: 'everybody who takes part must accept',
  schema: none,
  byAuthority: false,
  arbitrated: false,
  adopts: (vote) => opponents(vote) === 0,
};

const majority: DecisionRule = {
  name: 'majority',
  summary: 'more than half of those who take part must accept',
  schema: none,
  byAuthority: false,
  arbitrated: false,
  adopts: (vote) => acceptingShare(vote, false) > 0.5,
};

const qMajority: DecisionRule = {
  name: 'q-majority',
  summary: 'at least the share `quota` of those who take part must accept',
  schema: ({ share }) => ({ quota: share.describe('Share of those taking part that must accept, such as 2/3 written as 66.7%.') }),
  byAuthority: false,
  arbitrated: false,
  // A quota written with few digits (66.7 %) must not fail on two of three, nor pass for lack of a whole vote.
  adopts: (vote, { quota }) => acceptingShare(vote, false) >= (quota as number) - Math.min(1e-3, 0.5 / vote.accepts.length),
};

/**
 * Article 16(4) of the Treaty on European Union: an abstention counts against, and a blocking minority needs four members. Who has no
 * weight (the Commission in the Council) sits at the table but has no vote.
 */
const qualifiedMajority: DecisionRule = {
  name: 'qualified-majority',
  summary: 'as in the Council of the Union: 55 % of members with 65 % of the weight; fewer than four opponents cannot block; no weight, no vote',
  schema: ({ share, count }) => ({
    members: share.prefault(0.55).describe('Share of members that must accept; 55% when left out.'),
    weight: share.prefault(0.65).describe('Share of the total weight (population) that must accept; 65% when left out.'),
    blocking: count.prefault(4).describe('Smallest number of opponents that can block on weight; 4 when left out.'),
  }),
  byAuthority: false,
  arbitrated: false,
  adopts(vote, { members, weight, blocking }) {
    const voters = votersOf(vote);
    return (
      acceptingShare(voters, false) >= (members as number) - 1e-12 &&
      (acceptingShare(voters, true) >= (weight as number) - 1e-12 || opponents(voters) < (blocking as number))
    );
  },
};

const weightedCompromise: DecisionRule = {
  name: 'weighted-compromise',
  summary: 'the compromise of all positions stands as soon as it is found; dissenters comply less',
  schema: none,
  byAuthority: true,
  arbitrated: false,
  adopts: () => true,
};

const hub: DecisionRule = {
  name: 'hub',
  summary: 'whoever coordinates decides; dissenters comply less',
  schema: none,
  byAuthority: true,
  arbitrated: false,
  adopts: () => true,
};

const hubWithAssent: DecisionRule = {
  name: 'hub-with-assent',
  summary: 'whoever coordinates proposes and at least half of those who take part must assent',
  schema: none,
  byAuthority: false,
  arbitrated: false,
  adopts: (vote) => acceptingShare(vote, false) >= 0.5,
};

const arbitration: DecisionRule = {
  name: 'arbitration',
  summary: 'everybody must accept; after the last round the organisation above imposes the compromise',
  schema: none,
  byAuthority: false,
  arbitrated: true,
  adopts: (vote) => opponents(vote) === 0,
};

export const decisionRules: readonly DecisionRule[] = [
  unanimity,
  majority,
  qMajority,
  qualifiedMajority,
  weightedCompromise,
  hub,
  hubWithAssent,
  arbitration,
];
