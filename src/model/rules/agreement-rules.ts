import { betaQuantile } from '../../mathematics/beta.js';
import type { CatalogueEntry } from '../../scenario/catalogue.js';

/** Whom a programme asks for a clearance, and in which circumstances. */
export interface ClearanceRequest {
  /** What all clearances of the programme share, as `climate` gave it. */
  readonly climate: number;
  /** How far whoever is asked stands by the decision, in [0, 1]: its compliance; 1 for who took no part in it. */
  readonly commitment: number;
  /** How far the decision lies from its position, in units of the reference scale; 0 for who took no part in it. */
  readonly distance: number;
}

/** How likely a clearance is granted at one try. */
export interface AgreementRule extends CatalogueEntry {
  /** What all clearances of a programme share, from one uniform number in (0, 1); nothing when left out. */
  climate?(parameters: Readonly<Record<string, unknown>>, lot: number): number;
  /** @returns probability in [0, 1] */
  probability(parameters: Readonly<Record<string, unknown>>, request: ClearanceRequest): number;
}

/** Every clearance is as likely as any other (Pressman and Wildavsky 1973). */
const fixed: AgreementRule = {
  name: 'fixed',
  summary: 'each clearance is granted with the same probability, whatever the others do',
  schema: ({ share }) => ({ probability: share.describe('Probability that one try succeeds.') }),
  probability: ({ probability }) => probability as number,
};

/** All clearances of a programme share one probability, drawn from a beta law: a friendly or a hostile climate (Bowen 1982). */
const commonShock: AgreementRule = {
  name: 'common-shock',
  summary: 'all clearances of a programme share one probability, drawn from a beta law',
  schema: ({ positive }) => ({
    alpha: positive.describe('First shape of the beta law.'),
    beta: positive.describe('Second shape; the mean probability is alpha / (alpha + beta).'),
  }),
  climate: ({ alpha, beta }, lot) => betaQuantile(lot, alpha as number, beta as number),
  probability: (_, { climate }) => climate,
};

/** Who was overridden when the programme was decided grants less willingly. */
const commitment: AgreementRule = {
  name: 'commitment',
  summary: 'who stands by the decision grants with one probability, who was overridden with another; between them by compliance',
  schema: ({ share }) => ({
    willing: share.describe('Probability that one try succeeds with somebody who stands by the decision, or took no part in it.'),
    unwilling: share.describe('The same with somebody who would not comply at all.'),
  }),
  probability: ({ willing, unwilling }, { commitment: own }) => (unwilling as number) + own * ((willing as number) - (unwilling as number)),
};

/** The further off the decision lies from a position, the less willingly a clearance is granted, whether it was accepted or not. */
const position: AgreementRule = {
  name: 'position',
  summary: 'the nearer the decision to the position of whoever is asked, the likelier, on a straight line between two probabilities',
  schema: ({ share, positive }) => ({
    near: share.describe('Probability that one try succeeds with somebody in whose position the decision lies, or who took no part in it.'),
    far: share.describe('The same with somebody from whom it lies as far as "reach", or further.'),
    reach: positive.prefault(1).describe('Distance, in units of the reference scale, at which the probability is as low as it gets; 1 when left out.'),
  }),
  probability: ({ near, far, reach }, { distance }) => (near as number) + Math.min(1, distance / (reach as number)) * ((far as number) - (near as number)),
};

export const agreementRules: readonly AgreementRule[] = [fixed, commonShock, commitment, position];
