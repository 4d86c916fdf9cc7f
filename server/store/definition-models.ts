import { Schema, type Connection } from 'mongoose';
import type {
  BasedOn,
  Difference,
  FormSchema,
  NamedDecisions,
  NamedForm,
  Scope,
} from '../contract/index.js';

export interface StartEventRow {
  elementId: string;
  kind: string;
  formId?: string;
}

/** One deployed version; never changed afterwards, but for `isLatest` and `alsoDeployedWith`. */
export interface ProcessDefinitionDocument {
  _id: string;
  organisationId: string;
  deploymentKey: string;
  /** Later deployments that brought it again, unchanged; the newest is the last. */
  alsoDeployedWith?: string[];
  processDefinitionId: string;
  scope: Scope;
  /** The scope as one string, so that versions count per scope. */
  scopeKey: string;
  version: number;
  isLatest: boolean;
  name: string;
  versionTag?: string;
  isTailored: boolean;
  basedOn?: BasedOn;
  differences: Difference[];
  reasons: Record<string, string>;
  /** Over model, forms, base and reasons: the same content is not deployed twice. */
  contentHash: string;
  /** Empty, as the blob is, for a process that is only drawn: it is kept and cannot run. */
  programHash: string;
  /** Where the compiled program lies in the blob store. */
  programBlob: string;
  xmlBlob: string;
  forms: NamedForm[];
  startEvents: StartEventRow[];
  startRoles: string[];
  businessKeyPrefix: string;
  elementNames: { elementId: string; name: string }[];
  deployedAt: Date;
  deployedBy: string;
  /** Of instances that nobody starts by hand, and of timers that start them; left out, UTC. */
  zone?: string;
}

export interface DraftDocument {
  _id: string;
  organisationId: string;
  name: string;
  processDefinitionId: string;
  scope: Scope;
  isTailored: boolean;
  basedOn?: BasedOn;
  source?: { processDefinitionKey: string; version: number };
  version: number;
  xml: string;
  forms: { formId: string; schema: FormSchema }[];
  /** DMN files; left out, there are none. */
  decisions?: NamedDecisions[];
  reasons: Record<string, string>;
  createdAt: Date;
  createdBy: string;
  updatedAt: Date;
  updatedBy: string;
}

const options = { versionKey: false, autoIndex: false, minimize: false } as const;
const mixed = Schema.Types.Mixed;

const processDefinitionSchema = new Schema<ProcessDefinitionDocument>(
  {
    _id: String,
    organisationId: { type: String, required: true },
    deploymentKey: { type: String, required: true },
    alsoDeployedWith: { type: [String], default: undefined },
    processDefinitionId: { type: String, required: true },
    scope: { type: mixed, required: true },
    scopeKey: { type: String, required: true },
    version: { type: Number, required: true },
    isLatest: { type: Boolean, required: true },
    name: { type: String, required: true },
    versionTag: String,
    isTailored: { type: Boolean, required: true },
    basedOn: mixed,
    differences: { type: [mixed], required: true } as never,
    reasons: { type: mixed, required: true },
    contentHash: { type: String, required: true },
    programHash: { type: String, default: '' },
    programBlob: { type: String, default: '' },
    xmlBlob: { type: String, required: true },
    forms: { type: [mixed], required: true } as never,
    startEvents: { type: [mixed], required: true } as never,
    startRoles: { type: [String], required: true },
    businessKeyPrefix: { type: String, required: true },
    elementNames: { type: [mixed], required: true } as never,
    deployedAt: { type: Date, required: true },
    deployedBy: { type: String, required: true },
    zone: String,
  },
  { ...options, collection: 'processDefinitions' },
);
processDefinitionSchema.index(
  { organisationId: 1, processDefinitionId: 1, scopeKey: 1, version: -1 },
  { unique: true },
);
processDefinitionSchema.index({ organisationId: 1, isLatest: 1, name: 1 });

/** Whether there is anything to run: a process that is only drawn has no program. */
export function isExecutable({ programBlob }: ProcessDefinitionDocument): boolean {
  return programBlob !== '';
}

const draftSchema = new Schema<DraftDocument>(
  {
    _id: String,
    organisationId: { type: String, required: true },
    name: { type: String, required: true },
    processDefinitionId: { type: String, required: true },
    scope: { type: mixed, required: true },
    isTailored: { type: Boolean, required: true },
    basedOn: mixed,
    source: mixed,
    version: { type: Number, required: true },
    xml: { type: String, required: true },
    forms: { type: [mixed], required: true } as never,
    decisions: { type: [mixed], default: undefined } as never,
    reasons: { type: mixed, required: true },
    createdAt: { type: Date, required: true },
    createdBy: { type: String, required: true },
    updatedAt: { type: Date, required: true },
    updatedBy: { type: String, required: true },
  },
  { ...options, collection: 'drafts' },
);
draftSchema.index({ organisationId: 1, updatedAt: -1 });

export function createDefinitionModels(connection: Connection) {
  return {
    processDefinitions: connection.model<ProcessDefinitionDocument>(
      'ProcessDefinition',
      processDefinitionSchema,
    ),
    drafts: connection.model<DraftDocument>('Draft', draftSchema),
  };
}
