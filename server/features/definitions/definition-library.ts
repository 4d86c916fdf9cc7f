import type { DecisionModel } from '../../../engine/dmn/index.js';
import type { Program } from '../../../engine/index.js';
import type { BlobStore } from '../../../workflows/activities/ports.js';
import type { FormSchema, NamedDecisions, Scope } from '../../contract/index.js';
import { NotFound } from '../../errors.js';
import type { DecisionDefinitionDocument } from '../../store/decision-models.js';
import type { ProcessDefinitionDocument } from '../../store/definition-models.js';
import type { Store } from '../../store/store.js';
import { coveringScopeKeys } from './scope-key.js';

/** Finds deployed versions. What a version holds never changes, so it is read from the store once. */
export interface DefinitionLibrary {
  /** Throws `NotFound`. */
  get(organisationId: string, processDefinitionKey: string): Promise<ProcessDefinitionDocument>;
  /** The newest version of the most specific variant for a scope. */
  resolve(
    organisationId: string,
    processDefinitionId: string,
    scope: Scope,
  ): Promise<ProcessDefinitionDocument | undefined>;
  program(definition: ProcessDefinitionDocument): Promise<Program>;
  /** The text that a version was deployed as. */
  xml(definition: { readonly xmlBlob: string }): Promise<string>;
  /** What a decision means: one parsed copy for all who call it. */
  decisionModel(definition: DecisionDefinitionDocument): Promise<DecisionModel>;
  /** The DMN files deployed together with a process, each as its decisions stand now. */
  decisionsOf(definition: ProcessDefinitionDocument): Promise<NamedDecisions[]>;
  form(definition: ProcessDefinitionDocument, formId: string): FormSchema | undefined;
}

const CACHED = 500;

export function createDefinitionLibrary(store: Store, blobs: BlobStore): DefinitionLibrary {
  const definitions = boundedCache<ProcessDefinitionDocument>();
  const texts = boundedCache<string>();
  const programs = boundedCache<Program>();
  const models = boundedCache<DecisionModel>();

  async function text(blob: string): Promise<string> {
    return texts(blob, async () => Buffer.from(await blobs.get(blob)).toString('utf8'));
  }

  return {
    get: async (organisationId, processDefinitionKey) => {
      const definition = await definitions(processDefinitionKey, async () =>
        store.processDefinitions.findById(processDefinitionKey).lean().exec(),
      );
      if (definition?.organisationId !== organisationId) {
        throw new NotFound('process definition', processDefinitionKey);
      }
      return definition;
    },
    resolve: async (organisationId, processDefinitionId, scope) => {
      const keys = coveringScopeKeys(scope);
      const candidates = await store.processDefinitions
        .find({ organisationId, processDefinitionId, isLatest: true, scopeKey: { $in: keys } })
        .lean()
        .exec();
      return candidates.sort((a, b) => keys.indexOf(a.scopeKey) - keys.indexOf(b.scopeKey))[0];
    },
    program: (definition) =>
      programs(
        definition.programBlob,
        async () => JSON.parse(await text(definition.programBlob)) as Program,
      ),
    decisionModel: ({ modelBlob }) =>
      models(modelBlob, async () => JSON.parse(await text(modelBlob)) as DecisionModel),
    xml: (definition) => text(definition.xmlBlob),
    decisionsOf: async (definition) => {
      const rows = await findDecisionsOf(store, definition);
      const files = new Map(rows.map(({ xmlBlob, resourceName }) => [xmlBlob, resourceName]));
      return Promise.all(
        [...files].map(async ([xmlBlob, name]) => ({ name, xml: await text(xmlBlob) })),
      );
    },
    form: (definition, formId) => definition.forms.find((form) => form.formId === formId)?.schema,
  };
}

async function findDecisionsOf(
  { decisionDefinitions }: Store,
  { organisationId, deploymentKey, alsoDeployedWith = [], scopeKey }: ProcessDefinitionDocument,
): Promise<DecisionDefinitionDocument[]> {
  const keys = { $in: [deploymentKey, ...alsoDeployedWith] };
  const ids = await decisionDefinitions
    .distinct('decisionId', {
      organisationId,
      $or: [{ deploymentKey: keys }, { alsoDeployedWith: keys }],
    })
    .exec();
  return decisionDefinitions
    .find({ organisationId, scopeKey, isLatest: true, decisionId: { $in: ids } })
    .sort({ resourceName: 1 })
    .lean()
    .exec();
}

/** Keeps the last values that were read; absent ones are asked for again. */
function boundedCache<Value>() {
  const kept = new Map<string, Value>();
  return async <Found extends Value | null>(
    key: string,
    read: () => Promise<Found>,
  ): Promise<Found | Value> => {
    const known = kept.get(key);
    if (known !== undefined) return known;
    const value = await read();
    if (value !== null) kept.set(key, value);
    if (kept.size > CACHED) kept.delete(kept.keys().next().value ?? '');
    return value;
  };
}
