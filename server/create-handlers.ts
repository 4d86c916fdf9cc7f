import { setTimeout as sleep } from 'node:timers/promises';
import { createAuditHandlers } from './features/audit/audit-log.js';
import { createDecisionHandlers } from './features/definitions/decision-handlers.js';
import { createDefinitionHandlers } from './features/definitions/definition-handlers.js';
import { createDeploymentHandlers } from './features/definitions/deployment-handlers.js';
import { createStartableHandlers } from './features/definitions/startable-handlers.js';
import { createDraftHandlers } from './features/drafts/draft-handlers.js';
import { createDraftRepository } from './features/drafts/draft-repository.js';
import { createIncidentHandlers } from './features/incidents/incident-handlers.js';
import { createAdHocHandlers } from './features/instances/ad-hoc-handlers.js';
import { createDecisionInstanceHandlers } from './features/instances/decision-instance-handlers.js';
import { temporalUrl } from './features/instances/describe-instance.js';
import { createInstanceCommandHandlers } from './features/instances/instance-command-handlers.js';
import { createInstanceQueryHandlers } from './features/instances/instance-query-handlers.js';
import { createInstanceReader } from './features/instances/instance-reader.js';
import { createJobHandlers } from './features/jobs/job-handlers.js';
import { createMessageHandlers, createPublisher } from './features/messages/message-handlers.js';
import { createAbsenceHandlers } from './features/organisation/absence-handlers.js';
import { createGroupHandlers } from './features/organisation/group-handlers.js';
import { createRegisterHandlers } from './features/organisation/register-handlers.js';
import { createServiceHandlers } from './features/organisation/service-handlers.js';
import { createStructureHandlers } from './features/organisation/structure-handlers.js';
import { createDeliveryHandlers } from './features/notifications/delivery-handlers.js';
import { createNotificationHandlers } from './features/notifications/notification-handlers.js';
import { createSessionHandlers } from './features/people/session-handlers.js';
import { createTokenHandlers } from './features/people/token-handlers.js';
import { createUserHandlers } from './features/people/user-handlers.js';
import { createSecretHandlers } from './features/secrets/secret-handlers.js';
import { createStepHandlers } from './features/steps/step-handlers.js';
import { createAttachmentHandlers } from './features/records/attachment-handlers.js';
import { createAttachmentStore } from './features/records/attachment-store.js';
import { createAgreementHandlers } from './features/terms/agreement-handlers.js';
import { createCalendarHandlers } from './features/terms/calendar-handlers.js';
import { createTermsRepository } from './features/terms/terms-repository.js';
import { createRecordHandlers } from './features/records/record-handlers.js';
import { createRecordHistoryHandlers } from './features/records/record-history.js';
import { createRecordLinkHandlers } from './features/records/record-link-handlers.js';
import { createRecordTransferHandlers } from './features/records/record-transfer-handlers.js';
import { createActHandlers, type ActDependencies } from './features/tasks/act-handlers.js';
import { createBulkHandlers } from './features/tasks/bulk-handlers.js';
import { createCommentHandlers } from './features/tasks/comment-handlers.js';
import { createCommentRepository } from './features/tasks/comment-repository.js';
import { createFilterHandlers } from './features/tasks/filter-handlers.js';
import { createTaskHandlers, type TaskDependencies } from './features/tasks/task-handlers.js';
import { createTaskPeople } from './features/tasks/task-people.js';
import { createTellPeople } from './features/tasks/tell-people.js';
import { createWebhookHandlers } from './features/webhooks/webhook-handlers.js';
import type { Services } from './create-services.js';
import type { Handlers } from './http/endpoint-router.js';
import type { RequestContext } from './http/request-context.js';

/** One handler for every operation of the contract. */
export function createHandlers(services: Services): Handlers {
  const { store, audit, standings, now, config } = services;
  return {
    ...createSessionHandlers({ store, config, audit, standings, now }),
    ...createUserHandlers({ store, audit, now }),
    ...createStructureHandlers(services),
    ...createGroupHandlers(services),
    ...createServiceHandlers(services),
    ...createRegisterHandlers(services),
    ...createAbsenceHandlers(services),
    ...createTokenHandlers(services),
    ...createAuditHandlers(store),
    ...createDefinitionArea(services),
    ...createInstanceArea(services),
    ...createTaskArea(services),
    ...createTermsArea(services),
    ...createStepHandlers(),
    ...createRecordArea(services),
    ...createFilterHandlers({ store, audit: auditOf(services, 'TaskFilter'), now }),
    ...createNotificationArea(services),
    ...createJobHandlers({
      ...services,
      answerer: services.jobAnswerer,
      news: services.jobNews,
      audit: auditOf(services, 'Job'),
    }),
  };
}

function createNotificationArea(services: Services) {
  const { store, config, deliveryBox } = services;
  return {
    ...createNotificationHandlers({
      store,
      isMailOn: config.mail !== undefined,
      audit: auditOf(services, 'User'),
    }),
    ...createSecretHandlers({
      store,
      secrets: services.secrets,
      audit: auditOf(services, 'Secret'),
    }),
    ...createWebhookHandlers({
      store,
      secrets: services.secrets,
      audit: auditOf(services, 'Webhook'),
      now: services.now,
    }),
    ...createDeliveryHandlers({ store, box: deliveryBox, audit: auditOf(services, 'Delivery') }),
  };
}

