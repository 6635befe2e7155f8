import type { CatalogueEntry } from '../../scenario/catalogue.js';

/** What a convening rule may look at; organisations are indexes. */
export interface Invitation {
  /** Organisations of the problem's domains, the lead domain's first. */
  readonly affected: readonly number[];
  readonly members: readonly number[];
  /** The coordinating organisation, -1 when there is none or it is a body of its own. It is never convened by chance. */
  readonly hub: number;
  /** A uniform number that belongs to this problem and member, whatever else happens. */
  readonly lot: (organisation: number) => number;
  readonly salience: (organisation: number) => number;
}

/** Who is asked to take part in a joint decision; carries most of the effect of network size. */
export interface ConveningRule extends CatalogueEntry {
  convene(invitation: Invitation, parameters: Readonly<Record<string, unknown>>): number[];
}

const none = (): Record<string, never> => ({});

const affected: ConveningRule = {
  name: 'affected',
  summary: 'the organisations whose domains the problem touches',
  schema: none,
  convene: ({ affected }) => [...affected],
};

const all: ConveningRule = {
  name: 'all',
  summary: 'every member of the network, and whoever else is affected',
  schema: none,
  convene: ({ affected, members }) => [...new Set([...affected, ...members])],
};

const random: ConveningRule = {
  name: 'random',
  summary: 'k members by lot, never the hub twice',
  schema: ({ count }) => ({ k: count.describe('How many members are convened besides the hub.') }),
  convene: (invitation, { k }) => best(invitation, k as number, invitation.lot),
};

const topSalience: ConveningRule = {
  name: 'top-salience',
  summary: 'the k members to whom the issue matters most, never the hub twice',
  schema: ({ count }) => ({ k: count.describe('How many members are convened besides the hub.') }),
  convene: (invitation, { k }) => best(invitation, k as number, invitation.salience),
};

/** The k members with the highest score, the hub left out; ties go to the lot. */
function best(invitation: Invitation, k: number, score: (organisation: number) => number): number[] {
  const candidates = invitation.members
    .filter((member) => member !== invitation.hub)
    .map((member) => ({ member, score: score(member), lot: invitation.lot(member) }));
  candidates.sort((a, b) => b.score - a.score || b.lot - a.lot);
  return candidates.slice(0, k).map(({ member }) => member);
}

export const conveningRules: readonly ConveningRule[] = [affected, all, random, topSalience];
