import { allowedRows, withConditions } from '../../access/allowed-rows.js';
import { NotFound } from '../../errors.js';
import type { RequestContext } from '../../http/request-context.js';
import type { ProcessDefinitionDocument } from '../../store/definition-models.js';
import type { InstanceDocument } from '../../store/projection-models.js';
import type { Store } from '../../store/store.js';
import type { ElementNames } from './describe-instance.js';

export interface InstanceReader {
  /** Finds an instance with which the person may do this; throws `NotFound` for all others. */
  get(
    context: RequestContext,
    action: 'read' | 'cancel' | 'suspend' | 'update' | 'withdraw' | 'work',
    instanceId: string,
  ): Promise<InstanceDocument>;
  elementNames(
    instance: Pick<InstanceDocument, 'organisationId' | 'processDefinitionKey'>,
  ): Promise<ElementNames>;
}

export type FindDefinition = (
  organisationId: string,
  processDefinitionKey: string,
) => Promise<ProcessDefinitionDocument>;

export function createInstanceReader(store: Store, findDefinition: FindDefinition): InstanceReader {
  return {
    get: async (context, action, instanceId) => {
      const filter = withConditions(allowedRows(context, action, 'ProcessInstance'), {
        _id: instanceId,
      });
      const row = await store.instances.findOne(filter).lean().exec();
      if (!row) throw new NotFound('process instance', instanceId);
      return row;
    },
    elementNames: async ({ organisationId, processDefinitionKey }) => {
      const definition = await findDefinition(organisationId, processDefinitionKey);
      return new Map(definition.elementNames.map(({ elementId, name }) => [elementId, name]));
    },
  };
}