/** Audits changes of one kind of thing. */
function auditOf({ audit }: Services, subjectType: string) {
  return (
    { organisationId, username }: RequestContext,
    action: string,
    subjectKey: string,
    after?: unknown,
  ) => audit.record({ organisationId, actor: username, action, subjectType, subjectKey, after });
}

function createDefinitionArea(services: Services) {
  const { store, library, deployer, audit, now } = services;
  return {
    ...createDefinitionHandlers({ store, library }),
    ...createDecisionHandlers({ store, library }),
    ...createDeploymentHandlers({ deployer, audit }),
    ...createStartableHandlers(store),
    ...createDraftHandlers({
      store,
      drafts: createDraftRepository(store),
      versions: library,
      deployer,
      audit: auditOf(services, 'Draft'),
      now,
    }),
  };
}

function createInstanceArea(services: Services) {
  const { store, library, engine, config, requireSize, router } = services;
  const reader = createInstanceReader(store, (organisationId, key) =>
    library.get(organisationId, key),
  );
  return {
    ...createInstanceQueryHandlers({
      store,
      reader,
      serviceTimes: (...clocks) => services.serviceTimeReader.read(...clocks),
      config,
    }),
    ...createDecisionInstanceHandlers({ store, reader }),
    ...createInstanceCommandHandlers({
      reader,
      starter: services.starter,
      engine,
      waitForFacts: (instanceId) => waitForFacts(services, instanceId),
      requireSize,
      publish: createPublisher(router),
      audit: auditOf(services, 'ProcessInstance'),
    }),
    ...createAdHocHandlers({
      reader,
      engine,
      requireSize,
      audit: auditOf(services, 'ProcessInstance'),
    }),
    ...createIncidentHandlers({
      store,
      engine,
      elementName: async (organisationId, processDefinitionKey, elementId) => {
        const { elementNames } = await library.get(organisationId, processDefinitionKey);
        return elementNames.find((one) => one.elementId === elementId)?.name;
      },
      requireSize,
      audit: auditOf(services, 'Incident'),
    }),
    ...createMessageHandlers({
      router,
      broadcaster: services.broadcaster,
      requireSize,
      audit: auditOf(services, 'Message'),
    }),
  };
}

function createRecordArea(services: Services) {
  const { store, recordTypes: types, recordWriter: writer, records, now } = services;
  const deps = { store, types, records, writer, audit: auditOf(services, 'Record') };
  return {
    ...createRecordHandlers(deps),
    ...createRecordLinkHandlers(deps),
    ...createRecordHistoryHandlers(store),
    ...createRecordTransferHandlers(deps),
    ...createAttachmentHandlers({
      ...deps,
      attachments: createAttachmentStore(store, now),
      now,
    }),
  };
}

function createTermsArea({ store, audit, now, termsAnnouncer: announcer }: Services) {
  const deps = {
    store,
    announcer,
    now,
    audit: (
      { organisationId, username: actor }: RequestContext,
      subjectType: string,
      action: string,
      subjectKey: string,
      after: unknown,
      before?: unknown,
    ) => audit.record({ organisationId, actor, action, subjectType, subjectKey, before, after }),
  };
  const calendar = { name: 'calendar', idField: 'calendarId' } as const;
  const agreement = { name: 'agreement', idField: 'agreementId' } as const;
  return {
    ...createCalendarHandlers({
      ...deps,
      calendars: createTermsRepository(store, store.calendars, calendar),
    }),
    ...createAgreementHandlers({
      ...deps,
      agreements: createTermsRepository(store, store.agreements, agreement),
    }),
  };
}

function createTaskArea(services: Services) {
  const { store, tasks, completer, formOf, config, audit, now } = services;
  const deps: TaskDependencies = {
    store,
    serviceTimes: (...clocks) => services.serviceTimeReader.readByIds(...clocks),
    tasks,
    completer,
    formOf,
    temporalUrl: (context, instanceId) =>
      context.isAdmin
        ? temporalUrl(config.temporal.uiUrl, config.temporal.namespace, instanceId)
        : undefined,
    audit: ({ organisationId, username }, action, subjectKey, before, after) =>
      audit.record({
        organisationId,
        actor: username,
        action,
        subjectType: 'UserTask',
        subjectKey,
        before,
        after,
      }),
    now,
  };
  const talk: ActDependencies = {
    ...deps,
    comments: createCommentRepository(store, now),
    people: createTaskPeople(store, services.standings),
    tell: createTellPeople(services.notifyPeople),
  };
  return {
    ...createTaskHandlers(deps),
    ...createActHandlers(talk),
    ...createCommentHandlers(talk),
    ...createBulkHandlers(deps),
  };
}

const FIRST_FACTS_MS = 2_000;
const POLL_MS = 20;

/** Whoever starts something sees it begin; if the engine is slow, the answer does not wait for it. */
async function waitForFacts({ store }: Services, instanceId: string): Promise<void> {
  const giveUpAt = Date.now() + FIRST_FACTS_MS;
  while (Date.now() < giveUpAt) {
    if (await store.instances.exists({ _id: instanceId, lastSeq: { $gt: 0 } })) return;
    await sleep(POLL_MS);
  }
}
