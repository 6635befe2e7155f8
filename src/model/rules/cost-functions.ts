import { z } from 'zod';
import { graicunasRelationships } from '../../theory/coordination/graicunas-relationships.js';
import { hubLinks } from '../../theory/coordination/hub-links.js';
import { maloneMessages, type CoordinationStructure } from '../../theory/coordination/malone-messages.js';
import { pairwiseLinks } from '../../theory/coordination/pairwise-links.js';
import { plenaryLength } from '../../theory/coordination/plenary-length.js';
import type { CatalogueEntry } from '../../scenario/catalogue.js';
import type { Vocabulary } from '../../scenario/vocabulary.js';
import { NOBODY, type NetworkModel } from '../model.js';
import { parseExpression, type Expression } from './expression.js';

type Parameters = Readonly<Record<string, unknown>>;

/** Person time that one issue costs [days]: what the coordinator pays and what every other participant pays. */
export interface CoordinationLoad {
  readonly hub: number;
  readonly member: number;
}

/**
 * An assumption about what coordination costs. The default, `emergent`, lets the protocol's own writing, reading, meeting and so on
 * make the cost. Every other function replaces that person time by a load that lands in the in-trays when the issue opens, where it
 * queues and can saturate; notice, calendars and the order of steps stay those of the form.
 */
export interface CostFunction extends CatalogueEntry {
  /** Load by the number of participants, which counts everybody involved, a coordinating organisation included. Undefined: the cost emerges from the protocol. */
  readonly load: ((parameters: Parameters) => LoadBySize) | undefined;
}

export type LoadBySize = (participants: number) => CoordinationLoad;

/** Person time that an assumed cost puts on one organisation [days]. */
export interface LoadShare {
  readonly organisation: number;
  readonly time: number;
}

/** Who pays how much for one issue: the coordinator's part falls on the first attendee where there is none. Empty where the cost emerges. */
export function loadShares({ load, hub, form }: Pick<NetworkModel, 'load' | 'hub' | 'form'>, attendees: readonly number[]): readonly LoadShare[] {
  if (load === undefined || !form.convenes) return [];
  const coordinator = hub === NOBODY ? attendees[0] : hub;
  const involved = [...new Set([coordinator, ...attendees])];
  const cost = load(involved.length);
  return involved
    .map((organisation) => ({ organisation, time: organisation === coordinator ? cost.hub : cost.member }))
    .filter(({ time }) => time > 0);
}

const perLink = ({ duration }: Vocabulary): Record<string, z.ZodType> => ({
  unit: duration.describe('Person time per link or message, such as 0.1 days.'),
});

const unitOf = (parameters: Parameters): number => parameters.unit as number;
/** Everybody carries the same part of a total. */
const split = (total: number, participants: number): CoordinationLoad => ({ hub: total / participants, member: total / participants });
const byHub = (total: number): CoordinationLoad => ({ hub: total, member: 0 });

/** @throws RangeError when the formula gives no finite number of zero or more. */
function linksOf(formula: string, expression: Expression, n: number): number {
  const links = expression({ n });
  if (!(links >= 0 && links < Infinity)) throw new RangeError(`expression "${formula}" gives ${links} links for n = ${n}, expected zero or more`);
  return links;
}

/** Tries the formula on the sizes that networks usually have, so that most mistakes are found when the file is read. */
function checkLinks(formula: string): void {
  const expression = parseExpression(formula, ['n']);
  for (let n = 2; n <= 64; n++) linksOf(formula, expression, n);
}

export const costFunctions: readonly CostFunction[] = [
  { name: 'emergent', summary: 'whatever person time the protocol itself takes', schema: () => ({}), load: undefined },
  { name: 'zero', summary: 'coordination costs nobody anything', schema: () => ({}), load: () => () => ({ hub: 0, member: 0 }) },
  {
    name: 'pairwise',
    summary: 'n(n-1)/2 links, carried by all alike (Brooks 1975)',
    schema: perLink,
    load: (parameters) => (n) => split(pairwiseLinks(n) * unitOf(parameters), n),
  },
  {
    name: 'hub',
    summary: 'n-1 links, all carried by the coordinator',
    schema: perLink,
    load: (parameters) => (n) => byHub(hubLinks(n) * unitOf(parameters)),
  },
  {
    name: 'plenary',
    summary: 'a meeting of length a + b k that everybody attends',
    schema: ({ duration }) => ({
      a: duration.describe('Fixed length of the meeting.'),
      b: duration.describe('Length added by each participant.'),
    }),
    load: ({ a, b }) => (n) => {
      const length = plenaryLength({ fixed: a as number, perAttendee: b as number }, n);
      return { hub: length, member: length };
    },
  },
  {
    name: 'graicunas',
    summary: 'n(2^(n-1)+n-1) relationships of a superior with n subordinates, all carried by the coordinator (Graicunas 1933)',
    schema: perLink,
    load: (parameters) => (n) => byHub(n > 1 ? graicunasRelationships(n - 1) * unitOf(parameters) : 0),
  },
  {
    name: 'malone-messages',
    summary: 'messages per task of a coordination structure, carried by all alike (Malone 1987)',
    schema: (vocabulary) => ({
      ...perLink(vocabulary),
      structure: z
        .enum(['product-hierarchy', 'functional-hierarchy', 'centralised-market', 'decentralised-market'])
        .describe('Which structure sends the messages: 2, 4, 4 or 2m + 2 of them.'),
    }),
    load: (parameters) => (n) =>
      split(maloneMessages(parameters.structure as CoordinationStructure, Math.max(1, n - 1)) * unitOf(parameters), n),
  },
  {
    name: 'table',
    summary: 'total person time by number of participants, carried by all alike; the last entry holds beyond the table',
    schema: ({ duration }) => ({
      total: z.array(duration).min(1).describe('Total person time with 1, 2, 3 ... participants.'),
    }),
    load: ({ total }) => (n) => {
      const entries = total as readonly number[];
      return split(entries[Math.min(n, entries.length) - 1], n);
    },
  },
  {
    name: 'expression',
    summary: 'total person time by a formula in n, carried by all alike',
    schema: (vocabulary) => ({
      ...perLink(vocabulary),
      links: z
        .string()
        .superRefine((text, context) => {
          try {
            checkLinks(text);
          } catch (error) {
            context.addIssue({ code: 'custom', message: (error as Error).message });
          }
        })
        .describe('Number of links in terms of n, the number of participants, such as n * log(n).'),
    }),
    load: (parameters) => {
      const formula = parameters.links as string;
      const expression = parseExpression(formula, ['n']);
      return (n) => split(linksOf(formula, expression, n) * unitOf(parameters), n);
    },
  },
];
