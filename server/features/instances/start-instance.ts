import { randomUUID } from 'node:crypto';
import type { ClientSession } from 'mongoose';
import type { Logger } from 'pino';
import type { Actor, Program, Variables } from '../../../engine/index.js';
import type { InstanceIdentity } from '../../../workflows/activities/ports.js';
import type { ProcessWorkflowStart } from '../../../workflows/messages.js';
import type { FormSchema, Scope } from '../../contract/index.js';
import { EngineUnavailable, Forbidden, NotFound, Unprocessable } from '../../errors.js';
import type { RequestContext } from '../../http/request-context.js';
import { isExecutable, type ProcessDefinitionDocument } from '../../store/definition-models.js';
import type { InstanceStartDocument } from '../../store/work-models.js';
import type { Store } from '../../store/store.js';
import type { ProcessEngine } from '../../temporal/process-engine.js';
import { buildPromise, keepPromise } from './instance-promise.js';

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
  readonly mayStart: (
    context: RequestContext,
    definition: ProcessDefinitionDocument,
    scope: Scope,
  ) => boolean;
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
    by: Actor,
    session?: ClientSession,
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

/** A start that no person asks for: by a message, a signal, or time. */
export interface TriggeredStart {
  /** What must not start twice. */
  readonly id: string;
  readonly definition: ProcessDefinitionDocument;
  readonly scope: Scope;
  readonly startElementId: string;
  /** Which of several definitions of the start event has occurred. */
  readonly startDefinition?: number | undefined;
  readonly variables: Variables;
  readonly actor: Actor;
}

/** Kept together with what else must happen or not happen with it; then carried out. */
export interface PreparedStart {
  readonly instanceId: string;
  keep(session: ClientSession): Promise<void>;
  carryOut(): Promise<void>;
}

export interface InstanceStarter {
  start(context: RequestContext, request: StartRequest): Promise<InstanceStartDocument>;
  prepare(start: TriggeredStart): Promise<PreparedStart>;
  /** Gives the instance's id, of a repeated request that of the first one. */
  startTriggered(start: TriggeredStart): Promise<string>;
  /** Starts what was promised and did not happen, because a server or the engine was down. */
  settlePending(olderThan: Date): Promise<number>;
}

/** Starts instances exactly once: the promise is stored first, then the engine is asked, again if need be. */
export function createInstanceStarter(deps: InstanceStarterDependencies): InstanceStarter {
  return {
    start: (context, request) => startByHand(deps, context, request),
    prepare: (start) => prepare(deps, start),
    startTriggered: (start) => startTriggered(deps, start),
    settlePending: async (olderThan) => {
      const pending = await deps.store.instanceStarts
        .find({ state: 'pending', at: { $lt: olderThan } })
        .limit(200)
        .lean()
        .exec();
      for (const promise of pending) await carryOut(deps, promise);
      return pending.length;
    },
  };
}

async function startByHand(
  deps: InstanceStarterDependencies,
  context: RequestContext,
  request: StartRequest,
): Promise<InstanceStartDocument> {
  const { store, now } = deps;
  const id = `${context.organisationId}/${context.username}/${request.commandId ?? randomUUID()}`;
  const known = await store.instanceStarts.findById(id).lean().exec();
  if (known) return known;
  const definition = await findVariant(deps, context, request);
  const variables = readVariables(deps, context, definition, request);
  deps.requireSize(variables);
  const { scope, startElementId } = request;
  const { actor, person } = context;
  const { zone } = person;
  const decided = { id, definition, scope, startElementId, variables, zone, actor };
  const promise = await buildPromise(deps, decided);
  const kept = await keepPromise(store, promise);
  if (kept !== promise) return kept;
  await deps.announce(identityOf(promise), definition, now(), actor);
  await tryToCarryOut(deps, promise);
  return promise;
}

async function prepare(
  deps: InstanceStarterDependencies,
  start: TriggeredStart,
): Promise<PreparedStart> {
  const { store, now } = deps;
  const zone = start.definition.zone ?? 'UTC';
  const promise = await buildPromise(deps, { ...start, zone });
  return {
    instanceId: promise.instanceId,
    keep: async (session) => {
      await store.instanceStarts.collection.insertOne({ ...promise } as never, { session });
      await deps.announce(identityOf(promise), start.definition, now(), start.actor, session);
    },
    carryOut: () => tryToCarryOut(deps, promise),
  };
}

async function startTriggered(
  deps: InstanceStarterDependencies,
  start: TriggeredStart,
): Promise<string> {
  const { store } = deps;
  const known = await store.instanceStarts.findById(start.id).lean().exec();
  if (known) return known.instanceId;
  const prepared = await prepare(deps, start);
  try {
    await store.connection.transaction((session) => prepared.keep(session));
  } catch (error) {
    const winner = await store.instanceStarts.findById(start.id).lean().exec();
    if (!winner) throw error;
    return winner.instanceId;
  }
  await prepared.carryOut();
  return prepared.instanceId;
}

async function carryOut(
  { store, versions, engine }: InstanceStarterDependencies,
  promise: InstanceStartDocument,
): Promise<void> {
  const definition = await store.processDefinitions
    .findById(promise.processDefinitionKey)
    .lean()
    .exec();
  if (!definition || promise.start === null) return;
  const program = await versions.program(definition);
  await engine.start(program, promise.start as ProcessWorkflowStart);
  await store.instanceStarts
    .updateOne({ _id: promise._id }, { $set: { state: 'started', start: null } })
    .exec();
}

async function tryToCarryOut(
  deps: InstanceStarterDependencies,
  promise: InstanceStartDocument,
): Promise<void> {
  try {
    await carryOut(deps, promise);
  } catch (error) {
    if (!(error instanceof EngineUnavailable)) throw error;
    const { instanceId } = promise;
    deps.logger.warn({ instanceId }, 'engine did not answer: the instance starts later');
  }
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
  if (!isExecutable(definition)) {
    throw new Unprocessable(
      'notExecutable',
      `Expected an executable process, but '${definition.name}' is only drawn.`,
    );
  }
  if (!deps.mayStart(context, definition, request.scope)) {
    throw new Forbidden('mayNotStart', `You have no right to start '${definition.name}'.`);
  }
  return definition;
}

/** A condition is asked of what a person starts with; every other trigger comes by itself. */
function isForPeople(kind: string): boolean {
  return kind === 'none' || kind === 'conditional';
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
      : candidate.elementId === request.startElementId && isForPeople(candidate.kind),
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

function identityOf({ start }: InstanceStartDocument): InstanceIdentity {
  return (start as ProcessWorkflowStart).instance;
}
