import { Schema, type Connection } from 'mongoose';
import type { Scope } from '../contract/index.js';

/** One deployed version of a decision; never changed afterwards, but for `isLatest` and `alsoDeployedWith`. */
export interface DecisionDefinitionDocument {
  _id: string;
  organisationId: string;
  deploymentKey: string;
  /** Later deployments that brought it again, unchanged; the newest is the last. */
  alsoDeployedWith?: string[];
  decisionId: string;
  name: string;
  scope: Scope;
  /** The scope as one string, so that versions count per scope. */
  scopeKey: string;
  version: number;
  isLatest: boolean;
  versionTag?: string;
  resourceName: string;
  /** Of what the file and those it imports mean: the same content is not deployed twice. */
  modelHash: string;
  /** Where the compiled model lies in the blob store. */
  modelBlob: string;
  xmlBlob: string;
  deployedAt: Date;
  deployedBy: string;
}

const decisionDefinitionSchema = new Schema<DecisionDefinitionDocument>(
  {
    _id: String,
    organisationId: { type: String, required: true },
    deploymentKey: { type: String, required: true },
    alsoDeployedWith: { type: [String], default: undefined },
    decisionId: { type: String, required: true },
    name: { type: String, required: true },
    scope: { type: Schema.Types.Mixed, required: true },
    scopeKey: { type: String, required: true },
    version: { type: Number, required: true },
    isLatest: { type: Boolean, required: true },
    versionTag: String,
    resourceName: { type: String, required: true },
    modelHash: { type: String, required: true },
    modelBlob: { type: String, required: true },
    xmlBlob: { type: String, required: true },
    deployedAt: { type: Date, required: true },
    deployedBy: { type: String, required: true },
  },
  { versionKey: false, autoIndex: false, minimize: false, collection: 'decisionDefinitions' },
);
decisionDefinitionSchema.index(
  { organisationId: 1, decisionId: 1, scopeKey: 1, version: -1 },
  { unique: true },
);
decisionDefinitionSchema.index({ organisationId: 1, isLatest: 1, name: 1 });
decisionDefinitionSchema.index({ organisationId: 1, deploymentKey: 1 });

export function createDecisionModels(connection: Connection) {
  return {
    decisionDefinitions: connection.model<DecisionDefinitionDocument>(
      'DecisionDefinition',
      decisionDefinitionSchema,
    ),
  };
}
