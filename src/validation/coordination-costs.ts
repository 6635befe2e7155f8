import { catalogue } from '../model/catalogue.js';
import { exact, type Row, type ValidationCase } from './row.js';

/** Work of all together on one issue of n participants, under a cost function of the catalogue at one unit of time per link. */
function totalLoad(name: string, participants: number, parameters: Readonly<Record<string, unknown>> = {}): number {
  const load = catalogue.costFunctions.find((entry) => entry.name === name)?.load;
  if (load === undefined) throw new RangeError(`the catalogue has no cost function "${name}" with a load of its own`);
  const { hub, member } = load({ unit: 1, ...parameters })(participants);
  return hub + (participants - 1) * member;
}

const brooks: readonly (readonly [participants: number, links: number])[] = [[5, 10], [10, 45], [12, 66], [27, 351]];
const graicunas = [1, 6, 18, 44, 100, 222, 490, 1080];

function growthRows(): readonly Row[] {
  const row = (system: string, n: number, expected: number, obtained: number, source: string): Row => ({
    id: 'CC1', system, parameters: `n ${n}`, quantity: 'links', unit: '', source, evidence: exact(expected, obtained),
  });
  return [
    ...brooks.map(([n, links]) => row('pairwise coordination', n, links, totalLoad('pairwise', n), 'Brooks (1975), The Mythical Man-Month')),
    // A superior and n subordinates take part.
    ...graicunas.map((links, i) => row('a superior and n subordinates', i + 1, links, totalLoad('graicunas', i + 2), 'Graicunas (1933), Relationship in organization')),
  ];
}

const structures: readonly (readonly [structure: string, messages: (processors: number) => number])[] = [
  ['product-hierarchy', () => 2],
  ['functional-hierarchy', () => 4],
  ['centralised-market', () => 4],
  ['decentralised-market', (m) => 2 * m + 2],
];

function messageRows(): readonly Row[] {
  return [4, 10].flatMap((m) => structures.map(([structure, messages]): Row => ({
    id: 'CC2', system: structure.replace('-', ' '), parameters: `m ${m}`, quantity: 'messages per task', unit: '',
    source: 'Malone (1987), Management Science 33(10), 1317-1332',
    evidence: exact(messages(m), totalLoad('malone-messages', m + 1, { structure })),
  })));
}

export const coordinationCostCases: readonly ValidationCase[] = [
  { id: 'CC1', title: 'Growth of coordination links', run: growthRows },
  { id: 'CC2', title: 'Messages of coordination structures', run: messageRows },
];
