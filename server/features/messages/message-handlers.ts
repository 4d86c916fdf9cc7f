import { randomUUID } from 'node:crypto';
import { Duration } from '@js-joda/core';
import type { Variables } from '../../../engine/index.js';
import type { PublishMessage, PublishMessageResult } from '../../contract/index.js';
import { InvalidRequest, NotFound } from '../../errors.js';
import type { Handlers } from '../../http/endpoint-router.js';
import type { RequestContext } from '../../http/request-context.js';
import type { MessageRouter } from './message-router.js';
import type { SignalBroadcaster } from './signal-broadcaster.js';

type MessageEndpoints = 'publishMessage' | 'correlateMessage' | 'broadcastSignal';

export interface MessageDependencies {
  readonly router: MessageRouter;
  readonly broadcaster: SignalBroadcaster;
  readonly requireSize: (variables: Variables) => void;
  readonly audit: (
    context: RequestContext,
    action: string,
    subjectKey: string,
    after?: unknown,
  ) => Promise<void>;
}

/** Publishes in a person's name; used by the operation and by operations that mean a message. */
export function createPublisher(router: MessageRouter) {
  return async (
    context: RequestContext,
    message: PublishMessage,
  ): Promise<PublishMessageResult> => {
    const messageId = message.messageId ?? randomUUID();
    const published = await router.publish({
      organisationId: context.organisationId,
      messageId,
      name: message.name,
      correlationKey: message.correlationKey,
      variables: message.variables,
      timeToLiveMs: readTimeToLive(message.timeToLive),
      scope: message.scope,
      sentBy: context.actor,
    });
    return {
      messageKey: messageId,
      deliveredTo: [...published.deliveredTo],
      isDuplicate: published.isDuplicate,
    };
  };
}

export function createMessageHandlers({
  router,
  broadcaster,
  requireSize,
  audit,
}: MessageDependencies): Handlers<MessageEndpoints> {
  const publish = createPublisher(router);
  return {
    publishMessage: async ({ context, body }) => {
      requireSize(body.variables);
      const result = await publish(context, body);
      const { name, correlationKey } = body;
      await audit(context, 'messagePublished', result.messageKey, { name, correlationKey });
      return result;
    },
    correlateMessage: async ({ context, body }) => {
      requireSize(body.variables);
      const { organisationId, actor: sentBy } = context;
      const messageId = randomUUID();
      const reached = await router.correlate({ ...body, organisationId, messageId, sentBy });
      const { name, correlationKey } = body;
      if (reached === undefined) throw new NotFound('subscription for message', name);
      const after = { name, correlationKey, processInstanceKey: reached };
      await audit(context, 'messageCorrelated', messageId, after);
      return { messageKey: messageId, processInstanceKey: reached };
    },
    broadcastSignal: async ({ context, body }) => {
      requireSize(body.variables);
      const { organisationId, actor: sentBy } = context;
      const { signalName: name, variables, scope } = body;
      const signalId = randomUUID();
      await broadcaster.broadcast({ organisationId, signalId, name, variables, scope, sentBy });
      await audit(context, 'signalBroadcast', signalId, { name });
      return { signalKey: signalId };
    },
  };
}

function readTimeToLive(text: string | number | undefined): number {
  if (text === undefined) return 0;
  if (typeof text === 'number') return text;
  try {
    return Math.max(0, Duration.parse(text).toMillis());
  } catch (cause) {
    throw new InvalidRequest(
      'invalidDuration',
      `Expected an ISO 8601 duration such as 'PT1H', but got '${text}'.`,
      { cause },
    );
  }
}
