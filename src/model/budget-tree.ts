import { NOBODY, type Model } from './model.js';

/** Who is funded by whom: along the lines of command of everybody's first domain. */
export interface BudgetTree {
  /** NOBODY for those funded from outside only. */
  readonly treasurer: Int32Array;
  readonly children: readonly (readonly number[])[];
  /** Steps down to the farthest descendant. */
  readonly height: Int32Array;
  /** Organisations, treasurers before those they fund; bodies of networks have no budgets. */
  readonly downwards: readonly number[];
}

export function budgetTree({ organisations, domains, scenario }: Model): BudgetTree {
  const count = scenario.organisations.length;
  const treasurer = new Int32Array(count).fill(NOBODY);
  const children: number[][] = Array.from({ length: count }, () => []);
  scenario.organisations.forEach(({ domains: own }, organisation) => {
    const above = organisations.parent[organisation * domains + own[0]];
    treasurer[organisation] = above;
    if (above !== NOBODY) children[above].push(organisation);
  });
  const downwards: number[] = [];
  treasurer.forEach((above, organisation) => {
    if (above === NOBODY) downwards.push(organisation);
  });
  for (let next = 0; next < downwards.length; next++) for (const child of children[downwards[next]]) downwards.push(child);
  const height = new Int32Array(count);
  for (let k = downwards.length - 1; k >= 0; k--) {
    const above = treasurer[downwards[k]];
    if (above !== NOBODY) height[above] = Math.max(height[above], height[downwards[k]] + 1);
  }
  return { treasurer, children, height, downwards };
}
