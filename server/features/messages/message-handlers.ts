import { randomUUID } from 'node:crypto';
import { Duration } from '@js-joda/core';
import type { PublishMessage, PublishMessageResult } from '../../contract/index.js';
import { InvalidRequest } from '../../errors.js';
import type { Handlers } from '../../http/endpoint-router.js';
import type { RequestContext } from '../../http/request-context.js';
import type { MessageRouter } from './message-router.js';

export interface MessageDependencies {
  readonly router: MessageRouter;
  readonly audit: (
    context: RequestContext,
    action: string,
    messageId: string,
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
      publishedBy: context.username,
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
  audit,
}: MessageDependencies): Handlers<'publishMessage'> {
  const publish = createPublisher(router);
  return {
    publishMessage: async ({ context, body }) => {
      const result = await publish(context, body);
      const { name, correlationKey } = body;
      await audit(context, 'messagePublished', result.messageKey, { name, correlationKey });
      return result;
    },
  };
}

function readTimeToLive(text: string | undefined): number {
  if (text === undefined) return 0;
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
