import { catalogue, type ModelCatalogue } from './catalogue.js';
import { Category } from './categories.js';
import type { CatalogueAdditions } from './extended-catalogue.js';
import { hubProtocol } from './forms/hub-protocol.js';

/** What a plugin is given: the values that built-in forms and rules are made of, and those forms and rules themselves. */
export interface PluginKit {
  /** Kinds of person time, to which work and meetings are accounted: `Category.communication`. */
  readonly Category: typeof Category;
  /** Brokered governance, which the lead organisation and the administrative organisation share. */
  readonly hubProtocol: typeof hubProtocol;
  /** Everything built in, to build upon: `catalogue.forms.find(({ name }) => name === 'lead')`. */
  readonly catalogue: ModelCatalogue;
}

/**
 * The default export of a plugin's module: from the kit to what it adds to the catalogue. A module that stands anywhere cannot import
 * the package by its name, so what it needs is given to it.
 *
 * @example
 * export default () => ({
 *   decisionRules: [{ name: 'two-thirds', summary: 'two of three must accept', schema: () => ({}), byAuthority: false, arbitrated: false,
 *     adopts: ({ accepts }) => 3 * accepts.filter(Boolean).length >= 2 * accepts.length }],
 * });
 */
export type Plugin = (kit: PluginKit) => CatalogueAdditions;

/** What the program gives to every plugin. */
export const pluginKit: PluginKit = Object.freeze({ Category, hubProtocol, catalogue });
