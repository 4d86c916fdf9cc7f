import { randomUUID } from 'node:crypto';
import type { Variables } from '../../../engine/index.js';
import type { AdHocSubProcess } from '../../contract/index.js';
import { NotFound } from '../../errors.js';
import type { HandlerOf, Handlers } from '../../http/endpoint-router.js';
import type { RequestContext } from '../../http/request-context.js';
import type { AdHocRow, InstanceDocument } from '../../store/projection-models.js';
import type { ProcessEngine } from '../../temporal/process-engine.js';
import type { ElementNames } from './describe-instance.js';
import type { InstanceReader } from './instance-reader.js';

type AdHocEndpoints =
  'listAdHocSubProcesses' | 'activateAdHocActivities' | 'completeAdHocSubProcess';

export interface AdHocDependencies {
  readonly reader: InstanceReader;
  readonly engine: ProcessEngine;
  readonly requireSize: (variables: Variables) => void;
  readonly audit: (
    context: RequestContext,
    action: string,
    instanceId: string,
    after?: unknown,
  ) => Promise<void>;
}

/** What people start in ad-hoc sub-processes; the instance itself says what it refuses. */
export function createAdHocHandlers(deps: AdHocDependencies): Handlers<AdHocEndpoints> {
  return {
    listAdHocSubProcesses: listAdHocSubProcesses(deps),
    activateAdHocActivities: activateAdHocActivities(deps),
    completeAdHocSubProcess: completeAdHocSubProcess(deps),
  };
}

function listAdHocSubProcesses({ reader }: AdHocDependencies): HandlerOf<'listAdHocSubProcesses'> {
  return async ({ context, params }) => {
    const instance = await reader.get(context, 'read', params.processInstanceKey);
    const names = await reader.elementNames(instance);
    return { items: (instance.adHoc ?? []).map((row) => describe(row, instance, names)) };
  };
}

function describe(
  row: AdHocRow,
  { active }: InstanceDocument,
  names: ElementNames,
): AdHocSubProcess {
  const { elementInstanceId, elementId, isSequential, isCompletable, activities } = row;
  const name = names.get(elementId);
  const inside = active.filter(({ scopeId }) => scopeId === elementInstanceId);
  return {
    elementInstanceKey: elementInstanceId,
    elementId,
    ...(name === undefined ? {} : { elementName: name }),
    isSequential,
    isCompletable,
    activities,
    activeElements: inside.map((one) => ({
      elementId: one.elementId,
      elementInstanceKey: one.elementInstanceId,
    })),
  };
}

function activateAdHocActivities(deps: AdHocDependencies): HandlerOf<'activateAdHocActivities'> {
  const { engine, audit } = deps;
  return async ({ context, params, body }) => {
    const elementInstanceId = params.adHocSubProcessInstanceKey;
    const instance = await findInstance(deps, context, elementInstanceId);
    for (const { variables } of body.elements) deps.requireSize(variables);
    const commandId = body.commandId ?? randomUUID();
    const { actor } = context;
    const activities = body.elements;
    await engine.startActivities(instance._id, { commandId, elementInstanceId, activities, actor });
    const activityIds = activities.map(({ elementId }) => elementId);
    await audit(context, 'activitiesStarted', instance._id, { elementInstanceId, activityIds });
    return undefined;
  };
}

function completeAdHocSubProcess(deps: AdHocDependencies): HandlerOf<'completeAdHocSubProcess'> {
  const { engine, audit } = deps;
  return async ({ context, params, body }) => {
    const elementInstanceId = params.adHocSubProcessInstanceKey;
    const instance = await findInstance(deps, context, elementInstanceId);
    const commandId = body.commandId ?? randomUUID();
    const { actor } = context;
    await engine.completeAdHoc(instance._id, { commandId, elementInstanceId, actor });
    await audit(context, 'adHocSubProcessCompleted', instance._id, { elementInstanceId });
    return undefined;
  };
}

/** The key of an element instance begins with that of its process instance. */
async function findInstance(
  { reader }: AdHocDependencies,
  context: RequestContext,
  elementInstanceKey: string,
): Promise<InstanceDocument> {
  const end = elementInstanceKey.lastIndexOf(':');
  if (end < 0) throw new NotFound('ad-hoc sub-process', elementInstanceKey);
  return reader.get(context, 'work', elementInstanceKey.slice(0, end));
}
