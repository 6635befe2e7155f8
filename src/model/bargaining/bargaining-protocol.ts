import type { CatalogueEntry } from '../../scenario/catalogue.js';
import type { BargainingTable } from './bargaining-table.js';
import type { Negotiation } from './negotiation.js';

/**
 * A way to share something out, written as a protocol: who makes which offer to whom, who must accept, what follows a refusal. A new one is
 * one file like `nash.ts` and one entry in the catalogue.
 */
export interface BargainingProtocol extends CatalogueEntry {
  /** How one negotiation goes; it keeps what it must remember. */
  play(table: BargainingTable, negotiation: Negotiation, parameters: Readonly<Record<string, unknown>>): Play;
}

/** What happens in a negotiation, told to its protocol. Claimants are positions in `negotiation.claimants`. */
export interface Play {
  begin(): void;
  /** A piece of work given out for `step` is done; -1 stands for the chair. */
  done(step: number, claimant: number): void;
}
