import { makeLaw } from '../random/make-law.js';
import { placeCoFinancing } from './co-financing.js';
import type { DataFiles } from './data-files.js';
import type { RuleMap } from './declaration.js';
import type { Geography } from './geography.js';
import { hasOwnService } from './organisation-settings.js';
import { placeImplementation } from './implementation.js';
import type { ProblemLog } from './problem-log.js';
import type { Roster } from './roster.js';
import type { ArrivalSpec, ProblemClassSpec, TimeSpec } from './scenario.js';
import type { DeclaredProblemClass } from './sections/problems.js';
import { selectAll } from './selectors.js';
import { readTrace } from './trace.js';

/** What the classes are completed with. */
export interface ProblemContext {
  readonly levels: readonly string[];
  readonly domains: readonly string[];
  readonly geography: Geography;
  readonly roster: Roster;
  /** Undefined when the section is not valid; traces are then not read. */
  readonly time: TimeSpec | undefined;
  readonly files: DataFiles;
  readonly log: ProblemLog;
}

/** Looks up what the classes of `problems` refer to, and reads their traces. */
export function placeProblems(rules: RuleMap<DeclaredProblemClass>, context: ProblemContext): readonly ProblemClassSpec[] {
  return [...rules].flatMap(([name, declared]) => (declared === undefined ? [] : placeClass(name, declared, context) ?? []));
}

function placeClass(name: string, declared: DeclaredProblemClass, context: ProblemContext): ProblemClassSpec | undefined {
  const { domains, roster, log } = context;
  const path = ['problems', name];
  const { domains: domainCount } = declared.involves;
  if (domainCount.length > domains.length) {
    log.report([...path, 'involves', 'domains'], { expected: `at most ${domains.length} domains, as many as there are`, found: String(domainCount.length) });
  }
  const origins = selectAll(declared.at, roster, [...path, 'at'], log);
  if (origins === undefined) return undefined;
  reportUnserved(name, origins, roster, log);
  const arrivals = placeArrivals(name, declared, origins, context);
  const implementation = declared.implementation && placeImplementation(declared.implementation, [...path, 'implementation'], { ...context, origins });
  const coFinancing = placeCoFinancing(declared, path, context);
  if (arrivals === undefined) return undefined;
  if (context.time !== undefined) reportFlood(name, arrivals, origins.length, context.time.horizon, log);
  return {
    name, origins, arrivals, domainCount,
    difficulty: declared.difficulty, coordinationDifficulty: declared.coordination_difficulty,
    value: declared.value, deadline: declared.deadline,
    ...(declared.cost === undefined ? {} : { cost: declared.cost }),
    ...(coFinancing === undefined ? {} : { coFinancing }),
    ...(implementation === undefined ? {} : { implementation }),
  };
}

/** Problems that a run can be meant to have: one of them takes about a microsecond or more. */
const MOST_PROBLEMS = 1_000_000_000;

/** More problems than could be simulated. */
function reportFlood(problem: string, arrivals: ArrivalSpec, origins: number, horizon: number, log: ProblemLog): void {
  const expected = origins * expectedArrivals(arrivals, horizon);
  if (expected <= MOST_PROBLEMS) return;
  log.report(['problems', problem, 'arrivals'], { expected: `at most ${MOST_PROBLEMS} problems in a run`, found: `about ${Number(expected.toPrecision(2))}` });
}

/** At one organisation. */
function expectedArrivals(arrivals: ArrivalSpec, horizon: number): number {
  switch (arrivals.law) {
    case 'poisson': return arrivals.rate * horizon;
    case 'renewal': return horizon / makeLaw(arrivals.interval).mean;
    case 'nonhomogeneous-poisson': {
      const end = Math.min(arrivals.period, horizon);
      const perPeriod = arrivals.rates.reduce((sum, rate, i) => sum + rate * Math.max(0, Math.min(arrivals.from[i + 1] ?? end, end) - arrivals.from[i]), 0);
      return (perPeriod * horizon) / end;
    }
    case 'trace': return 0;
  }
}

/** Rules at whose organisations problems arise although nothing says how long they take. */
function reportUnserved(problem: string, origins: readonly number[], roster: Roster, log: ProblemLog): void {
  const rules = new Set(origins.filter((origin) => !hasOwnService(roster.specs[origin].settings)).map((origin) => roster.specs[origin].rule));
  for (const rule of rules) {
    const expected = 'the person time of one problem such as { law: lognormal, mean: 1 day, cv: 0.8 }';
    log.report(['organisations', rule, 'service'], { statement: `missing, expected ${expected}`, expected, advice: `problems of "${problem}" arise here` });
  }
}

function placeArrivals(name: string, { arrivals }: DeclaredProblemClass, origins: readonly number[], context: ProblemContext): ArrivalSpec | undefined {
  if (arrivals.law !== 'trace') return arrivals;
  const { time } = context;
  if (time === undefined) return undefined;
  const records = readTrace(arrivals.trace, { ...context, time, origins, path: ['problems', name, 'arrivals'] });
  return records === undefined ? undefined : { law: 'trace', records };
}
