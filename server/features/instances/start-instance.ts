import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { Program, Variables } from '../../../engine/index.js';
import type { InstanceIdentity } from '../../../workflows/activities/ports.js';
import type { ProcessWorkflowStart } from '../../../workflows/messages.js';
import type { FormSchema, Scope } from '../../contract/index.js';
import { EngineUnavailable, Forbidden, NotFound, Unprocessable } from '../../errors.js';
import type { RequestContext } from '../../http/request-context.js';
import type { ProcessDefinitionDocument } from '../../store/definition-models.js';
import type { InstanceStartDocument } from '../../store/work-models.js';
import type { Store } from '../../store/store.js';
import type { ProcessEngine } from '../../temporal/process-engine.js';

/** What starting needs to know of deployed versions. */
export interface StartableVersions {
  resolve(
    organisationId: string,
    processDefinitionId: string,
    scope: Scope,
  ): Promise<ProcessDefinitionDocument | undefined>;
  program(definition: ProcessDefinitionDocument): Promise<Program>;
  form(definition: ProcessDefinitionDocument, formId: string): FormSchema | undefined;
}

export interface InstanceStarterDependencies {
  readonly store: Store;
  readonly versions: StartableVersions;
  readonly engine: ProcessEngine;
  readonly mayStart: (context: RequestContext, definition: ProcessDefinitionDocument) => boolean;
  /** Checks and cleans what was typed into a form; throws `Unprocessable` with the fields that are wrong. */
  readonly readForm: (
    schema: FormSchema,
    data: Variables,
    circumstances: { readonly zone: string },
  ) => Variables;
  readonly requireSize: (variables: Variables) => void;
  /** The projection of an instance before its first fact. */
  readonly announce: (
    identity: InstanceIdentity,
    definition: ProcessDefinitionDocument,
    at: Date,
    by: string,
  ) => Promise<void>;
  readonly maxVariablesBytes: number;
  readonly logger: Logger;
  readonly now: () => Date;
}

export interface StartRequest {
  readonly processDefinitionId: string;
  readonly scope: Scope;
  readonly variables: Variables;
  readonly startElementId?: string | undefined;
  readonly commandId?: string | undefined;
}

export interface InstanceStarter {
  start(context: RequestContext, request: StartRequest): Promise<InstanceStartDocument>;
  /** Starts what was promised and did not happen, because a server or the engine was down. */
  settlePending(olderThan: Date): Promise<number>;
}

/** Starts instances exactly once: the promise is stored first, then the engine is asked, again if need be. */
export function createInstanceStarter(deps: InstanceStarterDependencies): InstanceStarter {
  const { store, now } = deps;

  async function carryOut(promise: InstanceStartDocument): Promise<void> {
    const definition = await store.processDefinitions
      .findById(promise.processDefinitionKey)
      .lean()
      .exec();
    if (!definition || promise.start === null) return;
    const program = await deps.versions.program(definition);
    await deps.engine.start(program, promise.start as ProcessWorkflowStart);
    await store.instanceStarts
      .updateOne({ _id: promise._id }, { $set: { state: 'started', start: null } })
      .exec();
  }

  return {
    start: async (context, request) => {
      const id = `${context.organisationId}/${context.username}/${request.commandId ?? randomUUID()}`;
      const known = await store.instanceStarts.findById(id).lean().exec();
      if (known) return known;
      const definition = await findVariant(deps, context, request);
      const variables = readVariables(deps, context, definition, request);
      deps.requireSize(variables);
      const promise = await buildPromise(deps, context, { id, definition, variables, request });
      const kept = await keepPromise(store, promise);
      if (kept !== promise) return kept;
      const { instance } = promise.start as ProcessWorkflowStart;
      await deps.announce(instance, definition, now(), context.username);
      await carryOut(promise).catch((error: unknown) => {
        if (!(error instanceof EngineUnavailable)) throw error;
        deps.logger.warn(
          { instanceId: promise.instanceId },
          'engine did not answer: the instance starts later',
        );
      });
      return promise;
    },
    settlePending: async (olderThan) => {
      const pending = await store.instanceStarts
        .find({ state: 'pending', at: { $lt: olderThan } })
        .limit(200)
        .lean()
        .exec();
      for (const promise of pending) await carryOut(promise);
      return pending.length;
    },
  };
}

