import { linearClaimant, type Claimant } from '../theory/bargaining/division.js';
import { equalGainExchange } from '../theory/bargaining/equal-gain-exchange.js';
import { kalaiSmorodinskyDivision } from '../theory/bargaining/kalai-smorodinsky.js';
import { nashDivision } from '../theory/bargaining/nash-solution.js';
import { proposerShare } from '../theory/bargaining/baron-ferejohn.js';
import { breakdownShare, finiteRubinsteinShare, rubinsteinShare } from '../theory/bargaining/rubinstein.js';
import { adoptsByQualifiedMajority, type CouncilMajority } from '../theory/voting/qualified-majority.js';
import { shapleyShubik } from '../theory/voting/shapley-shubik.js';
import { votingGame } from '../theory/voting/voting-game.js';
import { printed } from './printed.js';
import { meanOf, measureOf, runScenario, type ScenarioRuns } from './scenario-runs.js';
import { exact, simulated, statement, type Evidence, type Row, type ValidationCase } from './row.js';

const RUBINSTEIN = 'Rubinstein (1982), Econometrica 50(1), 97-109';
const BARON = 'Baron and Ferejohn (1989), American Political Science Review 83(4), 1181-1206';

function row(id: string, system: string, parameters: string, quantity: string, source: string, evidence: Evidence): Row {
  return { id, system, parameters, quantity, unit: '', source, evidence };
}

const factors = [[0.9, 0.9, 0.526316], [0.9, 0.8, 0.714286], [0.8, 0.9, 0.357143], [0.5, 0.5, 0.666667]] as const;
const horizons = [[1, 1], [2, 0.1], [3, 0.91], [4, 0.181], [5, 0.8371]] as const;

function offerRows(): readonly Row[] {
  return factors.map(([first, second, expected]) =>
    row('BG1', 'alternating offers', `delta ${first}, ${second}`, 'share of the first proposer', RUBINSTEIN, printed(expected, rubinsteinShare({ first, second }), 6)));
}

function horizonRows(): readonly Row[] {
  return horizons.map(([periods, expected]) =>
    row('BG2', 'alternating offers that end', `delta .9, T ${periods}`, 'share of the first proposer', 'Osborne and Rubinstein (1990), Bargaining and Markets, section 3.10',
      exact(expected, finiteRubinsteinShare({ first: 0.9, second: 0.9 }, periods))));
}

function breakdownRows(): readonly Row[] {
  return [row('BG3', 'alternating offers under a risk of breakdown', 'p .1, b .2, .1', 'share of the first proposer',
    'Binmore, Rubinstein and Wolinsky (1986), RAND Journal of Economics 17(2), 176-188', printed(0.568421, breakdownShare(0.1, { first: 0.2, second: 0.1 }), 6))];
}

/** With a linear claimant: the frontier u2 = 1 - u1^2. */
const risky: Claimant = { utility: Math.sqrt, slope: (share) => 0.5 / Math.sqrt(share), disagreement: 0 };

function axiomaticRows(): readonly Row[] {
  const claimants = [risky, linearClaimant()];
  const [nash, ks] = [nashDivision(claimants, 1), kalaiSmorodinskyDivision(claimants, 1)];
  const of = (solution: string, quantity: string, source: string, evidence: Evidence): Row => row('BG4', solution, 'u2 = 1 - u1^2, d 0, 0', quantity, source, evidence);
  const kalai = 'Kalai and Smorodinsky (1975), Econometrica 43(3), 513-518';
  return [
    of('Nash solution', 'utility of the first', 'Nash (1950), Econometrica 18(2), 155-162', printed(0.57735, Math.sqrt(nash[0]), 6)),
    of('Nash solution', 'utility of the second', 'Nash (1950), Econometrica 18(2), 155-162', printed(0.666667, nash[1], 6)),
    of('Kalai-Smorodinsky solution', 'utility of the first', kalai, printed(0.618034, Math.sqrt(ks[0]), 6)),
    of('Kalai-Smorodinsky solution', 'utility of the second', kalai, printed(0.618034, ks[1], 6)),
  ];
}

const committees = [
  ['BG5', 3, 2, 1, 0.666667], ['BG5', 3, 2, 0.9, 0.7], ['BG5', 3, 2, 0.8, 0.733333], ['BG5', 5, 3, 1, 0.6], ['BG5', 5, 3, 0.9, 0.64], ['BG5', 5, 3, 0.8, 0.68],
  ['BG6', 9, 9, 0.9, 0.2], ['BG6', 27, 15, 1, 0.481481],
] as const;

function committeeRows(wanted: string): readonly Row[] {
  return committees
    .filter(([id]) => id === wanted)
    .map(([id, members, quota, discount, expected]) =>
      row(id, 'legislative bargaining', `n ${members}, q ${quota}, delta ${discount}`, 'share of the proposer', BARON, printed(expected, proposerShare({ members, quota, discount }), 6)));
}

/** Departments that bargain over what each of their joint decisions costs; everybody would pay at most 1.2 times an equal share. */
function bargainingDepartments(members: number, discount: number): string {
  return `
name: legislature
time: { horizon: 4000 days, sample: 4000 days }
domains: [${range(0, members).map((i) => `d${i}`).join(', ')}]
levels: [city]
jurisdictions: { city: { level: city } }
organisations: { department: { in: city, per: domain, staff: unlimited, service: 0 days } }
problems: { case: { at: department.d0, arrivals: { law: poisson, rate: 0.5 per day }, involves: { domains: { ${members}: 1 } }, cost: 1000000 } }
hierarchy: { delay: 0 days }
networks:
  council:
    members: department
    form: shared
    positions: { law: constant, value: 0, scale: 1 }
    bargaining: { protocol: { name: baron-ferejohn, discount: ${discount} }, agreement: majority, willingness: 1.2 }
`;
}

