/** From an event log of cases that climb a ladder of stages to the laws and arrivals of a scenario. */
export { followCases, type CaseHistories, type Episode, type ExitKind, type Spell } from './case-history.js';
export { dayNumber, isoDate } from './civil-date.js';
export { cumulativeIncidence, incidenceAt, type CumulativeIncidence } from './cumulative-incidence.js';
export { DURATION_FAMILIES, durationLaw, type DurationFamily, type DurationLaw } from './duration-law.js';
export { EventLogError, readEventLog, type EventLogColumns, type LoggedEvent } from './event-log.js';
export { leftWithin, logLikelihood, mixtureSurvival, type ExitMixture } from './exit-mixture.js';
export { replaceSection } from './generated-section.js';
export { infringementStudy } from './infringement-study.js';
export { ladderKnowledge } from './ladder-knowledge.js';
export { estimatesTable, goodnessTable, odditiesTable } from './ladder-report.js';
export { organisationsBlock, type BottomRule } from './ladder-scenario.js';
export { estimateLadder, type Arrival, type LadderEstimates, type LadderStudy, type StageEstimate, type YearEnd } from './ladder-study.js';
export { linesByOddity, ODDITY_KINDS, type Oddity, type OddityKind } from './oddity.js';
export {
  compareOpenCases, meanAbsoluteError, openCasesTable, readSamples, readYearEnds, type SampleColumns, type SimulatedSample, type YearComparison,
} from './open-cases-comparison.js';
export { openCases } from './open-cases.js';
export { durationsInWindow, type StageDuration } from './stage-duration.js';
export { fitExits, fitStage, mixtureOf, type Estimate, type ExitFamilies, type FittedLaw, type StageFit } from './stage-fit.js';
export type { StageLadder } from './stage-ladder.js';
