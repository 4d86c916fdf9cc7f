import type { mongo } from 'mongoose';
import type { Logger } from 'pino';
import type { Store } from '../store/store.js';

export interface Change {
  readonly collection: string;
  readonly operation: 'written' | 'deleted';
  readonly id: string;
  readonly document?: Readonly<Record<string, unknown>>;
}

export interface ChangeFeed {
  stop(): Promise<void>;
}

const RETRY_MS = 1_000;

/**
 * Follows changes of some collections as the store commits them, whichever server made them,
 * and goes on where it was after an interruption.
 */
export function openChangeFeed(
  store: Store,
  collections: readonly string[],
  logger: Logger,
  onChange: (change: Change) => void,
): ChangeFeed {
  let isStopped = false;
  let resumeAfter: mongo.ResumeToken;
  let stream: mongo.ChangeStream | undefined;
  let retry: NodeJS.Timeout | undefined;

  function open(): void {
    if (isStopped) return;
    stream = watch(store, collections, resumeAfter);
    stream.on('change', (change: mongo.ChangeStreamDocument) => {
      resumeAfter = change._id;
      const told = readChange(change);
      if (told) onChange(told);
    });
    stream.on('error', (error: unknown) => {
      if (isStopped) return;
      logger.warn({ err: error }, 'change feed interrupted; it goes on in a moment');
      if (isHistoryLost(error)) resumeAfter = undefined;
      stream?.close().catch(() => undefined);
      retry = setTimeout(open, RETRY_MS);
    });
  }

  open();
  return {
    stop: async () => {
      isStopped = true;
      clearTimeout(retry);
      await stream?.close();
    },
  };
}

function watch(
  store: Store,
  collections: readonly string[],
  resumeAfter: mongo.ResumeToken,
): mongo.ChangeStream {
  const written = {
    operationType: { $in: ['insert', 'update', 'replace'] },
    'ns.coll': { $in: [...collections] },
  };
  const deleted = { operationType: 'delete', 'ns.coll': 'sessions' };
  return store.connection
    .getClient()
    .db(store.connection.name)
    .watch([{ $match: { $or: [written, deleted] } }], {
      fullDocument: 'updateLookup',
      ...(resumeAfter === undefined ? {} : { resumeAfter }),
    });
}

function readChange(change: mongo.ChangeStreamDocument): Change | undefined {
  switch (change.operationType) {
    case 'insert':
    case 'update':
    case 'replace': {
      const { fullDocument } = change;
      if (fullDocument === undefined) return undefined;
      return {
        collection: change.ns.coll,
        operation: 'written',
        id: String(change.documentKey._id),
        document: fullDocument,
      };
    }
    case 'delete':
      return {
        collection: change.ns.coll,
        operation: 'deleted',
        id: String(change.documentKey._id),
      };
    default:
      return undefined;
  }
}

/** The store no longer keeps the changes since the interruption. */
function isHistoryLost(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 286 || error.code === 280);
}
