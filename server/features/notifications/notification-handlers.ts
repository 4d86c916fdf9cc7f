import type { Notification, NotificationSettings } from '../../contract/index.js';
import { NotFound } from '../../errors.js';
import type { HandlerOf, Handlers } from '../../http/endpoint-router.js';
import type { RequestContext } from '../../http/request-context.js';
import { searchRows, sortOf } from '../../http/search-rows.js';
import type { NotificationDocument } from '../../store/notification-models.js';
import type { Store } from '../../store/store.js';
import { preferencesKey, readPreferences, usualPreferences } from './preferences.js';

type NotificationEndpoints =
  | 'searchNotifications'
  | 'readNotification'
  | 'readAllNotifications'
  | 'getNotificationSettings'
  | 'updateNotificationSettings';

export interface NotificationDependencies {
  readonly store: Store;
  readonly isMailOn: boolean;
  readonly audit: (
    context: RequestContext,
    action: string,
    subjectKey: string,
    after?: unknown,
  ) => Promise<void>;
}

/** What a person was told, and how they want to be. */
export function createNotificationHandlers(
  deps: NotificationDependencies,
): Handlers<NotificationEndpoints> {
  const { store } = deps;
  return {
    searchNotifications: searchNotifications(deps),
    readNotification: async ({ context, params }) => {
      const filter = { _id: params.notificationKey, ...ownRows(context) };
      const result = await store.notifications.updateOne(filter, { $set: { isRead: true } }).exec();
      if (result.matchedCount === 0) throw new NotFound('notification', params.notificationKey);
      return undefined;
    },
    readAllNotifications: async ({ context }) => {
      const filter = { ...ownRows(context), isRead: false };
      await store.notifications.updateMany(filter, { $set: { isRead: true } }).exec();
      return undefined;
    },
    getNotificationSettings: ({ context }) => describeSettings(deps, context),
    updateNotificationSettings: updateSettings(deps),
  };
}

function ownRows({ organisationId, username }: RequestContext) {
  return { organisationId, username };
}

function searchNotifications({
  store,
}: NotificationDependencies): HandlerOf<'searchNotifications'> {
  return async ({ context, body }) => {
    const { isRead, kind } = body.filter ?? {};
    const filter = {
      ...ownRows(context),
      isHidden: { $ne: true },
      ...(isRead === undefined ? {} : { isRead }),
      ...(kind === undefined ? {} : { kind }),
    };
    const sort = sortOf(body.sort, { createdAt: 'createdAt' }, { createdAt: -1 });
    const { rows, page } = await searchRows(store.notifications, {
      filter,
      sort,
      page: body.page,
    });
    return { items: rows.map(describe), page };
  };
}

/** Those of earlier versions have no kind: only processes told anything then. */
function describe(row: Omit<NotificationDocument, 'kind'> & { kind?: Notification['kind'] }) {
  return {
    notificationKey: row._id,
    kind: row.kind ?? 'processNotice',
    subject: row.subject,
    text: row.text,
    createdAt: row.createdAt.toISOString(),
    isRead: row.isRead,
    ...(row.instanceId === undefined ? {} : { processInstanceKey: row.instanceId }),
    ...(row.businessKey === undefined ? {} : { businessKey: row.businessKey }),
    ...(row.taskId === undefined ? {} : { userTaskKey: row.taskId }),
    ...(row.recordId === undefined ? {} : { recordKey: row.recordId }),
  };
}

async function describeSettings(
  { store, isMailOn }: NotificationDependencies,
  { organisationId, username, person }: RequestContext,
): Promise<NotificationSettings> {
  const known = await readPreferences(store, organisationId, [username]);
  return {
    preferences: known.get(username) ?? usualPreferences,
    ...(person.email === undefined ? {} : { email: person.email }),
    isMailOn,
  };
}

function updateSettings(deps: NotificationDependencies): HandlerOf<'updateNotificationSettings'> {
  return async ({ context, body }) => {
    const { organisationId, username } = context;
    await deps.store.notificationPreferences
      .updateOne(
        { _id: preferencesKey(organisationId, username) },
        { $set: { organisationId, username, ...body } },
        { upsert: true },
      )
      .exec();
    await deps.audit(context, 'notificationSettingsChanged', username, body);
    return describeSettings(deps, context);
  };
}
