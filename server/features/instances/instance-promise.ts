import { randomUUID } from 'node:crypto';
import type { Actor, Variables } from '../../../engine/index.js';
import type { InstanceIdentity } from '../../../workflows/activities/ports.js';
import type { ProcessWorkflowStart } from '../../../workflows/messages.js';
import type { Scope } from '../../contract/index.js';
import type { ProcessDefinitionDocument } from '../../store/definition-models.js';
import type { InstanceStartDocument } from '../../store/work-models.js';
import type { Store } from '../../store/store.js';

/** Everything that is decided about an instance before it starts. */
export interface DecidedStart {
  /** What must not start twice. */
  readonly id: string;
  readonly definition: ProcessDefinitionDocument;
  readonly scope: Scope;
  readonly startElementId?: string | undefined;
  readonly startDefinition?: number | undefined;
  readonly variables: Variables;
  readonly zone: string;
  readonly actor: Actor;
}

export interface PromiseDependencies {
  readonly store: Store;
  readonly maxVariablesBytes: number;
  readonly now: () => Date;
}

/** Gives the instance its id, its business key and the arguments that it will start with. */
export async function buildPromise(
  { store, maxVariablesBytes, now }: PromiseDependencies,
  { id, definition, scope, variables, zone, actor, ...begin }: DecidedStart,
): Promise<InstanceStartDocument> {
  const { startElementId, startDefinition } = begin;
  const { organisationId } = definition;
  const businessKey = await nextBusinessKey(store, organisationId, definition.businessKeyPrefix);
  const instance = identityOf(definition, scope, businessKey);
  const start: ProcessWorkflowStart = {
    instance,
    limits: { variableBytes: maxVariablesBytes },
    begin: {
      type: 'start',
      ...(startElementId === undefined ? {} : { startElementId }),
      ...(startDefinition === undefined ? {} : { startDefinition }),
      variables,
      zone,
      actor,
    },
  };
  return {
    _id: id,
    organisationId,
    instanceId: instance.instanceId,
    businessKey,
    processDefinitionKey: definition._id,
    processDefinitionVersion: definition.version,
    programBlob: definition.programBlob,
    start,
    state: 'pending',
    at: now(),
  };
}

function identityOf(
  definition: ProcessDefinitionDocument,
  { serviceId, customerId, unitId }: Scope,
  businessKey: string,
): InstanceIdentity {
  const instanceId = randomUUID();
  return {
    organisationId: definition.organisationId,
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
export async function keepPromise(
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
