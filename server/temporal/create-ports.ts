import { ApplicationFailure } from '@temporalio/common';
import { deriveDeadlines } from '../../engine/index.js';
import type {
  ActivityPorts,
  CalledProcessQuestion,
  DeadlineQuestion,
} from '../../workflows/activities/ports.js';
import type { DefinitionLibrary } from '../features/definitions/definition-library.js';
import type { FactRecorder } from '../features/facts/fact-recorder.js';
import type { MessageRouter } from '../features/messages/message-router.js';
import type { ProcessDefinitionDocument } from '../store/definition-models.js';
import type { Store } from '../store/store.js';

export interface PortDependencies {
  readonly store: Store;
  readonly library: DefinitionLibrary;
  readonly recorder: FactRecorder;
  readonly router: MessageRouter;
}

/** What workflows need of the world, over the repositories. */
export function createPorts({ store, library, recorder, router }: PortDependencies): ActivityPorts {
  return {
    recordFacts: (batch) => recorder.recordFacts(batch),
    deriveDeadlines: (question) => derive(store, question),
    resolveCalledProcess: async (question) => {
      const definition = await findCalled(store, library, question);
      if (!definition) throw notFound(question);
      return {
        processDefinitionKey: definition._id,
        processDefinitionVersion: definition.version,
        programHash: definition.programHash,
        program: await library.program(definition),
      };
    },
    publishMessage: async ({
      instance,
      messageId,
      name,
      correlationKey,
      variables,
      timeToLiveMs,
    }) => {
      const { organisationId, instanceId: publishedBy } = instance;
      await router.publish({
        organisationId,
        messageId,
        name,
        correlationKey,
        variables,
        timeToLiveMs,
        publishedBy,
      });
    },
    broadcastSignal: ({ instance, deliveryId, name, variables }) =>
      router.broadcast(instance.organisationId, deliveryId, name, variables),
  };
}

async function derive(store: Store, question: DeadlineQuestion) {
  const { organisationId, calendarId, ledger, targetMs, shares } = question;
  const row = await store.calendars
    .findOne({ organisationId, calendarId, isCurrent: true })
    .lean()
    .exec();
  if (!row) {
    throw ApplicationFailure.nonRetryable(
      `Expected a calendar '${calendarId}', but there is none.`,
      'CalendarNotFound',
    );
  }
  const deadlines = deriveDeadlines(row.calendar, ledger, targetMs, shares);
  return { deadlines, calendarVersion: row.version };
}

async function findCalled(
  store: Store,
  library: DefinitionLibrary,
  { caller, processId, binding, versionTag }: CalledProcessQuestion,
): Promise<ProcessDefinitionDocument | null | undefined> {
  const { organisationId, processDefinitionKey, serviceId, customerId, unitId } = caller;
  const processDefinitionId = processId;
  switch (binding) {
    case 'latest': {
      const scope = {
        ...(serviceId === undefined ? {} : { serviceId }),
        ...(customerId === undefined ? {} : { customerId }),
        ...(unitId === undefined ? {} : { unitId }),
      };
      return library.resolve(organisationId, processDefinitionId, scope);
    }
    case 'deployment': {
      const { deploymentKey } = await library.get(organisationId, processDefinitionKey);
      return store.processDefinitions
        .findOne({ organisationId, deploymentKey, processDefinitionId })
        .lean()
        .exec();
    }
    case 'versionTag':
      return store.processDefinitions
        .findOne({ organisationId, processDefinitionId, versionTag: versionTag ?? '' })
        .sort({ version: -1 })
        .lean()
        .exec();
  }
}

function notFound({ processId, binding }: CalledProcessQuestion): ApplicationFailure {
  return ApplicationFailure.nonRetryable(
    `Expected a deployed process '${processId}' (${binding}), but there is none.`,
    'CalledProcessNotFound',
  );
}
