import type { Catalogue } from '../scenario/catalogue.js';
import type { GovernanceForm } from './forms/governance-form.js';
import { lead } from './forms/lead.js';
import { nao } from './forms/nao.js';
import { shared } from './forms/shared.js';
import { silo } from './forms/silo.js';
import { runMeasures, type Measure } from './measures.js';
import { agreementRules, type AgreementRule } from './rules/agreement-rules.js';
import { attentionRules, type AttentionRule } from './rules/attention-rules.js';
import type { BargainingProtocol } from './bargaining/bargaining-protocol.js';
import { bargainingProtocols } from './rules/bargaining-protocols.js';
import { conveningRules, type ConveningRule } from './rules/convening-rules.js';
import { costFunctions, type CostFunction } from './rules/cost-functions.js';
import { decisionRules, type DecisionRule } from './rules/decision-rules.js';

/** A catalogue whose entries can also be simulated. */
export interface ModelCatalogue extends Catalogue {
  readonly forms: readonly GovernanceForm[];
  readonly conveningRules: readonly ConveningRule[];
  readonly decisionRules: readonly DecisionRule[];
  readonly costFunctions: readonly CostFunction[];
  readonly attentionRules: readonly AttentionRule[];
  readonly bargainingProtocols: readonly BargainingProtocol[];
  readonly agreementRules: readonly AgreementRule[];
  readonly measures: readonly Measure[];
}

/** Everything built in. To add a form: one file in `forms/`, one entry here, one scenario, one test. */
export const catalogue: ModelCatalogue = {
  forms: [silo, shared, lead, nao],
  conveningRules,
  decisionRules,
  costFunctions,
  attentionRules,
  bargainingProtocols,
  agreementRules,
  measures: runMeasures,
};
