import { escalationAfter } from '../theory/hierarchies/category-learning.js';
import { knowledgeAfter } from '../theory/hierarchies/continuous-learning.js';
import { printed } from './printed.js';
import { exact, simulated, type Row, type ValidationCase } from './row.js';
import { runScenario, totalOf } from './scenario-runs.js';

/** M categories learnt with probability q; P(escalate) after n problems. */
interface CategoryCase {
  readonly categories: number;
  readonly probability: number;
  readonly problems: number;
  readonly expected: number;
}

const categoryCases: readonly CategoryCase[] = [
  { categories: 50, probability: 1, problems: 10, expected: 0.817073 },
  { categories: 50, probability: 1, problems: 50, expected: 0.36417 },
  { categories: 50, probability: 1, problems: 100, expected: 0.13262 },
  { categories: 50, probability: 0.5, problems: 50, expected: 0.605006 },
];

const DESKS = 40;
const CATEGORY_RUNS = 24;

/**
 * Desks that know nothing get a lesson a day, whose solution is back after half a day. About fifty more problems come at once after the
 * last lesson and before their own solutions can teach: their share that is passed on estimates the probability.
 */
const school = ({ categories, probability, problems }: CategoryCase): string => `
name: learning-by-category
time: { horizon: ${problems + 0.95} days, warmup: ${problems + 0.55} days, sample: ${problems + 0.95} days }
jurisdictions:
  state: { level: national }
  city: { level: local, in: state, count: ${DESKS} }
organisations:
  ministry: { in: state, staff: unlimited, help: 0 days }
  desk: { in: city, knows: 0, service: 0 days }
problems:
  lesson: { at: desk, arrivals: { law: renewal, interval: 1 day } }
  probe:
    at: desk
    arrivals:
      law: nonhomogeneous-poisson
      rates:
        - { from: 0 days, rate: 0 per day }
        - { from: ${problems + 0.6} days, rate: 500 per day }
        - { from: ${problems + 0.7} days, rate: 0 per day }
hierarchy:
  delay: 0 days
  return_delay: 0.5 days
  learning: { rule: category, categories: ${categories}, probability: ${probability} }
`;

function categoryRows(setting: CategoryCase, seed: string): readonly Row[] {
  const { categories, probability, problems, expected } = setting;
  const row = (quantity: string, evidence: Row['evidence']): Row => ({
    id: 'KH16', system: 'learning by category', parameters: `M ${categories}, q ${probability}, n ${problems}`, quantity, unit: '', evidence,
    source: 'Feller (1968), An Introduction to Probability Theory I, section IV.2: (1 - q/M)^n',
  });
  const runs = runScenario(school(setting), seed, CATEGORY_RUNS);
  const received = totalOf(runs, 'desk', 'received');
  const shares = totalOf(runs, 'desk', 'escalated').map((escalated, run) => escalated / received[run]);
  return [
    row('P(escalate), formula', printed(expected, escalationAfter({ categories, learningProbability: probability }, problems), 6)),
    row('P(escalate)', simulated(expected, shares, 0.02)),
  ];
}

const STEPS = 10;
const RATE = 0.25;
const DIFFICULTY = 3;

/** One desk with Z = 1 learns from problems of difficulty 3, one after the other, at two person days per unit of knowledge. */
const apprenticeship = `
name: continuous-learning
time: { horizon: ${2 * STEPS + 10} days }
jurisdictions:
  state: { level: national }
  city: { level: local, in: state }
organisations:
  ministry: { in: state, staff: unlimited, help: 0 days }
  desk: { in: city, knows: { level: 1 }, service: 0 days }
problems:
  lesson:
    at: desk
    difficulty: ${DIFFICULTY}
    arrivals: { law: nonhomogeneous-poisson, rates: [{ from: 0 days, rate: 0 per day }, { from: 1 day, rate: 1 per day }, { from: ${STEPS + 1} days, rate: 0 per day }] }
hierarchy:
  delay: 0 days
  return_delay: 0 days
  learning: { rule: continuous, rate: ${RATE}, cost: 2 days }
`;

function continuousRows(seed: string): readonly Row[] {
  const runs = runScenario(apprenticeship, seed, 3);
  const lessons = totalOf(runs, 'desk', 'escalated');
  return totalOf(runs, 'desk', 'person_days_learning').map((days, run): Row => ({
    id: 'KH17', system: 'continuous learning', parameters: `Z 1, z ${DIFFICULTY}, eta ${RATE}, n ${lessons[run]}`, quantity: 'knowledge', unit: '',
    source: 'Z = z - (z - Z0)(1 - eta)^n, exponential smoothing (Brown 1959)',
    evidence: exact(knowledgeAfter({ initialKnowledge: 1, learningRate: RATE }, DIFFICULTY, lessons[run]), 1 + days / 2),
  }));
}

export const learningCases: readonly ValidationCase[] = [
  { id: 'KH16', title: 'Learning by categories', run: (seed) => categoryCases.flatMap((setting) => categoryRows(setting, seed)) },
  { id: 'KH17', title: 'Continuous learning', run: continuousRows },
];
