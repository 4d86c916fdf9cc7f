import { randomUUID } from 'node:crypto';
import type { Variables } from '../../../engine/index.js';
import type { PublishMessage, PublishMessageResult } from '../../contract/index.js';
import { Conflict } from '../../errors.js';
import type { HandlerOf, Handlers } from '../../http/endpoint-router.js';
import type { RequestContext } from '../../http/request-context.js';
import type { ProcessEngine } from '../../temporal/process-engine.js';
import type { InstanceReader } from './instance-reader.js';
import type { InstanceStarter } from './start-instance.js';

type CommandEndpoints =
  | 'createProcessInstance'
  | 'cancelProcessInstance'
  | 'suspendProcessInstance'
  | 'resumeProcessInstance'
  | 'setVariables'
  | 'withdrawProcessInstance';

export interface InstanceCommandDependencies {
  readonly reader: InstanceReader;
  readonly starter: InstanceStarter;
  readonly engine: ProcessEngine;
  /** Waits a moment until the first facts of an instance are there to be read. */
  readonly waitForFacts: (instanceId: string) => Promise<void>;
  readonly requireSize: (variables: Variables) => void;
  readonly publish: (
    context: RequestContext,
    message: PublishMessage,
  ) => Promise<PublishMessageResult>;
  readonly audit: (
    context: RequestContext,
    action: string,
    instanceId: string,
    after?: unknown,
  ) => Promise<void>;
}

/** Message that withdraws what a person reported; processes that allow it wait for it with the business key. */
const WITHDRAWAL_MESSAGE = 'incident-withdrawn';

export function createInstanceCommandHandlers(
  deps: InstanceCommandDependencies,
): Handlers<CommandEndpoints> {
  return {
    createProcessInstance: createProcessInstance(deps),
    cancelProcessInstance: cancelProcessInstance(deps),
    suspendProcessInstance: suspendProcessInstance(deps),
    resumeProcessInstance: resumeProcessInstance(deps),
    setVariables: setVariables(deps),
    withdrawProcessInstance: withdrawProcessInstance(deps),
  };
}

function createProcessInstance(
  deps: InstanceCommandDependencies,
): HandlerOf<'createProcessInstance'> {
  const { audit } = deps;
  return async ({ context, body }) => {
    const started = await deps.starter.start(context, body);
    await audit(context, 'instanceStarted', started.instanceId, {
      processDefinitionKey: started.processDefinitionKey,
      businessKey: started.businessKey,
    });
    await deps.waitForFacts(started.instanceId);
    return {
      processInstanceKey: started.instanceId,
      businessKey: started.businessKey,
      processDefinitionKey: started.processDefinitionKey,
      processDefinitionVersion: started.processDefinitionVersion,
    };
  };
}

function cancelProcessInstance(
  deps: InstanceCommandDependencies,
): HandlerOf<'cancelProcessInstance'> {
  const { reader, engine, audit } = deps;
  return async ({ context, params, body }) => {
    const instance = await reader.get(context, 'cancel', params.processInstanceKey);
    const commandId = body.commandId ?? randomUUID();
    await engine.cancel(instance._id, { commandId, reason: body.reason, actor: context.actor });
    await audit(context, 'instanceCanceled', instance._id, { reason: body.reason });
    return undefined;
  };
}

function suspendProcessInstance(
  deps: InstanceCommandDependencies,
): HandlerOf<'suspendProcessInstance'> {
  const { reader, engine, audit } = deps;
  return async ({ context, params, body: { reason, commandId = randomUUID() } }) => {
    const { _id } = await reader.get(context, 'suspend', params.processInstanceKey);
    const { actor } = context;
    await engine.suspend(_id, { commandId, isSuspended: true, reason, actor });
    await audit(context, 'instanceSuspended', _id, { reason });
    return undefined;
  };
}

function resumeProcessInstance(
  deps: InstanceCommandDependencies,
): HandlerOf<'resumeProcessInstance'> {
  const { reader, engine, audit } = deps;
  return async ({ context, params, body: { reason, commandId = randomUUID() } }) => {
    const { _id } = await reader.get(context, 'suspend', params.processInstanceKey);
    const why = reason === undefined ? {} : { reason };
    await engine.suspend(_id, { commandId, isSuspended: false, ...why, actor: context.actor });
    await audit(context, 'instanceResumed', _id, why);
    return undefined;
  };
}

function setVariables(deps: InstanceCommandDependencies): HandlerOf<'setVariables'> {
  const { reader, engine, audit } = deps;
  return async ({ context, params, body }) => {
    const instance = await reader.get(context, 'update', params.processInstanceKey);
    deps.requireSize(body.variables);
    await engine.setVariables(instance._id, {
      commandId: body.commandId ?? randomUUID(),
      ...(body.elementInstanceKey === undefined
        ? {}
        : { elementInstanceId: body.elementInstanceKey }),
      variables: body.variables,
      actor: context.actor,
    });
    await audit(context, 'variablesSet', instance._id, { names: Object.keys(body.variables) });
    return undefined;
  };
}

function withdrawProcessInstance(
  deps: InstanceCommandDependencies,
): HandlerOf<'withdrawProcessInstance'> {
  const { reader, audit } = deps;
  return async ({ context, params, body }) => {
    const instance = await reader.get(context, 'withdraw', params.processInstanceKey);
    if (instance.state !== 'active') {
      throw new Conflict(
        'instanceEnded',
        `Expected '${instance.businessKey}' to run, but it is ${instance.state}.`,
      );
    }
    const result = await deps.publish(context, {
      name: WITHDRAWAL_MESSAGE,
      correlationKey: instance.businessKey,
      variables: { withdrawalReason: body.reason, withdrawnBy: context.username },
      scope: {},
    });
    await audit(context, 'instanceWithdrawn', instance._id, { reason: body.reason });
    if (result.deliveredTo.length === 0) {
      throw new Conflict(
        'notWithdrawable',
        `'${instance.businessKey}' cannot be withdrawn at this point.`,
      );
    }
    return result;
  };
}
