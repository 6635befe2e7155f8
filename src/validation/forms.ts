import type { ProblemRecord } from '../model/observer.js';
import { firstSaturatedSize } from '../theory/governance/first-saturated-size.js';
import { hubUtilisation } from '../theory/governance/hub-load.js';
import { sharedMemberUtilisation } from '../theory/governance/shared-member-load.js';
import { frozenTrust, guardForms, guardNetwork, leadTwin, naoTwin, nothingToDecide } from './guard-network.js';
import { exact, simulated, statement, type Evidence, type Row, type ValidationCase } from './row.js';
import { measureOf, meanOf, recordRun, runScenario, type RecordedRun } from './scenario-runs.js';

const PROVAN = 'Provan and Kenis (2008), Journal of Public Administration Research and Theory 18(2), 229-252';
const QUEUES = 'offered load of a station: Kleinrock (1975), Queueing Systems I, section 2.1';

function row(id: string, system: string, parameters: string, quantity: string, source: string, evidence: Evidence): Row {
  return { id, system, parameters, quantity, unit: '', source, evidence };
}

/** What became of every problem, without what a form may do differently on the way. */
function livesOf({ problems }: RecordedRun): string {
  return JSON.stringify(problems.map(({ rounds, ...life }) => life));
}

/** Whether every joint decision was taken as soon as it could be: when the last of its parts was answered, in a silo. */
function delays(problems: readonly ProblemRecord[], alone: readonly ProblemRecord[]): number {
  return problems.filter(({ decided }, index) => decided !== alone[index].decided).length;
}

/** Without time, dispersion or distrust all forms are one, and one that costs nothing. */
function identityRows(seed: string): readonly Row[] {
  return ['affected', 'all'].flatMap((convening) => {
    const run = (form: string): RecordedRun =>
      recordRun(guardNetwork(6, form, { staff: 'unlimited', operations: '0.1 per day', settings: `${nothingToDecide}, convening: ${convening}` }), seed);
    const { silo, ...coordinated } = guardForms;
    const alone = run(silo);
    const runs = Object.values(coordinated).map((form) => run(form));
    const decided = runs[0].problems.filter((problem) => problem.decided !== undefined).length;
    const system = 'shared, lead and administrative organisation with nothing to decide';
    return [
      row('FORM1', system, `n 6, convening ${convening}`, 'outcomes of all problems', PROVAN,
        statement('the same in all forms', new Set(runs.map(livesOf)).size === 1 ? 'the same in all forms' : 'different')),
      row('FORM1', system, `n 6, convening ${convening}`, `decisions later than alone, of ${decided} in each form`, PROVAN,
        exact(0, runs.reduce((sum, { problems }) => sum + delays(problems, alone.problems), 0))),
    ];
  });
}

/** A lead without operations and stake and an administrative body of one differ in name only. */
function twinRows(seed: string): readonly Row[] {
  const [lead, nao] = [[leadTwin, 'union/state/office'], [naoTwin, 'cabinet/nao']].map(([text, hub]) =>
    recordRun(text, seed).events.map(({ time, kind, problem, organisation }) => `${time} ${kind} ${problem} ${organisation === hub ? 'hub' : organisation}`));
  const different = lead.filter((event, index) => event !== nao[index]).length;
  return [
    row('FORM2', 'lead without operations and stake, administrative organisation of one', 'n 5, 3 convened by lot', `events that differ, of ${nao.length}`, PROVAN,
      exact(0, different + Math.abs(lead.length - nao.length))),
  ];
}

/** Values tried in an exploratory prototype [days]. */
const member = { ownUtilisation: 0.5, servers: 1, issueRate: 0.02, rounds: 1, meeting: { fixed: 0.25, perAttendee: 0.08 } };
const handling = { read: 0.08, verify: 0.15, trust: 0.5, decide: 0.25 };
const body = (servers: number) => ({ ...member, ownUtilisation: 0, servers, handling });

/** Whose load is watched in a form, what theory says of it, and the first size at which it cannot keep up. */
interface Load {
  readonly system: string;
  readonly form: string;
  /** Path of the coordinator; undefined for the mean over members. */
  readonly hub: string | undefined;
  readonly utilisation: (n: number) => number;
  readonly saturated: number;
  /** A size well below saturation, at which the load is simulated. */
  readonly moderate: number;
}

const loads: readonly Load[] = [
  { system: 'member of a plenary', form: guardForms.shared, hub: undefined, utilisation: (n) => sharedMemberUtilisation(member, n), saturated: 17, moderate: 8 },
  { system: 'lead organisation', form: guardForms.lead, hub: 'state/member.d0', utilisation: (n) => hubUtilisation({ ...member, handling }, n, n - 1), saturated: 13, moderate: 8 },
  { system: 'administrative organisation of one', form: guardForms.nao, hub: 'net/nao', utilisation: (n) => hubUtilisation(body(1), n, n), saturated: 18, moderate: 12 },
  { system: 'administrative organisation of two', form: `${guardForms.nao}, staff: 2`, hub: 'net/nao', utilisation: (n) => hubUtilisation(body(2), n, n), saturated: 25, moderate: 16 },
];

const LOAD_RUNS = 10;

function loadRows(seed: string): readonly Row[] {
  const settings = `${frozenTrust}, convening: all`;
  return loads.flatMap(({ system, form, hub, utilisation, saturated, moderate }) => {
    const runs = runScenario(guardNetwork(moderate, form, { horizon: 2200, warmup: 200, settings }), seed, LOAD_RUNS);
    const who = hub === undefined ? 'state/member' : hub;
    const stateAt = (n: number): string => {
      const run = runScenario(guardNetwork(n, form, { horizon: 6000, settings }), seed, 1);
      const busy = hub === undefined ? measureOf(run, 'saturated_organisations')[0] > n / 2 : meanOf(run, hub, 'saturated')[0] === 1;
      return busy ? 'saturated' : 'stable';
    };
    return [
      row('FORM3', system, `n ${moderate}, everybody convened`, 'utilisation', QUEUES, simulated(utilisation(moderate), meanOf(runs, who, 'utilisation'), 0.02)),
      row('FORM3', system, 'everybody convened', 'first saturated size, by loads', QUEUES, exact(saturated, firstSaturatedSize(utilisation, 40) ?? NaN)),
      row('FORM3', system, `n ${saturated - 2}, everybody convened`, 'state', QUEUES, statement('stable', stateAt(saturated - 2))),
      row('FORM3', system, `n ${saturated + 1}, everybody convened`, 'state', QUEUES, statement('saturated', stateAt(saturated + 1))),
    ];
  });
}

export const formCases: readonly ValidationCase[] = [
  { id: 'FORM1', title: 'Forms with nothing to decide', run: identityRows },
  { id: 'FORM2', title: 'A lead that is an administrative organisation', run: twinRows },
  { id: 'FORM3', title: 'Loads of the forms', run: loadRows },
];
