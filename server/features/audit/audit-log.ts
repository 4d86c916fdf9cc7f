import { randomUUID } from 'node:crypto';
import type { Handlers } from '../../http/endpoint-router.js';
import { searchRows, sortOf } from '../../http/search-rows.js';
import type { Store } from '../../store/store.js';

export interface AuditedChange {
  readonly organisationId: string;
  readonly actor: string;
  readonly action: string;
  readonly subjectType: string;
  readonly subjectKey: string;
  /** Changed values, or references to versions; never secrets. */
  readonly before?: unknown;
  readonly after?: unknown;
}

/** Who changed what, when. */
export interface AuditLog {
  record(change: AuditedChange): Promise<void>;
}

export function createAuditLog(store: Store, now: () => Date): AuditLog {
  return {
    record: async (change) => {
      await store.auditLogs.collection.insertOne({
        _id: randomUUID() as never,
        at: now(),
        ...change,
      });
    },
  };
}

export function createAuditHandlers(store: Store): Handlers<'searchAuditLogs'> {
  return {
    searchAuditLogs: async ({ context, body }) => {
      const { from, to, ...exact } = body.filter ?? {};
      const filter: Record<string, unknown> = { organisationId: context.organisationId };
      for (const [field, value] of Object.entries(exact))
        if (value !== undefined) filter[field] = value;
      if (from !== undefined || to !== undefined) {
        filter['at'] = {
          ...(from === undefined ? {} : { $gte: new Date(from) }),
          ...(to === undefined ? {} : { $lt: new Date(to) }),
        };
      }
      const sort = sortOf(body.sort, { at: 'at' }, { at: -1 });
      const { rows, page } = await searchRows(store.auditLogs, { filter, sort, page: body.page });
      const items = rows.map(({ _id, organisationId: _organisation, at, ...entry }) => ({
        auditLogKey: _id,
        ...entry,
        at: at.toISOString(),
      }));
      return { items, page };
    },
  };
}
