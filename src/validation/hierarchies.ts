import { congestedHierarchy } from '../theory/hierarchies/congested-hierarchy.js';
import { optimalHierarchy } from '../theory/hierarchies/garicano-hierarchy.js';
import { minimumDelay } from '../theory/hierarchies/radner-delay.js';
import { selfEmployedOutput } from '../theory/hierarchies/self-employment.js';
import { printed } from './printed.js';
import { exact, simulated, type Row, type ValidationCase } from './row.js';
import { measureOf, runScenario, totalOf } from './scenario-runs.js';

const GARICANO = 'Garicano (2000), Journal of Political Economy 108(5), 874-904';

/** The best hierarchy for costs c of learning and h of communication and L layers of problem solvers. */
interface Optimum {
  readonly id: string;
  readonly c: number;
  readonly h: number;
  readonly layers: number;
  readonly increments: readonly number[];
  readonly output: number;
  readonly spans: readonly number[];
}

const optima: readonly Optimum[] = [
  { id: 'KH1', c: 0.1, h: 0.2, layers: 1, increments: [0.952401, 3.912023], output: 0.80476, spans: [12.9596] },
  { id: 'KH2', c: 0.1, h: 0.2, layers: 2, increments: [0.85168, 2.56958, 3.912023], output: 0.814832, spans: [11.7179, 13.0603] },
  { id: 'KH3', c: 0.2, h: 0.2, layers: 1, increments: [0.441749, 3.218876], output: 0.71165, spans: [7.7771] },
  { id: 'KH4', c: 0.2, h: 0.2, layers: 2, increments: [0.302531, 2.06893, 3.218876], output: 0.739494, spans: [6.7664, 7.9163] },
  { id: 'KH7', c: 0.1, h: 0.5, layers: 1, increments: [1.728731, 2.995732], output: 0.727127, spans: [11.267] },
];

function optimumRows({ id, c, h, layers, increments, output, spans }: Optimum): readonly Row[] {
  const obtained = optimalHierarchy({ learningCost: c, communicationCost: h }, layers);
  const row = (quantity: string, evidence: Row['evidence']): Row => ({
    id, system: 'optimal knowledge hierarchy', parameters: `c ${c}, h ${h}, L ${layers}`, quantity, unit: '', source: GARICANO, evidence,
  });
  return [
    ...increments.map((expected, layer) => row(`knowledge added by layer ${layer}`, printed(expected, obtained.increments[layer], 6))),
    row('output per head', printed(output, obtained.outputPerHead, 6)),
    ...spans.map((expected, layer) => row(`span of layer ${layer + 1}`, printed(expected, obtained.spans[layer], 4))),
  ];
}

const selfEmployed: readonly (readonly [cost: number, output: number])[] = [[0.1, 0.669741], [0.2, 0.478112], [0.3, 0.338808], [0.5, 0.153426]];
const radner: readonly (readonly [items: number, processors: number, cycles: number])[] = [[8, 4, 4], [16, 8, 5], [40, 8, 8], [100, 10, 14]];

/** Ten problems a day meet layers of 12, 4 and 2 people who solve 70, 91 and 99.1 % of all, as an ordinary scenario. */
const congested = `
name: congested-hierarchy
time: { horizon: 12000 days, warmup: 200 days, sample: 12000 days }
jurisdictions:
  union: { level: supranational }
  state: { level: national, in: union }
  city: { level: local, in: state }
organisations:
  directorate: { in: union, staff: 2, knows: 0.991, help: { law: exponential, mean: 1.5 days } }
  ministry: { in: state, staff: 4, knows: 0.91, help: { law: exponential, mean: 1 day } }
  department: { in: city, staff: 12, knows: 0.7, service: { law: exponential, mean: 1 day } }
problems:
  case: { at: department, arrivals: { law: poisson, rate: 10 per day }, difficulty: { law: exponential, mean: 1 } }
hierarchy: { delay: 0 days, return_delay: 0 days }
`;
const CONGESTED_RUNS = 30;
const waits: readonly (readonly [rule: string, mean: number])[] = [['department', 0.224694], ['ministry', 0.509434], ['directorate', 1.255454]];
const MEAN_SOJOURN = 1.925515;

const layers = [
  { servers: 12, serviceRate: 1, solved: 0.7 },
  { servers: 4, serviceRate: 1, solved: 0.91 },
  { servers: 2, serviceRate: 2 / 3, solved: 0.991 },
];

function congestedRow(quantity: string, evidence: Row['evidence']): Row {
  return {
    id: 'KH13', system: 'congested knowledge hierarchy', quantity, unit: 'days', evidence,
    parameters: 'lambda 10; c 12, 4, 2; mu 1, 1, 2/3; solved .7, .91, .991',
    source: 'Jackson (1957), Operations Research 5, 518-521; Beggs (2001), Review of Economic Studies 68(2), 297-322',
  };
}

function congestedTheory(): readonly Row[] {
  const { stations, meanSojourn } = congestedHierarchy(10, layers);
  return [
    ...waits.map(([rule, expected], layer) => congestedRow(`mean wait at a ${rule}, formula`, printed(expected, stations[layer].waitingTime, 6))),
    congestedRow('mean time to the end of a problem, formula', printed(MEAN_SOJOURN, meanSojourn, 6)),
  ];
}

function congestedSimulation(seed: string): readonly Row[] {
  const runs = runScenario(congested, seed, CONGESTED_RUNS);
  return [
    ...waits.map(([rule, expected]) => congestedRow(`mean wait at a ${rule}`, simulated(expected, totalOf(runs, rule, 'mean_wait'), 0.02))),
    congestedRow('mean time to the end of a problem', simulated(MEAN_SOJOURN, measureOf(runs, 'time_to_outcome'), 0.02)),
  ];
}

export const hierarchyCases: readonly ValidationCase[] = [
  ...optima.map((optimum): ValidationCase => ({ id: optimum.id, title: 'The optimal knowledge hierarchy', run: () => optimumRows(optimum) })),
  {
    id: 'KH12',
    title: 'Self-employment',
    run: () => selfEmployed.map(([cost, output]): Row => ({
      id: 'KH12', system: 'self-employment', parameters: `c ${cost}`, quantity: 'output per head', unit: '', source: GARICANO,
      evidence: printed(output, selfEmployedOutput(cost), 6),
    })),
  },
  { id: 'KH13', title: 'A hierarchy whose layers congest', run: (seed) => [...congestedTheory(), ...congestedSimulation(seed)] },
  {
    id: 'KH15',
    title: 'Minimum delay of a hierarchy of processors',
    run: () => radner.map(([items, processors, cycles]): Row => ({
      id: 'KH15', system: 'processing in parallel', parameters: `N ${items}, P ${processors}`, quantity: 'minimum delay', unit: 'cycles',
      source: 'Radner (1993), Econometrica 61(5), 1109-1146', evidence: exact(cycles, minimumDelay(items, processors), 0),
    })),
  },
];
