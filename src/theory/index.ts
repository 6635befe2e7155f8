/**
 * Closed forms: what queueing theory and the economics of organisation say exactly. They are the oracle of the
 * simulator's tests and may be used on their own. All are pure; impossible input throws a RangeError.
 */

// Queues: one station.
export type { SteadyState } from './queues/steady-state.js';
export { numberByLittle, timeByLittle } from './queues/little-law.js';
export { mm1, type SingleServerQueue } from './queues/mm1.js';
export { erlangB } from './queues/erlang-b.js';
export { erlangC } from './queues/erlang-c.js';
export { mmc, type MultiServerQueue, type MultiServerSteadyState } from './queues/mmc.js';
export { mmcWaitExceeds, mmcWaitQuantile } from './queues/mmc-waiting-time.js';
export { mmck, type FiniteQueue, type FiniteSteadyState } from './queues/mmck.js';
export { mg1, type PoissonClass } from './queues/mg1.js';
export { serviceFromMoments, type ServiceTime } from './queues/service-time.js';
export { nonPreemptivePriority } from './queues/non-preemptive-priority.js';
export { preemptivePriority } from './queues/preemptive-priority.js';

// Queues: several stations or several visits.
export { forkJoinPairResponse } from './queues/fork-join.js';
export { meanMaximumOfExponentials } from './queues/maximum-of-exponentials.js';
export { reworkQueue, type ReworkQueue } from './queues/rework-queue.js';
export { poolingComparison, type PoolingComparison } from './queues/pooling.js';
export { jacksonNetwork, type JacksonStation, type JacksonSteadyState } from './queues/jackson-network.js';

// Knowledge hierarchies.
export { knowledgeHierarchy, optimalHierarchy, type KnowledgeCosts, type KnowledgeHierarchy } from './hierarchies/garicano-hierarchy.js';
export { optimalLayers } from './hierarchies/optimal-layers.js';
export { selfEmployedOutput } from './hierarchies/self-employment.js';
export { congestedHierarchy, type HierarchyLayer } from './hierarchies/congested-hierarchy.js';
export { minimumDelay } from './hierarchies/radner-delay.js';

// Learning.
export { escalationAfter, type CategoryLearning } from './hierarchies/category-learning.js';
export { knowledgeAfter, type ContinuousLearning } from './hierarchies/continuous-learning.js';

// Communication networks.
export { rootSaturationRate, rootSojourn, treeCapacity, treeNodeLoad, type CommunicationTree } from './communication/communication-tree.js';
export { hubDelay, type CommunicationStar } from './communication/star-hub.js';

// Coordination costs as functions of the number coordinated.
export { pairwiseLinks } from './coordination/pairwise-links.js';
export { hubLinks } from './coordination/hub-links.js';
export { plenaryLength, type PlenaryTimes } from './coordination/plenary-length.js';
export { graicunasRelationships } from './coordination/graicunas-relationships.js';
export { maloneMessages, type CoordinationStructure } from './coordination/malone-messages.js';

// Load of the governance forms.
export { sharedMemberUtilisation, type SharedMember } from './governance/shared-member-load.js';
export { hubTimePerIssue, hubUtilisation, type Hub, type HubHandling } from './governance/hub-load.js';
export { firstSaturatedSize } from './governance/first-saturated-size.js';

// Bargaining over a divisible good, and exchange of votes.
export { breakdownShare, finiteRubinsteinShare, rubinsteinShare, type Discounting } from './bargaining/rubinstein.js';
export { linearClaimant, type Claimant } from './bargaining/division.js';
export { nashDivision } from './bargaining/nash-solution.js';
export { kalaiSmorodinskyDivision } from './bargaining/kalai-smorodinsky.js';
export { proposerShare, type DividingCommittee } from './bargaining/baron-ferejohn.js';
export { alternatingOffers, type AlternatingOffers } from './bargaining/alternating-offers.js';
export { constrainedAwards } from './bargaining/constrained-awards.js';
export { compromiseOutcome, equalGainExchange, type ContestedIssue, type Exchange } from './bargaining/equal-gain-exchange.js';

// Voting: rules and indices of power.
export { votingGame, type VotingGame } from './voting/voting-game.js';
export { adoptsByQualifiedMajority, councilGame, type CouncilMajority } from './voting/qualified-majority.js';
export { shapleyShubik } from './voting/shapley-shubik.js';
export { banzhaf } from './voting/banzhaf.js';

// Clearances on the way of a programme.
export { agreementsUntilUnlikely, clearanceProbability } from './clearance/clearance-probability.js';
export { meanClearanceTries, persistentClearance } from './clearance/persistence.js';
export { packagedClearance } from './clearance/packaging.js';
export { bandwagonClearance } from './clearance/bandwagon.js';
export { commonShockClearance, type SharedClimate } from './clearance/shared-climate.js';
export { clearanceDelay, type DelayKind } from './clearance/clearance-delay.js';

// Projects of tasks that wait for each other.
export { criticalPath, type CriticalPath, type ProjectTask, type TaskTimes } from './projects/critical-path.js';
