/**
 * What a keyed draw is for. A draw is identified by (seed, replication, problem or network, purpose, role, visit), never by what
 * happened before it; so variants of a scenario see the same problems whatever their networks do. Numbers are part of the published
 * results: a new purpose takes a new number, none is reused.
 */
export const Purpose = {
  difficulty: 1,
  domainCount: 2,
  domainChoice: 3,
  value: 4,
  deadline: 5,
  work: 6,
  transmission: 7,
  loss: 8,
  misrouting: 9,
  solutionReturn: 10,
  category: 11,
  learning: 12,
  forgetting: 13,
  patience: 14,
  triage: 15,
  triageTime: 16,
  confirmation: 17,
  position: 18,
  salience: 19,
  coordinationDifficulty: 20,
  convening: 21,
  verification: 22,
  overlap: 23,
  displacement: 24,
  initialTrust: 25,
  attention: 26,
  advice: 27,
  leadDomain: 28,
  clearance: 29,
  clearanceTime: 30,
  clearanceGap: 31,
  climate: 32,
  taskWork: 40,
  taskError: 41,
  taskVerification: 42,
  taskRedone: 43,
  taskReferral: 44,
  taskInstruction: 45,
  messageReading: 46,
} as const;

export type Purpose = (typeof Purpose)[keyof typeof Purpose];
