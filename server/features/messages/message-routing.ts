import type { Logger } from 'pino';
import type { Actor, Variables } from '../../../engine/index.js';
import type { Scope } from '../../contract/index.js';
import type { ProcessDefinitionDocument } from '../../store/definition-models.js';
import type { Store } from '../../store/store.js';
import type { ProcessEngine } from '../../temporal/process-engine.js';
import type { PreparedStart, TriggeredStart } from '../instances/start-instance.js';

/** What everything that routes messages and signals works with. */
export interface RoutingDependencies {
  readonly store: Store;
  readonly engine: ProcessEngine;
  /** The variant of a process that applies to a scope, in its newest version. */
  readonly resolve: (
    organisationId: string,
    processDefinitionId: string,
    scope: Scope,
  ) => Promise<ProcessDefinitionDocument | undefined>;
  readonly starter: {
    prepare(start: TriggeredStart): Promise<PreparedStart>;
    startTriggered(start: TriggeredStart): Promise<string>;
  };
  readonly logger: Logger;
  readonly now: () => Date;
}

/** What a message and a signal have in common. */
export interface Sending {
  readonly organisationId: string;
  readonly name: string;
  readonly variables: Variables;
  readonly sentBy: Actor;
  /** Which variants of processes it may start. */
  readonly scope: Scope;
}

/** As many are looked at in one round. */
export const BATCH = 200;
/** How long what was sent is remembered after it has done its work, so that it is not sent twice. */
export const KEPT_MS = 24 * 3_600_000;

/** Stores a document whose id may be taken. */
export async function insertOnce(
  collection: { insertOne(document: never): Promise<unknown> },
  document: object,
): Promise<boolean> {
  try {
    await collection.insertOne(document as never);
    return true;
  } catch (error) {
    if (isDuplicateKey(error)) return false;
    throw error;
  }
}

export function isDuplicateKey(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 11_000;
}
