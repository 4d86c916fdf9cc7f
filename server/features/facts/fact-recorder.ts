import type { ClientSession } from 'mongoose';
import type {
  FactBatch,
  InstanceIdentity,
  RecordedFact,
} from '../../../workflows/activities/ports.js';
import { UnexpectedError } from '../../errors.js';
import type { Store } from '../../store/store.js';
import { packFact } from './fact-envelope.js';
import { placeBatch } from './fact-placement.js';
import { createHeadCache } from './head-cache.js';
import { projectFacts, type Projected } from './projections/project-facts.js';
import type { InstanceHead } from './projections/projection.js';
import { rebuildInstance } from './rebuild-instance.js';

export interface FactRecorderDependencies {
  readonly store: Store;
  /** Name of a deployed process, by its key. */
  readonly definitionName: (processDefinitionKey: string) => Promise<string>;
  readonly now: () => Date;
  /** Keeps, in the same transaction, what is to be told outside; left out, nothing is. */
  readonly outbox?: (
    identity: InstanceIdentity,
    facts: readonly RecordedFact[],
    session: ClientSession,
  ) => Promise<void>;
  /** Told after facts are committed; must not throw. */
  readonly onRecorded: (identity: InstanceIdentity, facts: readonly RecordedFact[]) => void;
}

export interface FactRecorder {
  recordFacts(batch: FactBatch): Promise<void>;
}

const MAX_ATTEMPTS = 8;

/** Another writer was faster: read again and decide again. */
class HeadMoved extends Error {}

/**
 * Stores facts once each, and in the same transaction brings every projection up to them:
 * whoever sees a fact sees what follows from it.
 */
export function createFactRecorder(deps: FactRecorderDependencies): FactRecorder {
  const heads = createHeadCache(deps);

  async function storedTime(batch: FactBatch, seq: number): Promise<number | undefined> {
    const { organisationId, instanceId } = batch.instance;
    const fact = await deps.store.facts
      .findOne({ organisationId, streamId: instanceId, seq })
      .lean()
      .exec();
    return fact?.occurredAt.getTime();
  }

  async function attempt(batch: FactBatch): Promise<readonly RecordedFact[]> {
    const first = batch.facts[0];
    if (first === undefined) return [];
    const head = await heads.load(batch.instance, first.occurredAt);
    const storedAt = first.seq <= head.lastSeq ? await storedTime(batch, first.seq) : undefined;
    const placement = placeBatch(batch, head.lastSeq, storedAt);
    if (placement.type === 'drop') return [];
    const facts = placement.type === 'append' ? placement.facts : batch.facts;
    const after = await deps.store.connection.transaction((session) =>
      placement.type === 'append'
        ? append(deps, batch.instance, head, facts, session)
        : replace(deps, batch, head, session),
    );
    heads.remember(after);
    return facts;
  }

  return {
    recordFacts: async (batch) => {
      for (let tries = 0; tries < MAX_ATTEMPTS; tries += 1) {
        try {
          const recorded = await attempt(batch);
          if (recorded.length > 0) deps.onRecorded(batch.instance, recorded);
          return;
        } catch (error) {
          heads.forget(batch.instance.instanceId);
          if (!(error instanceof HeadMoved) && !isDuplicateKey(error)) throw error;
        }
      }
      throw new UnexpectedError(
        `Expected to record facts of instance '${batch.instance.instanceId}', but other writers were always faster.`,
      );
    },
  };
}

async function append(
  deps: FactRecorderDependencies,
  identity: InstanceIdentity,
  before: InstanceHead,
  facts: readonly RecordedFact[],
  session: ClientSession,
): Promise<InstanceHead> {
  const projected = projectFacts(before, facts);
  await writeHead(deps.store, before, projected.head, session);
  await insertFacts(deps, identity, facts, session);
  await writeRows(deps.store, projected, session);
  return projected.head;
}

async function replace(
  deps: FactRecorderDependencies,
  batch: FactBatch,
  before: InstanceHead,
  session: ClientSession,
): Promise<InstanceHead> {
  const { organisationId, instanceId } = batch.instance;
  const superseded = {
    organisationId,
    streamId: instanceId,
    seq: { $gte: batch.facts[0]?.seq ?? 1 },
  };
  await deps.store.facts.deleteMany(superseded, { session });
  await deps.store.factValues.deleteMany(superseded, { session });
  await insertFacts(deps, batch.instance, batch.facts, session);
  return rebuildInstance(deps.store, batch.instance, before.processDefinitionName, session);
}

async function insertFacts(
  { store, now, outbox }: FactRecorderDependencies,
  identity: InstanceIdentity,
  facts: readonly RecordedFact[],
  session: ClientSession,
): Promise<void> {
  const packed = facts.map((fact) => packFact(identity, fact, now()));
  await store.facts.collection.insertMany(packed.map(({ fact }) => fact) as never[], { session });
  const values = packed.flatMap(({ value }) => (value === undefined ? [] : [value]));
  if (values.length > 0)
    await store.factValues.collection.insertMany(values as never[], { session });
  await outbox?.(identity, facts, session);
}

/** The instance document goes first: if it moved since it was read, nothing else is written. */
async function writeHead(
  store: Store,
  before: InstanceHead,
  after: InstanceHead,
  session: ClientSession,
): Promise<void> {
  const filter = { _id: before._id as never, lastSeq: before.lastSeq };
  const upsert = before.lastSeq === 0;
  const result = await store.instances.collection.replaceOne(filter, after, { session, upsert });
  if (result.matchedCount + result.upsertedCount === 0) throw new HeadMoved();
}

export async function writeRows(
  store: Store,
  projected: Projected,
  session: ClientSession,
): Promise<void> {
  for (const [name, writes] of projected.writes) {
    await store[name].collection.bulkWrite(writes as never[], { session, ordered: true });
  }
}

function isDuplicateKey(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 11_000;
}