const LEGISLATURES = 10;

/**
 * The same by bargaining in scenarios. The surplus is a fifth of the cost, so the Gini coefficient of what n pay, the sum of differences
 * of all pairs over n times the cost, tells what the proposer has gained.
 */
function legislatureRows(seed: string): readonly Row[] {
  return committees.filter(([id]) => id === 'BG5').flatMap(([id, members, quota, discount, expected]) => {
    const runs = runScenario(bargainingDepartments(members, discount), seed, LEGISLATURES);
    const [bought, left] = [quota - 1, members - quota];
    const price = discount / members;
    const gained = measureOf(runs, 'bargaining_gini').map((gini) => ((gini * members) / 0.2 + bought * price - left * bought * price) / (bought + left));
    const mean = gained.reduce((sum, share) => sum + share, 0) / gained.length;
    const paid = shareOfCost(runs, 'city/department.d0');
    const parameters = `n ${members}, q ${quota}, delta ${discount}`;
    return [
      row(id, 'bargaining in a scenario', parameters, 'share of the proposer', BARON, printed(expected, mean, 6)),
      row(id, 'bargaining in a scenario', parameters, 'cost paid by the first member', BARON, simulated(1 / members, paid, 0.02)),
    ];
  });
}

/** Per run, what an organisation paid of all that was spent. */
function shareOfCost(runs: ScenarioRuns, organisation: string): readonly number[] {
  const spent = measureOf(runs, 'money_spent');
  return meanOf(runs, organisation, 'money_paid').map((paid, run) => paid / spent[run]);
}

/** Populations of which three members have most. */
const populations = [200, 100, 60, ...new Array<number>(24).fill(3)];

const votes: readonly (readonly [case_: string, opponents: readonly number[], majority: CouncilMajority, adopted: boolean])[] = [
  ['15 of 27 with 65 %', range(15, 27), 'qualified', true],
  ['14 of 27', range(14, 27), 'qualified', false],
  ['three largest against', [0, 1, 2], 'qualified', true],
  ['three largest and another against', [0, 1, 2, 3], 'qualified', false],
  ['20 of 27, reinforced', range(20, 27), 'reinforced', true],
  ['19 of 27, reinforced', range(19, 27), 'reinforced', false],
];

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, i) => from + i);
}

function councilRows(): readonly Row[] {
  const word = (adopted: boolean): string => (adopted ? 'adopted' : 'not adopted');
  return votes.map(([parameters, opponents, majority, adopted]) =>
    row('BG7', 'Council of the European Union', parameters, 'decision', 'Treaty on European Union, article 16(4)',
      statement(word(adopted), word(adoptsByQualifiedMajority(populations.map((_, i) => !opponents.includes(i)), populations, majority)))));
}

function powerRows(): readonly Row[] {
  const members = ['France', 'Germany', 'Italy', 'Netherlands', 'Belgium', 'Luxembourg'];
  const expected = [7 / 30, 7 / 30, 7 / 30, 3 / 20, 3 / 20, 0];
  return shapleyShubik(votingGame([4, 4, 4, 2, 2, 1], 12)).map((index, i) =>
    row('BG8', 'Council of 1958, Shapley-Shubik index', '[12; 4, 4, 4, 2, 2, 1]', members[i], 'Shapley and Shubik (1954), American Political Science Review 48(3), 787-792', exact(expected[i], index)));
}

function exchangeRows(): readonly Row[] {
  const health = { positions: [0, 100, 60], salience: [0.9, 0.3, 0.5], capability: [1, 0.8, 0.6] };
  const housing = { positions: [20, 90, 40], salience: [0.2, 0.8, 0.6], capability: [1, 0.8, 0.6] };
  const exchange = equalGainExchange(health, housing, 0, 1);
  if (exchange === undefined) throw new RangeError('the two actors have something to exchange');
  const { firstShift, secondShift, firstPosition, secondPosition } = exchange;
  const of = (quantity: string, evidence: Evidence): Row =>
    row('BG13', 'exchange of votes', 'two issues, three actors', quantity, 'Stokman and Van Oosten (1994), European Community Decision Making, chapter 5', evidence);
  return [
    of('gain of the second less that of the first', { kind: 'exact', expected: 0, obtained: 0.8 * secondShift + 0.3 * firstShift - (0.9 * -firstShift - 0.2 * secondShift), tolerance: 1e-9 }),
    of('ratio of the moves', exact((0.9 + 0.3) / (0.2 + 0.8), -secondShift / firstShift)),
    of('positions demanded are', statement('not passed', firstPosition >= 0 && secondPosition <= 90 + 1e-9 ? 'not passed' : 'passed')),
  ];
}

export const bargainingCases: readonly ValidationCase[] = [
  { id: 'BG1', title: 'Alternating offers', run: offerRows },
  { id: 'BG2', title: 'Alternating offers that end', run: horizonRows },
  { id: 'BG3', title: 'Alternating offers under a risk of breakdown', run: breakdownRows },
  { id: 'BG4', title: 'Axiomatic bargaining solutions', run: axiomaticRows },
  { id: 'BG5', title: 'Legislative bargaining by majority', run: (seed) => [...committeeRows('BG5'), ...legislatureRows(seed)] },
  { id: 'BG6', title: 'Legislative bargaining by other quotas', run: () => committeeRows('BG6') },
  { id: 'BG7', title: 'Qualified majority in the Council', run: councilRows },
  { id: 'BG8', title: 'Power in the Council of 1958', run: powerRows },
  { id: 'BG13', title: 'Exchange of votes with equal gains', run: exchangeRows },
];
