import { NO_NETWORK, NOBODY, type Model } from './model.js';

/** Organisations responsible for the domains of a problem besides its lead domain, in that order, in a jurisdiction or the nearest above; NOBODY where there is none. */
export function homesOfParts(model: Model, jurisdiction: number, otherDomains: readonly number[]): number[] {
  return otherDomains.map((domain) => model.responsible[jurisdiction * model.domains + domain]);
}

/** Whom a problem concerns that `solver` has solved in its lead domain: the solver first, then the others, each once. */
export function affectedBy(solver: number, homes: readonly number[]): number[] {
  const affected = [solver];
  for (const home of homes) if (home !== NOBODY && !affected.includes(home)) affected.push(home);
  return affected;
}

/**
 * Index of the network in which an issue is decided: the lowest one that covers everybody affected, otherwise that of the nearest
 * jurisdiction above that has one, otherwise NO_NETWORK.
 */
export function networkFor(model: Model, affected: readonly number[], jurisdiction: number): number {
  const { memberships, networkOfJurisdiction, jurisdictionParent } = model;
  const covering = memberships[affected[0]].find((network) => affected.every((organisation) => memberships[organisation].includes(network)));
  if (covering !== undefined) return covering;
  for (let at = jurisdictionParent[jurisdiction]; at !== NOBODY; at = jurisdictionParent[at]) {
    if (networkOfJurisdiction[at] !== NO_NETWORK) return networkOfJurisdiction[at];
  }
  return NO_NETWORK;
}
