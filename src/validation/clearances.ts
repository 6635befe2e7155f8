import { bandwagonClearance } from '../theory/clearance/bandwagon.js';
import { clearanceDelay } from '../theory/clearance/clearance-delay.js';
import { agreementsUntilUnlikely, clearanceProbability } from '../theory/clearance/clearance-probability.js';
import { commonShockClearance } from '../theory/clearance/shared-climate.js';
import { packagedClearance } from '../theory/clearance/packaging.js';
import { meanClearanceTries, persistentClearance } from '../theory/clearance/persistence.js';
import { exact, simulated, type Row, type ValidationCase } from './row.js';
import { measureOf, runScenario } from './scenario-runs.js';

const PRESSMAN = 'Pressman and Wildavsky (1973), Implementation, chapter 5';
const BOWEN = 'Bowen (1982), Journal of Public Policy 2(1), 1-21';

/** Clearance points of the Oakland project. */
const POINTS = 70;

/** One formula with its printed values. */
interface Table {
  readonly id: string;
  readonly title: string;
  readonly quantity: string;
  readonly source: string;
  readonly unit?: string;
  /** Measure of a run that the simulated rows read, and the standard error they need as a share of the value. */
  readonly simulation?: { readonly measure: string; readonly precision: number; readonly times?: number };
  /** Parameters in words, the value in print, the value obtained and, where it is also simulated, the implementation as a scenario says it. */
  readonly values: readonly (readonly [parameters: string, expected: number, obtained: number, implementation?: string | undefined])[];
}

/** Programmes that arise one a day, at an office that nobody waits for. */
function programmes(implementation: string): string {
  return `
name: clearances
time: { horizon: 1500 days, sample: 1500 days }
levels: [local]
jurisdictions: { city: { level: local } }
organisations: { office: { in: city, staff: unlimited, service: 0 days } }
problems:
  programme:
    at: office
    arrivals: { law: poisson, rate: 1 per day }
    implementation: { clearances: ${POINTS}, time: 0 days, gap: 0 days, ${implementation} }
`;
}

const PROGRAMME_RUNS = 10;

const tables: readonly Table[] = [
  {
    id: 'PW1', title: 'Seventy clearances', quantity: 'probability of success', source: PRESSMAN,
    values: ([[0.8, 1.6455e-7], [0.9, 6.26579e-4], [0.95, 0.0275837], [0.99, 0.494839]] as const).map(([p, expected]) => [`p ${p}`, expected, clearanceProbability(p, POINTS), p > 0.9 ? `agreement: ${p}` : undefined]),
    simulation: { measure: 'completion_share', precision: 0.05 },
  },
  {
    id: 'PW2', title: 'Agreements until failure is likelier than not', quantity: 'agreements', source: PRESSMAN,
    values: ([[0.8, 4], [0.9, 7], [0.95, 14], [0.99, 69]] as const).map(([p, expected]) => [`p ${p}`, expected, agreementsUntilUnlikely(p) ?? NaN]),
  },
  {
    id: 'PW4', title: 'Delay of seventy agreements', quantity: 'delay', unit: 'weeks', source: PRESSMAN,
    values: [['a third each of 1, 3 and 6 weeks', 700 / 3, clearanceDelay(POINTS, [1, 3, 6].map((delay) => ({ share: 1 / 3, delay })))]],
  },
  {
    id: 'PW5', title: 'Persistence', quantity: 'probability of success', source: BOWEN,
    values: ([[2, 0.0574098], [3, 0.569924], [4, 0.893964], [5, 0.977846]] as const).map(([r, expected]) => [`p .8, ${r} tries`, expected, persistentClearance(0.8, POINTS, r), `agreement: 0.8, tries: ${r}`]),
    simulation: { measure: 'completion_share', precision: 0.05 },
  },
  {
    id: 'PW7', title: 'Packaging', quantity: 'probability of success', source: BOWEN,
    values: ([[35, 0.166083], [14, 0.487675], [10, 0.598737], [7, 0.698337]] as const).map(([k, expected]) => [`p .95, ${k} bundles`, expected, packagedClearance(0.95, POINTS, k), `agreement: 0.95, bundles: ${k}`]),
    simulation: { measure: 'completion_share', precision: 0.03 },
  },
  {
    id: 'PW9', title: 'Bandwagon', quantity: 'probability of success', source: BOWEN,
    values: ([[0.8, 0.12061], [0.9, 0.358081]] as const).map(([p, expected]) => [`p ${p}, q .9`, expected, bandwagonClearance(p, 0.9, POINTS), `agreement: ${p}, bandwagon: 0.9`]),
    simulation: { measure: 'completion_share', precision: 0.03 },
  },
  {
    id: 'PW10', title: 'A climate common to all clearances', quantity: 'probability of success', source: BOWEN,
    values: ([[19, 0.213483], [9, 0.113924]] as const).map(([alpha, expected]) => [`beta(${alpha}, 1)`, expected, commonShockClearance({ alpha, beta: 1 }, POINTS), `agreement: { rule: common-shock, alpha: ${alpha}, beta: 1 }`]),
    simulation: { measure: 'completion_share', precision: 0.03 },
  },
  {
    id: 'PW11', title: 'Tries without giving up', quantity: 'mean tries', source: BOWEN,
    values: ([[0.8, 87.5], [0.9, 77.7778], [0.95, 73.6842]] as const).map(([p, expected]) => [`p ${p}`, expected, meanClearanceTries(p, POINTS), `agreement: ${p}, tries: unlimited`]),
    simulation: { measure: 'tries_per_clearance', precision: 0.01, times: POINTS },
  },
];

/** Half a unit of the sixth significant digit, to which the values are printed. */
const SIX_DIGITS = 5e-6;

export const clearanceCases: readonly ValidationCase[] = tables.map(({ id, title, quantity, source, unit = '', simulation, values }) => ({
  id,
  title,
  run: (seed) => {
    const row = (parameters: string, of: string, evidence: Row['evidence']): Row => ({ id, system: `${POINTS} clearances`, parameters, quantity: of, unit, source, evidence });
    const formulas = values.map(([parameters, expected, obtained]) => row(parameters, `${quantity}, formula`, exact(expected, obtained, SIX_DIGITS)));
    const runs = values.flatMap(([parameters, expected, , implementation]) => {
      if (implementation === undefined || simulation === undefined) return [];
      const { measure, precision, times = 1 } = simulation;
      const found = measureOf(runScenario(programmes(implementation), seed, PROGRAMME_RUNS), measure);
      return [row(parameters, quantity, simulated(expected, found.map((value) => value * times), precision))];
    });
    return [...formulas, ...runs];
  },
}));
