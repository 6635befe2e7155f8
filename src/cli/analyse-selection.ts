import { budgetObstacle, shareBudget, type BudgetObstacle, type BudgetQuestion } from '../experiment/analysis/budget.js';
import type { CompleteValues } from '../experiment/analysis/complete-values.js';
import { selectBest, type SelectionQuestion, type SelectionResult } from '../experiment/analysis/selection.js';
import { bestTable, budgetTable, selectionTable } from '../report/analysis-tables.js';
import type { Goal } from '../statistics/goal.js';
import { compareWithBest } from '../statistics/multiple-comparisons-with-best.js';
import type { Analysed } from './analyse-question.js';
import type { Section } from './analyse-section.js';
import { alignDecimals, alignedNumbers, differenceTexts, estimateTexts } from './estimate-format.js';
import { UsageError } from './io.js';
import { brieflyListed, counted, listed } from './prose.js';
import { labelOf } from './result-text.js';

type Values = ReadonlyMap<string, CompleteValues>;

/** Every two design points are compared; beyond this many there are too many pairs. */
const MOST_POINTS = 1000;

/** @throws UsageError unless there are at least two design points, not too many, of enough replications */
function requirePoints({ result: { experiment: { points, replications } } }: Analysed, flag: string, fewestReplications: number): void {
  if (points.length < 2) throw new UsageError(`${flag}: expected at least 2 design points to choose from, found ${points.length}`);
  if (points.length > MOST_POINTS) throw new UsageError(`${flag}: expected at most ${MOST_POINTS} design points, found ${points.length}`);
  if (replications < fewestReplications) throw new UsageError(`${flag}: expected at least ${fewestReplications} replications of each design point, found ${replications}`);
}

/** Which design points may be the best. */
export function bestSection(analysed: Analysed, values: Values, goal: Goal): Section {
  requirePoints(analysed, `--best ${goal}`, 2);
  const { points } = analysed.result.experiment;
  const found = [...values].map(([measure, ofMeasure]) => {
    const compared = compareWithBest(ofMeasure, goal);
    const order = compared.map((each, point) => ({ ...each, point })).sort((a, b) => direction(goal) * (a.interval.mean - b.interval.mean) || a.point - b.point);
    return { measure, compared, order };
  });
  const groups = found.map(({ measure, order }) => {
    const means = estimateTexts(order.map(({ interval }) => interval));
    const distances = differenceTexts(order.map(({ difference, low, high }) => ({ mean: difference, low, high })));
    const [alignedMeans, alignedDistances] = [means, distances].map((texts) => alignDecimals(texts.map(({ mean }) => mean)));
    return {
      title: labelOf(measure),
      rows: order.map(({ point, amongBest }, index) => ({
        label: analysed.names[point], cells: [alignedMeans[index], alignedDistances[index], distances[index].interval, amongBest ? 'yes' : 'no'],
      })),
    };
  });
  return {
    heading: `Which is best (${goal})`,
    notes: [
      'Distance from the best of the others with simultaneous 95 % intervals for all design points together (Hsu; Bonferroni for pairs under common random numbers). The truly best is among those marked yes with 95 % confidence.',
    ],
    headers: ['measure, design point', 'mean', 'minus best other', '95 % interval', 'may be best'],
    groups,
    tables: [{
      table: bestTable,
      rows: found.flatMap(({ measure, compared }) => compared.map(({ interval, difference, low, high, pValue, amongBest }, point) => [
        measure, point, points[point].name, interval.n, interval.mean, interval.low, interval.high, difference, low, high, pValue, amongBest,
      ])),
    }],
    conclusions: found.map(({ measure, order }) => `${measure}: ${bestSentence(order.flatMap(({ amongBest, point }) => (amongBest ? [analysed.names[point]] : [])), points.length)}`),
  };
}

function bestSentence(best: readonly string[], points: number): string {
  if (best.length === 1) return `${best[0]} is the best, with 95 % confidence.`;
  if (best.length === points) return 'any of them may be the best.';
  return `the best is one of ${brieflyListed(best)}.`;
}

function direction(goal: Goal): 1 | -1 {
  return goal === 'minimise' ? 1 : -1;
}

/** Kim and Nelson's procedure on the replications that are there. @throws UsageError */
export function selectionSection(analysed: Analysed, values: Values, question: SelectionQuestion & { readonly firstStage: number }): Section {
  requirePoints(analysed, `--select ${question.goal}`, 1);
  const { names, result: { experiment: { points, replications } } } = analysed;
  const found = [...values].map(([measure, ofMeasure]) => {
    const result = selectBest(ofMeasure, question);
    return { measure, result, rows: selectionRows(ofMeasure, result) };
  });
  const stage = `after a first stage of ${question.firstStage}`;
  return {
    heading: `Selection of the best (${question.goal})`,
    notes: [
      `Kim and Nelson's procedure on the ${counted(replications, 'replication')} that are there, ${stage}: selects the best with 95 % confidence if it is better than all others by ${question.indifference} or more.`,
    ],
    headers: ['measure, design point', 'mean', 'state', 'after', 'by', 'further', 'at most'],
    groups: found.map(({ measure, rows }) => {
      const means = alignedNumbers(rows.map(({ mean }) => mean));
      return {
        title: labelOf(measure),
        rows: rows.map(({ point, state, used, by, ifUnchanged, atMost }, index) => ({
          label: names[point], cells: [means[index], state, used, by === undefined ? '' : { row: names[by] }, ifUnchanged ?? '', atMost ?? ''],
        })),
      };
    }),
    tables: [{
      table: selectionTable,
      rows: found.flatMap(({ measure, rows }) => rows.map(({ point, mean, state, used, by, ifUnchanged, atMost }) => [
        measure, point, points[point].name, state, mean, used, by === undefined ? undefined : points[by].name, ifUnchanged, atMost,
      ])),
    }],
    conclusions: found.map(({ measure, result }) => `${measure}: ${selectionSentence(result, names)}`),
  };
}

