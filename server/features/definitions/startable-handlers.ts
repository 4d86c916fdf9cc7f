import type { StartableProcess } from '../../contract/index.js';
import type { Handlers } from '../../http/endpoint-router.js';
import type { ProcessDefinitionDocument } from '../../store/definition-models.js';
import type { Store } from '../../store/store.js';
import { mayStart } from './start-rights.js';

export function createStartableHandlers(store: Store): Handlers<'listStartableProcesses'> {
  return {
    listStartableProcesses: async ({ context }) => {
      const { organisationId } = context;
      const [definitions, services] = await Promise.all([
        store.processDefinitions
          .find({ organisationId, isLatest: true })
          .sort({ name: 1 })
          .lean()
          .exec(),
        store.services.find({ organisationId }).sort({ name: 1 }).lean().exec(),
      ]);
      return {
        items: groupVariants(definitions.filter((definition) => mayStart(context, definition))),
        services: services.map(({ serviceId, name, description, customerIds }) => ({
          serviceId,
          name,
          ...(description === undefined ? {} : { description }),
          customerIds: customerIds ?? [],
        })),
      };
    },
  };
}

/** One entry per process; its name is that of the standard where there is one. */
function groupVariants(definitions: readonly ProcessDefinitionDocument[]): StartableProcess[] {
  const groups = new Map<string, StartableProcess>();
  const standardsFirst = [...definitions].sort(
    (a, b) => Number(a.isTailored) - Number(b.isTailored),
  );
  for (const definition of standardsFirst) {
    const { processDefinitionId, name } = definition;
    const group = groups.get(processDefinitionId) ?? { processDefinitionId, name, variants: [] };
    group.variants.push(describeVariant(definition));
    groups.set(processDefinitionId, group);
  }
  return [...groups.values()];
}

function describeVariant(
  definition: ProcessDefinitionDocument,
): StartableProcess['variants'][number] {
  const formId = definition.startEvents.find((event) => event.kind === 'none')?.formId;
  const form = definition.forms.find((one) => one.formId === formId);
  return {
    processDefinitionKey: definition._id,
    version: definition.version,
    name: definition.name,
    scope: definition.scope,
    ...(form === undefined ? {} : { form }),
  };
}
