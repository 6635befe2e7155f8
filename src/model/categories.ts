/**
 * Kinds of person time. Every minute anybody spends is accounted to exactly one of them, so that they sum to the busy time of
 * the stations.
 */
export const categories = ['direct', 'helping', 'communication', 'meeting', 'verification', 'rework', 'board', 'learning', 'clearance', 'bargaining', 'implementation'] as const;

export type CategoryName = (typeof categories)[number];

/** Index of each category in the station bank. */
export const Category = {
  /** Work on an organisation's own problems. */
  direct: 0,
  /** Work on problems that others escalated, advice on coordination included. */
  helping: 1,
  /** Writing, reading, deciding, acknowledging, consulting. */
  communication: 2,
  /** Sitting in a plenary. */
  meeting: 3,
  /** Checking what a writer who is not trusted has written. */
  verification: 4,
  /** Doing again: exchanges with dissenters, repeated attempts, duplicated parts, arbitration. */
  rework: 5,
  /** Sitting in a board of the network. */
  board: 6,
  /** Taking up the knowledge of a solution that passes by. */
  learning: 7,
  /** Granting or refusing clearances of what others carry out. */
  clearance: 8,
  /** Writing, reading and deciding on offers, demands and reports about money. */
  bargaining: 9,
  /** Carrying out programmes: their tasks, detailing them, applying them locally. */
  implementation: 10,
} as const satisfies Record<CategoryName, number>;

export type Category = (typeof Category)[CategoryName];

/** The categories that exist only because organisations coordinate. */
export const coordinationCategories: readonly Category[] = [
  Category.communication,
  Category.meeting,
  Category.verification,
  Category.rework,
  Category.board,
];
