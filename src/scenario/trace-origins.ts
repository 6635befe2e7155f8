import { isFound } from './geography.js';
import { slugFrom } from './names.js';
import { quote, type Reason } from './reason.js';
import type { TraceContext } from './trace-context.js';

/** What a row says of the place where its problem arises; empty where it says nothing. */
export interface WrittenOrigin {
  readonly organisation: string;
  readonly jurisdiction: string;
  /** Index of the lead domain. */
  readonly domain: number | undefined;
}

/** The column that does not fit, and why. */
export interface OriginFault {
  readonly column: 'organisation' | 'jurisdiction' | 'domain';
  readonly reason: Reason;
}

/** Finds the one organisation at which a row's problem arises; rows that say the same are looked up once. */
export function createOriginFinder(context: TraceContext): (written: WrittenOrigin) => number | OriginFault {
  const known = new Map<string, number | OriginFault>();
  return (written) => {
    const key = JSON.stringify([written.organisation, written.jurisdiction, written.domain]);
    const origin = known.get(key) ?? findOrigin(written, context);
    known.set(key, origin);
    return origin;
  };
}

function findOrigin({ organisation, jurisdiction, domain }: WrittenOrigin, { origins, roster, geography, domains }: TraceContext): number | OriginFault {
  let candidates = origins;
  if (organisation !== '') {
    const asWritten = roster.select(organisation);
    const found = isFound(asWritten) ? asWritten : roster.select(slugFrom(organisation));
    if (!isFound(found)) return { column: 'organisation', reason: asWritten as Reason | undefined ?? { expected: 'an organisation', found: quote(organisation) } };
    const named = new Set(found);
    candidates = candidates.filter((candidate) => named.has(candidate));
  }
  if (jurisdiction !== '') {
    const found = geography.findInData(jurisdiction);
    if (!isFound(found)) return { column: 'jurisdiction', reason: found ?? { expected: 'a jurisdiction', found: quote(jurisdiction) } };
    candidates = candidates.filter((candidate) => found.some((place) => geography.contains(place, roster.specs[candidate].jurisdiction)));
  }
  if (domain !== undefined) candidates = candidates.filter((candidate) => roster.specs[candidate].domains.includes(domain));
  if (candidates.length === 1) return candidates[0];
  const column = organisation !== '' ? 'organisation' : domain !== undefined && jurisdiction === '' ? 'domain' : 'jurisdiction';
  const said = [organisation, jurisdiction, domain === undefined ? '' : domains[domain]].filter((part) => part !== '').map(quote).join(', ');
  const expected = `exactly one of the organisations of "at"${said === '' ? '' : ` for ${said}`}`;
  if (candidates.length === 0) return { column, reason: { expected, found: 'none' } };
  const shown = candidates.slice(0, 3).map((candidate) => quote(roster.specs[candidate].path)).join(', ');
  const rest = candidates.length > 3 ? ` and ${candidates.length - 3} more` : '';
  return { column, reason: { expected, found: shown + rest, advice: 'name the column with the organisation, jurisdiction or domain' } };
}
