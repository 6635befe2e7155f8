import type { z } from 'zod';
import type { Vocabulary } from './vocabulary.js';

/**
 * What scenario files may choose from: the governance forms, rules and cost functions that a model offers, and its measures.
 * `parseScenario` receives it, so that the file's schema knows every parameter without importing the model.
 */
export interface Catalogue {
  readonly forms: readonly FormEntry[];
  readonly conveningRules: readonly CatalogueEntry[];
  readonly decisionRules: readonly CatalogueEntry[];
  readonly costFunctions: readonly CatalogueEntry[];
  /** Queue disciplines of an organisation's in-tray. */
  readonly attentionRules: readonly CatalogueEntry[];
  /** How costs and budgets are shared out. */
  readonly bargainingProtocols: readonly CatalogueEntry[];
  /** How likely a clearance is granted. */
  readonly agreementRules: readonly CatalogueEntry[];
  /** What `headline` may name. */
  readonly measures: readonly { readonly name: string }[];
}

/**
 * One named choice with its parameters.
 *
 * @example
 * const random: CatalogueEntry = {
 *   name: 'random',
 *   summary: 'k participants at random, never the hub twice',
 *   schema: ({ count }) => ({ k: count.describe('Number of participants convened.') }),
 * };
 */
export interface CatalogueEntry {
  readonly name: string;
  /** One sentence, shown by editors and in error messages. */
  readonly summary: string;
  /** Parameters by their key in the file, made of the vocabulary's pieces; descriptions give meaning and unit. */
  schema(vocabulary: Vocabulary): Record<string, z.ZodType>;
}

/** A governance form. Its parameters stand at the top level of a network (`levy: 2%`), so they must not repeat a network's own keys. */
export interface FormEntry extends CatalogueEntry {
  /** What a network of this form uses where the file says nothing. */
  readonly defaults: { readonly decision: string; readonly trustRule: 'dyads' | 'to-hub' | 'uniform' };
}
