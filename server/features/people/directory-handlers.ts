import { NotFound } from '../../errors.js';
import type { HandlerOf, Handlers } from '../../http/endpoint-router.js';
import { searchRows, sortOf } from '../../http/search-rows.js';
import type { Store } from '../../store/store.js';

type DirectoryEndpoints = 'searchNotifications' | 'readNotification';

export interface DirectoryDependencies {
  readonly store: Store;
}

/** What the person was told. */
export function createDirectoryHandlers(deps: DirectoryDependencies): Handlers<DirectoryEndpoints> {
  return {
    searchNotifications: searchNotifications(deps),
    readNotification: readNotification(deps),
  };
}

function searchNotifications(deps: DirectoryDependencies): HandlerOf<'searchNotifications'> {
  const { store } = deps;
  return async ({ context, body }) => {
    const isRead = body.filter?.isRead;
    const filter = {
      organisationId: context.organisationId,
      username: context.username,
      ...(isRead === undefined ? {} : { isRead }),
    };
    const sort = sortOf(body.sort, { createdAt: 'createdAt' }, { createdAt: -1 });
    const { rows, page } = await searchRows(store.notifications, {
      filter,
      sort,
      page: body.page,
    });
    const items = rows.map((row) => ({
      notificationKey: row._id,
      subject: row.subject,
      text: row.text,
      createdAt: row.createdAt.toISOString(),
      isRead: row.isRead,
      ...(row.instanceId === undefined ? {} : { processInstanceKey: row.instanceId }),
      ...(row.businessKey === undefined ? {} : { businessKey: row.businessKey }),
      ...(row.taskId === undefined ? {} : { userTaskKey: row.taskId }),
    }));
    return { items, page };
  };
}

function readNotification(deps: DirectoryDependencies): HandlerOf<'readNotification'> {
  const { store } = deps;
  return async ({ context, params }) => {
    const { organisationId, username } = context;
    const filter = { _id: params.notificationKey, organisationId, username };
    const result = await store.notifications.updateOne(filter, { $set: { isRead: true } }).exec();
    if (result.matchedCount === 0) throw new NotFound('notification', params.notificationKey);
    return undefined;
  };
}
