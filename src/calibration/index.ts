/** From an event log of cases that climb a ladder of stages to the laws and arrivals of a scenario. */
export { followCases, type CaseHistories, type Episode, type ExitKind, type Spell } from './case-history.js';
export { dayNumber, isoDate } from './civil-date.js';
export { cumulativeIncidence, incidenceAt, type CumulativeIncidence } from './cumulative-incidence.js';
export { DURATION_FAMILIES, durationLaw, type DurationFamily, type DurationLaw } from './duration-law.js';
export { EventLogError, readEventLog, type EventLogColumns, type LoggedEvent } from './event-log.js';
export { leftWithin, logLikelihood, mixtureSurvival, type ExitMixture } from './exit-mixture.js';
export { replaceSection } from './generated-section.js';
export { infringementStudy, type LadderStudy } from './infringement-study.js';
export { ladderKnowledge } from './ladder-knowledge.js';
export { linesByOddity, ODDITY_KINDS, type Oddity, type OddityKind } from './oddity.js';
export { durationsInWindow, type StageDuration } from './stage-duration.js';
export { fitExits, mixtureOf, type Estimate, type ExitFamilies, type FittedLaw, type StageFit } from './stage-fit.js';
export type { StageLadder } from './stage-ladder.js';

// From any event log to a scenario, as `subsidia fit` does it.
export { readActivityLog, type ActivityLog, type LogColumns, type LogSource, type ReadLog, type RejectedRow } from './activity-log.js';
export { discoverOrder, type ActivityFinding, type ActivityOrder } from './activity-order.js';
export { countArrivals, fitArrivalRates, type ArrivalCount, type ArrivalRates, type RatePiece } from './arrival-rates.js';
export type { CaseGroups, GroupingColumns } from './case-groups.js';
export { followStays, type CaseStays, type Opening, type Session, type Stay, type StayRules } from './case-stays.js';
export { concurrency, type Concurrency } from './concurrency.js';
export { fitTables } from './fit-tables.js';
export { fittedReadme, type ReadmeContext } from './fitted-readme.js';
export { fittedScenario, type DataTable, type FittedScenario, type ScenarioAdditions, type ScenarioTitle } from './fitted-scenario.js';
export { goodnessOfFit, type Bootstrap, type GoodnessOfFit } from './goodness-of-fit.js';
export { handoverNetwork, type Handover, type HandoverNetwork } from './handovers.js';
export { fitLevel, type LevelLaws } from './level-laws.js';
export type { LevelPlan } from './level-plan.js';
export { fitLog, type FitSettings, type LevelEstimate, type LevelTimes, type LogFit, type OrganisationEstimate, type Origin } from './log-fit.js';
export { durationsOf, type ObservedDuration, type Window } from './observed-duration.js';
export { poissonRegression, type PoissonFit } from './poisson-regression.js';
export { recordEventLog, type EventRecorder, type RecordedRow } from './recorded-log.js';
export { compareWithRuns, type SimulatedComparison, type SimulatedRun } from './simulated-comparison.js';
export { estimateStaff, type StaffEstimate, type WaitEstimate } from './staff-estimate.js';
export { survivalQuantile, type SurvivalQuantile } from './survival-quantile.js';
export { isoTimeReader, numericTimeReader, type TimeReader, type ZoneOffset } from './time-reader.js';
export { identificationOf, workSpans, type Identification, type WorkSpan, type WorkSpans } from './work-span.js';