interface SelectionRow {
  readonly point: number;
  readonly mean: number;
  readonly state: 'selected' | 'contender' | 'eliminated';
  readonly used: number;
  readonly by: number | undefined;
  readonly ifUnchanged: number | undefined;
  readonly atMost: number | undefined;
}

/** Every design point in the state in which the procedure left it. */
function selectionRows(values: CompleteValues, { best, eliminations, used, outlook }: SelectionResult): SelectionRow[] {
  return values.map((ofPoint, point) => {
    const gone = eliminations.find(({ system }) => system === point);
    const ahead = outlook.find((each) => each.point === point);
    const isLeft = best === undefined || best === point;
    return {
      point,
      mean: ofPoint.reduce((sum, value) => sum + value, 0) / ofPoint.length,
      state: best === point ? 'selected' : gone === undefined && isLeft ? 'contender' : 'eliminated',
      used: gone?.replications ?? used, by: gone?.by, ifUnchanged: ahead?.ifUnchanged, atMost: ahead?.atMost,
    };
  });
}

function selectionSentence({ best, contenders, used, outlook, missingFromFirstStage }: SelectionResult, names: readonly string[]): string {
  if (best !== undefined) return `${names[best]} is selected after ${counted(used, 'replication')}.`;
  if (missingFromFirstStage > 0) return `no decision: the data end within the first stage; at least ${missingFromFirstStage} more replications of every design point are needed (or a smaller --first-stage).`;
  const unchanged = outlook.reduce((most, each) => Math.max(most, each.ifUnchanged), 1);
  const most = outlook.reduce((largest, each) => Math.max(largest, each.atMost), 1);
  const still = brieflyListed(contenders.map((point) => names[point]));
  const needed = unchanged === most ? `${counted(most, 'more replication')} of each` : `at least ${counted(unchanged, 'more replication')} if the differences stay as they are, and ${most} in any case`;
  return `no decision: the data end with ${contenders.length} design points left (${still}); deciding takes ${needed}.`;
}

/** How to share further replications. @throws UsageError */
export function budgetSection(analysed: Analysed, values: Values, budget: number, question: BudgetQuestion): Section {
  requirePoints(analysed, `--budget ${budget}`, 2);
  const { names, result: { experiment: { points, randomNumbers } } } = analysed;
  requireNoObstacle(analysed, values, question);
  const found = [...values].map(([measure, ofMeasure]) => ({ measure, items: shareBudget(ofMeasure, budget, question) }));
  return {
    heading: `How to share ${counted(budget, 'further replication')} (${question.goal})`,
    notes: [
      `Optimal computing budget allocation: most to those that are hard to tell from the best.${randomNumbers === 'common' ? ' It takes design points as independent; under common random numbers fewer replications would do, and every point needs the same ones to stay paired.' : ''}`,
    ],
    headers: ['measure, design point', 'mean', 'sd', 'n', 'best share', 'further'],
    groups: found.map(({ measure, items }) => {
      const [means, sds] = [items.map(({ mean }) => mean), items.map(({ sd }) => sd)].map(alignedNumbers);
      return {
        title: labelOf(measure),
        rows: items.map(({ n, share, further }, point) => ({ label: names[point], cells: [means[point], sds[point], n, `${(100 * share).toFixed(1)} %`, further] })),
      };
    }),
    tables: [{
      table: budgetTable,
      rows: found.flatMap(({ measure, items }) => items.map(({ n, mean, sd, share, further }, point) => [measure, point, points[point].name, n, mean, sd, share, further])),
    }],
  };
}

/** @throws UsageError naming all measures by which a budget cannot be shared */
function requireNoObstacle({ names }: Analysed, values: Values, question: BudgetQuestion): void {
  const faults = [...values].flatMap(([measure, ofMeasure]) => {
    const obstacle = budgetObstacle(ofMeasure, question);
    return obstacle === undefined ? [] : [`--budget: ${obstacleText(measure, obstacle, names)}`];
  });
  if (faults.length > 0) throw new UsageError(faults.join('\n'));
}

function obstacleText(measure: string, obstacle: BudgetObstacle, names: readonly string[]): string {
  if (obstacle.kind === 'no variation') return `${measure} does not vary between the replications of any design point, so that further ones teach nothing`;
  return `${listed(obstacle.points.map((point) => names[point]))} have the same mean of ${measure}, the best; say with --indifference D below which difference it does not matter which is taken`;
}