async function findVariant(
  deps: InstanceStarterDependencies,
  context: RequestContext,
  request: StartRequest,
): Promise<ProcessDefinitionDocument> {
  const { organisationId } = context;
  const { serviceId } = request.scope;
  if (
    serviceId !== undefined &&
    !(await deps.store.services.exists({ organisationId, serviceId }))
  ) {
    throw new NotFound('service', serviceId);
  }
  const definition = await deps.versions.resolve(
    organisationId,
    request.processDefinitionId,
    request.scope,
  );
  if (!definition) throw new NotFound('process', request.processDefinitionId);
  if (!deps.mayStart(context, definition)) {
    throw new Forbidden('mayNotStart', `You have no right to start '${definition.name}'.`);
  }
  return definition;
}

function readVariables(
  deps: InstanceStarterDependencies,
  context: RequestContext,
  definition: ProcessDefinitionDocument,
  request: StartRequest,
): Variables {
  const event = definition.startEvents.find((candidate) =>
    request.startElementId === undefined
      ? candidate.kind === 'none'
      : candidate.elementId === request.startElementId && candidate.kind === 'none',
  );
  if (!event) {
    throw new Unprocessable(
      'unknownStartEvent',
      `Expected a start event of '${definition.name}' that a person may use.`,
    );
  }
  const schema =
    event.formId === undefined ? undefined : deps.versions.form(definition, event.formId);
  return schema === undefined
    ? request.variables
    : deps.readForm(schema, request.variables, { zone: context.person.zone });
}

interface Chosen {
  readonly id: string;
  readonly definition: ProcessDefinitionDocument;
  readonly variables: Variables;
  readonly request: StartRequest;
}

async function buildPromise(
  deps: InstanceStarterDependencies,
  context: RequestContext,
  { id, definition, variables, request }: Chosen,
): Promise<InstanceStartDocument> {
  const instanceId = randomUUID();
  const businessKey = await nextBusinessKey(
    deps.store,
    context.organisationId,
    definition.businessKeyPrefix,
  );
  const { serviceId, customerId, unitId } = request.scope;
  const instance: InstanceIdentity = {
    organisationId: context.organisationId,
    ...(serviceId === undefined ? {} : { serviceId }),
    ...(customerId === undefined ? {} : { customerId }),
    ...(unitId === undefined ? {} : { unitId }),
    instanceId,
    rootInstanceId: instanceId,
    processId: definition.processDefinitionId,
    processDefinitionKey: definition._id,
    processDefinitionVersion: definition.version,
    programHash: definition.programHash,
    mode: 'live',
    businessKey,
  };
  const start: ProcessWorkflowStart = {
    instance,
    limits: { variableBytes: deps.maxVariablesBytes },
    begin: {
      type: 'start',
      ...(request.startElementId === undefined ? {} : { startElementId: request.startElementId }),
      variables,
      zone: context.person.zone,
      actor: context.actor,
    },
  };
  return {
    _id: id,
    organisationId: context.organisationId,
    instanceId,
    businessKey,
    processDefinitionKey: definition._id,
    processDefinitionVersion: definition.version,
    programBlob: definition.programBlob,
    start,
    state: 'pending',
    at: deps.now(),
  };
}

/** Numbers without gaps are not promised; numbers without doubles are. */
async function nextBusinessKey(
  store: Store,
  organisationId: string,
  prefix: string,
): Promise<string> {
  const counter = await store.counters
    .findOneAndUpdate(
      { _id: `${organisationId}/${prefix}` },
      { $inc: { value: 1 } },
      { upsert: true, returnDocument: 'after' },
    )
    .lean()
    .exec();
  return `${prefix}-${String(counter.value)}`;
}

/** Two requests with the same command race for one document; the loser answers what the winner promised. */
async function keepPromise(
  store: Store,
  promise: InstanceStartDocument,
): Promise<InstanceStartDocument> {
  try {
    await store.instanceStarts.collection.insertOne(promise as never);
    return promise;
  } catch (error) {
    const winner = await store.instanceStarts.findById(promise._id).lean().exec();
    if (!winner) throw error;
    return winner;
  }
}
