import type { ChainOfCommand } from './chain-of-command.js';
import { NOBODY, type Model } from './model.js';

/** Organisations responsible for a domain in each jurisdiction above that of an organisation, the nearest first; idle ones are left out. */
export function* superiors(model: Model, chain: ChainOfCommand, from: number, domain: number): Generator<number> {
  const { organisations, responsible, domains, jurisdictionParent } = model;
  for (let at = jurisdictionParent[organisations.jurisdiction[from]]; at !== NOBODY; at = jurisdictionParent[at]) {
    const superior = responsible[at * domains + domain];
    if (superior !== NOBODY && !chain.isIdle(superior)) yield superior;
  }
}
